"""Referrals, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import referral
from goldenthread.performance.tests.drawn import answers, asks, said, says
from goldenthread.performance.vocabulary import Window


def test_rf01_the_first_and_the_last_day_of_the_month_are_in() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2026-02-28
        C2    | 2026-03-01
        C3    | 2026-03-31
        C4    | 2026-04-01
    """
    assert said(referral.RECEIVED, drawn) == "2"


def test_rf01_a_withdrawn_referral_counted_until_it_was_withdrawn() -> None:
    drawn = """
        child | on         | known_from | known_until
        ------+------------+------------+------------
        C1    | 2026-03-02 | 2026-03-31 | 2026-04-30
    """
    over = Window.ROLLING_6_MONTHS
    assert said(referral.RECEIVED, drawn, "2026-03-31", over) == "1"
    assert said(referral.RECEIVED, drawn, "2026-04-30", over) == "0"


def test_rf01_a_referral_that_left_the_list_by_its_age_still_counts_in_the_year() -> None:
    drawn = """
        child | on         | known_from | stands_until
        ------+------------+------------+-------------
        C1    | 2025-05-02 | 2025-05-31 | 2025-11-30
    """
    assert said(referral.RECEIVED, drawn, "2026-03-31", Window.YEAR_TO_DATE) == "1"


def test_rf01_groups_add_up_to_the_whole_with_those_of_no_team() -> None:
    drawn = """
        child | on         | team
        ------+------------+------
        C1    | 2026-03-02 | North
        C2    | 2026-03-02 | North
        C3    | 2026-03-02 |
    """
    found = answers(referral.RECEIVED, drawn, "2026-03-31", split="team")
    assert {answer.group: answer.met for answer in found} == {"North": 2, "": 1}


def test_rf02_referrals_of_twelve_months_for_each_10_000_children() -> None:
    drawn = """
        child | on
        ------+-----------
        C1    | 2025-03-31
        C2    | 2025-04-01
        C3    | 2026-03-31
    """
    found = asks(referral.RATE, drawn, "2026-03-31", population=58_087)
    assert (found.met, found.denominator, found.value) == (2, 58_087, Decimal("0.3"))


def test_rf02_a_part_of_a_year_is_annualised_and_says_so_and_a_whole_year_is_not() -> None:
    """Mistake 9 of a public program: the rate of a six months' list was not annualised."""
    drawn = """
        child | on
        ------+-----------
        C1    | 2025-05-01
        C2    | 2025-06-01
    """
    whole = asks(referral.RATE, drawn, "2026-03-31", window=Window.YEAR_TO_DATE, population=10_000)
    part = asks(referral.RATE, drawn, "2025-09-30", window=Window.YEAR_TO_DATE, population=10_000)
    half = asks(
        referral.RATE, drawn, "2025-09-30", window=Window.ROLLING_6_MONTHS, population=10_000
    )
    assert (whole.annualised, whole.value) == (False, Decimal("2.0"))
    assert (part.annualised, part.value) == (True, Decimal("4.0"))
    assert (half.annualised, half.value) == (True, Decimal("4.0"))


def test_rf02_where_the_population_is_not_known_and_of_a_team_there_is_no_rate() -> None:
    drawn = """
        child | on         | team
        ------+------------+------
        C1    | 2025-05-01 | North
    """
    assert asks(referral.RATE, drawn, "2026-03-31").value is None
    team = asks(referral.RATE, drawn, "2026-03-31", split="team", population=58_087)
    assert (team.met, team.denominator, team.value) == (1, None, None)


def test_rf03_referrals_are_counted_and_not_children() -> None:
    drawn = """
        child | on         | repeat
        ------+------------+-------
        C1    | 2025-10-06 | no
        C1    | 2025-12-01 | yes
        C1    | 2026-03-02 | yes
        C2    | 2026-03-02 | no
    """
    assert said(referral.REPEATED, drawn) == "2 of 4"


def test_rf03_nothing_counted_is_no_answer_and_not_nought() -> None:
    drawn = """
        child | on         | repeat
        ------+------------+-------
        C1    | 2025-09-30 | yes
    """
    found = asks(referral.REPEATED, drawn, "2026-03-31")
    assert (found.numerator, found.denominator, found.value) == (0, 0, None)


def test_rf04_a_blank_is_incomplete_and_not_an_answer_of_no() -> None:
    drawn = """
        child | on         | no_further_action
        ------+------------+------------------
        C1    | 2025-10-01 | yes
        C2    | 2026-03-31 | no
        C3    | 2026-03-31 |
        C4    | 2025-09-30 | yes
    """
    assert said(referral.NO_FURTHER_ACTION, drawn) == "1 of 2; 1 incomplete"


def test_rf04_what_a_later_load_changed_is_counted_as_it_was_known() -> None:
    drawn = """
        child | on         | no_further_action | known_from | known_until
        ------+------------+-------------------+------------+------------
        C1    | 2026-01-05 | no                | 2026-01-31 | 2026-02-28
        C1    | 2026-01-05 | yes               | 2026-02-28 |
    """
    assert said(referral.NO_FURTHER_ACTION, drawn, "2026-01-31") == "0 of 1"
    assert said(referral.NO_FURTHER_ACTION, drawn, "2026-02-28") == "1 of 1"
    restated = asks(referral.NO_FURTHER_ACTION, drawn, "2026-01-31", known="2026-02-28")
    assert says(restated) == "1 of 1"


def test_rf05_referrals_divide_by_group_of_source() -> None:
    drawn = """
        child | on         | source | source_group
        ------+------------+--------+-------------
        C1    | 2026-01-05 | 2A     | schools
        C2    | 2026-01-05 | 2A     | schools
        C2    | 2026-02-05 | 5D     | la services
        C3    | 2026-01-05 |        |
    """
    assert asks(referral.BY_SOURCE, drawn, "2026-03-31").mix == {"schools": 2, "la services": 1}
    assert said(referral.BY_SOURCE, drawn) == "3 of 3; 1 incomplete"
