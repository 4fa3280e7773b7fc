"""What happened in a place week by week, and what falls due in it next (PER-4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from goldenthread.intake import queries as intake
from goldenthread.intake.events import fingerprint
from goldenthread.kernel.working_days import Calendar
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import DUTIES, Duty
from goldenthread.performance.measure import (
    Count,
    During,
    Indicator,
    Rate,
    Share,
    conditions,
)
from goldenthread.performance.models import Reckoning
from goldenthread.performance.queries.figuring import events
from goldenthread.performance.queries.vitals import signs
from goldenthread.performance.queries.waits import all_waits
from goldenthread.performance.queries.weekly import Happened, Week, happened, of_place, split_of
from goldenthread.performance.rules.caseload import owed
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.rules.weekly import next_week
from goldenthread.performance.tables import RECORDS
from goldenthread.performance.vocabulary import Answer, Window
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goldenthread.performance.queries.whose import Place


_TWICE: Final = frozenset({"FD02"})
"""Who came twice or more in the time that is counted: in a week hardly anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekRow:
    """A figure of what happened: its weeks, oldest first, and its months by themselves."""

    indicator: Indicator
    weeks: tuple[Week, ...]
    months: tuple[Answer, ...] = ()

    @property
    def answers(self) -> list[Answer]:
        """What each week had."""
        return [one.answer for one in self.weeks if one.answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One duty over the children of a place: for how many, overdue, and due in the next week."""

    duty: Duty
    whole: int
    overdue: int
    coming: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekByWeek:
    """The weeks of a place, and what falls due in it."""

    rows: tuple[WeekRow, ...]
    quiet: tuple[Indicator, ...]
    """Of which nothing happened in all these weeks, as far as lists tell."""
    due: tuple[Due, ...]


@cache
def by_the_week() -> tuple[Indicator, ...]:
    """Counts and shares of what happened, in the order of the catalogue.

    A rate is a number in a week, and is left out where its number is there. What is judged months
    later, what is said once a year, who came twice, and our own records, have no week here.
    """
    found: dict[tuple[object, ...], Indicator] = {}
    for one in CATALOGUE.values():
        if not isinstance(one, Count | Rate | Share) or not isinstance(one.placed, During):
            continue
        if one.placed.lag or Window.YEAR_TO_MARCH in one.windows or one.code in _TWICE:
            continue
        if not one.asks_of.isdisjoint(RECORDS):
            continue
        counted = one.code if isinstance(one, Share) else ""
        found.setdefault((counted, one.counts.op(), one.placed, conditions(one)), one)
    return tuple(found.values())


def week_by_week(place: Place, at: Reckoning, days: Sequence[Reckoning]) -> WeekByWeek | None:
    """What happened in each week up to a day, and what falls due after it.

    None while the events of a new load are not built: no page waits for them.
    """
    loads = intake.kept()
    if not intake.events_built(loads):
        return None
    told = told_weeks(fingerprint(loads), place, at.as_at, standards.calendar())
    if told is None:
        return None
    codes = [one.indicator.code for one in told.rows]
    months = {one.indicator.code: one.trend for one in signs(place, codes, days, at)}
    return WeekByWeek(
        rows=tuple(
            WeekRow(indicator=one.indicator, weeks=one.weeks, months=months[one.indicator.code])
            for one in told.rows
        ),
        quiet=told.quiet,
        due=told.due,
    )


@lru_cache(maxsize=128)
def told_weeks(loads: str, place: Place, as_at: date, calendar: Calendar) -> WeekByWeek | None:
    """The same loads say the same of a place and a day for ever: so it is asked once."""
    waits, everywhere = all_waits(loads, as_at), _everywhere(loads, as_at)
    if waits is None or everywhere is None:
        return None
    rows, quiet = [], []
    for one, what in everywhere:
        if place.teams and split_of(one) is None:
            continue
        row = WeekRow(indicator=one, weeks=tuple(of_place(place, one, what)))
        if any(each.eligible or each.incomplete for each in row.answers):
            rows.append(row)
        elif not one.told and any(each.told for each in row.answers):
            quiet.append(one)
    due = _due(place, as_at, waits, calendar)
    return WeekByWeek(rows=tuple(rows), quiet=tuple(quiet), due=tuple(due))


@lru_cache(maxsize=4)
def _everywhere(loads: str, as_at: date) -> tuple[tuple[Indicator, Happened], ...] | None:
    """What happened in the weeks up to a day, of every team: read for one place after another."""
    among = events(recorded=False)
    if among is None or fingerprint(among.loads) != loads:
        return None
    return tuple((one, happened(one, as_at, among)) for one in by_the_week())


def _due(
    place: Place,
    as_at: date,
    waits: Mapping[str, Mapping[str, Sequence[Waits]]],
    calendar: Calendar,
) -> Iterator[Due]:
    """How each duty stands over the children of a place, where it is due for any."""
    for code, duty in DUTIES.items():
        own = (
            one for each in waits[code].values() for one in each
            if not place.teams or one.team in place.teams
        )  # fmt: skip
        found = owed(own, code=code, clock=duty.clock, as_at=as_at, calendar=calendar)
        overdue, coming = next_week(found, as_at=as_at)
        if found:
            yield Due(duty=duty, whole=len(found), overdue=overdue, coming=coming)


def prepare_weeks() -> None:
    """Make the words of what this page asks, which take longer than its answers."""
    engine.prepare([(one, split_of(one)) for one in by_the_week()], DUTIES.values())
