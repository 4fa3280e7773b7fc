"""What happens in the borough's last twelve months, dated back from its last day.

Each is a change that a figure, a chart or an audit ought to find. The README that goes with the
workbooks tells them; nothing in the workbooks names them.
"""

from __future__ import annotations

from typing import Final

from goldenthread.demo.borough.days import between, month_end, month_start, worked

SLIPPING: Final = 1
"""Which family support team falls behind on child protection visits (0 is the first)."""
AGENCY: Final = 2
"""Which family support team runs on agency staff."""
MERGED: Final = 2
"""Which Duty & Assessment team is merged half-way."""
MERGED_INTO: Final = 1
CHAIRS_GONE: Final = 2
"""How many conference chairs are missing in the summer."""
COMING_BACK: Final = 0.42
"""Share of the merged team's referrals that are re-referrals, once the merger has bitten."""


def slips_from(end: int) -> int:
    """The first day of the seventh of the last twelve months."""
    return month_start(end, -5)


def lateness(day: int, end: int) -> float:
    """By how much the slipping team's visits lie further apart: worse month by month."""
    start = slips_from(end)
    if day < start:
        return 1.0
    return min(2.6, 1.35 + 0.25 * (day - start) / 30.4)


def merged_on(end: int) -> int:
    """The first working day of the seventh month: the two teams are one from then."""
    return worked(month_start(end, -5))


def coming_back(day: int, end: int) -> float | None:
    """The merged team's share of re-referrals on a day; none before it shows."""
    since = (day - merged_on(end)) / 30.4
    if since < 0:
        return None
    return 0.24 + (COMING_BACK - 0.24) * min(1.0, (since + 0.5) / 3)


def short_of_chairs(end: int) -> tuple[int, int]:
    """From the first day of the ninth month to the last of the tenth, two chairs are missing."""
    return month_start(end, -3), month_end(end, -2)


def conference_is_late(day: int, end: int) -> bool:
    """Whether a strategy discussion on this day meets the shortage of chairs."""
    start, stop = short_of_chairs(end)
    return day <= stop and between(day, start) <= 12 if day < start else day <= stop - 8


def dentist_from(end: int) -> int:
    """The first day of the fifth month: an agreement gives children in care a dentist."""
    return month_start(end, -7)
