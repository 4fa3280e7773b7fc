"""What an indicator is: its words and its arithmetic, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import ibis
from ibis import _
from ibis.common.deferred import Deferred
from ibis.expr.types import Table

from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class During:
    """Things that happened in the period: dated within it, and known when it was asked."""

    on: str
    """The column of the day that places a thing."""

    def within(self, thing: Table, asked: Table) -> list[Any]:
        """What must hold of a thing and the period."""
        return [
            thing[self.on] >= asked.first,
            thing[self.on] <= asked.as_at,
            thing.known_from <= asked.known,
            thing.known_until.isnull() | (thing.known_until > asked.known),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Things on the newest list, open at the end of the as-at day.

    A row that starts later is not there; an end that lies later leaves it open; a row that ends on
    the day has ended. Without a start or an end, whatever is listed.
    """

    start: str = ""
    end: str = ""

    def within(self, thing: Table, asked: Table) -> list[Any]:
        """What must hold of a thing and the period."""
        found = [
            thing.known_from <= asked.known,
            thing.stands_until.isnull() | (thing.stands_until > asked.known),
        ]
        if self.start:
            found.append(thing[self.start].isnull() | (thing[self.start] <= asked.as_at))
        if self.end:
            found.append(thing[self.end].isnull() | (thing[self.end] > asked.as_at))
        return found


Placed = During | Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """Whether the child is in another table too, in the same period: the column `also`."""

    counts: Table
    placed: Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure, declared once (PER-2). `count` things, or a `rate` of the population."""

    code: str
    """Ours, as in the catalogue: AS02."""
    title: str
    meaning: str
    """What it says, in a sentence of plain words."""
    unit: Unit
    asks: Asks
    better: Better
    thread: str
    """The Golden Thread it belongs to, by its code."""
    areas: tuple[str, ...]
    """Service areas that work with it."""
    source: str
    """Where the definition comes from, so that anybody can check it."""
    basis: Basis
    windows: tuple[Window, ...]
    """Over what time it is counted; the first is the one shown first."""
    counts: Table
    """The things that count: one row each."""
    placed: Placed
    """Which of them belong to a period."""
    eligible: Deferred | None = None
    """Whether a thing counts at all; blank where that cannot be told. None: all do."""
    each: str = ""
    """Count each child (or worker) once, however many rows: the column that tells them apart."""
    also: Also | None = None
    standard: str = ""
    """The statutory or usual standard, in words."""
    benchmark: str = ""
    """The code of the published measure it may be compared with."""
    note: str = ""
    version: int = 1
    """Raised when the definition changes; the line on the chart is then broken."""

    @property
    def trend(self) -> Window:
        """The window of a point on its chart: each month by itself, or how things stood."""
        return Window.MONTH if isinstance(self.placed, During) else Window.SNAPSHOT

    @property
    def to_do(self) -> str:
        """The side of the figure that asks for something: those that missed what should be met."""
        missed = isinstance(self, Share) and self.better is Better.HIGHER
        return "not_met" if missed else "met"

    @property
    def every_window(self) -> tuple[Window, ...]:
        """Its windows, and that of its chart."""
        return tuple(dict.fromkeys((*self.windows, self.trend)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Indicator):
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Indicator):
    """How many for each 10,000 (or 100) children aged 0 to 17 of the mid-year estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Indicator):
    """How many of those that count met a condition.

    `met` is blank where it cannot be told: the thing is then incomplete, neither met nor not.
    Where each child counts once, it is said of all the child's rows together (`_.count() >= 2`).
    """

    met: Deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Average(Indicator):
    """The mean of a whole number of days, or episodes, over those that have one."""

    value: Deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix(Indicator):
    """How those that count divide into groups. It has no single figure."""

    by: Deferred


def months_after(day: Any, months: int) -> Any:
    """The same day so many months later, or the last day of a shorter month."""
    return (day + ibis.interval(months=months)).cast("date")


def days_after(day: Any, days: int) -> Any:
    """The day so many days later."""
    return (day + ibis.interval(days=days)).cast("date")


def whole_months(start: Any, end: Any) -> Any:
    """Whole months from one day to another; a shorter month is whole on its last day."""
    months = (end.year() - start.year()) * 12 + end.month() - start.month()
    reached = (end.day() >= start.day()) | (days_after(end, 1).day() == 1)
    return (months - ibis.ifelse(reached, 0, 1)).cast("int64")


def age_at(day: Any) -> Any:
    """Whole years at a day; from the list's own column where the birth date is missing."""
    born = _.birth
    had = (born.month() * 100 + born.day()) <= (day.month() * 100 + day.day())
    years = day.year() - born.year() - ibis.ifelse(had, 0, 1)
    return ibis.coalesce(years.cast("int64"), _.age)


_NOT_EVENTS: Final = ("birth", "known_from", "known_until", "stands_until")


def _by_then(thing: Table, as_at: Any) -> dict[str, Any]:
    """The thing's dates as they were at the end of a day: what is dated later is blank.

    What is dated after the as-at day has not happened yet (conventions, "As at").
    """
    days = [
        name for name, kind in thing.schema().items() if kind.is_date() and name not in _NOT_EVENTS
    ]
    return {
        column: ibis.cases((thing[day] <= as_at, thing[column]))
        for day in days
        for column in (f"{day}_wd", day)
        if column in thing.columns
    }


def within(thing: Table, where: Placed, asked: Table) -> Table:
    """Each thing in each period asked, with its dates as they were by then."""
    found = asked.join(thing, where.within(thing, asked))
    return found.mutate(**_by_then(thing, asked.as_at))


def placed(indicator: Indicator, asked: Table) -> Table:
    """Each thing in each period asked, with whether it counts (`_eligible`) and `also`."""
    found = within(indicator.counts, indicator.placed, asked)
    if indicator.also is not None:
        other = indicator.also.counts
        there = (
            asked.join(other, indicator.also.placed.within(other, asked))
            .select("period", "child")
            .distinct()
            .mutate(also=True)
        )
        found = found.left_join(there, ["period", "child"]).drop("period_right", "child_right")
        found = found.mutate(also=_.also.fill_null(False))
    eligible = ibis.literal(value=True) if indicator.eligible is None else indicator.eligible
    return found.mutate(_eligible=eligible)


def things(
    indicator: Indicator, asked: Table, split: Deferred | str | None = None, *, team: bool = False
) -> Table:
    """One row for each thing that is placed in a period.

    `period`, `child` (or whatever is counted once), `group`, and what is said of it: `_eligible`,
    `_met`, `_value` and `_by`. With `team`, the team of a child counted once as well. What is
    counted once is in one group, so that groups add up to the whole: of several rows' groups, in
    the last of the alphabet.
    """
    by_what = _[split] if isinstance(split, str) else split
    rows = placed(indicator, asked).mutate(
        group=ibis.null("string") if by_what is None else by_what.cast("string")
    )
    met = indicator.met if isinstance(indicator, Share) else None
    if indicator.each:
        once = rows.filter(_._eligible).group_by("period", indicator.each)
        with_team = team and "team" in indicator.counts.columns and indicator.each == "child"
        found = once.aggregate(
            _met=met if met is not None else _.count() > 0,
            group=_.group.max(),
            **({"team": _.team.max()} if with_team else {}),
        )
        return found.mutate(
            _eligible=True, _value=ibis.literal(0, "int64"), _by=ibis.null("string")
        )
    value = indicator.value.cast("int64") if isinstance(indicator, Average) else None
    by = indicator.by.cast("string") if isinstance(indicator, Mix) else None
    said = rows.mutate(
        _value=value if value is not None else ibis.literal(0, "int64"),
        _by=by if by is not None else ibis.null("string"),
    )
    if met is not None:
        return said.mutate(_met=met)
    if value is not None:
        return said.mutate(_met=_known(_._value))
    return said.mutate(_met=_known(_._by) if by is not None else ibis.literal(value=True))


def by_period(indicator: Indicator, asked: Table, split: Deferred | str | None = None) -> Table:
    """The query that answers an indicator: whole numbers and nothing else. It runs nothing.

    `asked` has a row a period: its number, its first day, the day it is `as_at`, the day by which
    things must have been `known`, and the running number of working days at `as_at`.
    """
    found = things(indicator, asked, split)
    groups = ["period", "group", *(["_by"] if isinstance(indicator, Mix) else [])]
    counts = _._eligible
    return (
        found.group_by(groups)
        .aggregate(
            met=_many(counts & _._met),
            eligible=_many(counts & _._met.notnull()),
            not_eligible=_many(~counts),
            incomplete=_many(counts.isnull() | (counts & _._met.isnull())),
            total=_._value.sum(where=counts & _._met).fill_null(0).cast("int64"),
        )
        .order_by(groups)
    )


def spread(indicator: Average, asked: Table) -> Table:
    """How many things have each value of what is averaged, in each period: for the median."""
    found = things(indicator, asked).filter(_._eligible & _._met)
    groups = ["period", "_value"]
    return found.group_by(groups).aggregate(things=_many(ibis.literal(value=True))).order_by(groups)


def _many(where: Any) -> Any:
    """How many rows; nought, also where an engine finds the condition blank for all of them."""
    return _.count(where=where).fill_null(0)


def _known(value: Any) -> Any:
    """True where there is a value, and blank where there is none."""
    return ibis.cases((value.notnull(), True))
