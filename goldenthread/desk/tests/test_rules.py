"""What comes first on a desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.desk.rules import (
    PLACES,
    in_order,
    menu_of,
    next_step,
    seen_from,
    urgent,
)
from goldenthread.desk.vocabulary import Due, Weight
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Role
from goldenthread.performance import engine
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.indicators.protection import VISIT_WITHIN
from goldenthread.performance.rules.exceptions import Waits, past_line

TODAY = date(2026, 11, 19)


def due(what: str, day: int | None = None, **more: object) -> Due:
    return Due(what=what, link="/", due_on=date(2026, 11, day) if day else None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dues", "first", "because"),
    [
        (
            [due("late", 2), due("concern", 20, weight=Weight.CONCERN)],
            "concern",
            "a child may not be safe",
        ),
        (
            [due("returned", 25, weight=Weight.RETURNED), due("late", 2)],
            "returned",
            "somebody waits for it again",
        ),
        ([due("late", 16), due("later", 10)], "later", "most working days late"),
        ([due("a", 16), due("b", 16, child=True)], "b", "of equals, the child"),
        ([due("begun", 30, started=True), due("tomorrow", 20)], "tomorrow", "due tomorrow"),
        ([due("begun", 30, started=True), due("sooner", 25)], "begun", "begun and unfinished"),
        ([due("no date"), due("dated", 30)], "dated", "a date before none"),
    ],
)
def test_one_thing_comes_first(dues: list[Due], first: str, because: str) -> None:
    found = next_step(dues, on=TODAY, calendar=Calendar())
    assert found is not None
    assert found.what == first, because


def test_nothing_due_is_nothing() -> None:
    assert next_step([], on=TODAY, calendar=Calendar()) is None


def test_late_ones_stand_first_by_date() -> None:
    dues = [due("soon", 20), due("late", 18), due("none"), due("later", 9)]
    assert [one.what for one in in_order(dues, on=TODAY)] == ["later", "late", "soon", "none"]


def test_only_safety_is_red() -> None:
    assert urgent(due("x", weight=Weight.CONCERN))
    assert not urgent(due("x", 1))


def test_nobody_has_more_than_eight_places_and_everybody_a_desk() -> None:
    for role in Role:
        places = menu_of([role])
        assert places[0] == "desk"
        assert len(places) <= 8
    assert set(PLACES) == set(Role)


def test_a_system_administrator_sees_no_child() -> None:
    for role in (Role.ADM, Role.IGO):
        assert not {"children", "my_children", "audits", "concerns"} & set(menu_of([role]))


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 12, 31))
"""Any day: worked or not, beside Easter and Christmas too."""


@given(as_at=DAYS, ago=st.integers(min_value=0, max_value=40))
def test_the_desk_and_cp10_agree_who_was_seen_in_time_on_any_day(as_at: date, ago: int) -> None:
    last = as_at - timedelta(days=ago)
    late = last < seen_from(as_at, within=VISIT_WITHIN, calendar=Calendar())
    waited = engine.working_number(as_at) - engine.working_number(last)
    assert late is (waited > VISIT_WITHIN)
    assert late is (Calendar().between(last, as_at) > VISIT_WITHIN)


@given(as_at=DAYS, ago=st.integers(min_value=0, max_value=60))
def test_the_desk_and_the_exceptions_agree_who_is_past_the_line_on_any_day(
    as_at: date, ago: int
) -> None:
    last, clock = as_at - timedelta(days=ago), LINES["HL1"].clock
    past = past_line(
        [Waits(child="C1", team="", since=last)], clock=clock, as_at=as_at, calendar=Calendar()
    )
    before = seen_from(as_at, within=clock.limit, calendar=Calendar())
    assert (last < before) is bool(past)
