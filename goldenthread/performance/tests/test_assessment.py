"""Assessments, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import assessment
from goldenthread.performance.tests.drawn import asks, says


def test_as02_the_45th_working_day_is_in_time_and_the_46th_is_late() -> None:
    drawn = """
        child | start      | end
        ------+------------+-----------
        C1    | 2026-01-05 | 2026-03-09
        C2    | 2026-01-05 | 2026-03-10
        C3    | 2026-01-05 |
    """
    assert says(asks(assessment.COMPLETED_IN_TIME, drawn, "2026-03-31")) == "1 of 2"


def test_as02_without_a_start_an_assessment_is_incomplete() -> None:
    drawn = """
        child | start | end
        ------+-------+-----------
        C1    |       | 2026-03-09
    """
    assert says(asks(assessment.COMPLETED_IN_TIME, drawn, "2026-03-31")) == "0 of 0; 1 incomplete"
