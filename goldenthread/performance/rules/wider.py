"""Wide windows of time withheld where they would give a month away (PER-8)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, zip_longest
from typing import Final

from goldenthread.kernel.dates import months_after
from goldenthread.performance.rules.withholding import Hidden, Numbers, small, withheld
from goldenthread.performance.vocabulary import Period, Window

NARROW: Final = frozenset({Window.SNAPSHOT, Window.WEEK, Window.MONTH})
"""Windows of which no month is a part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """A figure over one period: its numbers by service and team, and of all."""

    period: Period
    groups: Mapping[str, Mapping[str, Numbers]]
    whole: Numbers | None = None


def withheld_in_course(
    asked: Iterable[Tabled], course: Sequence[Tabled], *, adds_up: bool
) -> list[Hidden]:
    """What is withheld of each of these tables of one indicator, beside all the others. PER-8.

    `course` are its tables of every window and day, those asked among them; `adds_up` where a
    time counts what its months count together.

    A month is withheld by itself. A wide window is withheld of a service or team (or of all)
    wherever one of its months is: for itself, or because it would give away another. That closes
    it. What is printed of a window is the sum of months that are printed, so it says nothing that
    they do not say; a month that is withheld stands in no sum that is printed; and what is
    withheld of a window has such a month in it, whose number no sum of printed ones gives, since
    the months are printed apart and each is safe. The other way round, a window that is small
    by itself has a small month in it; and one that is only cover for another is chosen among
    those that are withheld already, so that printed months do not add up to it.

    Where no month tells of some of its days, the rest of a window is a number too: year to date
    less the months there are. It is treated as a month would be; and so is what the rests of
    two windows leave between them where one has all the days of the other, such as of the same
    window on consecutive days.

    Where a window is not the sum of its months, or nothing tells whether it is, what two windows
    leave between them is a number of its own wherever one has all the days of the other: of
    children who each count once; of what is counted for the team that has a child at the end of
    the time; of what was recorded late. There it is treated as a month would be (decision 39).
    """
    months = {one.period.last: one for one in course if one.period.window == Window.MONTH}
    own = {day: withheld(one.groups, one.whole) for day, one in months.items()}
    wide = [one for one in course if _wide(one)]
    rests = [_rest(one, months) for one in wide] if adds_up else []
    able = [one for one in wide if not untold(one.period, months)]
    apart = not adds_up or not able or not all(_sums(one, months) for one in able)
    found = []
    for one in asked:
        also: Hidden = frozenset()
        if _wide(one):
            also = withheld_inside(one.period, own)
            lefts = _left_over(_rest(one, months), rests) if adds_up else iter(())
            for left in chain(lefts, _between(one, wide) if apart else ()):
                also |= withheld(left.groups, left.whole)
        found.append(withheld(one.groups, one.whole, also))
    return found


def _sums(one: Tabled, months: Mapping[date, Tabled]) -> bool:
    """Whether each number of a window, of which months tell every day, is the sum of theirs."""
    among = [
        months[max(day for day in months if first <= day <= last)]
        for first, last in _by_month(one.period)
    ]

    def is_sum(numbers: Numbers, parts: Iterable[Numbers]) -> bool:
        none = (0,) * len(numbers)
        return numbers == tuple(map(sum, zip_longest(none, *parts, fillvalue=0)))

    whole = one.whole is None or is_sum(one.whole, (month.whole or () for month in among))
    return whole and all(
        is_sum(numbers, (month.groups.get(area, {}).get(team, ()) for month in among))
        for area, teams in one.groups.items()
        for team, numbers in teams.items()
    )


def _between(one: Tabled, others: Sequence[Tabled]) -> Iterator[Tabled]:
    """What a window and each other leave between them, where one has all the days of the other and
    something of it is small."""
    for other in others:
        inner, outer = sorted((one, other), key=lambda each: each.period.days)
        nested = outer.period.first <= inner.period.first and (
            inner.period.last <= outer.period.last
        )
        if nested and inner.period != outer.period:
            left = _less(outer, inner)
            numbers = [each for teams in left.groups.values() for each in teams.values()]
            if any(small(each) for each in (*numbers, left.whole or ())):
                yield left


def withheld_inside(period: Period, months: Mapping[date, Hidden]) -> Hidden:
    """What is withheld in one of the months of a period: last day → what is, of each. PER-8.

    Of a month with several days of figures the newest counts, for it alone is a part of the
    window; where the window begins within a month, all of them.
    """
    found: Hidden = frozenset()
    for first, last in _by_month(period):
        days = [day for day in months if first <= day <= last]
        if first.day > 1:
            days = [day for day in months if first.replace(day=1) <= day <= _ends(first)
                    and day <= period.last]  # fmt: skip
        elif days:
            days = [max(days)]
        for day in days:
            found |= months[day]
    return found


def untold(period: Period, months: Collection[date]) -> frozenset[date]:
    """The days of a period that are in none of the months (from the 1st to these days). PER-8."""
    found = set[date]()
    for first, last in _by_month(period):
        told = max((day for day in months if first.day == 1 and first <= day <= last), default=None)
        day = first if told is None else told + timedelta(days=1)
        while day <= last:
            found.add(day)
            day += timedelta(days=1)
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    """What is left of a wide window without its months: of which days, and how many."""

    days: frozenset[date]
    of: Tabled


def _rest(one: Tabled, months: Mapping[date, Tabled]) -> _Rest:
    days = untold(one.period, months)
    if not days:
        return _Rest(days=days, of=one)
    left = one
    for first, last in _by_month(one.period):
        inside = [day for day in months if first.day == 1 and first <= day <= last]
        if inside:
            left = _less(left, months[max(inside)])
    return _Rest(days=days, of=left)


def _left_over(rest: _Rest, others: Sequence[_Rest]) -> Iterator[Tabled]:
    """The numbers of days of which no month tells that a window gives away, with others."""
    if not rest.days:
        return
    yield rest.of
    for other in others:
        before = other.of.period.last <= rest.of.period.last
        if before and other.days and other.days != rest.days:
            if rest.days < other.days:
                yield _less(other.of, rest.of)
            elif other.days < rest.days:
                yield _less(rest.of, other.of)


def _less(one: Tabled, other: Tabled) -> Tabled:
    """What is left of one table without another; how far they are apart where it is the less."""

    def less(these: Numbers, those: Numbers) -> Numbers:
        return tuple(abs(a - b) for a, b in zip_longest(these, those, fillvalue=0))

    areas = {*one.groups, *other.groups}
    groups = {
        area: {
            team: less(one.groups.get(area, {}).get(team, ()),
                       other.groups.get(area, {}).get(team, ()))
            for team in sorted({*one.groups.get(area, {}), *other.groups.get(area, {})})
        }
        for area in sorted(areas)
    }  # fmt: skip
    whole = None
    if one.whole is not None:
        whole = less(one.whole, other.whole or ())
    return replace(one, groups=groups, whole=whole)


def _wide(one: Tabled) -> bool:
    return one.period.window not in NARROW


def _by_month(period: Period) -> Iterator[tuple[date, date]]:
    """Each calendar month of a period, as far as it lies in it."""
    first = period.first
    while first <= period.last:
        last = min(_ends(first), period.last)
        yield first, last
        first = last + timedelta(days=1)


def _ends(day: date) -> date:
    """The last day of a month."""
    return months_after(day.replace(day=1), 1) - timedelta(days=1)
