"""What a door tells of a part of the time alone is no figure of the whole time (N06)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goldenthread.intake.events import Kept
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import period_of
from goldenthread.performance.tables import review
from goldenthread.performance.tests.drawn import drawn_events
from goldenthread.performance.vocabulary import Window

if TYPE_CHECKING:
    from goldenthread.performance.measure import Indicator

CL28 = CATALOGUE["CL28"]
YEAR = """
    child | on         | kind | took_part | birth      | known_from
    ------+------------+------+-----------+------------+-----------
    C1    | 2025-04-10 | care | PN1       | 2012-01-01 | 2026-04-10
    C2    | 2025-05-05 | care | PN1       | 2012-01-01 | 2026-04-10
    C3    | 2026-03-20 | care | PN7       | 2012-01-01 | 2026-04-10
"""
"""A return of the year to March, with a review at its beginning and one at its end."""


def told(indicator: Indicator, as_at: date, window: Window) -> bool:
    with drawn_events({review: YEAR}) as warehouse:
        among = queries.Events(
            loads=(Kept(reference="LOD-0001", as_at=date(2026, 4, 10), folder=Path()),),
            warehouse=warehouse,
            days={},
        )
        (found,) = queries.figures(indicator, [period_of(window, as_at)], among)
    return found.told


@pytest.mark.parametrize(
    ("as_at", "window", "whole", "because"),
    [
        (date(2026, 3, 31), Window.ROLLING_12_MONTHS, True, "the year of the return"),
        (date(2026, 4, 15), Window.ROLLING_12_MONTHS, True, "less than a month after its last"),
        (date(2026, 10, 31), Window.ROLLING_12_MONTHS, False, "told up to March alone"),
        (date(2025, 12, 31), Window.ROLLING_12_MONTHS, False, "nothing before April is told"),
        (date(2026, 10, 31), Window.MONTH, False, "nothing is there"),
    ],
)
def test_a_share_of_a_time_told_in_part_is_not_told(
    as_at: date, window: Window, whole: bool, because: str
) -> None:
    assert told(CL28, as_at, window) is whole, because
