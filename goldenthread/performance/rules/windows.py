"""Windows of time: which days count for a figure as at a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from goldenthread.kernel.dates import months_after
from goldenthread.performance.vocabulary import Period, Window

_MONTHS = {
    Window.ROLLING_6_MONTHS: 6,
    Window.ROLLING_12_MONTHS: 12,
    Window.ROLLING_3_YEARS: 36,
}


def whole_month(day: date) -> bool:
    """Whether the day is the last of its month (Framework 3.2: figures are monthly)."""
    return (day + timedelta(days=1)).day == 1


def period_of(window: Window, as_at: date) -> Period:
    """The days that count for a figure as at a day (Framework 3.2; catalogue, `periods`).

    A rolling window that ends on the last day of a month is that many whole calendar months;
    otherwise it begins the day after the same day so many months earlier. The year begins on
    1 April. Of what is said once a year, on 31 March, the newest such day counts.
    """
    if window == Window.SNAPSHOT:
        first = as_at
    elif window == Window.WEEK:
        first = as_at - timedelta(days=6)
    elif window == Window.MONTH:
        first = as_at.replace(day=1)
    elif window == Window.YEAR_TO_DATE:
        first = date(as_at.year - (as_at.month < 4), 4, 1)
    elif window == Window.YEAR_TO_MARCH:
        first = last_march(as_at)
    elif whole_month(as_at):
        first = months_after(as_at.replace(day=1), 1 - _MONTHS[window])
    else:
        first = months_after(as_at, -_MONTHS[window]) + timedelta(days=1)
    return Period(window=window, first=first, last=as_at)


def last_march(day: date) -> date:
    """The newest 31 March up to a day: the end of the year of a yearly return (SSDA903).
    Framework 3.2."""
    return date(day.year - (day < date(day.year, 3, 31)), 3, 31)


def last_whole_month(day: date) -> date:
    """The first day of the newest month that was over at the end of a day: what returns are due
    for. PER-1, Framework 3.2."""
    first = day.replace(day=1)
    return first if whole_month(day) else months_after(first, -1)


def week_ends(last: date, weeks: int) -> list[date]:
    """The day asked and the same day of the weeks before it, oldest first (PER-4)."""
    return [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]


def by_week(ends: Sequence[date], loaded: Collection[date]) -> list[date | None]:
    """Of each week that ends on these days, the newest day of lists in it; None where it has none.

    How things stood can only be said on a day of which there are lists (PER-4, N04).
    """
    return [
        max((day for day in loaded if end - timedelta(days=7) < day <= end), default=None)
        for end in ends
    ]


def month_ends(last: date, months: int) -> list[date]:
    """The day asked after the last days of the months before it, oldest first (Framework 3.2)."""
    ends = [last]
    for _ in range(months - 1):
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    return ends[::-1]
