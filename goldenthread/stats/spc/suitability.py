"""Whether a series suits a control chart, and which chart suits it (specification 1.4, 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from goldenthread.kernel.refusal import Refusal
from goldenthread.stats.autocorrelation import autocorrelation
from goldenthread.stats.numbers import mean, median
from goldenthread.stats.results import Note
from goldenthread.stats.spc.words import Kind, Suitable

SEASONS_FROM: Final = 36
"""Months from which the month of the year can be tested."""
TINY: Final = 20
"""A median denominator below this is tiny."""
FEWEST: Final = 5
"""Expected cases on the rarer side, each period, below which a percentage is not charted."""
SPARSE_MEAN: Final = 1.0
"""A count with a smaller mean is sparse: at 0.3 nearly every third chart is a false alarm."""
SATURATED: Final = 0.05

ADVICE: Final[dict[Suitable, str]] = {
    "ok": "An individuals chart suits this measure.",
    "autocorrelated": "Each month follows from the last: chart the monthly net change instead.",
    "seasonal": "It follows the time of year: chart the difference from the same month a year ago.",
    "sparse": "The counts are too small: chart the time between events.",
    "tiny_denominator": "Too few cases a period: show x of n, exact limits or quarters.",
    "saturated": "Nearly all or nearly none: chart the failures as rare events.",
}
_ORDER: Final[tuple[Suitable, ...]] = (
    "saturated",
    "tiny_denominator",
    "sparse",
    "autocorrelated",
    "seasonal",
)


@dataclass(frozen=True)
class Measure:
    """What is known of a measure beside its values.

    `numerators` and `denominators` stand beside the values of a percentage or rate;
    `seasonal` is what its owner has declared: None leaves it to the test.
    """

    kind: Kind = "other"
    numerators: tuple[float | None, ...] | None = None
    denominators: tuple[float | None, ...] | None = None
    seasonal: bool | None = None


@dataclass(frozen=True)
class Suitability:
    """`state` is `ok` or the first of `doubts`, gravest first; `advice` says what to do."""

    state: Suitable
    doubts: tuple[Suitable, ...]
    advice: str
    warnings: tuple[Note, ...] = ()


def why_not_xmr(kind: Kind) -> Refusal | None:
    """Why this kind of measure may not be put on an individuals chart at all."""
    if kind == "rolling":
        return Refusal(
            "A rolling measure follows itself by construction: chart each month's own figures."
        )
    if kind == "cumulative":
        return Refusal("A year to date is no series: chart each month's own figures.")
    return None


def assess_suitability(
    values: Sequence[float | None],
    measure: Measure | None = None,
    *,
    dates: Sequence[date] | None = None,
    screening_abandoned: bool = False,
) -> Suitability:
    """Say what is doubtful in charting this series.

    Percentages are on a scale of 0 to 100 where no denominators are given.
    """
    measure = measure or Measure()
    given = [v for v in values if v is not None]
    doubts: set[Suitable] = set()
    warnings = []
    if measure.kind == "stock" or autocorrelation(values).flagged:
        doubts.add("autocorrelated")
    if measure.seasonal or (measure.seasonal is None and _follows_the_year(values, dates)):
        doubts.add("seasonal")
    if screening_abandoned or (
        measure.kind in ("flow", "rare_event") and given and mean(given) < SPARSE_MEAN
    ):
        doubts.add("sparse")
    if measure.kind == "percentage":
        share, size = _share(measure, given)
        if measure.denominators is None:
            warnings.append(
                Note("denominator_unknown", "Only the percentage is known, not of how many.")
            )
        if share is not None and min(share, 1 - share) <= SATURATED:
            doubts.add("saturated")
        if size is not None and (
            size < TINY or (share is not None and size * min(share, 1 - share) < FEWEST)
        ):
            doubts.add("tiny_denominator")
    found = tuple(one for one in _ORDER if one in doubts)
    state = found[0] if found else "ok"
    return Suitability(state, found, ADVICE[state], tuple(warnings))


def _share(measure: Measure, given: Sequence[float]) -> tuple[float | None, float | None]:
    """The share overall, and the median denominator where it is known."""
    below = [n for n in measure.denominators or () if n is not None]
    if not below:
        return (mean(given) / 100 if given else None), None
    above = [x for x in measure.numerators or () if x is not None]
    share = sum(above) / sum(below) if above and sum(below) else None
    if share is None and given:
        share = mean(given) / 100
    return share, median(below)


def _follows_the_year(values: Sequence[float | None], dates: Sequence[date] | None) -> bool:
    """Kruskal and Wallis's test of the months of the year, from 36 months on, at 5%."""
    if dates is None:
        return False
    months: dict[int, list[float]] = {}
    for day, value in sorted(zip(dates, values, strict=True)):
        if value is not None:
            months.setdefault(day.month, []).append(value)
    given = [v for one in months.values() for v in one]
    if len(given) < SEASONS_FROM or len(months) < 2 or min(given) == max(given):
        return False
    from scipy.stats import kruskal

    return float(kruskal(*months.values()).pvalue) < 0.05


Chart = Literal["p", "u", "c", "xmr", "net_change", "g_or_t", "exact", "none"]


@dataclass(frozen=True)
class ChartChoice:
    """The chart that suits a measure over time, and why."""

    chart: Chart
    why: str


def chart_for(measure: Measure) -> ChartChoice:
    """Choose the chart of a measure over time (specification 1.4 and 10).

    p and u are used where every expected count on each side is 5 or more. Teams at one time
    belong on a funnel, whatever the measure.
    """
    refusal = why_not_xmr(measure.kind)
    if refusal:
        return ChartChoice("none", str(refusal))
    if measure.kind == "stock":
        return ChartChoice("net_change", ADVICE["autocorrelated"])
    if measure.kind == "rare_event":
        return ChartChoice("g_or_t", "Rare events are charted by the time between them.")
    sizes = [n for n in measure.denominators or () if n]
    counts = [x for x in measure.numerators or () if x is not None]
    if measure.kind in ("percentage", "rate") and sizes and counts:
        share = sum(counts) / sum(sizes)
        both = measure.kind == "percentage"
        if both and median(sizes) < FEWEST:
            return ChartChoice("none", f"Fewer than {FEWEST} cases a period: show x of n.")
        if both and min(share, 1 - share) <= SATURATED:
            return ChartChoice("g_or_t", ADVICE["saturated"])
        least = min(size * (min(share, 1 - share) if both else share) for size in sizes)
        if least >= FEWEST:
            return ChartChoice("p" if both else "u", "Counts and totals are known, and large.")
        return ChartChoice("exact", ADVICE["tiny_denominator"])
    return ChartChoice("xmr", "One figure a period: an individuals chart.")
