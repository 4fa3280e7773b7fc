"""Children missing from care, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import missing
from goldenthread.performance.tests.drawn import asks, said


def test_xs04_one_episode_is_enough_and_a_blank_is_incomplete() -> None:
    drawn = """
        child | start      | end        | missing
        ------+------------+------------+--------
        C1    | 2025-01-06 |            | 0
        C2    | 2025-01-06 |            | 1
        C3    | 2025-01-06 |            | 4
        C4    | 2025-01-06 |            |
        C5    | 2025-01-06 | 2026-03-31 | 2
        C6    | 2026-04-01 |            | 2
    """
    assert said(missing.MISSING, drawn) == "2 of 3; 1 incomplete"


def test_xs04_absent_is_not_missing_and_none_recorded_is_none() -> None:
    """Mistake 4 of a public program: a child with no absence recorded counted as absent."""
    drawn = """
        child | start      | missing | absent
        ------+------------+---------+-------
        C1    | 2025-01-06 | 0       | 3
        C2    | 2025-01-06 | 0       | 0
        C3    | 2025-01-06 | 0       |
    """
    assert said(missing.MISSING, drawn) == "0 of 3"


def test_xs05_the_mean_is_over_children_who_were_missing() -> None:
    drawn = """
        child | start      | end        | missing
        ------+------------+------------+--------
        C1    | 2025-01-06 |            | 0
        C2    | 2025-01-06 |            | 1
        C3    | 2025-01-06 | 2026-04-01 | 4
        C4    | 2025-01-06 |            |
        C5    | 2025-01-06 | 2026-03-31 | 9
    """
    assert said(missing.MISSING_EPISODES, drawn) == "5 of 2; 1 not eligible, 1 incomplete"
    assert asks(missing.MISSING_EPISODES, drawn, "2026-03-31").value == Decimal("2.5")


def test_xs06_unknown_is_an_answer_and_a_blank_of_a_missing_child_is_incomplete() -> None:
    drawn = """
        child | start      | end        | missing | interview_offered
        ------+------------+------------+---------+------------------
        C1    | 2025-01-06 |            | 1       | yes
        C2    | 2025-01-06 |            | 2       | no
        C3    | 2025-01-06 |            | 2       | unknown
        C4    | 2025-01-06 |            | 2       |
        C5    | 2025-01-06 |            | 0       |
        C6    | 2025-01-06 | 2026-02-01 | 1       | yes
        C7    | 2025-01-06 |            |         | yes
        C8    | 2025-01-06 |            | 1       | yes
    """
    assert said(missing.INTERVIEW_OFFERED, drawn) == "3 of 5; 1 not eligible, 2 incomplete"


def test_xs07_only_children_who_were_offered_one_count() -> None:
    drawn = """
        child | start      | missing | interview_offered | interview_accepted
        ------+------------+---------+-------------------+-------------------
        C1    | 2025-01-06 | 1       | yes               | yes
        C2    | 2025-01-06 | 1       | yes               | no
        C3    | 2025-01-06 | 1       | yes               | unknown
        C4    | 2025-01-06 | 1       | yes               |
        C5    | 2025-01-06 | 1       | no                |
        C6    | 2025-01-06 | 1       | unknown           |
        C7    | 2025-01-06 | 0       |                   |
    """
    assert said(missing.INTERVIEW_ACCEPTED, drawn) == "1 of 3; 3 not eligible, 1 incomplete"
