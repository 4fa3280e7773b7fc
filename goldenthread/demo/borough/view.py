"""Shared by the lists: the day they are seen from, and how a child reads on that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from goldenthread.demo.borough.births import NO, YES
from goldenthread.demo.borough.days import birthday, later, month_start
from goldenthread.demo.borough.establishment import Establishment
from goldenthread.demo.borough.world import Child, Need

Value = str | int | date | None
Row = tuple[Value, ...]


@cache
def on(day: int) -> date:
    """The date of an ordinal."""
    return date.fromordinal(day)


@dataclass(frozen=True, slots=True)
class View:
    """What is known at the end of a day."""

    at: int
    staff: Establishment

    @property
    def half_year(self) -> int:
        """The first day of the six months that end on this day."""
        return month_start(self.at, -5)

    @property
    def year(self) -> int:
        """The first day of the twelve months that end on this day."""
        return month_start(self.at, -11)

    def seen(self, day: int) -> date | None:
        """The date, if it has come."""
        return on(day) if day <= self.at else None

    def who(self, child: Child) -> Row:
        """Number, gender, ethnicity, date of birth and age."""
        unborn = child.born > self.at
        return (
            str(child.number),
            "c) Not stated/recorded" if unborn else child.sex,
            child.ethnicity,
            on(child.born),
            -1 if unborn else age(child.born, self.at),
        )

    def stage(self, need: Need, day: int) -> tuple[int, int]:
        """The team and place that had the case on a day."""
        found = need.stages[0]
        for stage in need.stages:
            if stage[0] <= day:
                found = stage
        return found[1], found[2]

    def allocated(self, need: Need, day: int | None = None) -> Row:
        """Team and worker on a day, or now, or when the case closed."""
        when = min(self.at, need.closed) if day is None else min(day, self.at)
        team, place = self.stage(need, when)
        return self.staff.team_on(team, when), self.staff.worker_on(team, place, when)


def age(born: int, day: int) -> int:
    """Whole years on a day."""
    years = on(day).year - on(born).year
    return years if birthday(born, years) <= day else years - 1


def latest(days: Sequence[int], day: int) -> int | None:
    """The last of a sorted list of days that has come."""
    index = bisect_right(days, day)
    return days[index - 1] if index else None


def yes(answer: bool) -> str:
    """As Annex A says it."""
    return YES if answer else NO


def within_year(days: Sequence[int], newest: int) -> int:
    """How many fall in the twelve months before the newest, which is not counted."""
    start = later(newest, -12)
    return sum(start <= day < newest for day in days)
