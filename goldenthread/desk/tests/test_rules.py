"""What comes first on a desk."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.desk.rules import PLACES, in_order, menu_of, next_step, urgent
from goldenthread.desk.vocabulary import Due, Weight
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import Role

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
