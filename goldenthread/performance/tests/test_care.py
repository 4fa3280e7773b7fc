"""Children in care, drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldenthread.performance.indicators import care
from goldenthread.performance.measure import Share
from goldenthread.performance.tests.drawn import asks, said


def test_cl01_short_breaks_do_not_count_and_a_blank_legal_status_does() -> None:
    drawn = """
        child | start      | end        | legal_status
        ------+------------+------------+-------------
        C1    | 2026-03-31 |            | C2
        C2    | 2026-01-05 |            | V3
        C3    | 2026-01-05 |            | V4
        C4    | 2026-01-05 | 2026-04-01 | V2
        C5    | 2026-01-05 |            |
        C6    | 2026-01-05 | 2026-03-31 | C2
        C7    | 2026-04-01 |            | C2
    """
    assert said(care.OPEN, drawn) == "3; 2 not eligible"


def test_cl02_the_mid_year_estimate_of_0_to_17_is_the_lower_figure() -> None:
    """Mistake 6 of a public program: children up to 21 were added to the population."""
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 |
        C2    | 2026-01-05 | 2026-04-01
        C3    | 2026-01-05 | 2026-03-31
        C4    | 2026-04-01 |
    """
    found = asks(care.RATE, drawn, "2026-03-31", population=58_087)
    assert (found.met, found.denominator, found.value) == (2, 58_087, Decimal("0.3"))


def test_cl02_short_breaks_do_not_count() -> None:
    drawn = """
        child | start      | legal_status
        ------+------------+-------------
        C1    | 2026-01-05 | C1
        C2    | 2026-01-05 | V4
    """
    assert asks(care.RATE, drawn, "2026-03-31", population=10_000).value == Decimal("1.0")


def test_cl03_coming_into_care_twice_counts_twice() -> None:
    drawn = """
        child | start      | end        | legal_status
        ------+------------+------------+-------------
        C1    | 2025-04-01 | 2025-05-01 | V2
        C1    | 2026-03-31 |            | C1
        C2    | 2025-03-31 |            | C1
        C3    | 2025-04-01 |            | V3
    """
    found = asks(care.STARTED_RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.not_eligible, found.value) == (2, 1, Decimal("2.0"))


def test_cl04_the_day_of_leaving_places_it() -> None:
    drawn = """
        child | start      | end        | legal_status
        ------+------------+------------+-------------
        C1    | 2020-04-01 | 2025-03-31 | C2
        C2    | 2020-04-01 | 2025-04-01 | C2
        C3    | 2020-04-01 | 2026-03-31 | C2
        C4    | 2020-04-01 | 2026-03-31 | V4
        C5    | 2020-04-01 |            | C2
    """
    found = asks(care.CEASED_RATE, drawn, "2026-03-31", population=10_000)
    assert (found.met, found.not_eligible, found.value) == (2, 1, Decimal("2.0"))


def test_cl05_of_those_who_came_in_the_twelve_months() -> None:
    drawn = """
        child | start      | second_period
        ------+------------+--------------
        C1    | 2025-04-01 | yes
        C2    | 2026-03-31 | no
        C3    | 2026-03-31 |
        C4    | 2025-03-31 | yes
        C5    | 2025-04-01 | yes
    """
    assert said(care.RETURNED, drawn) == "2 of 3; 1 incomplete"


def test_cl06_the_third_placement_counts() -> None:
    drawn = """
        child | start      | end        | legal_status | placements
        ------+------------+------------+--------------+-----------
        C1    | 2025-01-06 |            | C2           | 2
        C2    | 2025-01-06 |            | C2           | 3
        C3    | 2025-01-06 |            | V3           | 9
        C4    | 2025-01-06 |            | C2           |
        C5    | 2025-01-06 | 2026-03-31 | C2           | 5
    """
    assert said(care.THREE_PLACEMENTS, drawn) == "1 of 2; 1 not eligible, 1 incomplete"


def test_cl07_two_and_a_half_years_in_care_and_two_years_in_one_place() -> None:
    """Mistake 3 of a public program: the 2.5 years never bit, and ended cases were counted."""
    drawn = """
        child | birth      | start      | end        | placement_start
        ------+------------+------------+------------+----------------
        C1    | 2015-01-01 | 2023-09-30 |            | 2024-03-30
        C2    | 2015-01-01 | 2023-09-30 |            | 2024-03-31
        C3    | 2015-01-01 | 2023-10-01 |            | 2023-10-01
        C4    | 2015-01-01 | 2020-01-01 | 2026-03-30 | 2020-01-01
        C5    | 2015-01-01 | 2020-01-01 |            |
    """
    assert said(care.STABLE, drawn, "2026-03-30") == "1 of 2; 1 not eligible, 1 incomplete"


def test_cl07_the_sixteenth_birthday_of_29_february_is_on_1_march() -> None:
    drawn = """
        child | birth      | start      | placement_start
        ------+------------+------------+----------------
        C1    | 2012-02-29 | 2020-01-01 | 2020-01-01
        C2    | 2012-03-01 | 2020-01-01 | 2020-01-01
    """
    assert said(care.STABLE, drawn, "2028-02-28") == "2 of 2"
    assert said(care.STABLE, drawn, "2028-02-29") == "1 of 1; 1 not eligible"
    common = """
        child | birth      | start      | placement_start
        ------+------------+------------+----------------
        C1    | 2008-02-29 | 2020-01-01 | 2020-01-01
        C2    | 2010-02-28 | 2020-01-01 | 2020-01-01
        C3    | 2010-03-01 | 2020-01-01 | 2020-01-01
    """
    assert said(care.STABLE, common, "2026-02-28") == "1 of 1; 2 not eligible"


def test_cl07_the_age_column_counts_only_where_there_is_no_birth_date() -> None:
    drawn = """
        child | birth      | age | start      | placement_start
        ------+------------+-----+------------+----------------
        C1    | 2015-01-01 | 17  | 2020-01-01 | 2020-01-01
        C2    |            | 15  | 2020-01-01 | 2020-01-01
        C3    |            | 16  | 2020-01-01 | 2020-01-01
        C4    |            |     | 2020-01-01 | 2020-01-01
    """
    assert said(care.STABLE, drawn) == "2 of 2; 1 not eligible, 1 incomplete"


def test_cl23_of_the_children_in_care_now() -> None:
    drawn = """
        child | start      | end        | asylum
        ------+------------+------------+-------
        C1    | 2026-01-05 |            | yes
        C2    | 2026-01-05 |            | no
        C3    | 2026-01-05 |            |
        C4    | 2026-01-05 | 2026-03-31 | yes
        C5    | 2026-01-05 |            | yes
    """
    assert said(care.ASYLUM, drawn) == "2 of 3; 1 incomplete"


def test_cl24_from_the_eighteenth_birthday_a_young_person_no_longer_counts() -> None:
    drawn = """
        child | birth      | start      | asylum
        ------+------------+------------+-------
        C1    | 2008-04-01 | 2026-01-05 | yes
        C2    | 2008-03-31 | 2026-01-05 | yes
        C3    | 2012-01-01 | 2026-01-05 | no
        C4    |            | 2026-01-05 | yes
    """
    found = asks(care.ASYLUM_OF_POPULATION, drawn, "2026-03-31", population=2_000)
    assert (found.met, found.denominator, found.value) == (1, 2_000, Decimal("0.05"))
    assert (found.not_eligible, found.incomplete) == (2, 1)
    assert asks(care.ASYLUM_OF_POPULATION, drawn, "2026-03-31").value is None


def test_cl25_no_plan_yet_is_a_blank_with_a_meaning() -> None:
    drawn = """
        child | start      | permanence
        ------+------------+--------------------
        C1    | 2025-11-30 | long-term fostering
        C2    | 2025-11-30 |
        C3    | 2025-12-01 |
        C4    |            | adoption
        C5    | 2025-06-02 | return to family
    """
    assert said(care.PERMANENCE, drawn) == "2 of 3; 1 not eligible, 1 incomplete"


def test_cl25_four_months_after_the_last_of_october_is_the_last_of_february() -> None:
    drawn = """
        child | start      | permanence
        ------+------------+-----------
        C1    | 2025-10-31 |
    """
    assert said(care.PERMANENCE, drawn, "2026-02-27") == "0 of 0; 1 not eligible"
    assert said(care.PERMANENCE, drawn, "2026-02-28") == "0 of 1"


def test_cl26_a_year_to_the_day_is_not_over_a_year() -> None:
    drawn = """
        child | start      | legal_status | legal_start
        ------+------------+--------------+------------
        C1    | 2020-01-05 | V2           | 2025-03-31
        C2    | 2020-01-05 | V2           | 2025-03-30
        C3    | 2020-01-05 | V2           |
        C4    | 2020-01-05 | C2           | 2020-01-05
        C5    | 2020-01-05 |              | 2020-01-05
    """
    assert said(care.SECTION_20_OVER_A_YEAR, drawn) == "1 of 2; 1 not eligible, 2 incomplete"


def test_cl27_contact_since_the_review_or_in_six_months() -> None:
    drawn = """
        child | start      | last_review | officer_contact
        ------+------------+-------------+----------------
        C1    | 2020-01-05 | 2025-06-02  | 2025-06-03
        C2    | 2020-01-05 | 2025-06-02  | 2025-06-02
        C3    | 2020-01-05 | 2025-06-02  |
        C4    | 2020-01-05 |             | 2025-09-30
        C5    | 2020-01-05 |             | 2025-09-29
        C6    | 2020-01-05 | 2026-03-02  | 2025-09-30
        C7    | 2020-01-05 | 2026-03-02  | 2026-03-31
    """
    assert said(care.OFFICER_CONTACT, drawn, "2026-03-30") == "3 of 5; 2 incomplete"


@pytest.mark.parametrize("code", ["E45", "E46", "E47", "E48"])
def test_cl29_every_kind_of_special_guardianship_counts(code: str) -> None:
    assert _left(care.LEFT_BY_GUARDIANSHIP, code) == "1 of 3; 1 incomplete"


def test_cl30_a_child_arrangements_order_is_e41() -> None:
    assert _left(care.LEFT_BY_ARRANGEMENTS, "E41") == "1 of 3; 1 incomplete"


def test_cl31_home_against_the_plan_is_e4b_and_by_the_plan_e4a() -> None:
    assert _left(care.RETURNED_UNPLANNED, "E4B") == "1 of 3; 1 incomplete"
    assert _left(care.RETURNED_UNPLANNED, "E4A") == "0 of 3; 1 incomplete"


def test_cl29_to_cl31_each_way_of_leaving_care_counts_for_one_figure() -> None:
    drawn = """
        child | start      | end        | end_reason
        ------+------------+------------+-----------
        C1    | 2020-01-05 | 2025-06-30 | E45
        C2    | 2020-01-05 | 2025-06-30 | E48
        C3    | 2020-01-05 | 2025-06-30 | E41
        C4    | 2020-01-05 | 2025-06-30 | E4B
        C5    | 2020-01-05 | 2025-06-30 | E4A
        C6    | 2020-01-05 | 2025-06-30 |
    """
    assert said(care.LEFT_BY_GUARDIANSHIP, drawn) == "2 of 5; 1 incomplete"
    assert said(care.LEFT_BY_ARRANGEMENTS, drawn) == "1 of 5; 1 incomplete"
    assert said(care.RETURNED_UNPLANNED, drawn) == "1 of 5; 1 incomplete"


def _left(indicator: Share, code: str) -> str:
    """Of children who left care in twelve months, one for this reason; and those who did not."""
    drawn = f"""
        child | start      | end        | end_reason
        ------+------------+------------+-----------
        C1    | 2020-01-05 | 2025-04-01 | {code}
        C2    | 2020-01-05 | 2026-03-31 | E8
        C3    | 2020-01-05 | 2026-03-31 | E11
        C4    | 2020-01-05 | 2026-03-31 |
        C5    | 2020-01-05 | 2025-03-31 | {code}
        C6    | 2020-01-05 | 2026-04-01 | {code}
        C7    | 2020-01-05 |            |
    """
    return said(indicator, drawn)
