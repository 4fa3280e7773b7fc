"""Early help, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import early_help as drawing
from goldenthread.performance.tables import early_help, referral
from goldenthread.performance.tests.drawn import asks, said


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
