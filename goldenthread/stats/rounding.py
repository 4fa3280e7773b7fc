"""Rounding of published figures: decimal half-up, never Python's half-even (specification 6.4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Final

Number = int | float | Decimal

ROUNDS_TO_ZERO: Final = "k"
"""The sign for a number that rounds to nought and is not nought."""


def _decimal(value: Number) -> Decimal:
    """The shortest decimal form of a number: 2.675 is 2.675, not 2.67499999."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value + 0))
    if not exact.is_finite():
        raise ValueError(f"{value} cannot be rounded.")
    return exact


def _half_up(value: Decimal, step: Decimal) -> Decimal:
    """The nearest multiple of a step; halves go away from nought."""
    with localcontext() as context:
        context.prec = 400
        times = (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return times * step + 0  # + 0: no negative nought


def round_half_up(value: Number, dp: int = 0) -> float:
    """Round to a number of decimal places: 2.675 to two is 2.68, -2.5 to none is -3.

    Raises:
        ValueError: NaN or infinity.
    """
    return float(_half_up(_decimal(value), Decimal(1).scaleb(-dp)))


def round_to(value: Number, base: int) -> int:
    """Round to a multiple of 5 or 10 (or another base): 25 to ten is 30.

    Raises:
        ValueError: NaN, infinity, or a base that is not positive.
    """
    if base <= 0:
        raise ValueError("A base to round to is positive.")
    return int(_half_up(_decimal(value), Decimal(base)))


def published(value: Number, dp: int = 0) -> str:
    """A figure as it is printed, with its decimals; `k` where it rounds to nought and is not."""
    exact = _decimal(value)
    rounded = _half_up(exact, Decimal(1).scaleb(-dp))
    if rounded == 0 and exact != 0:
        return ROUNDS_TO_ZERO
    return f"{rounded:.{dp}f}"


def percentages_that_sum(counts: Sequence[int], dp: int = 0) -> tuple[float, ...]:
    """Percentages of a whole that add up to 100, by largest remainder.

    For a bar that must fill its width. One may differ by a step from its own half-up rounding:
    in a published table use `round_half_up` of each and say that they may not sum. Equal
    remainders: the larger count first, then the earlier.

    Raises:
        ValueError: a negative count, or nothing counted.
    """
    total = sum(counts)
    if total <= 0 or min(counts) < 0:
        raise ValueError("There is nothing to take percentages of.")
    steps = 100 * 10**dp
    shares = [divmod(count * steps, total) for count in counts]
    left = steps - sum(whole for whole, _ in shares)
    order = sorted(range(len(counts)), key=lambda i: (-shares[i][1], -counts[i], i))
    up = set(order[:left])
    return tuple(
        float(Decimal(whole + (i in up)).scaleb(-dp)) for i, (whole, _) in enumerate(shares)
    )
