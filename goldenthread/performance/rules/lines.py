"""The chart that suits a figure over time, and its lines (statistics, 1.1 to 1.5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from goldenthread import stats
from goldenthread.performance.rules.series import Seen
from goldenthread.performance.vocabulary import Answer, Chart, Unit, Window
from goldenthread.stats.spc import Kind

DOTS: Final = 5
"""Fewer points than this have no lines at all."""
OVER: Final = 1.2
"""From here the points move by a fifth more than counting alone explains."""
LARGE: Final = 100
"""A primed chart is for totals of hundreds."""
FREQUENT: Final = 5
"""A number with this mean or more is charted as it is; a smaller one has exact limits."""

_WHY: Final = {
    "none": "Few are counted each time: read how many of how many it was.",
    "g_or_t": "Nearly all, or nearly none: one case moves the line, so read how many it was.",
    "exact": "Few are counted each time, so the limits are wide.",
    "p": "The limits come from how many are counted each time.",
    "u": "The limits come from how many children there are.",
}
"""What the choice of a chart means for who reads it; the statistics say it to who makes one."""

Line = tuple[float | None, ...]
Numbers = Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Values and the lines at each of them, on the scale of the figure.

    `tested` are the values that a trend is looked for in: the changes, on a chart of changes.
    """

    chart: Chart
    why: str
    values: Line
    tested: Line
    centre: Line
    lower: Line
    upper: Line
    near_lower: Line
    near_upper: Line


def kind_of(unit: Unit, window: Window) -> Kind:
    """What sort of figure it is: by its unit, and whether it is counted on a day. R03."""
    on_a_day = window == Window.SNAPSHOT
    if unit == Unit.PERCENT:
        return "percentage"
    if unit in (Unit.PER_10_000, Unit.PER_100):
        return "stock" if on_a_day else "rate"
    if unit == Unit.COUNT:
        return "stock" if on_a_day else "flow"
    return "duration"


def value_of(answer: Answer | None) -> float | None:
    """The figure before it is rounded: a share or a rate as it comes from its counts. Q03."""
    if answer is None or answer.value is None:
        return None
    if answer.unit == Unit.PERCENT:
        return 100 * answer.met / answer.eligible
    under = _exposure(answer) if answer.unit in (Unit.PER_10_000, Unit.PER_100) else None
    return answer.met / under if under else float(answer.value)


def lines_of(
    steps: Sequence[Seen], window: Window, *, base: int | None = None, settles: str = ""
) -> Lines:
    """The chart that suits these steps, and its lines. R01, R03, statistics 1.3, 1.4.

    The chart and its lines rest on the first `base` steps, where there is one: frozen. No chart
    suits steps that cannot be set side by side, for the reason that `settles` says.
    """
    answers = [None if one.part else one.answer for one in steps]
    values = tuple(value_of(one) for one in answers)
    known = [value for value in values[:base] if value is not None]
    unit = next((one.unit for one in answers if one is not None), Unit.COUNT)
    kind = kind_of(unit, window)
    if settles:
        return _bare(Chart.NONE, settles, values)
    if len(known) < DOTS:
        return _bare(Chart.NONE, f"Fewer than {DOTS} points: there is no usual range yet.", values)
    if kind == "percentage":
        return _shares(answers, values, base)
    if kind == "rate":
        return _rates(answers, values, base)
    if kind == "stock":
        if unit == Unit.COUNT and fmean(known) < FREQUENT:
            why = "The numbers are too small for limits: only runs are told."
            return _median(values, why, base)
        return _changes(steps, values, base)
    if kind == "flow" and fmean(known) < 1 and median(known) == 0:
        return _bare(
            Chart.G, "It is rare: what is charted is the months between those that had one.", values
        )
    if kind == "flow" and fmean(known) < FREQUENT:
        return _counted(
            Chart.C,
            "The numbers are small: the limits are exact.",
            values,
            stats.c_chart(values, exact=True, baseline=base),
            1,
        )
    return _individuals(steps, values, base)


def _shares(answers: Sequence[Answer | None], values: Line, base: int | None) -> Lines:
    met = [None if one is None else one.met for one in answers]
    of = [None if one is None else one.eligible for one in answers]
    measure = stats.Measure("percentage", tuple(met[:base]), tuple(of[:base]))
    choice = stats.chart_for(measure)
    why = _WHY.get(choice.chart, choice.why)
    if choice.chart == "none":
        return _bare(Chart.NONE, why, values)
    if choice.chart != "p":
        exact = stats.p_chart(met, of, exact=True, baseline=base)
        return _counted(Chart.P, why, values, exact, 100)
    return _primed(
        (Chart.P, Chart.P_PRIME),
        why,
        values,
        found=(stats.p_chart(met, of, baseline=base), stats.p_prime_chart(met, of, baseline=base)),
        scale=100,
        sizes=of,
    )


def _rates(answers: Sequence[Answer | None], values: Line, base: int | None) -> Lines:
    met = [None if one is None else one.met for one in answers]
    of = [None if one is None else _exposure(one) for one in answers]
    choice = stats.chart_for(stats.Measure("rate", tuple(met[:base]), tuple(of[:base])))
    why = _WHY.get(choice.chart, choice.why)
    if choice.chart != "u":
        exact = stats.u_chart(met, of, exact=True, baseline=base)
        return _counted(Chart.U, why, values, exact, 1)
    return _primed(
        (Chart.U, Chart.U_PRIME),
        why,
        values,
        found=(stats.u_chart(met, of, baseline=base), stats.u_prime_chart(met, of, baseline=base)),
        scale=1,
        sizes=met,
    )


def _exposure(answer: Answer) -> float | None:
    """The children of a rate in ten thousands (or hundreds), for the part of the year it counts."""
    if not answer.population:
        return None
    whole = answer.population / (10_000 if answer.unit == Unit.PER_10_000 else 100)
    return whole * answer.period.days / 365 if answer.annualised else whole


def _primed(
    charts: tuple[Chart, Chart],
    why: str,
    values: Line,
    *,
    found: tuple[stats.CountChart, stats.CountChart],
    scale: float,
    sizes: Numbers,
) -> Lines:
    """The plain chart, or the primed one where large totals move more than counting explains."""
    plain, primed = found
    known = [one for one in sizes if one]
    if primed.sigma_z is None or primed.sigma_z <= OVER or fmean(known) < LARGE:
        return _counted(charts[0], why, values, plain, scale)
    more = f"Points move {primed.sigma_z:.1f} times as much as counting alone explains."
    return _counted(charts[1], more, values, primed, scale)


def _counted(chart: Chart, why: str, values: Line, found: stats.CountChart, scale: float) -> Lines:
    """The lines of a chart of counts, on the scale of the figure."""

    def at(line: Numbers) -> Line:
        return tuple(None if one is None else one * scale for one in line)

    if found.cl is None:
        return _bare(Chart.NONE, "Nothing was counted.", values)
    return Lines(
        chart=chart,
        why=why,
        values=values,
        tested=values,
        centre=at([None if one is None else found.cl for one in found.y]),
        lower=at(found.lcl),
        upper=at(found.ucl),
        near_lower=at(found.lcl95),
        near_upper=at(found.ucl95),
    )


def _individuals(steps: Sequence[Seen], values: Line, fix: int | None) -> Lines:
    why = "One figure a period: the range comes from how much it moves from one to the next."
    return _constant(Chart.XMR, why, steps, values, tested=values, base=lambda _: 0.0, fix=fix)


def _changes(steps: Sequence[Seen], values: Line, fix: int | None) -> Lines:
    """A number on a day follows from the one before: its change is what is judged."""
    changes = (None, *(None if a is None or b is None else b - a for a, b in pairwise(values)))
    why = (
        "Each point follows from the one before, so the usual range is where the next may be by "
        "chance, from there."
    )
    return _constant(
        Chart.NET_CHANGE,
        why,
        steps,
        values,
        tested=changes,
        base=lambda i: values[i - 1] if i else None,
        fix=fix,
    )


def _constant(
    chart: Chart,
    why: str,
    steps: Sequence[Seen],
    values: Line,
    *,
    tested: Line,
    base: Callable[[int], float | None],
    fix: int | None,
) -> Lines:
    """The lines of an individuals chart, each at its base; a run chart where it has none."""
    result = stats.xmr_chart(
        [one.as_at for one in steps],
        tested,
        improvement_direction="neutral",
        profile="ptd_guarded",
        fix_after_n_points=fix,
    )
    segment = result.segments[0]
    if segment.upl is None:
        return _median(values, "It hardly moves, so there are no limits: only runs are told.", fix)

    def at(line: float | None) -> Line:
        return tuple(
            None if line is None or one is None or start is None else start + line
            for one, start in ((one, base(i)) for i, one in enumerate(tested))
        )

    return Lines(
        chart=chart,
        why=why,
        values=values,
        tested=tested,
        centre=at(segment.mean),
        lower=at(segment.lpl),
        upper=at(segment.upl),
        near_lower=at(segment.near_lower),
        near_upper=at(segment.near_upper),
    )


def _median(values: Line, why: str, base: int | None) -> Lines:
    """A run chart: its centre is the median, and it has no limits (statistics 1.6)."""
    middle = median([one for one in values[:base] if one is not None])
    bare = _bare(Chart.RUN, why, values)
    centre = tuple(None if one is None else middle for one in values)
    return Lines(
        chart=bare.chart,
        why=bare.why,
        values=values,
        tested=values,
        centre=centre,
        lower=bare.lower,
        upper=bare.upper,
        near_lower=bare.near_lower,
        near_upper=bare.near_upper,
    )


def _bare(chart: Chart, why: str, values: Line) -> Lines:
    """Values without lines."""
    none = (None,) * len(values)
    return Lines(
        chart=chart,
        why=why,
        values=values,
        tested=values,
        centre=none,
        lower=none,
        upper=none,
        near_lower=none,
        near_upper=none,
    )
