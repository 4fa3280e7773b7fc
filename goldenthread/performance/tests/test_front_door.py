"""Contacts, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import front_door
from goldenthread.performance.tests.drawn import asks, said
from goldenthread.performance.vocabulary import Window


def test_fd01_the_first_and_the_last_day_of_the_month_are_in() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-02-28
        C2    | 2026-03-01
        C3    | 2026-03-31
        C4    | 2026-04-01
    """
    assert said(front_door.RECEIVED, drawn) == "2"


def test_fd01_the_year_begins_on_1_april() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-03-31
        C2    | 2026-04-01
    """
    assert said(front_door.RECEIVED, drawn, "2026-04-30", Window.YEAR_TO_DATE) == "1"


def test_fd01_a_child_contacted_about_twice_counts_twice() -> None:
    drawn = """
        child | on         | source
        ------+------------+-------
        C1    | 2026-03-02 | 2A
        C1    | 2026-03-02 | 6
        C1    | 2026-03-09 | 2A
    """
    assert said(front_door.RECEIVED, drawn) == "3"


def test_fd01_what_a_later_load_changed_is_counted_as_it_was_said_first_then() -> None:
    drawn = """
        child | on         | source | known_from | known_until
        ------+------------+--------+------------+------------
        C1    | 2026-03-02 | 2A     | 2026-03-31 | 2026-04-30
        C2    | 2026-03-02 | 6      | 2026-04-30 |
    """
    assert said(front_door.RECEIVED, drawn, "2026-03-31") == "1"


def test_fd02_a_child_counts_once_however_often_we_were_contacted() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-01-05
        C1    | 2026-02-05
        C1    | 2026-03-05
        C2    | 2026-03-05
    """
    assert said(front_door.REPEATED, drawn) == "1 of 2"


def test_fd02_a_contact_before_the_six_months_makes_no_repeat() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2025-09-30
        C1    | 2025-10-01
        C2    | 2025-10-01
        C2    | 2026-03-31
    """
    assert said(front_door.REPEATED, drawn) == "1 of 2"


def test_fd03_contacts_divide_by_group_and_a_blank_source_is_incomplete() -> None:
    drawn = """
        child | on         | source | source_group
        ------+------------+--------+----------------
        C1    | 2026-01-05 | 3A     | health services
        C2    | 2026-01-05 | 3B     | health services
        C3    | 2026-01-05 | 6      | police
        C4    | 2026-01-05 |        |
    """
    assert asks(front_door.BY_SOURCE, drawn, "2026-03-31").mix == {
        "health services": 2,
        "police": 1,
    }
    assert said(front_door.BY_SOURCE, drawn) == "3 of 3; 1 incomplete"
