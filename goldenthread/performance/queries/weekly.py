"""A figure week by week, as far as the lists can tell it (PER-4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from goldenthread.performance import engine, rules
from goldenthread.performance.measure import During, Indicator, Rate
from goldenthread.performance.models import Reckoning
from goldenthread.performance.queries.figuring import Events, tells
from goldenthread.performance.queries.reading import trend
from goldenthread.performance.rules import by_week, period_of, week_ends
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goldenthread.performance.queries.whose import Place

WEEKS: Final = 13
"""A quarter of a year: within the six months that the shortest lists reach back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: its last day, and what the figure was; None where no list tells."""

    end: date
    on: date | None
    """The day of the lists that say so."""
    answer: Answer | None


def weeks(
    place: Place, indicator: Indicator, at: Reckoning, days: Sequence[Reckoning], among: Events
) -> list[Week]:
    """The weeks up to a day, oldest first.

    What happened is dated, so the lists of that day tell it of each week, and what followed until
    that day. How things stood is said
    only of a week that has lists of its own. A rate is a number: weeks are not made into years.
    """
    ends = week_ends(at.as_at, WEEKS)
    if not isinstance(indicator.placed, During):
        points = {one.as_at: one.answer for one in trend(
            place, indicator, list(days), Window.SNAPSHOT)}  # fmt: skip
        told = by_week(ends, points)
        return [
            Week(end=end, on=day, answer=points[day] if day else None)
            for end, day in zip(ends, told, strict=True)
        ]
    periods = [period_of(Window.WEEK, end) for end in ends]
    return [
        Week(end=end, on=at.as_at, answer=answer)
        for end, answer in zip(ends, _during(place, indicator, periods, at, among), strict=True)
    ]


def _during(
    place: Place, indicator: Indicator, periods: list[Period], at: Reckoning, among: Events
) -> list[Answer]:
    """What happened in each of these weeks, as the lists of a day know it."""
    split = "team" if place.teams else None
    found = engine.answer(
        indicator,
        over=periods,
        events=among.warehouse,
        known=[among.known(at.as_at)] * len(periods),
        judged=at.as_at,
        split=split,
    )
    unit = Unit.COUNT if isinstance(indicator, Rate) else indicator.unit
    return [
        replace(
            rules.added(
                [
                    one for one in found
                    if one.period == period and (split is None or one.group in place.teams)
                ],
                code=indicator.code,
                unit=unit,
                period=period,
            ),
            version=indicator.version,
            told=tells(indicator, period, among),
        )
        for period in periods
    ]  # fmt: skip
