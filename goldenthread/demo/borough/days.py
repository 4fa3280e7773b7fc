"""Days as ordinals, so that millions of dates stay small: working days, months, birthdays."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from goldenthread.kernel.bank_holidays import BANK_HOLIDAYS
from goldenthread.kernel.dates import months_after

FAR: Final = 4_000_000
"""A day that never comes: not ended, not born yet."""

_FIRST: Final = date(1990, 1, 1).toordinal()
_LAST: Final = date(2060, 12, 31).toordinal()
_OFF: Final = frozenset(day.toordinal() for day in BANK_HOLIDAYS)
_WORKED: Final = [
    day for day in range(_FIRST, _LAST) if (day - 1) % 7 < 5 and day not in _OFF
]  # 1 January of year 1 was a Monday


def _counts() -> list[int]:
    """How many working days there are up to each day, that day included."""
    found, so_far = [], 0
    worked = set(_WORKED)
    for day in range(_FIRST, _LAST):
        so_far += day in worked
        found.append(so_far)
    return found


_COUNT: Final = _counts()


def is_worked(day: int) -> bool:
    """Whether the day is a working day."""
    return (day - 1) % 7 < 5 and day not in _OFF


def worked(day: int) -> int:
    """The day itself if it is worked, else the next that is."""
    while not is_worked(day):
        day += 1
    return day


def plus(day: int, working_days: int) -> int:
    """The day that many working days later; the day itself, or the next worked, for nought."""
    if working_days == 0:
        return worked(day)
    return _WORKED[_COUNT[min(day, _LAST - 400) - _FIRST] - 1 + working_days]


def between(start: int, end: int) -> int:
    """Working days after `start`, up to and including `end`."""
    return _COUNT[min(end, _LAST - 1) - _FIRST] - _COUNT[min(start, _LAST - 1) - _FIRST]


@cache
def later(day: int, months: int) -> int:
    """The same day, that many calendar months later (earlier when negative)."""
    return months_after(date.fromordinal(day), months).toordinal()


@cache
def month_start(day: int, months: int = 0) -> int:
    """The first day of the month, that many months on."""
    first = date.fromordinal(day).replace(day=1)
    return months_after(first, months).toordinal()


def month_end(day: int, months: int = 0) -> int:
    """The last day of the month, that many months on."""
    return month_start(day, months + 1) - 1


@cache
def birthday(born: int, age: int) -> int:
    """The day on which somebody reaches an age; 1 March for a 29 February in a common year."""
    day = date.fromordinal(born)
    try:
        return day.replace(year=day.year + age).toordinal()
    except ValueError:
        return date(day.year + age, 3, 1).toordinal()
