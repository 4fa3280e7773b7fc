"""Care leavers, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import care_leaver
from goldenthread.performance.measure import Indicator, Share
from goldenthread.performance.tables import care
from goldenthread.performance.tables import care_leaver as leavers
from goldenthread.performance.tests.drawn import asks, said, sides

RELEVANT = "relevant child"
FORMER = "former relevant child"
ELIGIBLE = "eligible child"
QUALIFYING = "qualifying care leaver"
EET = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")
NEET = ("G4", "G5", "G6")


def test_cv01_everybody_on_the_newest_list_counts() -> None:
    drawn = f"""
        child | eligibility  | in_touch | stands_until
        ------+--------------+----------+-------------
        C1    | {FORMER}     | yes      |
        C2    | {QUALIFYING} | no       |
        C3    |              |          |
        C4    | {FORMER}     | yes      | 2026-03-31
        C5    | {FORMER}     | yes      | 2026-04-30
    """
    assert said(care_leaver.RECEIVING, drawn) == "4"


def test_cv02_only_those_aged_19_to_21_count() -> None:
    """Mistake 2 of a public program: “19 or over or 21 or under”, which is everyone."""
    drawn = f"""
        child | birth      | eligibility  | in_touch
        ------+------------+--------------+---------
        C1    | 2007-04-01 | {FORMER}     | yes
        C2    | 2007-03-31 | {FORMER}     | yes
        C3    | 2004-04-01 | {FORMER}     | no
        C4    | 2004-03-31 | {FORMER}     | yes
        C5    | 2006-01-01 | {RELEVANT}   | yes
        C6    | 2006-01-01 | {QUALIFYING} | yes
    """
    assert said(care_leaver.IN_TOUCH, drawn) == "1 of 2; 4 not eligible"


def test_cv02_refusing_is_not_in_touch_and_died_or_returned_home_do_not_count() -> None:
    drawn = f"""
        child | birth      | eligibility | in_touch
        ------+------------+-------------+---------
        C1    | 2006-01-01 | {FORMER}    | yes
        C2    | 2006-01-01 | {FORMER}    | refu
        C3    | 2006-01-01 | {FORMER}    | nreq
        C4    | 2006-01-01 | {FORMER}    | died
        C5    | 2006-01-01 | {FORMER}    | rhom
        C6    | 2006-01-01 | {FORMER}    |
        C7    | 2006-01-01 |             | yes
        C8    |            | {FORMER}    | yes
    """
    assert said(care_leaver.IN_TOUCH, drawn) == "1 of 3; 2 not eligible, 3 incomplete"


def test_cv02_born_on_29_february_nineteen_is_reached_on_1_march() -> None:
    drawn = f"""
        child | birth      | eligibility | in_touch
        ------+------------+-------------+---------
        C1    | 2004-02-29 | {FORMER}    | yes
    """
    assert said(care_leaver.IN_TOUCH, drawn, "2023-02-28") == "0 of 0; 1 not eligible"
    assert said(care_leaver.IN_TOUCH, drawn, "2023-03-01") == "1 of 1"
    assert said(care_leaver.IN_TOUCH, drawn, "2026-02-28") == "1 of 1"
    assert said(care_leaver.IN_TOUCH, drawn, "2026-03-01") == "0 of 0; 1 not eligible"


HOMES = """
    child | birth | eligibility | in_touch | accommodation | suitable
    ------+-------+-------------+----------+---------------+-----------
    C1    | BORN  | WHO         | yes      | B             | suitable
    C2    | BORN  | WHO         | yes      | S             | unsuitable
    C3    | BORN  | WHO         | yes      | G             | suitable
    C4    | BORN  | WHO         | yes      | H             |
    C5    | BORN  | WHO         | no       | R             |
    C6    | BORN  | WHO         | no       |               |
    C7    | BORN  | WHO         | died     |               |
    C8    | BORN  | WHO         | rhom     | B             | suitable
    C9    | BORN  | WHO         | yes      | B             |
    D1    | BORN  | WHO         | refu     | B             | suitable
"""


def test_cv03_where_nobody_knows_or_can_know_the_home_it_does_not_count() -> None:
    drawn = HOMES.replace("BORN", "2006-01-01").replace("WHO", FORMER)
    assert said(care_leaver.SUITABLE, drawn) == "2 of 3; 6 not eligible, 1 incomplete"


def test_cv03_the_ages_are_19_to_21() -> None:
    assert _ages(care_leaver.SUITABLE, FORMER) == [19, 20, 21]


def test_cv04_the_ages_are_17_and_18() -> None:
    drawn = HOMES.replace("BORN", "2008-01-01").replace("WHO", RELEVANT)
    assert said(care_leaver.SUITABLE_17_18, drawn) == "2 of 3; 6 not eligible, 1 incomplete"
    assert _ages(care_leaver.SUITABLE_17_18, FORMER) == [17, 18]
    assert _ages(care_leaver.SUITABLE_17_18, RELEVANT) == [17, 18]
    assert _ages(care_leaver.SUITABLE_17_18, ELIGIBLE) == []


def test_cv05_both_generations_of_codes_are_education_employment_or_training() -> None:
    assert _doing(care_leaver.IN_EDUCATION_OR_WORK, "2006-01-01") == set(EET)


def test_cv05_not_in_touch_counts_as_not_and_in_touch_without_an_answer_is_incomplete() -> None:
    drawn = f"""
        child | birth      | eligibility | in_touch | activity
        ------+------------+-------------+----------+---------
        C1    | 2006-01-01 | {FORMER}    | yes      | F2
        C2    | 2006-01-01 | {FORMER}    | no       |
        C3    | 2006-01-01 | {FORMER}    | refu     |
        C4    | 2006-01-01 | {FORMER}    | yes      |
        C5    | 2006-01-01 | {FORMER}    | died     |
        C6    | 2006-01-01 | {FORMER}    | rhom     | F2
        C7    | 2006-01-01 | {FORMER}    |          |
    """
    assert said(care_leaver.IN_EDUCATION_OR_WORK, drawn) == "1 of 3; 2 not eligible, 2 incomplete"
    assert _ages(care_leaver.IN_EDUCATION_OR_WORK, FORMER) == [19, 20, 21]


def test_cv06_as_for_the_older_at_17_and_18() -> None:
    assert _doing(care_leaver.IN_EDUCATION_OR_WORK_17_18, "2008-01-01") == set(EET)
    assert _ages(care_leaver.IN_EDUCATION_OR_WORK_17_18, RELEVANT) == [17, 18]


def test_cv07_illness_other_reasons_and_parenting_are_not_in_education_or_work() -> None:
    assert _doing(care_leaver.NOT_IN_EDUCATION_OR_WORK, "2006-01-01") == set(NEET)
    assert _ages(care_leaver.NOT_IN_EDUCATION_OR_WORK, FORMER) == [19, 20, 21]


def test_cv07_not_in_touch_is_in_the_lower_figure_only() -> None:
    drawn = f"""
        child | birth      | eligibility | in_touch | activity
        ------+------------+-------------+----------+---------
        C1    | 2006-01-01 | {FORMER}    | yes      | G5
        C2    | 2006-01-01 | {FORMER}    | no       |
        C3    | 2006-01-01 | {FORMER}    | yes      |
    """
    assert said(care_leaver.NOT_IN_EDUCATION_OR_WORK, drawn) == "1 of 2; 1 incomplete"


def test_cv08_higher_education_full_or_part_time() -> None:
    assert _doing(care_leaver.HIGHER_EDUCATION, "2006-01-01") == {"F1", "P1"}
    assert _ages(care_leaver.HIGHER_EDUCATION, FORMER) == [19, 20, 21]


def test_cv06_and_cv08_what_young_people_do() -> None:
    drawn = f"""
        child | birth      | eligibility | in_touch | activity
        ------+------------+-------------+----------+---------
        C1    | 2008-01-01 | {RELEVANT}  | yes      | F2
        C2    | 2008-01-01 | {RELEVANT}  | yes      | G5
        C3    | 2006-01-01 | {FORMER}    | yes      | F1
        C4    | 2006-01-01 | {FORMER}    | yes      | P1
        C5    | 2006-01-01 | {FORMER}    | yes      | F2
    """
    younger = said(care_leaver.IN_EDUCATION_OR_WORK_17_18, drawn)
    assert younger == "1 of 2; 3 not eligible"
    assert said(care_leaver.HIGHER_EDUCATION, drawn) == "2 of 3; 2 not eligible"


def test_cv09_six_months_after_30_september_is_30_march_where_a_plan_is_due() -> None:
    drawn = f"""
        child | eligibility  | plan_review
        ------+--------------+------------
        C1    | {FORMER}     | 2025-10-01
        C2    | {RELEVANT}   | 2025-09-30
        C3    | {ELIGIBLE}   | 2026-03-31
        C4    | {QUALIFYING} | 2026-03-31
        C5    | {FORMER}     |
        C6    | {FORMER}     | 2026-04-01
        C7    |              | 2026-03-31
    """
    assert said(care_leaver.PLAN_REVIEWED, drawn) == "2 of 3; 1 not eligible, 3 incomplete"


def test_cv09_a_review_at_the_end_of_august_holds_until_the_end_of_february() -> None:
    drawn = f"""
        child | eligibility | plan_review
        ------+-------------+------------
        C1    | {FORMER}    | 2025-08-31
    """
    assert said(care_leaver.PLAN_REVIEWED, drawn, "2026-02-28") == "1 of 1"
    assert said(care_leaver.PLAN_REVIEWED, drawn, "2026-03-01") == "0 of 1"


def test_cv10_two_months_to_the_day_are_in_time() -> None:
    drawn = f"""
        child | eligibility  | last_contact
        ------+--------------+-------------
        C1    | {FORMER}     | 2026-01-31
        C2    | {QUALIFYING} | 2026-01-30
        C3    | {ELIGIBLE}   |
        C4    | {RELEVANT}   | 2026-04-01
    """
    assert said(care_leaver.CONTACTED, drawn) == "1 of 2; 2 incomplete"


def test_cv11_of_eligible_young_people_a_blank_adviser_is_no_adviser() -> None:
    drawn = f"""
        child | eligibility | adviser
        ------+-------------+---------
        C1    | {ELIGIBLE}  | Sam Okoro
        C2    | {ELIGIBLE}  |
        C3    | {FORMER}    | Sam Okoro
        C4    |             | Sam Okoro
        C5    | {ELIGIBLE}  | Sam Okoro
    """
    assert said(care_leaver.ADVISER, drawn) == "2 of 3; 1 not eligible, 1 incomplete"


def test_cv12_no_fixed_abode_bed_and_breakfast_and_emergency_are_counted() -> None:
    drawn = """
        child | accommodation
        ------+--------------
        C1    | S
        C2    | V
        C3    | W
        C4    | X
        C5    | T
        C6    |
    """
    assert said(care_leaver.NO_SAFE_HOME, drawn) == "3; 3 not eligible"


def test_cv14_not_in_touch_without_a_home_given_is_in_the_lower_figure_only() -> None:
    drawn = """
        child | in_touch | accommodation
        ------+----------+--------------
        C1    | yes      | X
        C2    | yes      | B
        C3    | no       |
        C4    | yes      |
    """
    assert said(care_leaver.IN_CUSTODY, drawn) == "1 of 3; 1 incomplete"


def _ages(indicator: Indicator, who: str) -> list[int]:
    """The ages that count, of young people whose birthday was yesterday."""
    heads = "child | birth | eligibility | in_touch | accommodation | suitable | activity"
    rows = [
        f"{age} | {2026 - age}-03-30 | {who} | yes | B | suitable | F2" for age in range(15, 27)
    ]
    found = sides(indicator, "\n".join([heads, *rows]))
    return sorted(int(age) for age in (*found["met"], *found["not_met"]))


def _doing(indicator: Share, born: str) -> set[str]:
    """The activities that count."""
    heads = "child | birth | eligibility | in_touch | activity"
    rows = [f"{code} | {born} | {FORMER} | yes | {code}" for code in (*EET, *NEET)]
    return set(sides(indicator, "\n".join([heads, *rows]))["met"])


STAYING = f"""
    child | birth      | eligibility | in_touch | accommodation | fostered
    ------+------------+-------------+----------+---------------+---------
    C1    | 2008-03-31 | {FORMER}    | yes      | Z             | yes
    C2    | 2005-04-01 | {FORMER}    | yes      | U             | yes
    C3    | 2005-03-31 | {FORMER}    | yes      | Z             | yes
    C4    | 2008-04-01 | {FORMER}    | yes      | Z             | yes
    C5    | 2007-01-05 | {FORMER}    | yes      | U             | no
    C6    | 2007-01-05 | {FORMER}    | yes      | Z             |
    C7    | 2007-01-05 | {FORMER}    | died     | Z             | yes
    C8    | 2007-01-05 | {FORMER}    | no       |               | yes
    C9    | 2007-01-05 | {FORMER}    | yes      |               | yes
    D1    | 2007-01-05 | {QUALIFYING} | yes     | Z             | yes
"""
"""C2 is 20 until the next day, C3 is 21, C4 is 17; of C6 no list tells where they lived at 18."""


def left_care(known_from: str, end: str) -> str:
    """One period of care on list 8."""
    return f"""
        child | start      | end   | known_from
        ------+------------+-------+-----------
        X1    | 2020-01-06 | {end} | {known_from}
    """


def test_cv13_of_those_fostered_on_their_18th_birthday_who_lives_with_the_carers_still() -> None:
    drawn = {leavers: STAYING, care: left_care("2023-08-31", "2023-08-01")}
    assert sides(care_leaver.STAYING_PUT, drawn) == {
        "met": ["C1"],
        "not_met": ["C2", "C8"],
        "not_eligible": ["C3", "C4", "C5", "C7", "D1"],
        "incomplete": ["C6", "C9"],
    }


def test_cv13_is_not_said_before_lists_reach_to_when_the_oldest_turned_18() -> None:
    """Three years before 31 March 2026: a list of August 2023, or an end of March 2023."""
    for known_from, end, told in (
        ("2023-08-31", "2023-08-01", True),
        ("2023-10-31", "2023-08-01", False),
        ("2026-03-31", "2023-03-31", True),
        ("2026-03-31", "2023-04-01", False),
    ):
        drawn = {leavers: STAYING, care: left_care(known_from, end)}
        answer = asks(care_leaver.STAYING_PUT, drawn, "2026-03-31")
        assert (answer.value is not None) is told, (known_from, end)
    assert asks(care_leaver.STAYING_PUT, {leavers: STAYING}, "2026-03-31").value is None
