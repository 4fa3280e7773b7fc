"""Files opened, their sheets recognised, and the whole put together list by list."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.intake.lists import Known, List
from goldenthread.intake.readers.columns import Sheet, read_sheet
from goldenthread.intake.readers.guards import guard
from goldenthread.intake.vocabulary import Unreadable


@dataclass(kw_only=True)
class Read:
    """What was read of all files."""

    sheets: dict[int, Sheet] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    """Sheets that hold no list: guidance, a front sheet."""
    twice: list[tuple[int, str]] = field(default_factory=list)
    """(list, sheet) where a list was there already."""
    left: list[tuple[int, str, int]] = field(default_factory=list)
    """(list, sheet, children who are only on it): taken for a list of which there is a better one.
    """
    source: str = "annex_a"
    """Through which door it came."""
    earlier: dict[str, pl.DataFrame] = field(default_factory=dict)
    """Tables of earlier years that its door asks for."""


def _silent(words: str) -> None:
    """Say nothing: nobody waits."""


def read_tables(
    files: Sequence[Path],
    tables: Mapping[int, List],
    *,
    source: str,
    known: Known | None = None,
    say: Callable[[str], None] = _silent,
) -> Read:
    """Read CSV files each named after a table of a door; files of other names are left aside.

    Raises:
        Unreadable: a file is not what it should be, or none of them is a table of the door.
    """
    named = {name: table for table in tables.values() for name in table.names}
    found = Read(source=source)
    for path in files:
        table = named.get(table_name(path.stem))
        if table is None:
            found.aside.append(path.name)
            continue
        if guard(path) != "csv":
            raise Unreadable(f"We cannot read {path.name}: each table comes as a CSV file.")
        for name, rows in _csv(path, say):
            _take(name, read_sheet(name, rows, known=known, table=table), found)
    if not found.sheets:
        some = ", ".join(f"{table.title}.csv" for table in list(tables.values())[:3])
        raise Unreadable(f"None of these files is a table that we know: {some} and so on.")
    return found


_YEAR: Final = re.compile(r"^(?:19|20)\d\d[ _-]|[ _-](?:19|20)\d\d(?:[ _-]?\d\d)?$")


def table_name(stem: str) -> str:
    """The table that a file's name says, without the year before or after it."""
    return _YEAR.sub("", stem.strip().lower()).replace(" ", "_").replace("-", "_")


def digest_of(files: Sequence[Path], *, known: Known | None = None) -> str:
    """The hash of a set of files, whatever their names and order, as they are read: SHA-256.

    A header explained since makes it another reading, so that the same files can be loaded again.
    """
    each = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    each += [repr(one) for one in sorted((known or {}).items())]
    return hashlib.sha256("".join(each).encode()).hexdigest()


def read_files(
    files: Sequence[Path], *, known: Known | None = None, say: Callable[[str], None] = _silent
) -> Read:
    """Read a workbook or a set of CSV files; `known` are headers that people have explained.

    Raises:
        Unreadable: a file is not what it should be, or none of them holds a list.
    """
    kinds = [(path, guard(path)) for path in files]
    found = Read()
    for path, kind in kinds:
        for name, rows in (_workbook if kind == "workbook" else _csv)(path, say):
            sheet = read_sheet(name, rows, known=known)
            _take(name, sheet, found)
    if not found.sheets:
        raise Unreadable(
            "We found none of the lists of Annex A in this file. Each list is a sheet (or a CSV "
            "file) with its headers in one of the first rows."
        )
    return found


Rows = Sequence[Sequence[Any]]


def _workbook(path: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Rows]]:
    """Sheet by sheet: its name and its rows."""
    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
    except (CalamineError, OSError, ValueError) as trouble:
        raise Unreadable(
            f"We cannot read {path.name}: it is damaged. Open it in Excel, save it anew, and load "
            "that."
        ) from trouble
    for index, name in enumerate(names, 1):
        say(f"Reading your file: sheet {index} of {len(names)}")
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, ValueError) as trouble:
            raise Unreadable(f"We cannot read the sheet “{name}” of {path.name}.") from trouble
        yield name, rows


def _csv(path: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Rows]]:
    """A CSV as one sheet: UTF-8, what Excel calls Unicode text, or Windows letters."""
    say(f"Reading {path.name}")
    raw = path.read_bytes()
    wide = raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Unreadable(f"We cannot read {path.name}: save it as CSV UTF-8.")
    sample = text[:4096]
    sign = max(",;\t|", key=sample.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    yield path.stem, rows


def _take(name: str, sheet: Sheet | None, found: Read) -> None:
    """Add a sheet to what was read. A list that comes twice is said so: which one counts?"""
    if sheet is None:
        found.aside.append(name)
        return
    number = sheet.list.number
    before = found.sheets.get(number)
    if before is None or _weight(before) < _weight(sheet):
        found.sheets[number] = sheet
        sheet, before = before, sheet
    if sheet is None or before is None:
        return
    if _weight(sheet) < _weight(before) or not sheet.frame.height:
        found.aside.append(sheet.sheet)
        if lost := _only_on(sheet, before):
            found.left.append((number, sheet.sheet, lost))
    else:
        found.twice.append((number, sheet.sheet))


def _only_on(sheet: Sheet, other: Sheet) -> int:
    """How many are on a sheet and not on the other: nobody, where it is a copy or an example."""
    who = "adopter_id" if sheet.list.number == 11 else "child_id"
    return len(set(sheet.frame[who].drop_nulls()) - set(other.frame[who].drop_nulls()))


def _weight(sheet: Sheet) -> int:
    """A sheet named after its list, with rows, goes before a copy known by headers alone."""
    return 2 * (not sheet.guessed and sheet.frame.height > 0) + (not sheet.headless)
