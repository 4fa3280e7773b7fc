"""Calendar months, ages and the words in which dates are said."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day, that many calendar months later (or earlier, when negative).

    Where that day does not exist, the last day of the month: three months from
    30 November is 28 or 29 February (practice standards, rule 3).
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born: date, day: date) -> int:
    """Whole years at the last birthday; -1 for a child not yet born (Annex A)."""
    if day < born:
        return -1
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def in_words(day: date) -> str:
    """The day as text says it: Friday 20 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"
