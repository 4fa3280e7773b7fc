"""The arithmetic that every family shares: means, ties, normal quantiles (specification 0)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

TIE: Final = 1e-9
"""Two numbers this near, relative to the larger of them and 1, are equal."""


def mean(values: Sequence[float]) -> float:
    """The arithmetic mean of one or more numbers, summed without rounding errors."""
    return math.fsum(values) / len(values)


def same(one: float, other: float) -> bool:
    """Whether a datum lies on a computed line. Equality is never a signal."""
    return abs(one - other) <= TIE * max(1.0, abs(one), abs(other))


def above(one: float, line: float) -> bool:
    """Whether a datum is strictly above a line, ties set aside."""
    return one > line and not same(one, line)


def below(one: float, line: float) -> bool:
    """Whether a datum is strictly below a line, ties set aside."""
    return one < line and not same(one, line)


def side(one: float, line: float) -> int:
    """-1 below the line, 0 on it, 1 above it."""
    return above(one, line) - below(one, line)


@lru_cache(maxsize=64)
def z_of(confidence: float) -> float:
    """The two-sided normal quantile: 1.959963985 for 0.95, 3.090232306 for 0.998.

    Raises:
        ValueError: the confidence is not between 0 and 1.
    """
    from scipy.stats import norm

    if not 0 < confidence < 1:
        raise ValueError(f"A confidence lies between 0 and 1, not {confidence}.")
    return float(norm.ppf(1 - (1 - confidence) / 2))


def quantile(values: Sequence[float], share: float) -> float:
    """The linear-interpolation quantile (R type 7, spreadsheet QUARTILE.INC)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    return quantile(values, 0.5)


def finite(values: Sequence[float | None], what: str) -> None:
    """Check that numbers given are numbers.

    Raises:
        ValueError: one of them is not a number, or without end.
    """
    for value in values:
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{what}: {value} is not a number that can be counted with.")


def count_of(x: float, n: float, what: str = "x of n") -> None:
    """Check a count out of a total.

    Raises:
        ValueError: a negative count, or more than the total.
    """
    finite((x, n), what)
    if n < 0 or not 0 <= x <= n:
        raise ValueError(f"{what}: {x} of {n} cannot be.")
