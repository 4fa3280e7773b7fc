"""Which things belong to a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ibis.expr.types import Table

from goldenthread.performance.measure.days import months_after

_LISTED = 6
"""Months before its day of which a list of Annex A tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class During:
    """Things that happened in the period: dated within it, and known when it was asked."""

    on: str
    """The column of the day that places a thing."""
    told_on: str = ""
    """The column of the day that lists tell, where `on` is worked out from it."""
    lag: int = 0
    """By how many months `on` is later than that."""

    def within(self, thing: Table, asked: Table) -> list[Any]:
        """What must hold of a thing and the period."""
        return [
            thing[self.on] >= asked.first,
            thing[self.on] <= asked.last,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately(Standing):
    """Things on any list of so many months: what each of them said, one after the other.

    Of a thing that changed there is a row for each state it was in. Lists that do not reach so far
    back say nothing of a period: what came before them would be missed.
    """

    months: int

    def reached(self, thing: Table, asked: Table) -> Table:
        """The periods for which the lists reach back far enough."""
        first = thing.known_from.min().as_scalar()
        return asked.filter(months_after(first, self.months) <= asked.as_at)

    def within(self, thing: Table, asked: Table) -> list[Any]:
        """What must hold of a thing and the period."""
        known, _stands, *rest = Standing.within(self, thing, asked)
        left = thing.stands_until
        return [known, left.isnull() | (months_after(left, self.months) > asked.as_at), *rest]


Placed = During | Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """Whether the child is in another table too, in the same period: the column `also`."""

    counts: Table
    placed: Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """A day on which the same child is in another table, beside a thing: the column `nearest`.

    The first from a day of the thing on, or the last up to it; of what was known when it was asked,
    and has happened by the as-at day. Blank where there is none. `nearest_wd` is its number among
    working days, where that table has them.
    """

    counts: Table
    on: str
    """The day in that table."""
    of: str
    """The day of the thing."""
    last: bool = False
    """The last up to the day of the thing, rather than the first from it on."""

    def beside(self, found: Table) -> Table:
        """Things in each period asked, with the nearest day to theirs."""
        days = found.select("period", "child", "as_at", "known", _of=self.of).distinct()
        names = {"_on": self.on, "_on_wd": f"{self.on}_wd"}
        other = self.counts.select(
            **{name: column for name, column in names.items() if column in self.counts.columns},
            _child="child",
            _from="known_from",
            _until="known_until",
        )
        there = days.join(
            other,
            [
                days.child == other["_child"],
                other["_on"] <= days["_of"] if self.last else other["_on"] >= days["_of"],
                other["_on"] <= days.as_at,
                other["_from"] <= days.known,
                other["_until"].isnull() | (other["_until"] > days.known),
            ],
        )
        said = there.group_by(_period="period", _child="child", _day="_of").aggregate(
            **{
                name.replace("_on", "nearest"): there[name].max()
                if self.last
                else there[name].min()
                for name in names
                if name in there.columns
            }
        )
        return found.left_join(
            said,
            [
                found.period == said["_period"],
                found.child == said["_child"],
                found[self.of] == said["_day"],
            ],
        ).drop("_period", "_child", "_day")


def tell_of(table: Table, day: Any, *, on: str = "", back: int = 0) -> Any:
    """Whether lists tell of the time from so many months (`back`) before a day.

    Annex A tells of six months before the first of its lists. How much further back another door
    reaches shows in the earliest of the days (`on`) that it names.
    """
    first = table.known_from.min().as_scalar()
    found = months_after(day, _LISTED) > months_after(first, back)
    if on:
        found = found | (day >= months_after(table[on].min().as_scalar(), back))
    return found
