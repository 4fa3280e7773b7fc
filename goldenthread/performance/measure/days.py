"""Days, months and ages, as questions to the events put them."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _


def months_after(day: Any, months: int) -> Any:
    """The same day so many months later, or the last day of a shorter month."""
    return (day + ibis.interval(months=months)).cast("date")


def days_after(day: Any, days: int) -> Any:
    """The day so many days later."""
    return (day + ibis.interval(days=days)).cast("date")


def whole_months(start: Any, end: Any) -> Any:
    """Whole months from one day to another; a shorter month is whole on its last day."""
    months = (end.year() - start.year()) * 12 + end.month() - start.month()
    reached = (end.day() >= start.day()) | (days_after(end, 1).day() == 1)
    return (months - ibis.ifelse(reached, 0, 1)).cast("int64")


def age_at(day: Any) -> Any:
    """Whole years at a day; from the list's own column where the birth date is missing."""
    born = _.birth
    had = (born.month() * 100 + born.day()) <= (day.month() * 100 + day.day())
    years = day.year() - born.year() - ibis.ifelse(had, 0, 1)
    return ibis.coalesce(years.cast("int64"), _.age)
