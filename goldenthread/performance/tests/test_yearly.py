"""What the yearly return says of children in care, drawn."""

from __future__ import annotations

from decimal import Decimal

from goldenthread.performance.indicators import yearly
from goldenthread.performance.tests.drawn import asks, said, sides

YEAR = """
    child | on         | birth      | immunised | score | convicted | misuse
    ------+------------+------------+-----------+-------+-----------+-------
    C1    | 2026-03-31 | 2016-03-31 | yes       | 12    | yes       | no
    C2    | 2026-03-31 | 2016-04-01 | no        | 0     | no        | no
    C3    | 2026-03-31 | 2009-03-31 | yes       | 20    | no        | yes
    C4    | 2026-03-31 | 2009-04-01 | yes       |       |           |
    C5    | 2026-03-31 | 2022-03-31 |           | 40    | no        | no
    C6    | 2026-03-31 | 2022-04-01 | yes       | 30    | no        | no
    C7    | 2025-03-31 | 2012-01-01 | yes       | 10    | yes       | yes
"""
"""On 31 March C1 is 10, C2 is 9, C3 is 17, C4 is 16, C5 is 4 and C6 is 3. C7 is of the year before.
"""


def test_cl20_a_blank_is_incomplete() -> None:
    assert said(yearly.IMMUNISED, YEAR) == "4 of 5; 1 incomplete"


def test_cl20_the_newest_return_is_said_for_a_year_and_no_longer() -> None:
    assert said(yearly.IMMUNISED, YEAR, "2027-03-30") == "4 of 5; 1 incomplete"
    assert said(yearly.IMMUNISED, YEAR, "2027-03-31") == "0 of 0"


def test_cl21_the_mean_is_of_those_aged_4_to_16_who_have_a_score() -> None:
    found = asks(yearly.SCORE, YEAR, "2026-03-31")
    assert (found.total, found.met, found.value) == (52, 3, Decimal("17.3"))
    assert (found.not_eligible, found.incomplete) == (2, 1)


def test_cl22_a_score_of_nought_is_a_score() -> None:
    assert said(yearly.SCORED, YEAR) == "3 of 4; 2 not eligible"


def test_cl33_only_children_of_ten_and_over_can_be_convicted() -> None:
    assert sides(yearly.CONVICTED, YEAR) == {
        "met": ["C1"],
        "not_met": ["C3"],
        "not_eligible": ["C2", "C5", "C6"],
        "incomplete": ["C4"],
    }


def test_cl34_who_was_not_asked_is_incomplete() -> None:
    assert said(yearly.MISUSE, YEAR) == "1 of 5; 1 incomplete"
