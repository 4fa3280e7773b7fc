"""Children in need and caseloads, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import need
from goldenthread.performance.tables import need as need_list
from goldenthread.performance.tables import referral
from goldenthread.performance.tests.drawn import asks, said, sides

PLAN = "child in need plan"


def test_cn01_everybody_open_counts_whatever_the_plan() -> None:
    drawn = """
        child | start      | end        | status
        ------+------------+------------+----------------------
        C1    | 2026-03-31 |            | open assessment
        C2    | 2020-01-05 | 2026-04-01 | looked after child
        C3    | 2020-01-05 | 2026-03-31 | child protection plan
        C4    | 2026-04-01 |            | child in need plan
        C5    |            |            |
    """
    assert said(need.OPEN, drawn) == "3"


def test_cn01_a_child_of_an_older_list_only_is_not_open_now() -> None:
    drawn = """
        child | start      | known_from | stands_until
        ------+------------+------------+-------------
        C1    | 2025-01-05 | 2025-12-31 | 2026-03-31
        C2    | 2025-01-05 | 2025-12-31 | 2026-04-30
        C3    | 2025-01-05 | 2026-04-30 |
    """
    assert said(need.OPEN, drawn) == "1"


def test_cn02_a_rate_on_the_day_is_not_annualised() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 |
        C2    | 2026-01-05 | 2026-03-31
        C3    | 2026-01-05 | 2026-04-01
    """
    found = asks(need.RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.value, found.annualised) == (2, Decimal("2.0"), False)


def test_cn03_only_a_child_in_need_plan_counts_and_a_blank_status_is_incomplete() -> None:
    drawn = """
        child | start      | end        | status
        ------+------------+------------+----------------------
        C1    | 2026-01-05 |            | child in need plan
        C2    | 2026-01-05 |            | child protection plan
        C3    | 2026-01-05 |            |
        C4    | 2026-01-05 | 2026-03-31 | child in need plan
    """
    assert said(need.ON_A_PLAN, drawn) == "1; 1 not eligible, 1 incomplete"


def test_cn04_two_years_are_reached_on_the_same_day() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2024-03-31 |
        C2    | 2024-04-01 |
        C3    | 2020-04-01 | 2026-03-31
        C4    |            |
    """
    assert said(need.OPEN_TWO_YEARS, drawn) == "1 of 2; 1 incomplete"


def test_cn04_begun_on_29_february_two_years_are_reached_on_the_28th() -> None:
    drawn = """
        child | start
        ------+-----------
        C1    | 2024-02-29
    """
    assert said(need.OPEN_TWO_YEARS, drawn, "2026-02-27") == "0 of 1"
    assert said(need.OPEN_TWO_YEARS, drawn, "2026-02-28") == "1 of 1"


def test_cn05_the_28th_day_is_in_time_and_a_plan_of_28_days_is_not_due() -> None:
    drawn = f"""
        child | start      | status | last_seen
        ------+------------+--------+-----------
        C1    | 2026-01-05 | {PLAN} | 2026-03-03
        C2    | 2026-01-05 | {PLAN} | 2026-03-02
        C3    | 2026-03-03 | {PLAN} | 2026-03-30
        C4    | 2026-03-02 | {PLAN} | 2026-03-30
        C5    | 2026-01-05 | {PLAN} |
        C6    | 2026-01-05 | {PLAN} | 2026-04-01
        C7    | 2026-01-05 | open assessment | 2026-03-30
    """
    assert said(need.SEEN, drawn) == "2 of 3; 2 not eligible, 2 incomplete"


def test_cn06_open_children_divide_by_primary_need() -> None:
    drawn = """
        child | start      | end        | primary_need
        ------+------------+------------+-------------
        C1    | 2026-01-05 |            | N1
        C2    | 2026-01-05 |            | N1
        C3    | 2026-01-05 |            | N5
        C4    | 2026-01-05 |            |
        C5    | 2026-01-05 | 2026-03-31 | N1
    """
    assert asks(need.PRIMARY_NEED, drawn, "2026-03-31").mix == {"N1": 2, "N5": 1}
    assert said(need.PRIMARY_NEED, drawn) == "3 of 3; 1 incomplete"


def test_cn07_closures_of_six_months_divide_by_reason() -> None:
    drawn = """
        child | start      | end        | end_reason
        ------+------------+------------+-----------
        C1    | 2025-01-05 | 2025-09-30 | RC8
        C2    | 2025-01-05 | 2025-10-01 | RC8
        C3    | 2025-01-05 | 2026-03-31 | RC1
        C4    | 2025-01-05 | 2026-03-31 |
        C5    | 2025-01-05 |            |
    """
    assert asks(need.CLOSED_BY_REASON, drawn, "2026-03-31").mix == {"RC8": 1, "RC1": 1}
    assert said(need.CLOSED_BY_REASON, drawn) == "2 of 2; 1 incomplete"


def test_cn08_three_months_to_the_day_are_not_under_three_months() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2025-12-10 | 2026-03-09
        C2    | 2025-12-10 | 2026-03-10
        C3    | 2025-11-30 | 2026-02-27
        C4    | 2025-11-30 | 2026-02-28
        C5    |            | 2026-02-28
    """
    assert said(need.CLOSED_WITHIN_THREE_MONTHS, drawn) == "2 of 4; 1 incomplete"


def test_cn10_a_referral_after_the_day_of_the_end_and_within_twelve_months() -> None:
    closed = """
        child | start      | end        | end_reason
        ------+------------+------------+-----------
        C1    | 2024-01-08 | 2024-03-31 | RC7
        C2    | 2024-01-08 | 2024-04-01 | RC7
        C3    | 2025-01-06 | 2025-03-31 | RC9
        C4    | 2025-03-31 | 2025-03-31 | RC8
        C5    | 2025-01-06 | 2025-04-01 | RC7
        C6    | 2024-01-08 | 2024-06-30 |
        C7    | 2024-01-08 |            |
    """
    referred = """
        child | on
        ------+-----------
        C1    | 2024-05-01
        C2    | 2024-04-02
        C3    | 2026-03-31
        C4    | 2025-03-31
        C5    | 2025-05-01
        C6    | 2025-07-01
        C7    | 2025-07-01
    """
    assert sides(need.REFERRED_AGAIN, {need_list: closed, referral: referred}) == {
        "met": ["C2", "C3"],
        "not_met": ["C4", "C6"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_cn10_each_end_of_a_child_is_judged_by_itself() -> None:
    drawn = {
        need_list: """
            child | start      | end
            ------+------------+-----------
            C1    | 2024-01-08 | 2024-05-31
            C1    | 2024-09-02 | 2024-12-20
        """,
        referral: """
            child | on
            ------+-----------
            C1    | 2024-01-08
            C1    | 2024-09-02
        """,
    }
    assert said(need.REFERRED_AGAIN, drawn) == "1 of 2"


def test_cn10_a_referral_that_was_withdrawn_or_came_to_be_known_later_is_none() -> None:
    drawn = {
        need_list: """
            child | start      | end
            ------+------------+-----------
            C1    | 2024-01-08 | 2024-05-31
            C2    | 2024-01-08 | 2024-05-31
            C3    | 2024-01-08 | 2024-05-31
        """,
        referral: """
            child | on         | known_from | known_until
            ------+------------+------------+------------
            C1    | 2024-06-03 | 2024-06-30 | 2024-07-31
            C2    | 2024-06-03 | 2026-04-30 |
            C3    | 2024-06-03 | 2024-06-30 | 2026-04-30
        """,
    }
    assert sides(need.REFERRED_AGAIN, drawn)["met"] == ["C3"]


def test_cn10_there_is_no_figure_where_no_list_3_was_loaded() -> None:
    closed = """
        child | start      | end
        ------+------------+-----------
        C1    | 2024-01-08 | 2024-05-31
    """
    assert asks(need.REFERRED_AGAIN, {need_list: closed}, "2026-03-31").value is None
    assert need.REFERRED_AGAIN.asks_of == {"need", "referral"}
