"""Working days: England's bank holidays, shipped, and a council's own closures.

A working day is not a Saturday, a Sunday, Good Friday, Christmas Day or a bank holiday
(Care Planning, Placement and Case Review Regulations 2010). The day of the event is day 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from goldenthread.kernel.bank_holidays import BANK_HOLIDAYS


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Which days are worked. Two calendars with the same closures are equal."""

    closures: frozenset[date] = field(default_factory=frozenset)
    """Days on which this council is closed besides England's bank holidays."""

    @cached_property
    def _off(self) -> list[date]:
        """Weekdays not worked, in order."""
        return sorted(day for day in BANK_HOLIDAYS | self.closures if day.weekday() < 5)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return day.weekday() < 5 and day not in BANK_HOLIDAYS and day not in self.closures

    def add(self, day: date, working_days: int) -> date:
        """The day that many working days after (before, when negative).

        Nought gives the day itself if it is worked, else the next that is.
        """
        step = timedelta(days=-1 if working_days < 0 else 1)
        if working_days == 0:
            while not self.is_working(day):
                day += step
            return day
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and including `end`. Negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        return self._count(end) - self._count(start)

    def _count(self, day: date) -> int:
        """Working days from Monday 1 January 1900 up to and including the day."""
        weeks, rest = divmod((day - date(1900, 1, 1)).days + 1, 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._off, day)


def calendar_of(closures: Iterable[date] = ()) -> Calendar:
    """The calendar with these local closures."""
    return Calendar(closures=frozenset(closures))
