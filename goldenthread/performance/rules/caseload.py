"""What falls due for somebody's own children, and who sees figures of which kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter, Role, Standing
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.standards.rules import due_on
from goldenthread.standards.vocabulary import Clock, Unit

SOON: Final = 10
"""Working days ahead that are called soon: two weeks of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One thing that is due for a child."""

    child: str
    code: str
    """Of the duty."""
    since: date
    due_on: date
    """The last day on which it is in time."""
    days: int
    """Working days from the day of the lists until then; below nought it is overdue."""

    @property
    def overdue(self) -> bool:
        """Whether its last day had passed on the day of the lists."""
        return self.days < 0

    @property
    def soon(self) -> bool:
        """Whether it is due in the next two weeks of work."""
        return 0 <= self.days <= SOON


def owed(
    waiting: Iterable[Waits], *, code: str, clock: Clock, as_at: date, calendar: Calendar
) -> list[Owed]:
    """By when each is due, one a child: the earliest. STD-1, rules 1 to 3; PER-4.

    The last day in time is not overdue. A clock of working days stands still where nobody works:
    what was due on Friday is overdue on Monday; other clocks run on.
    """
    found: dict[str, Owed] = {}
    for one in waiting:
        last = due_on(clock, one.since, calendar)
        days = calendar.between(as_at, last)
        if last < as_at and clock.unit is not Unit.WORKING_DAYS:
            days = min(days, -1)
        before = found.get(one.child)
        if before is None or (last, one.since) < (before.due_on, before.since):
            found[one.child] = Owed(
                child=one.child, code=code, since=one.since, due_on=last, days=days
            )
    return list(found.values())


def first_things_first(owed_: Iterable[Owed]) -> list[Owed]:
    """What needs doing first: the longest overdue, then the next due. PER-4, ORG-3."""
    return sorted(owed_, key=lambda one: (one.due_on, one.code, one.child))


def why_not_own(standing: Standing) -> Refusal | None:
    """Figures over one's own children are for who holds them, or chairs their reviews.
    `evidence.md` §6.1, SEC-2."""
    if span_in(standing, Matter.AGGREGATES).own:
        return None
    return Refusal("These are figures for workers and chairs, over their own children.")


def why_not_totals(standing: Standing) -> Refusal | None:
    """Totals of the council, and nothing below them, are for QA business support.
    `evidence.md` §6.1, SEC-2."""
    if standing.holds(Role.QAB):
        return None
    return Refusal("These are the totals that QA business support works with.")
