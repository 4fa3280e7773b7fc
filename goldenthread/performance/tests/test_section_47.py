"""Section 47 enquiries and initial conferences, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import section_47
from goldenthread.performance.tests.drawn import answers, asks, said, says


def test_sp01_the_first_and_the_last_day_of_the_month_are_in() -> None:
    drawn = """
        child | start
        ------+-----------
        C1    | 2026-02-28
        C2    | 2026-03-01
        C2    | 2026-03-31
        C4    | 2026-04-01
    """
    assert said(section_47.STARTED, drawn) == "2"


def test_sp02_enquiries_of_twelve_months_for_each_10_000_children() -> None:
    drawn = """
        child | start
        ------+-----------
        C1    | 2025-03-31
        C2    | 2025-04-01
        C2    | 2026-03-31
    """
    found = asks(section_47.RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.value) == (2, Decimal("2.0"))


def test_sp03_an_enquiry_with_no_decision_yet_does_not_count() -> None:
    drawn = """
        child | start      | unnecessary | conference_on
        ------+------------+-------------+--------------
        C1    | 2026-01-05 | no          | 2026-01-20
        C2    | 2026-01-05 | yes         |
        C3    | 2026-01-05 | no          |
        C4    | 2026-01-05 |             | 2026-01-20
        C5    | 2026-01-05 |             |
        C6    | 2025-09-30 | no          | 2025-10-20
    """
    assert said(section_47.LED_TO_CONFERENCE, drawn) == "2 of 4; 1 not eligible"


def test_sp03_a_conference_after_the_day_has_not_been_held() -> None:
    drawn = """
        child | start      | unnecessary | conference_on
        ------+------------+-------------+--------------
        C1    | 2026-03-16 | no          | 2026-03-31
        C2    | 2026-03-16 | no          | 2026-04-01
        C3    | 2026-03-16 |             | 2026-04-01
    """
    assert said(section_47.LED_TO_CONFERENCE, drawn) == "1 of 2; 1 not eligible"


def test_sp04_the_15th_working_day_is_in_time_and_the_16th_is_late() -> None:
    drawn = """
        child | start      | conference_on
        ------+------------+--------------
        C1    | 2026-03-02 | 2026-03-23
        C2    | 2026-03-02 | 2026-03-24
        C3    | 2026-03-02 |
        C4    |            | 2026-03-24
    """
    assert said(section_47.CONFERENCE_IN_TIME, drawn) == "1 of 2; 1 incomplete"


def test_sp04_easter_is_not_worked() -> None:
    """Mistake 7 of a public program: bank holidays were counted as working days."""
    drawn = """
        child | start      | conference_on
        ------+------------+--------------
        C1    | 2026-03-23 | 2026-04-15
        C2    | 2026-03-23 | 2026-04-16
    """
    assert said(section_47.CONFERENCE_IN_TIME, drawn, "2026-04-30") == "1 of 2"


def test_sp04_a_conference_before_the_enquiry_does_not_count() -> None:
    drawn = """
        child | start      | conference_on
        ------+------------+--------------
        C1    | 2026-03-02 | 2026-03-01
        C2    | 2026-03-02 | 2026-03-02
    """
    assert said(section_47.CONFERENCE_IN_TIME, drawn) == "1 of 1; 1 not eligible"


def test_sp05_the_day_of_the_conference_places_it() -> None:
    drawn = """
        child | start      | conference_on
        ------+------------+--------------
        C1    | 2025-03-10 | 2025-03-31
        C2    | 2025-03-10 | 2025-04-01
        C3    | 2026-03-10 | 2026-03-31
        C4    | 2026-03-10 |
    """
    found = asks(section_47.CONFERENCE_RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.value) == (2, Decimal("2.0"))


def test_sp06_undecided_is_incomplete() -> None:
    drawn = """
        child | start      | conference_on | led_to_plan
        ------+------------+---------------+------------
        C1    | 2026-01-05 | 2025-10-01    | yes
        C2    | 2026-01-05 | 2026-03-31    | no
        C3    | 2026-01-05 | 2026-03-31    |
        C4    | 2026-01-05 |               |
        C5    | 2026-01-05 | 2025-09-30    | yes
        C6    | 2026-01-05 | 2026-03-31    | yes
    """
    assert said(section_47.CONFERENCE_LED_TO_PLAN, drawn) == "2 of 3; 1 incomplete"


def test_sp07_children_count_and_not_enquiries() -> None:
    drawn = """
        child | start      | prior
        ------+------------+------
        C1    | 2026-01-05 | 1
        C1    | 2026-03-02 | 1
        C2    | 2026-01-05 | 0
        C3    | 2026-01-05 |
    """
    assert said(section_47.REPEATED, drawn) == "1 of 2; 1 incomplete"


def test_sp07_a_child_with_two_teams_is_in_one_so_that_teams_add_up_to_the_whole() -> None:
    drawn = """
        child | start      | prior | team
        ------+------------+-------+------
        C1    | 2026-01-05 | 1     | North
        C1    | 2026-03-02 | 1     | South
        C2    | 2026-01-05 | 0     | North
        C3    | 2026-01-05 | 0     |
    """
    teams = answers(section_47.REPEATED, drawn, "2026-03-31", split="team")
    assert {one.group: says(one) for one in teams} == {
        "North": "0 of 1",
        "South": "1 of 1",
        "": "0 of 1",
    }


def test_sp08_the_15th_working_day_is_not_over_and_the_16th_is() -> None:
    drawn = """
        child | start      | unnecessary | conference_on
        ------+------------+-------------+--------------
        C1    | 2026-03-10 |             |
        C2    | 2026-03-09 |             |
        C3    | 2026-03-09 | yes         |
        C4    | 2026-03-09 | no          |
        C5    | 2026-03-09 |             | 2026-03-31
        C6    | 2026-03-09 |             | 2026-04-01
        C7    | 2026-04-01 |             |
    """
    assert said(section_47.OPEN_TOO_LONG, drawn) == "2 of 3; 3 not eligible"


def test_sp09_a_conference_that_was_called_for_is_late_too_until_it_is_held() -> None:
    drawn = """
        child | start      | unnecessary | conference_on
        ------+------------+-------------+--------------
        C1    | 2026-03-10 |             |
        C2    | 2026-03-09 |             |
        C3    | 2026-03-09 | yes         |
        C4    | 2026-03-09 | no          |
        C5    | 2026-03-09 | no          | 2026-03-31
        C6    | 2026-03-09 | no          | 2026-04-01
        C7    | 2026-03-10 | no          |
    """
    assert said(section_47.STILL_WAITING, drawn) == "3 of 5; 2 not eligible"
