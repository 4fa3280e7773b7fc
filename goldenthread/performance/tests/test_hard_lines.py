"""Every hard line on a drawn table, as at 31 March 2026, a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.kernel.working_days import Calendar
from goldenthread.performance import engine
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.rules.exceptions import Waits, past_line
from goldenthread.performance.tests.drawn import _holding, _read
from goldenthread.performance.vocabulary import Period, Window
from goldenthread.standards import lists

AS_AT = date(2026, 3, 31)
DRAWN = {
    "HL1": (
        """
        child | start      | last_visit | end
        ------+------------+------------+-----------
        late  | 2025-09-01 | 2026-03-02 |
        time  | 2025-09-01 | 2026-03-03 |
        never | 2025-09-01 |            |
        ended | 2025-09-01 | 2026-01-05 | 2026-03-30
        """,
        {"late": date(2026, 3, 31)},
    ),
    "HL2": (
        """
        child | start      | last_visit | end
        ------+------------+------------+-----------
        late  | 2026-03-16 |            |
        time  | 2026-03-17 |            |
        seen  | 2026-03-02 | 2026-03-10 |
        """,
        {"late": date(2026, 3, 31)},
    ),
    "HL3": (
        """
        child   | start      | unnecessary | conference_on
        --------+------------+-------------+--------------
        late    | 2026-03-09 |             |
        time    | 2026-03-10 |             |
        decided | 2026-01-05 | yes         |
        held    | 2026-01-05 |             | 2026-03-30
        called  | 2026-03-09 | no          |
        due     | 2026-03-10 | no          |
        """,
        {"late": date(2026, 3, 31), "called": date(2026, 3, 31)},
    ),
    "HL4": (
        """
        child  | start      | end
        -------+------------+-----------
        late   | 2026-01-26 |
        time   | 2026-01-27 |
        signed | 2025-12-01 | 2026-03-30
        """,
        {"late": date(2026, 3, 31)},
    ),
    "HL5": (
        """
        child    | start      | last_review | end
        ---------+------------+-------------+----
        late     | 2025-12-30 |             |
        time     | 2025-12-31 |             |
        old      | 2025-12-01 | 2025-06-01  |
        reviewed | 2025-12-01 | 2026-02-27  |
        """,
        {"late": date(2026, 3, 31), "old": date(2026, 3, 2)},
    ),
    "HL6": (
        """
        child | start      | last_review | end
        ------+------------+-------------+----
        late  | 2025-01-06 | 2025-09-29  |
        time  | 2025-01-06 | 2025-10-01  |
        first | 2026-01-06 |             |
        """,
        {"late": date(2026, 3, 30)},
    ),
    "HL7": (
        """
        child | start      | last_review | end | legal_status
        ------+------------+-------------+-----+-------------
        late  | 2026-03-02 |             |     | V2
        time  | 2026-03-03 |             |     |
        held  | 2026-01-05 | 2026-01-28  |     |
        short | 2026-01-05 |             |     | V3
        """,
        {"late": date(2026, 3, 31)},
    ),
    "HL8": (
        """
        child | start      | last_review | end
        ------+------------+-------------+----
        late  | 2024-01-08 | 2025-09-30  |
        time  | 2024-01-08 | 2025-10-01  |
        """,
        {"late": date(2026, 3, 31)},
    ),
    "HL9": (
        """
        child | start      | last_visit | end | legal_status
        ------+------------+------------+-----+-------------
        late  | 2024-01-08 | 2025-12-29 |     | C2
        never | 2025-12-01 |            |     |
        again | 2025-12-15 | 2025-06-01 |     |
        time  | 2024-01-08 | 2025-12-31 |     |
        short | 2024-01-08 | 2025-12-01 |     | V4
        """,
        {"late": date(2026, 3, 30), "never": date(2026, 3, 2), "again": date(2026, 3, 16)},
    ),
}


@pytest.mark.parametrize("code", LINES)
def test_the_children_past_each_line_are_those_and_no_others(code: str) -> None:
    line = LINES[code]
    drawing, expected = DRAWN[code]
    (base,) = [line.counts]
    with _holding(_read({base: drawing})) as events:
        (rows,) = engine.waiting(
            line, over=[Period(window=Window.SNAPSHOT, first=AS_AT, last=AS_AT)], events=events
        )
    past = past_line(
        [Waits(**row) for row in rows], clock=line.clock, as_at=AS_AT, calendar=Calendar()
    )
    assert {one.child: one.from_on for one in past} == expected


def test_what_happened_after_the_day_stops_no_clock() -> None:
    drawing = """
        child | start      | last_visit | end
        ------+------------+------------+-----------
        later | 2025-09-01 | 2026-04-01 |
        """
    with _holding(_read({LINES["HL2"].counts: drawing})) as events:
        (rows,) = engine.waiting(
            LINES["HL2"],
            over=[Period(window=Window.SNAPSHOT, first=AS_AT, last=AS_AT)],
            events=events,
        )
    assert [row["child"] for row in rows] == ["later"]


def test_every_line_rests_on_a_standard_that_is_there() -> None:
    known = {one.code for one in lists.standards(lists.shipped())}
    assert {line.standard for line in LINES.values()} <= known
    assert all(line.do and line.source for line in LINES.values())
