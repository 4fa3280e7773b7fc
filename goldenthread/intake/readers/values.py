"""One cell into a value: what it says, and whether it could be read.

Each gives (value or None, "" or "bad"). A value that cannot be read is never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any, Final

from goldenthread.intake.lists import BLANKS

_EPOCH: Final = date(1899, 12, 30)
_TIME: Final = r"(?:[T ]+\d{1,2}:\d{2}\S*(?: ?[AaPp][Mm])?)?$"
_TEXT_DATE: Final = re.compile(
    r"^(\d{1,2})[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ](\d{4}|\d{2})" + _TIME
)
_ISO: Final = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})" + _TIME)
_NO_DAYS: Final = frozenset(
    {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(9999, 12, 31)}
)
"""What systems write where there is no date: never a date of anything."""
_YEARS: Final = range(1960, 2100)
"""Years that a date in these lists can have: 1920 and 2122 are slips of the hand."""
_SPACES: Final = re.compile(r"\s+")
_MANGLED: Final = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}


def words(cell: Any) -> tuple[str | None, str]:
    """Text; a whole number that Excel kept as 9212044.0 loses its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)), ""
    text = _SPACES.sub(" ", str(cell)).strip()
    return (None, "") if text.lower() in BLANKS else (text, "")


def token(cell: Any) -> tuple[str | None, str]:
    """A code of which NONE is one: only an empty cell is blank."""
    text = _SPACES.sub(" ", str(cell)).strip()
    return (None, "") if text.lower() in {"", "null"} else (text, "")


def reference(cell: Any) -> tuple[str | None, str]:
    """A reference: as text, without spaces or Excel's point; one that Excel rounded is bad."""
    text, _ = words(cell)
    if text is None:
        return None, ""
    text = text.replace(" ", "")
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    return (None, "bad") if _MANGLED.match(text) else (text, "")


def _number(cell: Any) -> float | None:
    """A number that fits a count, or nothing."""
    try:
        number = float(str(cell).strip())
    except ValueError:
        return None
    return number if abs(number) < 1_000_000 else None


def count(cell: Any) -> tuple[int | None, str]:
    """A count: whole, as Excel keeps it (2.0) or as text."""
    if str(cell).strip().lower() in BLANKS:
        return None, ""
    number = _number(cell)
    return (int(number), "") if number is not None and number.is_integer() else (None, "bad")


def age(cell: Any) -> tuple[int | None, str]:
    """Whole years, cut from what some extracts give as 6.138; -1 is unborn."""
    if str(cell).strip().lower() in BLANKS:
        return None, ""
    number = _number(cell)
    return (int(number // 1), "") if number is not None else (None, "bad")


def day(cell: Any) -> tuple[date | None, str]:
    """A date: Excel's own, its number, or text day first; anything else is bad."""
    text = _SPACES.sub(" ", str(cell)).strip()
    found: date | None
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    elif text.lower() in BLANKS:
        return None, ""
    elif isinstance(cell, int | float) or text.isdecimal():
        number = int(cell)
        found = _EPOCH + timedelta(days=number) if 0 <= number <= 80_000 else None
    else:
        found = _parsed(text)
    if found in _NO_DAYS:
        return None, ""
    return (found, "") if found and found.year in _YEARS else (None, "bad")


def _parsed(text: str) -> date | None:
    if match := _ISO.match(text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := _TEXT_DATE.match(text):
        month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2][:3].lower(), 0)
        year = int(match[3])
        if year < 100:
            year += 2000 if year < 50 else 1900
        parts = (year, month, int(match[1]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
