"""Whether a month says something of the next (specification 10, point 1)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.stats.numbers import finite, mean
from goldenthread.stats.results import Note, Result

ENOUGH = 20
"""Points from which the test is believed."""


@dataclass(frozen=True, kw_only=True)
class Autocorrelation(Result):
    """The first serial correlation and the Ljung-Box test at lag 1.

    `flagged` where r1 > 2/sqrt(n) and n is 20 or more.
    """

    r1: float | None
    ljung_box_p: float | None
    flagged: bool


def autocorrelation(values: Sequence[float | None]) -> Autocorrelation:
    """The serial correlation of a series; a pair with a null does not count.

    Raises:
        ValueError: a value is not a number.
    """
    from scipy.stats import chi2

    finite(values, "autocorrelation")
    given = [v for v in values if v is not None]
    n = len(given)
    r1 = p = reason = None
    if n < 2:
        reason = "too_few_points"
    elif min(given) == max(given):
        reason = "no_variation"
    else:
        centre = mean(given)
        steps = itertools.pairwise(values)
        pairs = [(a - centre) * (b - centre) for a, b in steps if a is not None and b is not None]
        r1 = math.fsum(pairs) / math.fsum((v - centre) ** 2 for v in given)
        p = float(chi2.sf(n * (n + 2) * r1 * r1 / (n - 1), 1))
    few = Note("little_power", f"Fewer than {ENOUGH} points: the test finds little. Ask the type.")
    return Autocorrelation(
        method="first serial correlation; Ljung-Box, lag 1",
        n=n,
        assumptions=("Values are at equal steps of time.",),
        warnings=(few,) if n < ENOUGH else (),
        reason=reason,
        r1=r1,
        ljung_box_p=p,
        flagged=r1 is not None and n >= ENOUGH and r1 > 2 / math.sqrt(n),
    )
