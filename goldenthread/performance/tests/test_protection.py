"""Child protection plans, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import protection
from goldenthread.performance.tests.drawn import asks, said, sides
from goldenthread.performance.vocabulary import Window


def test_cp01_a_plan_that_ends_on_the_day_has_ended() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-03-31 |
        C2    | 2026-01-05 | 2026-03-31
        C3    | 2026-01-05 | 2026-04-01
        C4    | 2026-04-01 |
    """
    assert said(protection.OPEN, drawn) == "2"


def test_cp01_each_load_tells_how_it_was_then() -> None:
    drawn = """
        child | start      | end        | known_from | stands_until | known_until
        ------+------------+------------+------------+--------------+------------
        C1    | 2025-05-05 |            | 2026-01-31 | 2026-03-31   | 2026-03-31
        C1    | 2025-05-05 | 2026-02-10 | 2026-03-31 |              |
    """
    assert said(protection.OPEN, drawn, "2026-02-28") == "1"
    assert said(protection.OPEN, drawn, "2026-03-31") == "0"


def test_cp02_open_plans_for_each_10_000_children() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 |
        C2    | 2026-01-05 | 2026-03-31
    """
    found = asks(protection.RATE, drawn, "2026-03-31", population=58_087)
    assert (found.met, found.denominator, found.value) == (1, 58_087, Decimal("0.2"))


def test_cp03_plans_begun_in_twelve_months_for_each_10_000_children() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2025-03-31 |
        C2    | 2025-04-01 | 2025-05-01
        C3    | 2026-03-31 |
    """
    found = asks(protection.STARTED_RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.value) == (2, Decimal("2.0"))


def test_cp04_any_earlier_plan_counts_however_long_ago() -> None:
    drawn = """
        child | start      | previous_plans
        ------+------------+---------------
        C1    | 2025-04-01 | 0
        C2    | 2025-04-01 | 1
        C3    | 2026-03-31 | 3
        C4    | 2026-03-31 |
        C5    | 2025-03-31 | 1
    """
    assert said(protection.AGAIN, drawn) == "2 of 3; 1 incomplete"


def test_cp06_two_years_are_reached_on_the_same_day() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2024-03-31 |
        C2    | 2024-04-01 |
        C3    | 2020-03-31 | 2026-03-31
        C4    |            |
    """
    assert said(protection.OPEN_TWO_YEARS, drawn) == "1 of 2; 1 incomplete"


def test_cp07_the_730th_day_makes_two_years_the_last_day_included() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2024-01-10 | 2026-01-07
        C2    | 2024-01-10 | 2026-01-08
        C3    | 2024-01-10 | 2025-09-30
        C4    |            | 2026-01-08
        C5    | 2020-01-10 |
    """
    assert said(protection.ENDED_AFTER_TWO_YEARS, drawn) == "1 of 2; 1 incomplete"


def test_cp08_three_months_to_the_day_count_with_a_shorter_month_cut_off() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2025-12-10 | 2026-03-10
        C2    | 2025-12-10 | 2026-03-11
        C3    | 2025-11-30 | 2026-02-28
        C4    | 2025-11-30 | 2026-03-01
        C5    |            | 2026-03-01
    """
    assert said(protection.ENDED_WITHIN_THREE_MONTHS, drawn) == "2 of 4; 1 incomplete"


def test_cp10_the_tenth_working_day_is_in_time_and_the_eleventh_is_late() -> None:
    drawn = """
        child | start      | last_visit
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-03-17
        C2    | 2026-01-05 | 2026-03-16
        C3    | 2026-01-05 | 2026-03-31
        C4    | 2026-01-05 |
    """
    assert said(protection.VISITED, drawn) == "2 of 3; 1 incomplete"


def test_cp10_a_plan_of_ten_working_days_is_not_due_yet() -> None:
    drawn = """
        child | start      | last_visit
        ------+------------+-----------
        C1    | 2026-03-17 |
        C2    | 2026-03-16 | 2026-03-20
        C3    | 2026-04-01 |
    """
    assert said(protection.VISITED, drawn) == "1 of 1; 1 not eligible"


def test_cp10_bank_holidays_do_not_count() -> None:
    """Mistake 7 of a public program. Good Friday and Easter Monday lie between."""
    drawn = """
        child | start      | last_visit
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-03-26
        C2    | 2026-01-05 | 2026-03-25
    """
    assert said(protection.VISITED, drawn, "2026-04-13") == "1 of 2"


def test_cp10_a_visit_after_the_day_has_not_happened_so_the_last_one_is_not_known() -> None:
    drawn = """
        child | start      | last_visit
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-04-01
    """
    assert said(protection.VISITED, drawn) == "0 of 0; 1 incomplete"


def test_cp11_the_fourth_birthday_counts_and_that_of_29_february_is_on_1_march() -> None:
    drawn = """
        child | start      | birth      | last_visit | seen_alone
        ------+------------+------------+------------+-----------
        C1    | 2026-01-05 | 2022-02-28 | 2026-02-16 | yes
        C2    | 2026-01-05 | 2022-03-01 | 2026-02-16 | yes
        C3    | 2026-01-05 | 2020-02-29 | 2026-02-16 | no
    """
    assert said(protection.SEEN_ALONE, drawn, "2026-02-28") == "1 of 2; 1 not eligible"
    leap = """
        child | start      | birth      | last_visit | seen_alone
        ------+------------+------------+------------+-----------
        C1    | 2023-01-05 | 2020-02-29 | 2024-02-16 | yes
        C2    | 2023-01-05 | 2020-03-01 | 2024-02-16 | yes
    """
    assert said(protection.SEEN_ALONE, leap, "2024-02-28") == "0 of 0; 2 not eligible"
    assert said(protection.SEEN_ALONE, leap, "2024-02-29") == "1 of 1; 1 not eligible"


def test_cp11_without_a_visit_a_plan_does_not_count_and_without_an_answer_it_is_incomplete() -> (
    None
):
    drawn = """
        child | start      | birth      | age | last_visit | seen_alone
        ------+------------+------------+-----+------------+-----------
        C1    | 2026-01-05 | 2015-01-01 |     | 2026-03-16 | no
        C2    | 2026-01-05 | 2015-01-01 |     | 2026-03-16 |
        C3    | 2026-01-05 | 2015-01-01 |     |            |
        C4    | 2026-01-05 |            | 4   | 2026-03-16 | yes
        C5    | 2026-01-05 |            | 3   | 2026-03-16 | yes
        C6    | 2026-01-05 |            |     | 2026-03-16 | yes
    """
    assert said(protection.SEEN_ALONE, drawn) == "1 of 2; 2 not eligible, 2 incomplete"


def test_cp12_open_plans_divide_by_the_latest_category() -> None:
    drawn = """
        child | start      | end        | first_category | category
        ------+------------+------------+----------------+----------------
        C1    | 2026-01-05 |            | neglect        | emotional abuse
        C2    | 2026-01-05 |            | neglect        | neglect
        C3    | 2026-01-05 | 2026-03-31 | neglect        | neglect
        C4    | 2026-01-05 |            | neglect        |
    """
    assert asks(protection.CATEGORY, drawn, "2026-03-31").mix == {
        "emotional abuse": 1,
        "neglect": 1,
    }
    assert said(protection.CATEGORY, drawn) == "2 of 2; 1 incomplete"


def test_cp13_ended_plans_of_the_list_count_too() -> None:
    drawn = """
        child | start      | end        | emergency | stands_until
        ------+------------+------------+-----------+-------------
        C1    | 2026-01-05 |            | yes       |
        C2    | 2026-01-05 | 2026-03-01 | yes       |
        C3    | 2026-01-05 |            | no        |
        C4    | 2026-01-05 |            |           |
        C5    | 2024-01-05 | 2025-08-01 | yes       | 2026-02-28
        C6    | 2026-04-01 |            | yes       |
    """
    assert said(protection.EMERGENCY, drawn) == "2 of 3; 1 incomplete"


def test_cp14_ended_plans_divide_by_what_came_next() -> None:
    drawn = """
        child | start      | end        | next_status
        ------+------------+------------+-------------------
        C1    | 2025-01-06 | 2025-10-01 | child in need plan
        C2    | 2025-01-06 | 2026-03-31 | looked after child
        C3    | 2025-01-06 | 2026-03-31 |
        C4    | 2025-01-06 | 2025-09-30 | closed episode
    """
    assert asks(protection.WHERE_NEXT, drawn, "2026-03-31").mix == {
        "child in need plan": 1,
        "looked after child": 1,
    }
    assert said(protection.WHERE_NEXT, drawn) == "2 of 2; 1 incomplete"


def test_cp07_the_year_to_date_begins_on_1_april() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2020-01-10 | 2026-03-31
        C2    | 2020-01-10 | 2026-04-01
    """
    found = said(protection.ENDED_AFTER_TWO_YEARS, drawn, "2026-04-15", Window.YEAR_TO_DATE)
    assert found == "1 of 1"


def test_cp05_an_earlier_plan_that_ended_in_the_two_years_before() -> None:
    drawn = """
        child | start      | end        | previous_plans
        ------+------------+------------+---------------
        C1    | 2023-01-09 | 2024-03-02 | 0
        C1    | 2026-03-02 |            | 1
        C2    | 2023-01-09 | 2024-03-01 | 0
        C2    | 2026-03-02 |            | 1
        C3    | 2025-01-06 | 2026-03-02 | 0
        C3    | 2026-03-02 |            | 1
        C4    | 2026-03-02 |            | 0
        C5    | 2026-03-02 |            | 1
        C6    | 2026-03-02 |            |
        C7    | 2020-01-06 | 2021-01-04 | 0
        C7    | 2023-01-09 | 2025-01-06 | 1
        C7    | 2026-03-02 |            | 2
        C8    | 2026-03-02 | 2026-03-02 | 0
    """
    assert sides(protection.AGAIN_SOON, drawn) == {
        "met": ["C1", "C3", "C7"],
        "not_met": ["C2", "C4", "C5", "C6", "C8"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_cp05_a_plan_less_than_two_years_after_the_time_that_lists_tell_is_incomplete() -> None:
    """The first list, of 30 September 2024, tells of plans from 1 April 2024 on."""
    drawn = """
        child | start      | end        | previous_plans | known_from
        ------+------------+------------+----------------+-----------
        C1    | 2023-01-09 | 2025-01-06 | 0              | 2024-09-30
        C1    | 2026-04-01 |            | 1              | 2026-04-30
        C2    | 2026-03-31 |            | 0              | 2026-04-30
        C3    | 2026-04-01 |            | 0              | 2026-04-30
        C4    | 2026-04-02 |            | 3              | 2026-04-30
    """
    found = sides(protection.AGAIN_SOON, drawn, "2026-04-30")
    assert (found["met"], found["incomplete"]) == (["C1"], ["C2"])
    assert found["not_met"] == ["C3", "C4"], "the three of C4 lie further back"


def test_cp05_a_dataset_that_tells_of_five_years_needs_no_two_years_of_loads() -> None:
    drawn = """
        child | start      | end        | previous_plans | known_from
        ------+------------+------------+----------------+-----------
        C1    | 2021-05-03 | 2022-05-02 | 0              | 2026-03-31
        C2    | 2023-01-09 | 2025-01-06 | 0              | 2026-03-31
        C2    | 2026-03-02 |            | 1              | 2026-03-31
        C3    | 2026-03-02 |            | 0              | 2026-03-31
        C4    | 2026-03-02 |            | 1              | 2026-03-31
    """
    assert sides(protection.AGAIN_SOON, drawn) == {
        "met": ["C2"],
        "not_met": ["C3"],
        "not_eligible": [],
        "incomplete": ["C4"],
    }, "C4 had a plan of which nothing tells"


def test_cp05_an_end_that_was_not_known_by_then_makes_no_repeat() -> None:
    drawn = """
        child | start      | end        | known_from | known_until
        ------+------------+------------+------------+------------
        C1    | 2023-01-09 |            | 2023-01-31 | 2026-04-30
        C1    | 2023-01-09 | 2026-01-05 | 2026-04-30 |
        C1    | 2026-03-02 |            | 2026-03-31 |
    """
    assert said(protection.AGAIN_SOON, drawn) == "0 of 1"
    assert said(protection.AGAIN_SOON, drawn, "2026-04-30") == "1 of 1"
