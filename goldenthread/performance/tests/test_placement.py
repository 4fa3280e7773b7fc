"""Where children in care live, and their health, drawn."""

from __future__ import annotations

import pytest

from goldenthread.performance.indicators import placement
from goldenthread.performance.measure import Share
from goldenthread.performance.tables import care, distance
from goldenthread.performance.tests.drawn import asks, said, sides

FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
HOMES = ("K1", "K2")
SUPPORTED = ("H5", "K3", "P2")
REST = ("A3", "A5", "P1", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T4", "Z1", "Z11", "Z14")


def test_cl09_outside_the_borough() -> None:
    drawn = """
        child | start      | end        | location
        ------+------------+------------+---------
        C1    | 2026-01-05 |            | out
        C2    | 2026-01-05 |            | in
        C3    | 2026-01-05 |            |
        C4    | 2026-01-05 | 2026-03-31 | out
        C5    | 2026-04-01 |            | out
        C6    | 2026-01-05 |            | out
    """
    assert said(placement.OUTSIDE, drawn) == "2 of 3; 1 incomplete"


def test_cl10_the_six_foster_placements_count_and_no_other() -> None:
    assert _living(placement.FOSTER_CARE) == set(FOSTER)


def test_cl11_secure_homes_and_childrens_homes_count_and_no_other() -> None:
    assert _living(placement.CHILDRENS_HOMES) == set(HOMES)


def test_cl12_supported_accommodation_of_both_generations_of_codes_counts() -> None:
    assert _living(placement.SUPPORTED_HOMES) == set(SUPPORTED)


def test_cl13_with_parents_is_p1() -> None:
    assert _living(placement.WITH_PARENTS) == {"P1"}


def test_cl10_to_cl13_each_child_lives_in_one_kind_of_home() -> None:
    drawn = """
        child | start      | placement
        ------+------------+----------
        C1    | 2026-01-05 | U1
        C2    | 2026-01-05 | U4
        C3    | 2026-01-05 | K2
        C4    | 2026-01-05 | H5
        C5    | 2026-01-05 | P1
        C6    | 2026-01-05 | R1
        C7    | 2026-01-05 |
    """
    assert said(placement.FOSTER_CARE, drawn) == "2 of 6; 1 incomplete"
    assert said(placement.CHILDRENS_HOMES, drawn) == "1 of 6; 1 incomplete"
    assert said(placement.SUPPORTED_HOMES, drawn) == "1 of 6; 1 incomplete"
    assert said(placement.WITH_PARENTS, drawn) == "1 of 6; 1 incomplete"


@pytest.mark.parametrize(
    "indicator",
    [
        placement.FOSTER_CARE,
        placement.CHILDRENS_HOMES,
        placement.SUPPORTED_HOMES,
        placement.WITH_PARENTS,
    ],
)
def test_cl10_to_cl13_a_blank_placement_is_incomplete_and_one_that_ended_is_not_there(
    indicator: Share,
) -> None:
    drawn = """
        child | start      | end        | placement
        ------+------------+------------+----------
        C1    | 2026-01-05 |            |
        C2    | 2026-01-05 |            | R1
        C3    | 2026-01-05 | 2026-03-31 | R1
        C4    | 2026-04-01 |            | R1
    """
    assert said(indicator, drawn) == "0 of 1; 1 incomplete"


def _living(indicator: Share) -> set[str]:
    """The codes that count."""
    heads = "child | start | placement"
    rows = [f"{code} | 2026-01-05 | {code}" for code in (*FOSTER, *HOMES, *SUPPORTED, *REST)]
    return set(sides(indicator, "\n".join([heads, *rows]))["met"])


def test_cl14_supported_and_other_accommodation_of_both_generations_of_codes() -> None:
    heads = "child | birth | start | placement"
    rows = [
        f"{code} | 2015-01-01 | 2026-01-05 | {code}"
        for code in (*FOSTER, *HOMES, *SUPPORTED, *REST, "Z12", "Z13")
    ]
    assert set(sides(placement.UNDER_16_UNREGISTERED, "\n".join([heads, *rows]))["met"]) == {
        *SUPPORTED,
        *("Z1", "Z11", "Z12", "Z13", "Z14"),
    }


def test_cl14_the_sixteenth_birthday_and_a_placement_that_ended_are_out() -> None:
    drawn = """
        child | birth      | start      | end        | placement
        ------+------------+------------+------------+----------
        C1    | 2010-04-01 | 2026-01-05 |            | K3
        C2    | 2010-03-31 | 2026-01-05 |            | K3
        C3    | 2010-04-01 | 2026-01-05 |            | U4
        C4    |            | 2026-01-05 |            | K3
        C5    | 2010-04-01 | 2026-01-05 |            |
        C6    | 2010-04-01 | 2026-01-05 | 2026-03-31 | K3
    """
    assert said(placement.UNDER_16_UNREGISTERED, drawn) == "1; 2 not eligible, 2 incomplete"


def test_cl14_born_on_29_february_sixteen_is_reached_on_1_march_of_a_common_year() -> None:
    drawn = """
        child | birth      | start      | placement
        ------+------------+------------+----------
        C1    | 2008-02-29 | 2022-01-05 | Z1
    """
    assert said(placement.UNDER_16_UNREGISTERED, drawn, "2024-02-28") == "1"
    assert said(placement.UNDER_16_UNREGISTERED, drawn, "2024-02-29") == "0; 1 not eligible"


def test_cl17_under_fives_within_six_months_and_others_within_twelve() -> None:
    """Mistake 1 of a public program: over-fives were tested against six months too."""
    drawn = """
        child | birth      | start      | health
        ------+------------+------------+-----------
        C1    | 2021-04-01 | 2024-01-05 | 2025-10-01
        C2    | 2021-04-01 | 2024-01-05 | 2025-09-30
        C3    | 2021-03-31 | 2024-01-05 | 2025-09-29
        C4    | 2015-01-01 | 2024-01-05 | 2025-03-31
        C5    | 2015-01-01 | 2024-01-05 | 2025-03-30
    """
    assert said(placement.HEALTH, drawn) == "3 of 5"


def test_cl17_six_months_to_the_day_are_in_time() -> None:
    drawn = """
        child | birth      | start      | health
        ------+------------+------------+-----------
        C1    | 2022-01-01 | 2024-01-05 | 2025-09-30
    """
    assert said(placement.HEALTH, drawn, "2026-03-30") == "1 of 1"
    assert said(placement.HEALTH, drawn, "2026-03-31") == "0 of 1"


def test_cl17_none_yet_is_not_in_time_and_one_after_the_day_is_none_yet() -> None:
    drawn = """
        child | birth      | start      | health
        ------+------------+------------+-----------
        C1    | 2015-01-01 | 2025-03-31 |
        C2    | 2015-01-01 | 2025-04-01 |
        C3    | 2015-01-01 | 2025-03-31 | 2026-04-01
        C4    | 2015-01-01 |            | 2026-01-05
    """
    assert said(placement.HEALTH, drawn) == "0 of 2; 1 not eligible, 1 incomplete"


def test_cl17_without_an_age_the_interval_is_not_known() -> None:
    drawn = """
        child | birth | age | start      | health
        ------+-------+-----+------------+-----------
        C1    |       |     | 2024-01-05 | 2026-01-05
        C2    |       | 4   | 2024-01-05 | 2025-09-29
        C3    |       | 5   | 2024-01-05 | 2025-09-29
    """
    assert said(placement.HEALTH, drawn) == "1 of 2; 1 incomplete"


def test_cl17_a_check_on_29_february_holds_until_28_february() -> None:
    drawn = """
        child | birth      | start      | health
        ------+------------+------------+-----------
        C1    | 2015-01-01 | 2020-01-05 | 2024-02-29
    """
    assert said(placement.HEALTH, drawn, "2025-02-28") == "1 of 1"
    assert said(placement.HEALTH, drawn, "2025-03-01") == "0 of 1"


def test_cl19_the_same_day_a_year_later_is_in_time() -> None:
    drawn = """
        child | start      | end        | dental
        ------+------------+------------+-----------
        C1    | 2024-01-05 |            | 2025-03-31
        C2    | 2024-01-05 |            | 2025-03-30
        C3    | 2024-01-05 |            |
        C4    | 2025-04-01 |            | 2026-01-05
        C5    | 2024-01-05 | 2026-03-31 | 2026-01-05
        C6    |            |            | 2026-01-05
    """
    assert said(placement.DENTAL, drawn) == "1 of 3; 1 not eligible, 1 incomplete"


def test_cl36_only_pr4_is_private() -> None:
    drawn = """
        child | start      | end        | provider
        ------+------------+------------+---------
        C1    | 2026-01-05 |            | PR4
        C2    | 2026-01-05 |            | PR1
        C3    | 2026-01-05 |            | PR5
        C4    | 2026-01-05 |            |
        C5    | 2026-01-05 | 2026-03-31 | PR4
    """
    assert said(placement.PRIVATE, drawn) == "1 of 3; 1 incomplete"


def test_cl08_more_than_twenty_miles_and_outside() -> None:
    drawn = """
        child | on         | tenths | location
        ------+------------+--------+---------
        C1    | 2026-03-31 | 201    | out
        C2    | 2026-03-31 | 200    | out
        C3    | 2026-03-31 | 201    | in
        C4    | 2026-03-31 | 12     |
        C5    | 2026-03-31 | 201    |
        C6    | 2026-03-31 | 9999   | out
        C7    | 2026-03-31 |        | out
        C8    | 2025-03-31 | 900    | out
    """
    assert sides(placement.FAR_OUTSIDE, {distance: drawn}) == {
        "met": ["C1"],
        "not_met": ["C2", "C3", "C4"],
        "not_eligible": ["C6"],
        "incomplete": ["C5", "C7"],
    }


def test_cl08_stands_until_the_next_return_and_is_silent_without_one() -> None:
    drawn = {
        distance: """
            child | on         | tenths | location | known_from
            ------+------------+--------+----------+-----------
            C1    | 2026-03-31 | 300    | out      | 2026-03-31
        """,
        care: """
            child | start
            ------+-----------
            C1    | 2025-01-06
        """,
    }
    for day, told in (("2026-02-28", False), ("2027-03-30", True), ("2027-03-31", False)):
        assert (asks(placement.FAR_OUTSIDE, drawn, day).value is not None) is told, day
    assert placement.FAR_OUTSIDE.told
