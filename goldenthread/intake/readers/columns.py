"""One sheet into typed columns. What cannot be read is kept as it was sent, with its row."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, Final

import polars as pl

from goldenthread.intake import lists
from goldenthread.intake.lists import Column, Known, List, plain_header
from goldenthread.intake.readers import values

REFERENCES: Final = frozenset(
    {"child_id", "adopter_id", "family_id", "worker_id", "cla_id", "referral_id", "enquiry_id",
     "assessment_id"}
)  # fmt: skip
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
    headless: bool = False
    """Whether rows are there, and no headers among the first of them."""
    sent: dict[str, pl.Series] = field(default_factory=dict)
    """key → the texts of a column of codes as they were sent, kept beside the codes."""


def header_row(
    rows: Sequence[Sequence[Any]], among: Sequence[List], known: Known | None = None
) -> tuple[int, List, int]:
    """The row that holds the headers, the list they fit best, and how many fit.

    A title may stand above them: the first ten rows are looked at.
    """
    best = (0, among[0], 0)
    for index, row in enumerate(rows[:10]):
        texts = [str(cell) for cell in row if str(cell).strip()]
        if len(texts) < 2:
            continue
        for one in among:
            found = len({lists.match_header(one, text, known) for text in texts} - {None})
            if found > best[2]:
                best = (index, one, found)
    return best


def read_sheet(
    name: str,
    rows: Sequence[Sequence[Any]],
    *,
    first_row: int = 1,
    known: Known | None = None,
    table: List | None = None,
    lines: Sequence[int] | None = None,
) -> Sheet | None:
    """A sheet as a list, or None where it is none (guidance, a front sheet).

    `first_row` is how the sheet counts its first row; `known` are headers that people have
    explained: (list, header) → key; `table` is what it is said to hold, where that is known, and
    `lines` how each row below the headers is counted, where it is not one after the other.
    """
    named = table or lists.list_of_name(name)
    among = [named] if named else list(lists.lists().values())
    at, one, fit = header_row(rows, among, known)
    who = "adopter_id" if one.number == 11 else "child_id"
    heads = {lists.match_header(one, str(cell), known) for cell in rows[at]} if rows else set()
    enough = min(3, len(one.columns)) if named else len(one.columns) // 2 + 1
    if fit < max(enough, 2) or (named is None and who not in heads):
        if named is None:
            return None
        keys = tuple(column.key for column in one.columns)
        full = sum(any(str(cell).strip() for cell in row) for row in rows)
        return Sheet(list=one, frame=_empty(one), sheet=name, missing=keys, headless=full > 2)
    headers = [str(cell).strip() for cell in rows[at]]
    places: dict[str, int] = {}
    strange = []
    for place, header in enumerate(headers):
        key = lists.match_header(one, header, known)
        if key is not None and key not in places:
            places[key] = place
        elif header and key is None and plain_header(header) not in one.aside:
            strange.append(header)
    lacking = [column.header for column in one.columns if column.key not in places]
    every = [column.header for column in one.columns]
    not_known = [(header, _guess(header, lacking) or _close(header, every)) for header in strange]
    width = max(places.values()) + 1
    first = first_row + at + 1
    kept = [
        (lines[index] if lines else first + index, row)
        for index, row in enumerate(rows[at + 1 :])
        if any(cell not in ("", None) and str(cell).strip() for cell in row)
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
    columns = tuple(zip_longest(*(row[:width] for _, row in kept), fillvalue=""))
    short = ("",) * len(kept)
    data: dict[str, pl.Series] = {"_row": pl.Series("_row", numbers, dtype=pl.Int64)}
    for column in one.columns:
        if column.key not in places:
            data[column.key] = pl.Series(
                column.key, [None] * len(kept), dtype=_TYPES.get(column.kind, pl.String)
            )
            continue
        place = places[column.key]
        cells = columns[place] if place < len(columns) else short
        data[column.key] = _column(sheet, column, cells, numbers)
    sheet.frame = pl.DataFrame(data)
    return sheet


def _close(header: str, among: list[str]) -> str:
    return next(iter(difflib.get_close_matches(header, among, 1, 0.6)), "")


def _guess(header: str, lacking: list[str]) -> str:
    """The missing column that a header may mean: spelt nearly so, or alone in sharing its words."""
    said = {word for word in plain_header(header).split() if len(word) > 3}
    shared = [one for one in lacking if said & set(plain_header(one).split())]
    return _close(header, lacking) or (shared[0] if len(shared) == 1 else "")


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
    """One column, each different value read once.

    Values of one sort are their own keys; mixed ones go by their type too, or 1 would be True.
    """
    read = {
        "date": values.day,
        "integer": values.count,
        "code": _coder(column),
        "boolean": _coder(column),
        "token": values.token,
    }.get(column.kind, values.reference if column.key in REFERENCES else values.words)
    if column.key == "age":
        read = values.age
    mixed = len(set(map(type, cells)) - {str, date}) > 1
    keys: Sequence[Any] = list(zip(map(type, cells), cells, strict=True)) if mixed else cells
    cell_of = dict(zip(keys, cells, strict=True))
    known = {key: read(cell) for key, cell in cell_of.items()}
    if any(state for _, state in known.values()):
        for where, said in ((sheet.bad, "bad"), (sheet.unknown, "unknown")):
            found = {
                number: str(cell_of[key])
                for number, key in zip(numbers, keys, strict=True)
                if known[key][1] == said
            }
            if found:
                where[column.key] = found
    if column.kind in {"code", "boolean"}:
        texts = {key: values.words(cell)[0] for key, cell in cell_of.items()}
        sheet.sent[column.key] = pl.Series(
            f"{column.key}_sent", [texts[key] for key in keys], dtype=pl.String
        )
    out = [known[key][0] for key in keys]
    return pl.Series(column.key, out, dtype=_TYPES.get(column.kind, pl.String))


def _coder(column: Column) -> Any:
    """A reader of codes: the code as the list prints it, or nothing with "unknown"."""
    codes = lists.code_sets().get(column.codes or "yes_no")

    def read(cell: Any) -> tuple[str | None, str]:
        text, _ = values.words(cell)
        if text is None or codes is None:
            return text, ""
        found = codes.find(text)
        return (found, "") if found else (None, "unknown")

    return read
