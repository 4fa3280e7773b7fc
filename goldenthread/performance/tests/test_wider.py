"""Wide windows that leave beside months: no sum of what is printed gives a withheld one (PER-8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.kernel.dates import months_after
from goldenthread.performance.rules import Tabled, small, withheld, withheld_in_course
from goldenthread.performance.rules.wider import _sums, untold, withheld_inside
from goldenthread.performance.vocabulary import Period, Window

APRIL = date(2026, 4, 1)
PLACES = {"A": ("p", "q"), "B": ("r", "s"), "C": ("t",)}
LEAVES = [(area, team) for area, teams in PLACES.items() for team in teams]
CELLS: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("all", ""): LEAVES,
    **{(area, ""): [one for one in LEAVES if one[0] == area] for area in PLACES},
    **{one: [one] for one in LEAVES},
}
NUMBER = st.one_of(st.integers(0, 7), st.integers(6, 40), st.just(0))
Month = dict[tuple[str, str], tuple[int, ...]]
Variable = tuple[tuple[str, str], int, int]
"""(leaf, month, which of its numbers)."""


def months_of(parts: int) -> st.SearchStrategy[list[Month]]:
    return st.lists(
        st.fixed_dictionaries({leaf: st.tuples(*[NUMBER] * parts) for leaf in LEAVES}),
        min_size=2,
        max_size=6,
    )


MONTHS = st.one_of(months_of(1), months_of(2))


def table(months: list[Month], window: Window, first: int, last: int) -> Tabled:
    """What these months (from and including, counted from April) are together."""
    among = range(first, last + 1)
    return Tabled(
        period=Period(
            window=window,
            first=months_after(APRIL, first),
            last=months_after(APRIL, last + 1) - timedelta(days=1),
        ),
        groups={
            area: {
                team: tuple(
                    map(sum, zip(*(months[m][area, team] for m in among), strict=True))
                )
                for team in teams
            }
            for area, teams in PLACES.items()
        },
    )  # fmt: skip


def course_of(months: list[Month], loaded: Iterable[int]) -> list[tuple[Tabled, range]]:
    """Each window of each day of figures: the month, the year so far, and three months."""
    found = []
    for last in loaded:
        for window, first in (
            (Window.MONTH, last),
            (Window.YEAR_TO_DATE, 0),
            (Window.ROLLING_6_MONTHS, last - 2),
        ):
            if first >= 0:
                found.append((table(months, window, first, last), range(first, last + 1)))
    return found


class Reader:
    """Who has every number that is printed, and adds and takes away."""

    def __init__(self, noughts: set[Variable]) -> None:
        self.noughts = noughts
        self.rows: list[tuple[Variable, dict[Variable, Fraction]]] = []

    def _rest(self, variables: Iterable[Variable]) -> dict[Variable, Fraction]:
        left = {one: Fraction(1) for one in variables if one not in self.noughts}
        for pivot, row in self.rows:
            by = left.get(pivot)
            if by:
                for one, share in row.items():
                    left[one] = left.get(one, Fraction(0)) - by * share
        return {one: share for one, share in left.items() if share}

    def learn(self, variables: Iterable[Variable]) -> None:
        left = self._rest(variables)
        if left:
            pivot = min(left)
            self.rows.append((pivot, {one: share / left[pivot] for one, share in left.items()}))

    def knows(self, variables: Iterable[Variable]) -> bool:
        return not self._rest(variables)


def beneath(cell: tuple[str, str], months: range, part: int) -> list[Variable]:
    return [(leaf, month, part) for leaf in CELLS[cell] for month in months]


def number(one: Tabled, cell: tuple[str, str]) -> tuple[int, ...]:
    numbers = [one.groups[area][team] for area, team in CELLS[cell]]
    return tuple(map(sum, zip(*numbers, strict=True)))


def reader_of(
    course: list[tuple[Tabled, range]], hidden: list[frozenset[tuple[str, str]]]
) -> Reader:
    printed = [
        (cell, months, part, value)
        for (one, months), away in zip(course, hidden, strict=True)
        for cell in CELLS
        if cell not in away
        for part, value in enumerate(number(one, cell))
    ]
    noughts = {
        variable
        for cell, months, part, value in printed
        if value == 0
        for variable in beneath(cell, months, part)
    }
    reader = Reader(noughts)
    for cell, months, part, _ in printed:
        reader.learn(beneath(cell, months, part))
    return reader


@settings(max_examples=150, deadline=None)
@given(months=MONTHS)
def test_no_sum_of_printed_numbers_gives_a_withheld_one(months: list[Month]) -> None:
    course = course_of(months, range(len(months)))
    tables = [one for one, _ in course]
    hidden = withheld_in_course(tables, tables, adds_up=True)
    reader = reader_of(course, hidden)
    for (one, among), away in zip(course, hidden, strict=True):
        for cell in CELLS:
            if small(number(one, cell)):
                assert cell in away
        for cell in away:
            known = [
                reader.knows(beneath(cell, among, part)) for part, _ in enumerate(number(one, cell))
            ]
            assert not all(known), (one.period, cell)
            for value, is_known in zip(number(one, cell), known, strict=True):
                assert not (is_known and 1 <= value <= 5), (one.period, cell, value)


@settings(max_examples=150, deadline=None)
@given(months=MONTHS, data=st.data())
def test_where_days_have_no_figures_no_withheld_month_is_given_away_and_no_small_rest(
    months: list[Month], data: st.DataObject
) -> None:
    loaded = data.draw(st.sets(st.integers(0, len(months) - 1), min_size=1).map(sorted))
    course = course_of(months, loaded)
    tables = [one for one, _ in course]
    hidden = withheld_in_course(tables, tables, adds_up=True)
    reader = reader_of(course, hidden)
    for (one, among), away in zip(course, hidden, strict=True):
        if one.period.window != Window.MONTH:
            continue
        for cell in away:
            known = [
                reader.knows(beneath(cell, among, part)) for part, _ in enumerate(number(one, cell))
            ]
            assert not all(known), (one.period, cell)
            for value, is_known in zip(number(one, cell), known, strict=True):
                assert not (is_known and 1 <= value <= 5), (one.period, cell, value)
    for month in set(range(len(months))) - set(loaded):
        of = table(months, Window.MONTH, month, month)
        for cell in CELLS:
            for part, value in enumerate(number(of, cell)):
                if 1 <= value <= 5 and len(set(range(len(months))) - set(loaded)) == 1:
                    assert not reader.knows(beneath(cell, range(month, month + 1), part)), cell


@settings(max_examples=200, deadline=None)
@given(months=MONTHS)
def test_a_window_hides_what_its_months_hide_and_nothing_else(months: list[Month]) -> None:
    course = course_of(months, range(len(months)))
    tables = [one for one, _ in course]
    found = withheld_in_course(tables, tables, adds_up=True)
    for (_, among), away in zip(course, found, strict=True):
        of_months = frozenset[tuple[str, str]]().union(
            *(withheld(table(months, Window.MONTH, m, m).groups) for m in among)
        )
        assert away == of_months


@settings(max_examples=200, deadline=None)
@given(months=MONTHS, data=st.data())
def test_what_is_withheld_for_another_reason_stays_so_and_is_covered(
    months: list[Month], data: st.DataObject
) -> None:
    groups = table(months, Window.MONTH, 0, 0).groups
    also = frozenset(data.draw(st.sets(st.sampled_from(LEAVES))))
    hidden = withheld(groups, None, also)
    assert {one for one in also if any(groups[one[0]][one[1]])} <= hidden
    for area, teams in PLACES.items():
        away = [team for team in teams if (area, team) in hidden]
        assert (area, "") in hidden or len(away) != 1


def test_a_month_of_year_to_date_takes_every_later_one_of_that_year_with_it() -> None:
    large = dict.fromkeys(LEAVES, (20,))
    months = [large, {**large, ("A", "p"): (3,)}, large]
    course = course_of(months, range(3))
    tables = [one for one, _ in course]
    hidden = withheld_in_course(tables, tables, adds_up=True)
    away = {("A", "p"), ("A", "q")}
    assert [
        (one.period.window, one.period.last.month)
        for one, gone in zip(tables, hidden, strict=True)
        if gone == away
    ] == [
        (Window.MONTH, 5), (Window.YEAR_TO_DATE, 5),
        (Window.YEAR_TO_DATE, 6), (Window.ROLLING_6_MONTHS, 6),
    ]  # fmt: skip


def test_a_month_without_figures_is_not_given_away_by_the_months_beside_it() -> None:
    large = dict.fromkeys(LEAVES, (20,))
    months = [large, {**large, ("A", "p"): (3,)}, large]
    course = course_of(months, [0, 2])
    tables = [one for one, _ in course]
    hidden = withheld_in_course(tables, tables, adds_up=True)
    assert hidden[tables.index(table(months, Window.YEAR_TO_DATE, 0, 2))] >= {("A", "p")}


@pytest.mark.parametrize(
    ("first", "last", "days", "many", "why"),
    [
        (date(2026, 4, 1), date(2026, 5, 31), [date(2026, 4, 30), date(2026, 5, 31)], 0, "both"),
        (date(2026, 4, 1), date(2026, 5, 31), [date(2026, 5, 31)], 30, "April is not told"),
        (date(2026, 4, 1), date(2026, 5, 31), [date(2026, 4, 28), date(2026, 5, 31)], 2, "its end"),
        (date(2026, 4, 17), date(2026, 5, 16), [date(2026, 4, 30), date(2026, 5, 16)], 14,
         "a month that begins before the window is no part of it"),
    ],
)  # fmt: skip
def test_which_days_no_month_tells_of(
    first: date, last: date, days: list[date], many: int, why: str
) -> None:
    period = Period(window=Window.YEAR_TO_DATE, first=first, last=last)
    assert len(untold(period, days)) == many, why


def test_of_a_month_of_several_days_the_newest_counts() -> None:
    away = frozenset({("A", "p")})
    period = Period(window=Window.YEAR_TO_DATE, first=APRIL, last=date(2026, 5, 31))
    days = {date(2026, 4, 9): away, date(2026, 4, 30): frozenset[tuple[str, str]]()}
    assert withheld_inside(period, days) == frozenset()
    rolling = Period(window=Window.ROLLING_12_MONTHS, first=date(2026, 4, 10), last=APRIL)
    assert withheld_inside(rolling, {}) == frozenset()
    from_within = Period(
        window=Window.ROLLING_6_MONTHS, first=date(2026, 4, 10), last=date(2026, 5, 31)
    )
    assert withheld_inside(from_within, days) == away


@st.composite
def children(draw: st.DrawFn) -> list[Tabled]:
    """Windows of children who count once each, for the team that has them when it ends."""
    end = draw(st.integers(2, 5))
    came = draw(
        st.lists(
            st.tuples(st.integers(0, end), st.sampled_from(LEAVES), st.sampled_from(LEAVES)),
            min_size=5,
            max_size=60,
        )
    )
    found = []
    for last in range(end + 1):
        for window, first in (
            (Window.MONTH, last),
            (Window.YEAR_TO_DATE, 0),
            (Window.ROLLING_6_MONTHS, max(last - 2, 0)),
        ):
            numbers = dict.fromkeys(LEAVES, 0)
            for month, early, late in came:
                if first <= month <= last:
                    numbers[early if month == last else late] += 1
            groups = {
                area: {team: (numbers[area, team],) for team in teams}
                for area, teams in PLACES.items()
            }
            period = Period(
                window=window,
                first=months_after(APRIL, first),
                last=months_after(APRIL, last + 1) - timedelta(days=1),
            )
            found.append(Tabled(period=period, groups=groups))
    return found


@settings(max_examples=200, deadline=None)
@given(tables=children(), adds_up=st.booleans())
def test_where_months_do_not_add_up_no_window_less_another_is_small(
    tables: list[Tabled], adds_up: bool
) -> None:
    """CL03 goes by the team that has a child: 11 in the year less 8 in six months were three."""
    hidden = withheld_in_course(tables, tables, adds_up=adds_up)
    printed = [
        (one.period, cell, number(one, cell)[0])
        for one, away in zip(tables, hidden, strict=True)
        if one.period.window != Window.MONTH
        for cell in CELLS
        if cell not in away
    ]
    able = [one for one in tables if not untold(one.period, months_in(tables))]
    if adds_up and able and all(_sums(one, months_in(tables)) for one in able):
        return
    for outer, cell, more in printed:
        for inner, same, less in printed:
            nested = outer.first <= inner.first and inner.last <= outer.last
            if nested and cell == same:
                assert not 1 <= abs(more - less) <= 5, (outer, inner, cell)


def months_in(tables: list[Tabled]) -> dict[date, Tabled]:
    return {one.period.last: one for one in tables if one.period.window == Window.MONTH}


def test_where_no_list_has_a_team_the_council_is_looked_at_as_well() -> None:
    """Forty in the months as they were known, 43 in the time: three were recorded late."""
    day = date(2026, 4, 30)
    tables = [
        Tabled(period=Period(window=window, first=first, last=day), groups={}, whole=(number,))
        for window, first, number in (
            (Window.MONTH, APRIL, 40),
            (Window.MONTH, date(2026, 3, 1), 40),
            (Window.YEAR_TO_DATE, APRIL, 43),
            (Window.ROLLING_6_MONTHS, date(2026, 3, 1), 47),
        )
    ]
    march = replace(tables[1], period=Period(
        window=Window.MONTH, first=date(2026, 3, 1), last=date(2026, 3, 31)
    ))  # fmt: skip
    tables[1] = march
    hidden = withheld_in_course(tables, tables, adds_up=True)
    assert [("all", "") in one for one in hidden] == [False, False, True, True], "47 less 43"


def test_where_nothing_tells_whether_windows_add_up_they_are_compared() -> None:
    """May is told by no month, so neither window can be checked against its months."""
    months = [dict.fromkeys(LEAVES, (20,)) for _ in range(4)]
    longer, shorter = [[dict.fromkeys(LEAVES, (many,))] for many in (83, 80)]
    tables = [table(months, Window.MONTH, month, month) for month in (0, 2, 3)]
    for window, first, made in (
        (Window.YEAR_TO_DATE, 0, longer), (Window.ROLLING_6_MONTHS, 1, shorter),
    ):  # fmt: skip
        whole = table(months, window, first, 3)
        tables.append(replace(whole, groups=table(made, window, 0, 0).groups))
    hidden = withheld_in_course(tables, tables, adds_up=True)
    assert all(("A", "p") in one for one in hidden[3:]), "83 less 80"
