"""Early help, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import early_help as drawing
from goldenthread.performance.tables import early_help, referral
from goldenthread.performance.tests.drawn import asks, said, sides


def test_eh01_the_start_places_it_and_not_the_end() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-02-28 | 2026-03-15
        C2    | 2026-03-01 |
        C3    | 2026-03-31 | 2026-03-31
        C4    | 2026-04-01 |
        C5    |            |
    """
    assert said(drawing.STARTED, drawn) == "2"


def test_eh02_completed_assessments_of_twelve_months_for_each_10_000_children() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2025-01-06 | 2025-03-31
        C2    | 2025-01-06 | 2025-04-01
        C3    | 2026-01-06 | 2026-03-31
        C4    | 2026-01-06 |
    """
    found = asks(drawing.RATE, drawn, "2026-03-31", population=20_000)
    assert (found.met, found.value) == (2, Decimal("1.0"))


def test_eh03_a_child_with_two_kinds_of_help_is_one_child() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 |
        C1    | 2026-02-05 |
        C2    | 2026-01-05 | 2026-04-01
        C3    | 2026-01-05 | 2026-03-31
        C4    | 2026-04-01 |
    """
    assert said(drawing.OPEN, drawn) == "2"


def test_eh05_the_council_and_its_family_hubs_are_no_partner_and_a_blank_is_incomplete() -> None:
    drawn = """
        child | start      | organisation
        ------+------------+---------------------------
        C1    | 2026-01-05 | Heybrook Primary School
        C2    | 2026-01-05 | Rochdale Borough Council
        C3    | 2026-01-05 | Middleton Family Hub
        C4    | 2026-01-05 | EARLY HELP Team North
        C5    | 2026-01-05 | Health visiting
        C6    | 2026-01-05 |
        C7    | 2026-04-01 | Health visiting
    """
    assert said(drawing.LED_BY_PARTNERS, drawn) == "2 of 5; 1 incomplete"


def test_eh07_a_child_on_both_lists_counts_once() -> None:
    helped = """
        child | start
        ------+-----------
        C1    | 2026-01-05
        C1    | 2026-02-05
        C2    | 2026-01-05
    """
    referred = """
        child | on
        ------+-----------
        C1    | 2025-11-03
        C1    | 2026-03-31
        C3    | 2026-01-05
    """
    drawn = {early_help: helped, referral: referred}
    assert said(drawing.ALSO_REFERRED, drawn) == "1 of 2"


def test_eh07_a_referral_after_the_day_or_gone_from_the_list_makes_no_child_referred() -> None:
    helped = """
        child | start
        ------+-----------
        C1    | 2026-01-05
        C2    | 2026-01-05
    """
    referred = """
        child | on         | stands_until
        ------+------------+-------------
        C1    | 2026-04-01 |
        C2    | 2025-09-01 | 2026-03-31
    """
    drawn = {early_help: helped, referral: referred}
    assert said(drawing.ALSO_REFERRED, drawn) == "0 of 2"


ENDED = """
    child | start      | end
    ------+------------+-----------
    C1    | 2024-01-08 | 2024-03-31
    C2    | 2024-01-08 | 2024-04-01
    C3    | 2024-01-08 | 2025-03-31
    C4    | 2024-01-08 | 2025-03-31
    C5    | 2024-01-08 | 2025-04-01
    C6    | 2024-01-08 | 2024-05-31
    C7    | 2024-01-08 |
"""
"""As at 31 March 2026 the twelve months of C2, C3, C4 and C6 were over in the last twelve."""


def test_eh06_a_referral_on_the_day_or_in_the_twelve_months_after_the_end() -> None:
    referred = """
        child | on
        ------+-----------
        C1    | 2024-04-02
        C2    | 2024-04-01
        C3    | 2026-03-31
        C4    | 2025-03-30
        C5    | 2025-04-02
        C6    | 2025-06-01
        C7    | 2025-06-01
    """
    assert sides(drawing.STEPPED_UP, {early_help: ENDED, referral: referred}) == {
        "met": ["C2", "C3"],
        "not_met": ["C4", "C6"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_eh06_help_that_ended_less_than_twelve_months_ago_is_not_counted_yet() -> None:
    drawn = {
        early_help: """
            child | start      | end
            ------+------------+-----------
            C1    | 2025-01-06 | 2025-04-01
        """,
        referral: """
            child | on
            ------+-----------
            C1    | 2025-04-02
        """,
    }
    assert said(drawing.STEPPED_UP, drawn) == "0 of 0"
    assert said(drawing.STEPPED_UP, drawn, "2026-04-01") == "1 of 1"


def test_eh06_the_day_after_the_last_of_february_is_too_late() -> None:
    drawn = {
        early_help: """
            child | start      | end
            ------+------------+-----------
            C1    | 2024-01-08 | 2024-02-29
            C2    | 2024-01-08 | 2024-02-29
        """,
        referral: """
            child | on
            ------+-----------
            C1    | 2025-02-28
            C2    | 2025-03-01
        """,
    }
    assert said(drawing.STEPPED_UP, drawn, "2025-12-31") == "1 of 2"


def test_eh06_an_end_before_the_time_of_which_list_3_tells_is_incomplete() -> None:
    referred = """
        child | on         | known_from
        ------+------------+-----------
        C2    | 2024-10-07 | 2024-11-30
        C3    | 2025-04-07 | 2025-04-30
    """
    assert sides(drawing.STEPPED_UP, {early_help: ENDED, referral: referred}) == {
        "met": ["C3"],
        "not_met": ["C4"],
        "not_eligible": [],
        "incomplete": ["C2", "C6"],
    }, "the first list 3 is of 30 November 2024, and tells from 1 June on"
    earlier = referred + "        C9    | 2024-04-01 | 2024-11-30"
    assert sides(drawing.STEPPED_UP, {early_help: ENDED, referral: earlier})["incomplete"] == []
