"""Adoption and adopters, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import adoption
from goldenthread.performance.tables import adopter
from goldenthread.performance.tests.drawn import asks, said
from goldenthread.performance.vocabulary import Window


def test_ad01_the_day_of_the_order_places_it() -> None:
    drawn = """
        child | decision   | adopted
        ------+------------+-----------
        C1    | 2024-01-08 | 2025-03-31
        C2    | 2024-01-08 | 2025-04-01
        C3    | 2024-01-08 | 2026-03-31
        C4    | 2024-01-08 | 2026-04-01
        C5    | 2024-01-08 |
    """
    assert said(adoption.ADOPTED, drawn) == "2"
    assert said(adoption.ADOPTED, drawn, "2026-04-30", Window.YEAR_TO_DATE) == "1"


def test_ad02_both_codes_of_adoption_count_among_all_who_left() -> None:
    drawn = """
        child | start      | end        | end_reason
        ------+------------+------------+-----------
        C1    | 2020-01-05 | 2025-04-01 | E11
        C2    | 2020-01-05 | 2026-03-31 | E12
        C3    | 2020-01-05 | 2026-03-31 | E45
        C4    | 2020-01-05 | 2026-03-31 |
        C5    | 2020-01-05 | 2025-03-31 | E11
        C6    | 2020-01-05 | 2026-04-01 | E11
    """
    assert said(adoption.ADOPTED_OF_LEAVERS, drawn) == "2 of 3; 1 incomplete"


def test_ad03_the_mean_days_of_children_adopted_in_three_years() -> None:
    drawn = """
        child | care_start | placed     | adopted
        ------+------------+------------+-----------
        C1    | 2023-01-01 | 2024-01-01 | 2026-03-31
        C2    | 2023-01-01 | 2023-01-11 | 2023-04-01
        C3    | 2020-01-01 | 2022-01-01 | 2023-03-31
        C4    | 2023-01-01 |            | 2026-03-31
        C5    | 2023-01-01 | 2024-01-01 |
    """
    assert said(adoption.ENTRY_TO_PLACED, drawn) == "375 of 2; 1 incomplete"
    assert asks(adoption.ENTRY_TO_PLACED, drawn, "2026-03-31").value == Decimal("187.5")


def test_ad04_matched_before_the_order_is_nought_and_not_matched_is_incomplete() -> None:
    drawn = """
        child | placement_order | matched    | adopted
        ------+-----------------+------------+-----------
        C1    | 2025-01-01      | 2025-01-31 | 2026-03-31
        C2    | 2025-01-01      | 2024-12-01 | 2026-03-31
        C3    |                 | 2024-12-01 | 2026-03-31
        C4    | 2025-01-01      |            | 2026-03-31
        C5    | 2025-01-01      | 2025-01-31 |
    """
    assert said(adoption.ORDER_TO_MATCH, drawn) == "30 of 2; 1 not eligible, 1 incomplete"


def test_ad06_a_match_or_a_reversal_after_the_day_has_not_happened_yet() -> None:
    drawn = """
        child | decision   | placement_order | matched    | reversed
        ------+------------+-----------------+------------+-----------
        C1    | 2025-01-08 | 2026-03-31      |            |
        C2    | 2025-01-08 | 2025-06-02      | 2026-04-01 |
        C3    | 2025-01-08 | 2025-06-02      |            | 2026-04-01
        C4    | 2025-01-08 | 2025-06-02      | 2026-03-31 |
        C5    | 2025-01-08 | 2025-06-02      |            | 2026-03-31
        C6    | 2025-01-08 |                 |            |
        C7    | 2025-01-08 | 2026-04-01      |            |
    """
    assert said(adoption.WAITING, drawn) == "3; 3 not eligible"


def test_ad07_of_the_decisions_on_the_list_those_reversed_in_the_period() -> None:
    drawn = """
        child | decision   | reversed   | stands_until
        ------+------------+------------+-------------
        C1    | 2024-01-08 | 2025-03-31 |
        C2    | 2024-01-08 | 2025-04-01 |
        C3    | 2024-01-08 | 2026-03-31 |
        C4    | 2024-01-08 | 2026-04-01 |
        C5    | 2026-03-31 |            |
        C6    | 2026-04-01 |            |
        C7    | 2024-01-08 | 2025-06-02 | 2026-03-31
    """
    assert said(adoption.REVERSED, drawn) == "2 of 5"


def test_ad08_of_the_children_placed_those_fostered_first_by_their_adopters() -> None:
    drawn = """
        child | decision   | early_placed | placed
        ------+------------+--------------+-----------
        C1    | 2025-01-08 | 2025-02-03   | 2025-06-02
        C2    | 2025-01-08 |              | 2026-03-31
        C3    | 2025-01-08 | 2025-02-03   |
        C4    | 2025-01-08 | 2025-02-03   | 2026-04-01
        C5    | 2025-01-08 | 2025-02-03   | 2025-06-02
    """
    assert said(adoption.EARLY_PERMANENCE, drawn) == "2 of 3; 1 not eligible"


def test_ad09_two_months_to_the_day_are_in_time_and_a_shorter_month_is_cut_off() -> None:
    drawn = """
        child | stage1_start | stage1_end
        ------+--------------+-----------
        A1    | 2025-05-10   | 2025-07-10
        A2    | 2025-05-10   | 2025-07-11
        A3    | 2025-12-31   | 2026-02-28
        A4    | 2025-12-31   | 2026-03-01
        A5    |              | 2026-03-01
        A6    | 2025-05-10   |
        A7    | 2025-01-10   | 2025-03-31
    """
    assert said(adoption.STAGE_1_IN_TIME, drawn) == "2 of 4; 1 incomplete"


def test_ad10_four_months_to_the_day_are_in_time() -> None:
    drawn = """
        child | stage2_start | stage2_end
        ------+--------------+-----------
        A1    | 2025-05-10   | 2025-09-10
        A2    | 2025-05-10   | 2025-09-11
        A3    | 2025-10-31   | 2026-02-28
        A4    | 2025-10-31   | 2026-03-01
        A5    |              | 2026-03-01
        A6    | 2025-05-10   | 2026-04-01
    """
    assert said(adoption.STAGE_2_IN_TIME, drawn) == "2 of 4; 1 incomplete"


def test_ad11_a_couple_is_one_family_and_three_months_to_the_day_are_reached() -> None:
    drawn = """
        child | family | stage2_end | approval   | matched    | left
        ------+--------+------------+------------+------------+-----------
        A1    | F1     | 2025-12-31 |            |            |
        A2    | F1     | 2025-12-31 |            |            |
        A3    | F2     | 2026-01-01 |            |            |
        A4    |        |            | 2025-06-02 |            |
        A5    |        | 2025-06-02 |            | 2026-03-31 |
        A6    |        | 2025-06-02 |            |            | 2026-03-31
        A7    |        | 2025-06-02 |            | 2026-04-01 |
        A8    |        |            |            |            |
        A9    |        | 2026-04-01 |            |            |
    """
    assert said(adoption.FAMILIES_WAITING, {adopter: drawn}) == "3 of 4"


def test_ad11_a_match_said_of_one_of_a_couple_holds_for_both() -> None:
    drawn = """
        child | family | stage2_end | matched    | known_from | stands_until
        ------+--------+------------+------------+------------+-------------
        A1    | F1     | 2025-06-02 | 2026-02-02 | 2026-02-28 |
        A2    | F1     | 2025-06-02 |            | 2025-06-30 |
        A3    | F2     | 2025-06-02 |            | 2025-06-30 |
    """
    assert said(adoption.FAMILIES_WAITING, {adopter: drawn}, "2026-01-31") == "2 of 2"
    assert said(adoption.FAMILIES_WAITING, {adopter: drawn}, "2026-03-31") == "1 of 1"


def test_ad12_whole_months_of_children_adopted_in_the_year() -> None:
    drawn = """
        child | decision   | matched    | adopted
        ------+------------+------------+-----------
        C1    | 2025-01-10 | 2025-04-10 | 2026-03-31
        C2    | 2025-01-10 | 2025-04-09 | 2025-04-01
        C3    | 2025-01-10 |            | 2026-03-31
        C4    | 2025-01-10 | 2025-04-10 | 2025-03-31
    """
    assert said(adoption.DECISION_TO_MATCH, drawn) == "5 of 2; 1 incomplete"
    assert asks(adoption.DECISION_TO_MATCH, drawn, "2026-03-31").value == Decimal("2.5")


def test_ad12_from_the_last_of_november_three_months_are_reached_on_the_last_of_february() -> None:
    drawn = """
        child | decision   | matched    | adopted
        ------+------------+------------+-----------
        C1    | 2024-11-30 | 2025-02-28 | 2026-03-31
        C2    | 2024-11-30 | 2025-02-27 | 2026-03-31
    """
    assert said(adoption.DECISION_TO_MATCH, drawn) == "5 of 2"
