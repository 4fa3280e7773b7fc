"""Funnels of shares (specification 2.1)."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from goldenthread.stats.funnel.common import (
    ALARM,
    ALERT,
    SMALLEST_LABELLED,
    Funnel,
    FunnelUnit,
    Limits,
    check_units,
    empty_unit,
    make_funnel,
    outside,
    overdispersion,
    significance,
)
from goldenthread.stats.numbers import above, z_of


def proportion_funnel(
    groups: Sequence[str],
    numerator: Sequence[int],
    denominator: Sequence[int],
    *,
    base: Collection[str] | None = None,
) -> Funnel:
    """Shares of units at one time, with score limits (specification 2.1).

    `base` are the units that the average and the over-dispersion rest on: all, unless said. The
    others are compared with them, so that a unit far out does not widen the lines it is judged by.

    Raises:
        ValueError: lists of unlike length, or more counted than there were.
    """
    check_units(groups, numerator, denominator)
    if any(x > n for x, n in zip(numerator, denominator, strict=True)):
        raise ValueError("More counted than there were.")
    among = [i for i, group in enumerate(groups) if base is None or group in base]
    total = sum(denominator[i] for i in among)
    average = sum(numerator[i] for i in among) / total if total else None
    spreads = {i: 1 / (2 * math.sqrt(n)) for i, n in enumerate(denominator) if n}
    able = [i for i in among if i in spreads]
    phi = tau2 = None
    centre = math.asin(math.sqrt(average)) if average is not None else 0.0
    if able:
        scores = [
            (math.asin(math.sqrt(numerator[i] / denominator[i])) - centre) / spreads[i]
            for i in able
        ]
        phi, tau2 = overdispersion(scores, [spreads[i] for i in able])
    over = phi is not None and above(phi, 1.0)

    units = [
        empty_unit(group, numerator[i], denominator[i])
        if i not in spreads or average is None
        else _unit(group, numerator[i], denominator[i], average, tau2 or 0.0 if over else None)
        for i, group in enumerate(groups)
    ]
    return make_funnel("score limits (Wilson), arcsine over-dispersion", average, phi, tau2, units)


def _unit(group: str, x: int, n: int, average: float, tau2: float | None) -> FunnelUnit:
    """A unit and its lines; `tau2` is what the adjusted ones allow for, where they count."""
    value = x / n
    sigma = math.sqrt(average * (1 - average) / n)
    limits = Limits(
        average - z_of(ALERT) * sigma,
        average + z_of(ALERT) * sigma,
        average - z_of(ALARM) * sigma,
        average + z_of(ALARM) * sigma,
    )
    plain = _arcsine(average, n, 0.0)
    adjusted = None if tau2 is None else _arcsine(average, n, tau2)
    return FunnelUnit(
        group=group,
        numerator=x,
        denominator=n,
        value=value,
        significance=significance(value, limits),
        limits=limits,
        expected=n * average,
        ratio=None,
        transformed=plain,
        transformed_outlier=outside(value, plain),
        adjusted=adjusted,
        adjusted_outlier=outside(value, adjusted) if adjusted else None,
        labelled=n >= SMALLEST_LABELLED,
    )


def _arcsine(average: float, n: int, extra: float) -> Limits:
    """Lines about the average on the scale of the angle, back as shares."""
    centre, spread = math.asin(math.sqrt(average)), 1 / (2 * math.sqrt(n))
    reach = math.sqrt(spread**2 + extra)

    def at(z: float) -> float:
        return math.sin(min(max(centre + z * reach, 0.0), math.pi / 2)) ** 2

    return Limits(at(-z_of(ALERT)), at(z_of(ALERT)), at(-z_of(ALARM)), at(z_of(ALARM)))
