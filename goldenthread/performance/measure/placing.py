"""Which things belong to a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ibis.expr.types import Table

from goldenthread.performance.measure.days import months_after


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
