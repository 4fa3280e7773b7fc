"""What both funnels share: units, labels, over-dispersion (specification 2.1)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.stats.numbers import above, below, finite, mean, quantile
from goldenthread.stats.results import Note, Result

ALERT: Final = 0.95
ALARM: Final = 0.998
SMALLEST_LABELLED: Final = 5
"""A unit with a smaller denominator is drawn hollow and without its name."""
PER: Final = 10_000


@dataclass(frozen=True)
class Limits:
    """Alert lines (95%) and alarm lines (99.8%) at one unit."""

    l95: float
    u95: float
    l998: float
    u998: float


@dataclass(frozen=True)
class FunnelUnit:
    """One team, area or authority on a funnel.

    `value` is a proportion, or a rate per 10,000; None without a denominator. `significance` is
    Low or High with 0.001 or 0.025, or Not significant. `limits` are the lines to draw: for
    proportions unclamped score limits; for rates per 10,000. `transformed` are the limits on the
    scale of over-dispersion (arcsine limits for proportions; ratio limits of expected events for
    rates), `adjusted` the same allowing for it: None unless phi is above 1.
    """

    group: str
    numerator: float
    denominator: float
    value: float | None
    significance: str | None
    limits: Limits | None
    expected: float | None
    ratio: float | None
    transformed: Limits | None
    transformed_outlier: bool | None
    adjusted: Limits | None
    adjusted_outlier: bool | None
    labelled: bool


@dataclass(frozen=True, kw_only=True)
class Funnel(Result):
    """Units about their average, the unit itself included.

    `phi` says how much more the units differ than chance allows; above 1 the adjusted limits pick
    the outliers. `chance_of_any` is the chance that one or more lies outside the 95% lines though
    nothing differs. `units` keep the order given: no league table.
    """

    average: float | None
    phi: float | None
    tau2: float | None
    overdispersed: bool
    chance_of_any: float
    units: tuple[FunnelUnit, ...]


def significance(value: float, limits: Limits) -> str:
    """The label of a value against its lines; all comparisons strict."""
    if below(value, limits.l998):
        return "Low (0.001)"
    if below(value, limits.l95):
        return "Low (0.025)"
    if above(value, limits.u998):
        return "High (0.001)"
    if above(value, limits.u95):
        return "High (0.025)"
    return "Not significant"


def overdispersion(scores: Sequence[float], spreads: Sequence[float]) -> tuple[float, float]:
    """Spiegelhalter's phi and tau-squared from z scores and their standard deviations s.

    Scores are winsorised at the 10th and 90th percentiles.
    """
    low, high = quantile(scores, 0.1), quantile(scores, 0.9)
    phi = mean([min(max(one, low), high) ** 2 for one in scores])
    k = len(scores)
    weights = [1 / s**2 for s in spreads]
    total = math.fsum(weights)
    scale = total - math.fsum(w * w for w in weights) / total
    if k < 2 or k * phi < k - 1 or scale <= 0:
        return phi, 0.0
    return phi, max(0.0, (k * phi - (k - 1)) / scale)


def outside(value: float, limits: Limits) -> bool:
    """Whether a value lies outside the alarm lines."""
    return below(value, limits.l998) or above(value, limits.u998)


def empty_unit(
    group: str, x: float, n: float, *, value: float | None = None, label: str | None = None
) -> FunnelUnit:
    """A unit that cannot be compared."""
    return FunnelUnit(
        group, x, n, value, label, None, None, None, None, None, None, None, labelled=False
    )


def make_funnel(
    method: str,
    average: float | None,
    phi: float | None,
    tau2: float | None,
    units: Sequence[FunnelUnit],
) -> Funnel:
    """Put a funnel together, with what is to be said beside it."""
    compared = sum(unit.limits is not None for unit in units)
    over = phi is not None and above(phi, 1.0)
    notes = []
    if over:
        notes.append(
            Note(
                "overdispersed",
                "Units differ by more than chance, for reasons that the model does not know: use "
                "the adjusted limits, and expect differences in case-mix.",
            )
        )
    if any(0 < unit.denominator < SMALLEST_LABELLED for unit in units):
        notes.append(
            Note("small_denominators", f"Units below {SMALLEST_LABELLED} are hollow and unnamed.")
        )
    return Funnel(
        method=method,
        n=compared,
        assumptions=(
            "Units are teams, areas or authorities, never persons.",
            "Units inside the limits are not ranked.",
        ),
        warnings=tuple(notes),
        reason=None if average is not None else "nothing_counted",
        average=average,
        phi=phi,
        tau2=tau2,
        overdispersed=over,
        chance_of_any=1 - ALERT**compared,
        units=tuple(units),
    )


def check_units(
    groups: Sequence[str], numerator: Sequence[float], denominator: Sequence[float]
) -> None:
    if not len(groups) == len(numerator) == len(denominator):
        raise ValueError("Each unit has its count and its total.")
    if len(set(groups)) != len(groups):
        raise ValueError("A unit is there twice.")
    finite((*numerator, *denominator), "funnel")
    if any(one < 0 for one in (*numerator, *denominator)):
        raise ValueError("Counts are not negative.")
