"""One sheet into typed columns. What cannot be read is kept as it was sent, with its row."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

import polars as pl

from goldenthread.intake import lists
from goldenthread.intake.lists import BLANKS, Column, List

_EPOCH: Final = date(1899, 12, 30)
_TEXT_DATE: Final = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2}|[A-Za-z]{3,9})[/.\- ](\d{4}|\d{2})\b")
_ISO: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_TYPES: Final[dict[str, Any]] = {
    "date": pl.Date,
    "integer": pl.Int64,
}


@dataclass(kw_only=True)
class Sheet:
    """A list as it was read."""

    list: List
    frame: pl.DataFrame
    """A column a key, and `_row`: the row as the sheet counts it."""
    bad: dict[str, dict[int, str]] = field(default_factory=dict)
    """key → row → the value that could not be read, as sent."""
    unknown: dict[str, dict[int, str]] = field(default_factory=dict)
    """key → row → a code that is on no list, as sent."""
    matched: dict[str, str] = field(default_factory=dict)
    """key → the header it was found under."""
    missing: tuple[str, ...] = ()
    """Keys of columns that are not there."""
    not_known: tuple[tuple[str, str], ...] = ()
    """(header nobody knows, our guess)."""
    sheet: str = ""
    guessed: bool = False
    """Whether the list was known by its headers alone."""


def header_row(rows: Sequence[Sequence[Any]], among: Sequence[List]) -> tuple[int, List, int]:
    """The row that holds the headers, the list they fit best, and how many fit.

    A title may stand above them: the first ten rows are looked at.
    """
    best = (0, among[0], 0)
    for index, row in enumerate(rows[:10]):
        texts = [str(cell) for cell in row if str(cell).strip()]
        if len(texts) < 2:
            continue
        for one in among:
            found = len({lists.match_header(one, text) for text in texts} - {None})
            if found > best[2]:
                best = (index, one, found)
    return best


def read_sheet(name: str, rows: Sequence[Sequence[Any]], *, first_row: int = 1) -> Sheet | None:
    """A sheet as a list, or None where it is none (guidance, a front sheet).

    `first_row` is how the sheet counts its first row.
    """
    named = lists.list_of_name(name)
    among = [named] if named else list(lists.lists().values())
    at, one, fit = header_row(rows, among)
    who = "adopter_id" if one.number == 11 else "child_id"
    heads = {lists.match_header(one, str(cell)) for cell in rows[at]} if rows else set()
    if fit < min(3, len(one.columns)) or (named is None and who not in heads):
        if named is None:
            return None
        keys = tuple(column.key for column in one.columns)
        return Sheet(list=one, frame=_empty(one), sheet=name, missing=keys)
    headers = [str(cell).strip() for cell in rows[at]]
    places: dict[str, int] = {}
    not_known = []
    for place, header in enumerate(headers):
        key = lists.match_header(one, header)
        if key is not None and key not in places:
            places[key] = place
        elif header and key is None:
            close = difflib.get_close_matches(
                header, [column.header for column in one.columns], 1, 0.6
            )
            not_known.append((header, close[0] if close else ""))
    body = rows[at + 1 :]
    width = max(places.values()) + 1
    first = first_row + at + 1
    kept = [
        (first + index, row)
        for index, row in enumerate(body)
        if len(row) >= 1 and any(cell not in ("", None) for cell in row)
    ]
    numbers = [number for number, _ in kept]
    sheet = Sheet(
        list=one,
        frame=pl.DataFrame(),
        matched={key: headers[place] for key, place in places.items()},
        missing=tuple(column.key for column in one.columns if column.key not in places),
        not_known=tuple(not_known),
        sheet=name,
        guessed=named is None,
    )
    data: dict[str, pl.Series] = {"_row": pl.Series("_row", numbers, dtype=pl.Int64)}
    for column in one.columns:
        if column.key not in places:
            data[column.key] = pl.Series(
                column.key, [None] * len(kept), dtype=_TYPES.get(column.kind, pl.String)
            )
            continue
        place = places[column.key]
        cells = [row[place] if place < len(row) else "" for _, row in kept] if width else []
        data[column.key] = _column(sheet, column, cells, numbers)
    sheet.frame = pl.DataFrame(data)
    return sheet


def _empty(one: List) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "_row": pl.Series("_row", [], dtype=pl.Int64),
            **{
                column.key: pl.Series(column.key, [], dtype=_TYPES.get(column.kind, pl.String))
                for column in one.columns
            },
        }
    )


def _column(
    sheet: Sheet, column: Column, cells: Sequence[Any], numbers: Sequence[int]
) -> pl.Series:
    """One column, each different value read once."""
    read = {
        "date": _date,
        "integer": _integer,
        "code": _coder(column),
        "boolean": _coder(column),
    }.get(column.kind, _text)
    known: dict[Any, Any] = {}
    out: list[Any] = []
    bad: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for number, cell in zip(numbers, cells, strict=True):
        key = (type(cell), cell)
        if key not in known:
            known[key] = read(cell)
        value, state = known[key]
        out.append(value)
        if state == "bad":
            bad[number] = str(cell)
        elif state == "unknown":
            unknown[number] = str(cell)
    if bad:
        sheet.bad[column.key] = bad
    if unknown:
        sheet.unknown[column.key] = unknown
    return pl.Series(column.key, out, dtype=_TYPES.get(column.kind, pl.String))


def _text(cell: Any) -> tuple[str | None, str]:
    """Text; a whole number that Excel kept as 9212044.0 loses its point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)), ""
    text = str(cell).strip()
    return (None, "") if text.lower() in BLANKS else (text, "")


def _integer(cell: Any) -> tuple[int | None, str]:
    if isinstance(cell, bool):
        return int(cell), ""
    if isinstance(cell, int | float):
        return int(cell), ""
    text = str(cell).strip()
    if text.lower() in BLANKS:
        return None, ""
    try:
        return int(float(text)), ""
    except ValueError:
        return None, "bad"


def _date(cell: Any) -> tuple[date | None, str]:
    """A date: Excel's own, its number, or text day first; anything else is bad."""
    if isinstance(cell, datetime):
        return cell.date(), ""
    if isinstance(cell, date):
        return cell, ""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if 10_000 <= cell <= 80_000:
            return _EPOCH + timedelta(days=int(cell)), ""
        return None, "bad"
    text = str(cell).strip()
    if text.lower() in BLANKS:
        return None, ""
    parsed = _parsed(text)
    return (parsed, "") if parsed else (None, "bad")


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


def _coder(column: Column) -> Any:
    """A reader of codes: the code as the list prints it, or the text with "unknown"."""
    codes = lists.code_sets().get(column.codes or "yes_no")

    def read(cell: Any) -> tuple[str | None, str]:
        text, _ = _text(cell)
        if text is None or codes is None:
            return text, ""
        found = codes.find(text)
        return (found, "") if found else (text, "unknown")

    return read
