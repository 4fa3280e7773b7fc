"""Clocks of practice standards, in pure functions (`standards.md`, “Rules the engine needs”)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Role
from goldenthread.standards.vocabulary import Clock, Kept, Unit


def due_on(clock: Clock, start: date, calendar: Calendar) -> date:
    """The last day on which a clock that started on this day is kept. STD-1, rules 1 to 3.

    The day of the event is day 0. Weeks and months are those of the calendar; hours are whole
    days, rounded up.
    """
    match clock.unit:
        case Unit.WORKING_DAYS:
            return calendar.add(start, clock.limit)
        case Unit.DAYS:
            return start + timedelta(days=clock.limit)
        case Unit.HOURS:
            return start + timedelta(days=-(-clock.limit // 24))
        case Unit.WEEKS:
            return start + timedelta(weeks=clock.limit)
        case Unit.MONTHS:
            return months_after(start, clock.limit)


def kept(clock: Clock, *, start: date, stop: date | None, on: date, calendar: Calendar) -> Kept:
    """Whether a clock was kept: what was never recorded is never in time. STD-1, rule 5."""
    last = due_on(clock, start, calendar)
    if stop is not None:
        return Kept.IN_TIME if stop <= last else Kept.LATE
    return Kept.RUNNING if on <= last else Kept.NO_EVIDENCE


def shorter(first: Clock, second: Clock | None, *, start: date, calendar: Calendar) -> Clock:
    """The shorter of a standard and what a child's plan says. STD-1, rule 6."""
    if second is None or due_on(first, start, calendar) <= due_on(second, start, calendar):
        return first
    return second


def why_not_keep_standards(roles: Collection[Role]) -> Refusal | None:
    """Standards and closures are kept by QA, with the Director and Assistant Directors. STD-1."""
    if {Role.QAM, Role.QAO, Role.AD, Role.DCS} & set(roles):
        return None
    return Refusal("Only the QA team changes standards and the days the council is closed.")


def why_not_close_day(*, day: date, calendar: Calendar, reason: str) -> Refusal | None:
    """A local closure is a day that would be worked, with its reason. STD-1, rule 1."""
    if not calendar.is_working(day):
        return Refusal("Nobody works on that day as it is.")
    if not reason.strip():
        return Refusal("Say why the council is closed.")
    return None
