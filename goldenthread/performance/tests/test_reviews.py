"""Reviews, visits and first health assessments in time, drawn."""

from __future__ import annotations

from goldenthread.performance.indicators import reviews
from goldenthread.performance.tables import review
from goldenthread.performance.tests.drawn import said, sides


def test_cp09_a_plan_of_three_months_was_reviewed_in_the_last_six() -> None:
    drawn = """
        child | start      | end        | last_review
        ------+------------+------------+------------
        C1    | 2025-01-05 |            | 2025-10-01
        C2    | 2025-01-05 |            | 2025-09-30
        C3    | 2025-12-31 |            |
        C4    | 2026-01-01 |            |
        C5    | 2025-06-01 |            | 2025-05-31
        C6    | 2025-01-05 | 2026-03-31 | 2025-12-01
        C7    | 2025-12-20 |            | 2026-03-20
    """
    assert sides(reviews.CONFERENCES, drawn) == {
        "met": ["C1", "C7"],
        "not_met": ["C2", "C3", "C5"],
        "not_eligible": ["C4"],
        "incomplete": [],
    }


def test_cp09_a_review_dated_after_the_day_has_not_been_held() -> None:
    drawn = """
        child | start      | last_review
        ------+------------+------------
        C1    | 2025-06-01 | 2026-04-01
    """
    assert said(reviews.CONFERENCES, drawn) == "0 of 1"


def test_cl15_after_the_first_review_the_next_is_due_in_three_months_then_in_six() -> None:
    """C1 and C2 came on 1 December: 20 working days are over on 31 December (two holidays)."""
    drawn = """
        child | start      | legal_status | last_review
        ------+------------+--------------+------------
        C1    | 2025-12-01 | C2           | 2025-12-31
        C2    | 2025-12-01 | C2           | 2025-12-30
        C3    | 2025-12-01 | C2           | 2026-01-02
        C4    | 2024-01-02 | C2           | 2025-10-01
        C5    | 2024-01-02 | C2           | 2025-09-30
        C6    | 2026-03-03 | C2           |
        C7    | 2026-03-04 | C2           |
        C8    | 2024-01-02 | V4           | 2025-10-01
        C9    | 2024-01-02 |              |
    """
    assert sides(reviews.REVIEWS, drawn) == {
        "met": ["C1", "C3", "C4"],
        "not_met": ["C2", "C5", "C6", "C9"],
        "not_eligible": ["C7", "C8"],
        "incomplete": [],
    }


def test_cl16_the_interval_goes_by_where_the_child_lives_and_how_long() -> None:
    """What the law allows, and a day more: r28(2) six weeks and three months, r28(4) at home."""
    drawn = """
        child | start      | placement_start | placement | legal_status | permanence          | last_visit | last_review
        ------+------------+-----------------+-----------+--------------+---------------------+------------+------------
        A1    | 2025-06-01 | 2025-06-01      | U6        | C2           |                     | 2026-02-17 | 2026-01-05
        A2    | 2025-06-01 | 2025-06-01      | U6        | C2           |                     | 2026-02-16 | 2026-01-05
        B1    | 2020-06-01 | 2025-03-31      | U4        | C2           | long-term fostering | 2025-12-31 | 2026-01-05
        B2    | 2020-06-01 | 2025-03-31      | U4        | C2           | long-term fostering | 2025-12-30 | 2026-01-05
        B3    | 2020-06-01 | 2025-04-01      | U4        | C2           | long-term fostering | 2025-12-31 | 2026-01-05
        B4    | 2020-06-01 | 2025-03-31      | U4        | C2           | return to family    | 2025-12-31 | 2026-01-05
        H1    | 2025-12-01 | 2025-12-01      | P1        | C1           |                     | 2026-03-24 |
        H2    | 2025-12-01 | 2025-12-01      | P1        | C1           |                     | 2026-03-23 |
        H3    | 2025-12-01 | 2025-12-01      | P1        | C1           |                     | 2026-03-03 | 2025-12-20
        H4    | 2025-12-01 | 2025-12-01      | P1        | C1           |                     | 2026-03-02 | 2025-12-20
        H5    | 2025-12-01 | 2025-12-01      | P1        | C2           |                     | 2026-03-02 | 2025-12-20
    """  # noqa: E501
    assert sides(reviews.VISITS, drawn) == {
        "met": ["A1", "B1", "H1", "H3", "H5"],
        "not_met": ["A2", "B2", "B3", "B4", "H2", "H4"],
        "not_eligible": [],
        "incomplete": [],
    }


def test_cl16_a_new_placement_has_a_week_and_a_visit_before_it_is_none() -> None:
    drawn = """
        child | start      | placement_start | legal_status | last_visit
        ------+------------+-----------------+--------------+-----------
        W1    | 2025-06-01 | 2026-03-24      | C2           | 2026-03-20
        W2    | 2025-06-01 | 2026-03-23      | C2           | 2026-03-20
        W3    | 2026-03-24 | 2026-03-24      | C2           |
        W4    | 2026-03-23 | 2026-03-23      | C2           |
        W5    | 2025-06-01 |                 | C2           | 2026-03-20
        W6    | 2025-06-01 | 2025-06-01      | V3           | 2026-03-20
    """
    assert sides(reviews.VISITS, drawn) == {
        "met": ["W1", "W3"],
        "not_met": ["W2"],
        "not_eligible": ["W6"],
        "incomplete": ["W4", "W5"],
    }


def test_cl18_of_those_who_stayed_twenty_working_days() -> None:
    """20 working days from 1 December end on 31 December: Christmas and Boxing Day are closed."""
    drawn = """
        child | start      | end        | legal_status | health
        ------+------------+------------+--------------+-----------
        C1    | 2025-12-01 |            | C2           | 2025-12-31
        C2    | 2025-12-01 |            | C2           | 2026-01-02
        C3    | 2025-12-01 | 2025-12-30 | C2           | 2025-12-10
        C4    | 2025-12-01 | 2025-12-31 | C2           | 2025-12-10
        C5    | 2025-12-01 |            | C2           |
        C6    | 2025-12-01 |            | C2           | 2025-11-30
        C7    | 2025-12-01 |            | V3           | 2025-12-10
        C8    | 2025-05-01 |            | C2           | 2025-10-31
        C9    | 2025-05-01 |            | C2           | 2025-11-01
        D1    | 2025-03-31 |            | C2           | 2025-04-10
        D2    | 2026-03-04 |            | C2           | 2026-03-10
    """
    assert sides(reviews.FIRST_HEALTH, drawn) == {
        "met": ["C1", "C4"],
        "not_met": ["C2", "C5", "C6", "C8"],
        "not_eligible": ["C3", "C7", "D2"],
        "incomplete": ["C9"],
    }


PARTS = """
    child | on         | kind       | took_part
    ------+------------+------------+----------
    C1    | 2026-03-31 | care       | PN1
    C1    | 2025-12-01 | care       | PN7
    C2    | 2026-03-02 | care       | PN0
    C3    | 2026-03-02 | care       | PN4
    C4    | 2026-03-02 | care       | PN6
    C5    | 2026-03-02 | care       |
    C6    | 2026-03-02 | protection | PN2
    C7    | 2026-03-02 | protection | PN7
    C8    | 2025-09-30 | care       | PN1
"""


def test_cl28_a_child_took_part_who_spoke_or_was_spoken_for() -> None:
    """There and silent (PN4) is no part; under 4 (PN0), no code, and conferences do not count."""
    assert said(reviews.CHILD_IN_REVIEW, {review: PARTS}) == "2 of 4; 1 not eligible"


def test_cp15_conferences_count_by_the_same_codes() -> None:
    assert said(reviews.CHILD_IN_CONFERENCE, {review: PARTS}) == "1 of 2"
