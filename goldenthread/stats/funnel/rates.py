"""Funnels of counts over a population (specification 2.2)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from goldenthread.stats.funnel.common import (
    ALARM,
    ALERT,
    PER,
    SMALLEST_LABELLED,
    Funnel,
    FunnelUnit,
    Limits,
    check_units,
    empty_unit,
    make_funnel,
    outside,
    overdispersion,
)
from goldenthread.stats.intervals import poisson_limits
from goldenthread.stats.numbers import above, below, z_of


def rate_funnel(
    groups: Sequence[str], numerator: Sequence[int], denominator: Sequence[float]
) -> Funnel:
    """Rates per 10,000 of units at one time (specification 2.2).

    Significance is of the observed count (Byar from 10 events, exact Poisson below) against the
    average; lines are exact Poisson limits of the expected count.

    Raises:
        ValueError: lists of unlike length, negative counts or populations.
    """
    check_units(groups, numerator, denominator)
    total = math.fsum(denominator)
    average = sum(numerator) / total if total else None
    expected = [n * (average or 0.0) for n in denominator]
    able = [i for i, e in enumerate(expected) if e > 0]
    spreads = {i: 1 / (2 * math.sqrt(expected[i])) for i in able}
    phi = tau2 = None
    if able:
        scores = [(math.sqrt(numerator[i] / expected[i]) - 1) / spreads[i] for i in able]
        phi, tau2 = overdispersion(scores, [spreads[i] for i in able])
    over = phi is not None and above(phi, 1.0)
    units = []
    for i, group in enumerate(groups):
        x, n = numerator[i], denominator[i]
        if not n or average is None:
            units.append(empty_unit(group, x, n))
            continue
        if i not in spreads:  # nobody had an event: everybody is average
            units.append(empty_unit(group, x, n, value=0.0, label="Not significant"))
            continue
        ratio = x / expected[i]
        lines = _ratios(expected[i])
        adjusted = _root(spreads[i], tau2 or 0.0) if over else None
        scale = average * PER
        units.append(
            FunnelUnit(
                group=group,
                numerator=x,
                denominator=n,
                value=x / n * PER,
                significance=_rate_significance(x, n, average),
                limits=Limits(
                    lines.l95 * scale, lines.u95 * scale, lines.l998 * scale, lines.u998 * scale
                ),
                expected=expected[i],
                ratio=ratio,
                transformed=lines,
                transformed_outlier=outside(ratio, lines),
                adjusted=adjusted,
                adjusted_outlier=outside(ratio, adjusted) if adjusted else None,
                labelled=n >= SMALLEST_LABELLED,
            )
        )
    return make_funnel(
        "Poisson limits of expected events, square-root over-dispersion",
        None if average is None else average * PER,
        phi,
        tau2,
        units,
    )


def _ratios(expected: float) -> Limits:
    """Exact Poisson limits of an expected count, over it."""
    from scipy.stats import chi2

    def pair(tail: float) -> tuple[float, float]:
        return (
            float(chi2.ppf(tail, 2 * expected)) / (2 * expected),
            float(chi2.ppf(1 - tail, 2 * (expected + 1))) / (2 * expected),
        )

    return Limits(*pair(0.025), *pair(0.001))


def _root(spread: float, extra: float) -> Limits:
    """Ratio limits on the square-root scale, with the variance between units; squared back."""
    reach = math.sqrt(spread**2 + extra)

    def at(z: float) -> float:
        return max(0.0, 1 + z * reach) ** 2

    return Limits(at(-z_of(ALERT)), at(z_of(ALERT)), at(-z_of(ALARM)), at(z_of(ALARM)))


def _rate_significance(x: int, n: float, average: float) -> str:
    """The label of an observed count against the average rate: the alarm level first."""
    bands = [poisson_limits(x, level)[:2] for level in (ALARM, ALERT)]
    for (_, high), level in zip(bands, ("0.001", "0.025"), strict=True):
        if below(high, average * n):
            return f"Low ({level})"
    for (low, _), level in zip(bands, ("0.001", "0.025"), strict=True):
        if above(low, average * n):
            return f"High ({level})"
    return "Not significant"
