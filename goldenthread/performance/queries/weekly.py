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
    from collections.abc import Mapping, Sequence

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
    that day. How things stood is said only of a week that has lists of its own. A rate is a
    number: weeks are not made into years.
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
    return of_place(place, indicator, happened(indicator, at.as_at, among))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened in each week up to a day, of whoever's team; and of which loads tell."""

    as_at: date
    found: Mapping[Period, Sequence[Answer]]
    """Of each team, where the lists say whose a thing is."""
    told: Mapping[Period, bool]


def split_of(indicator: Indicator) -> str | None:
    """By what the weeks of a figure are asked: by team, where its lists have one."""
    return "team" if "team" in indicator.counts.columns else None


def happened(indicator: Indicator, as_at: date, among: Events) -> Happened:
    """What happened in each of the weeks up to a day, as the lists of that day know it."""
    periods = [period_of(Window.WEEK, end) for end in week_ends(as_at, WEEKS)]
    found: dict[Period, list[Answer]] = {period: [] for period in periods}
    for one in engine.answer(
        indicator,
        over=periods,
        events=among.warehouse,
        known=[among.known(as_at)] * len(periods),
        judged=as_at,
        split=split_of(indicator),
    ):
        found[one.period].append(one)
    told = {period: tells(indicator, period, among) for period in periods}
    return Happened(as_at=as_at, found=found, told=told)


def of_place(place: Place, indicator: Indicator, what: Happened) -> list[Week]:
    """The weeks of a place: its teams added up. What counts once is of one team, so they all
    together are the council."""
    unit = Unit.COUNT if isinstance(indicator, Rate) else indicator.unit
    teams = place.teams
    return [
        Week(
            end=period.last,
            on=what.as_at,
            answer=replace(
                rules.added(
                    [one for one in found if not teams or one.group in teams],
                    code=indicator.code,
                    unit=unit,
                    period=period,
                ),
                version=indicator.version,
                told=what.told[period],
            ),
        )
        for period, found in what.found.items()
    ]
