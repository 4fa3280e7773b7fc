"""Charts of rare events: g (cases between) and t (days between). Higher is better
(specification 1.5)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from goldenthread.stats.numbers import finite, mean, median
from goldenthread.stats.spc.attribute import Band, CountChart, count_chart, screened_mean_range
from goldenthread.stats.spc.words import SIGMA

POWER: Final = 3.6
"""Days between events to this root are near enough normal."""


def g_chart(between: Sequence[float]) -> CountChart:
    """Cases or opportunities between events; the centre drawn is the median.

    Raises:
        ValueError: a negative number of cases.
    """
    finite(between, "g chart")
    if any(one < 0 for one in between):
        raise ValueError("Cases between events are not negative.")
    y = tuple(between)
    if not y:
        return count_chart("g", y, None, (), reason="no_events")
    average = mean(y)
    sigma = math.sqrt(average * (average + 1))
    band: Band = (
        max(0.0, average - 3 * sigma),
        average + 3 * sigma,
        max(0.0, average - 2 * sigma),
        average + 2 * sigma,
    )
    return count_chart("g", y, median(y), [band] * len(y))


def t_chart(days: Sequence[float]) -> CountChart:
    """Days between events, all above nought.

    Two events on one day are 0 days apart: give fractions of a day, or add 0.5 and say so.

    Raises:
        ValueError: an interval of nought or less.
    """
    finite(days, "t chart")
    if any(one <= 0 for one in days):
        raise ValueError("Days between events are above 0: use fractions, or add 0.5 and say so.")
    y = tuple(days)
    if not y:
        return count_chart("t", y, None, (), reason="no_events")
    roots = [one ** (1 / POWER) for one in y]
    centre = mean(roots)
    average = screened_mean_range(roots)
    if average is None:
        return count_chart(
            "t", y, centre**POWER, [(None, None, None, None)] * len(y), reason="no_variation"
        )
    sigma = average / SIGMA

    def back(root: float) -> float:
        return float(max(0.0, root) ** POWER)

    band: Band = (
        back(centre - 3 * sigma),
        back(centre + 3 * sigma),
        back(centre - 2 * sigma),
        back(centre + 2 * sigma),
    )
    return count_chart("t", y, back(centre), [band] * len(y))
