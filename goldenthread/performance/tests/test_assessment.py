"""Assessments, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import assessment
from goldenthread.performance.tests.drawn import asks, said


def test_as01_an_assessment_counts_in_the_month_it_was_signed_off() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-02-28
        C2    | 2026-01-05 | 2026-03-01
        C3    | 2026-03-31 | 2026-03-31
        C4    | 2026-03-02 | 2026-04-01
        C5    | 2026-03-02 |
    """
    assert said(assessment.COMPLETED, drawn) == "2"


def test_as02_the_45th_working_day_is_in_time_and_the_46th_is_late() -> None:
    """Mistake 8 of a public program: open assessments were mixed with finished ones."""
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-03-09
        C2    | 2026-01-05 | 2026-03-10
        C3    | 2026-01-05 |
        C4    | 2026-01-05 | 2026-04-01
    """
    assert said(assessment.COMPLETED_IN_TIME, drawn) == "1 of 2"


def test_as02_bank_holidays_are_no_working_days() -> None:
    """Mistake 7 of a public program. Good Friday, Easter Monday and the May holiday are off."""
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-03-02 | 2026-05-07
        C2    | 2026-03-02 | 2026-05-08
    """
    assert said(assessment.COMPLETED_IN_TIME, drawn, "2026-05-31") == "1 of 2"


def test_as02_begun_on_a_saturday_the_clock_starts_on_monday() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-03 | 2026-03-06
        C2    | 2026-01-03 | 2026-03-09
    """
    assert said(assessment.COMPLETED_IN_TIME, drawn) == "1 of 2"


def test_as02_without_a_start_an_assessment_is_incomplete() -> None:
    drawn = """
        child | start | end
        ------+-------+-----------
        C1    |       | 2026-03-09
    """
    assert said(assessment.COMPLETED_IN_TIME, drawn) == "0 of 0; 1 incomplete"


def test_as03_only_open_ones_count_and_the_46th_working_day_is_too_long() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-26 |
        C2    | 2026-01-27 |
        C3    | 2025-01-06 | 2026-03-31
        C4    | 2025-01-06 | 2026-04-01
        C5    | 2026-04-01 |
        C6    |            |
    """
    assert said(assessment.OPEN_TOO_LONG, drawn) == "2 of 3; 1 incomplete"


def test_as03_one_that_vanished_from_the_newest_list_is_no_longer_open() -> None:
    drawn = """
        child | start      | known_from | stands_until | known_until
        ------+------------+------------+--------------+------------
        C1    | 2025-09-01 | 2025-09-30 | 2026-02-28   | 2026-02-28
        C2    | 2025-09-01 | 2025-09-30 | 2026-04-30   | 2026-04-30
    """
    assert said(assessment.OPEN_TOO_LONG, drawn) == "1 of 1"


def test_as04_unknown_is_an_answer_and_a_blank_is_not() -> None:
    drawn = """
        child | start      | end        | seen
        ------+------------+------------+--------
        C1    | 2026-01-05 | 2026-02-02 | yes
        C2    | 2026-01-05 | 2026-02-02 | no
        C3    | 2026-01-05 | 2026-02-02 | unknown
        C4    | 2026-01-05 | 2026-02-02 |
        C5    | 2026-01-05 |            | yes
    """
    assert said(assessment.CHILD_SEEN, drawn) == "1 of 3; 1 incomplete"


def test_as05_needs_no_support_is_what_is_counted() -> None:
    drawn = """
        child | start      | end        | needs_support
        ------+------------+------------+--------------
        C1    | 2026-01-05 | 2025-09-30 | no
        C2    | 2026-01-05 | 2025-10-01 | no
        C3    | 2026-01-05 | 2026-03-31 | yes
        C4    | 2026-01-05 | 2026-03-31 |
        C5    | 2026-01-05 | 2026-03-31 | no
    """
    assert said(assessment.NO_NEED, drawn) == "2 of 3; 1 incomplete"


def test_as06_the_mean_is_over_those_with_both_days() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-03-02 | 2026-03-02
        C2    | 2026-03-02 | 2026-03-09
        C3    | 2026-03-02 | 2026-03-16
        C4    |            | 2026-03-16
        C5    | 2026-03-02 |
        C6    | 2025-09-29 | 2025-10-01
        C7    | 2025-09-22 | 2025-09-30
    """
    assert said(assessment.DURATION, drawn) == "17 of 4; 1 incomplete"
    assert asks(assessment.DURATION, drawn, "2026-03-31").value == Decimal("4.3")


FOUND = """
    child | on         | found
    ------+------------+-----------
    C1    | 2026-03-31 | ;11A;
    C1    | 2026-03-02 | ;24A;16A;
    C2    | 2026-03-31 | ;1A;21;
    C3    | 2026-03-31 | ;3B;
    C4    | 2026-04-01 | ;11A;
    C5    | 2025-03-31 | ;11A;
    C6    | 2026-03-31 | ;13A;18B;
"""


def test_as07_an_assessment_that_found_exploitation_missing_or_gangs_counts_once() -> None:
    found = asks(assessment.OUTSIDE_HOME, FOUND, "2026-03-31", population=40_000)
    assert (found.met, found.not_eligible, found.value) == (3, 2, Decimal("0.8"))


def test_as07_where_nothing_is_told_there_is_no_figure_and_no_nought() -> None:
    none = "child | on | found\n------+----+------\nC1 | 2025-01-31 | ;11A;"
    assert asks(assessment.OUTSIDE_HOME, none, "2026-03-31", population=40_000).value is None
    other = "child | on | found\n------+----+------\nC1 | 2026-01-31 | ;21;"
    assert asks(assessment.OUTSIDE_HOME, other, "2026-03-31", population=40_000).value == 0


def test_as08_an_assessment_that_found_abuse_or_neglect_counts_once() -> None:
    found = asks(assessment.ABUSE, FOUND, "2026-03-31", population=40_000)
    assert (found.met, found.not_eligible) == (3, 2)


def test_as08_a_code_that_ends_alike_is_another() -> None:
    drawn = """
        child | on         | found
        ------+------------+------
        C1    | 2026-03-31 | ;13A;
        C2    | 2026-03-31 | ;3;
    """
    assert asks(assessment.ABUSE, drawn, "2026-03-31").met == 0
