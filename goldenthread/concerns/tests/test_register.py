"""The register in figures: what was acknowledged in time, and who was seen the same day (E05)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from goldenthread.concerns.rules import Clocked, Month, acknowledged, by_month, seen_same_day

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


def raised(day: datetime, minutes: int | None = None, seen: int | None = None) -> Clocked:
    """A concern: acknowledged so many minutes later, the child seen so many hours later."""
    return Clocked(
        raised_at=day,
        acknowledged_at=None if minutes is None else day + timedelta(minutes=minutes),
        seen_at=None if seen is None else day + timedelta(hours=seen),
        visit=True,
    )


def test_a_clock_that_still_runs_is_not_counted_yet() -> None:
    among = [
        raised(NOW - timedelta(days=2), 60),  # to the minute: in time
        raised(NOW - timedelta(days=2), 61),
        raised(NOW - timedelta(minutes=61)),  # not acknowledged, and past its time
        raised(NOW - timedelta(minutes=20)),  # may still be
    ]
    assert acknowledged(among, now=NOW) == (1, 3)
    assert acknowledged([], now=NOW) == (0, 0)


def test_the_same_day_is_a_day_here_not_in_greenwich() -> None:
    summer = datetime(2026, 7, 1, 21, 30, tzinfo=UTC)  # half past ten at night in England
    among = [raised(summer, 5, 1), raised(summer, 5, 2), raised(summer, 5)]
    assert seen_same_day(among, here=LONDON) == (1, 2)


def test_months_are_told_newest_first_with_the_slowest() -> None:
    october = datetime(2026, 10, 3, 9, tzinfo=UTC)
    among = [raised(october, 14), raised(october, 112), raised(NOW - timedelta(minutes=5))]
    assert by_month(among, now=NOW, here=LONDON) == [
        Month(first=date(2026, 11, 1), raised=1, in_time=0, timed=0, longest=None),
        Month(first=date(2026, 10, 1), raised=2, in_time=1, timed=2, longest=112),
    ]
