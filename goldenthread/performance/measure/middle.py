"""The median of what an engine counted value by value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate


def middle(counts: Sequence[tuple[int, int]]) -> Decimal:
    """The median of (value, how many have it), smallest value first: there is at least one."""
    whole = sum(many for _, many in counts)
    after = list(accumulate(many for _, many in counts))
    low, high = ((whole - 1) // 2, whole // 2)
    values = [counts[bisect_right(after, place)][0] for place in (low, high)]
    return Decimal(sum(values)) / 2
