"""Audits, actions and concerns in figures, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import quality
from goldenthread.performance.tests.drawn import said


def test_qa01_due_and_not_handed_in_by_the_day_is_not_done() -> None:
    drawn = """
        child | due        | submitted
        ------+------------+-----------
        C1    | 2026-01-30 | 2026-01-28
        C2    | 2026-01-30 | 2026-02-20
        C3    | 2026-03-31 |
        C4    | 2026-03-30 | 2026-04-02
        C5    | 2026-04-01 | 2026-03-20
        C6    | 2025-03-31 | 2025-03-20
    """
    assert said(quality.AUDITS_DONE, drawn) == "2 of 4"


MODERATED = """
    child | moderated  | first_rank | stands_rank | before_rank
    ------+------------+------------+-------------+------------
    C1    | 2026-02-10 | 4          | 4           |
    C2    | 2026-02-10 | 3          | 3           | 1
    C3    | 2026-02-10 | 3          | 2           | 2
    C4    | 2026-02-10 | 2          | 1           | 1
    C5    | 2026-02-10 | 2          | 3           |
    C6    |            | 4          | 4           | 1
    C7    | 2026-04-01 | 3          | 1           | 1
"""


def test_qa02_the_grade_that_stands_counts_once_it_was_moderated() -> None:
    assert said(quality.GOOD_OR_BETTER, MODERATED) == "3 of 5"


def test_qa03_lower_than_the_first_grade_is_downgraded_and_raised_is_not() -> None:
    assert said(quality.DOWNGRADED, MODERATED) == "2 of 5"


def test_qa04_reported_in_time_and_not_verified_yet_is_incomplete() -> None:
    drawn = """
        child | due        | reported   | verified
        ------+------------+------------+-----------
        C1    | 2026-02-20 | 2026-02-20 | 2026-03-02
        C2    | 2026-02-20 | 2026-02-21 | 2026-03-02
        C3    | 2026-02-20 |            |
        C4    | 2026-02-20 | 2026-02-10 |
        C5    | 2026-02-20 | 2026-02-10 | 2026-04-01
        C6    | 2026-04-20 | 2026-02-10 | 2026-02-12
    """
    assert said(quality.ACTIONS_IN_TIME, drawn) == "1 of 3; 2 incomplete"


def test_qa05_the_three_months_must_have_ended_and_the_last_day_is_in_time() -> None:
    drawn = """
        child | submitted  | again_by   | again
        ------+------------+------------+-----------
        C1    | 2025-12-01 | 2026-03-01 | 2026-03-01
        C2    | 2025-12-01 | 2026-03-01 | 2026-03-02
        C3    | 2025-12-01 | 2026-03-01 |
        C4    | 2026-01-12 | 2026-04-12 | 2026-03-10
        C5    | 2026-01-12 |            |
    """
    assert said(quality.AUDITED_AGAIN, drawn) == "1 of 3"


def test_qa06_somebody_of_the_family_was_heard() -> None:
    drawn = """
        child | submitted  | heard
        ------+------------+------
        C1    | 2026-02-10 | yes
        C2    | 2026-02-10 | no
        C3    |            | yes
    """
    assert said(quality.HEARD, drawn) == "1 of 2"


def test_qa07_only_a_repeat_can_be_better_than_before() -> None:
    assert said(quality.BETTER_AGAIN, MODERATED) == "1 of 3; 2 not eligible"


def test_qa10_one_that_nobody_has_acknowledged_yet_is_incomplete() -> None:
    drawn = """
        child | raised     | acknowledged_in_time
        ------+------------+---------------------
        C1    | 2026-02-10 | yes
        C2    | 2026-02-10 | no
        C3    | 2026-03-31 |
    """
    assert said(quality.ACKNOWLEDGED, drawn) == "1 of 2; 1 incomplete"
