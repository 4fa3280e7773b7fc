"""Which figures are of one list, and which counts all that another does (PER-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from ibis import _

from goldenthread.performance.indicators import CATALOGUE, SAME_QUESTION, WHOLES
from goldenthread.performance.measure import days_after, same_list, same_rows, wholes
from goldenthread.performance.rules import parts
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window

ON_PLANS, VISITED = CATALOGUE["CP01"], CATALOGUE["CP10"]


@pytest.mark.parametrize(
    ("code", "whole"),
    [
        ("CP10", "CP01"),
        ("CN05", "CN03"),
        ("CN03", "CN01"),
        ("CL25", "CL01"),
        ("CV10", "CV01"),
        ("SP03", "SP01"),
        ("CL17", "CL25"),
        ("CV03", "CV09"),
    ],
)
def test_a_figure_with_more_conditions_is_a_part_of_the_one_with_fewer(
    code: str, whole: str
) -> None:
    assert whole in {one for near in WHOLES[code] for one in (near, *WHOLES.get(near, ()))}


def test_conditions_of_other_days_are_others() -> None:
    """They read the same in words, which do not give the number of days."""
    weeks = replace(VISITED, code="X4", eligible=days_after(_.start, 28) <= _.as_at)
    days = replace(VISITED, code="X1", eligible=days_after(_.start, 10) <= _.as_at)
    assert repr(weeks.eligible) == repr(days.eligible)
    assert not same_rows(weeks, days)
    assert same_rows(weeks, replace(weeks, code="X5"))
    assert wholes([weeks, days]) == {}
    assert wholes([replace(weeks, inside=("X1",)), days]) == {"X4": ("X1",)}


def test_a_plain_count_stands_for_all_that_have_its_conditions() -> None:
    told = replace(VISITED, code="X1", eligible=None)
    other = replace(VISITED, code="X2", eligible=None)
    assert wholes([ON_PLANS, told, other]) == {"X1": ("CP01",), "X2": ("CP01",)}
    assert wholes([told, other, VISITED]) == {"CP10": ("X1", "X2")}


def test_what_is_counted_once_for_each_child_is_of_no_list() -> None:
    assert not same_list(ON_PLANS, replace(ON_PLANS, each="child"))


def answer(met: int, eligible: int) -> Answer:
    day = date(2026, 10, 31)
    period = Period(window=Window.SNAPSHOT, first=day, last=day)
    return Answer(code="CP10", unit=Unit.PERCENT, period=period, met=met, eligible=eligible)


@pytest.mark.parametrize(
    ("own", "around", "same", "more", "why"),
    [
        ((8, 20), (9, 23), False, (3, 0), "three are left out"),
        ((8, 20), (9, 26), True, (6, 1), "of the six that are, one met it too"),
        ((8, 20), (8, 20), True, (0, 0), "none is"),
        ((0, 0), (0, 3), False, (0, 0), "of none, nought is printed: the three are hidden"),
        ((8, 20), (8, 18), False, (0, 0), "of these some cannot be told: no set is left over"),
    ],
)
def test_what_another_counts_more_is_a_number_of_the_figure(
    own: tuple[int, int], around: tuple[int, int], same: bool, more: tuple[int, int], why: str
) -> None:
    said = (own[0], own[1] - own[0])
    assert parts(answer(*own), [(answer(*around), same)]) == (*said, *more), why
    assert parts(answer(*own), [(None, same)]) == (*said, 0, 0), "nothing is known of the other"


def test_enquiries_without_a_decision_ask_what_those_without_a_conference_do() -> None:
    assert {("SP08", "SP09")} == SAME_QUESTION
