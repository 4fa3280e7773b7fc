"""Children in need and caseloads, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import need
from goldenthread.performance.tests.drawn import asks, said

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
