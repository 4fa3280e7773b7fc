"""Files opened, their sheets recognised, and the whole put together list by list."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.intake import lists
from goldenthread.intake.readers.columns import Sheet, read_sheet
from goldenthread.intake.readers.guards import guard
from goldenthread.intake.vocabulary import Unreadable


@dataclass(kw_only=True)
class Read:
    """What was read of all files."""

    sheets: dict[int, Sheet] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)
    """Sheets that hold no list: guidance, a front sheet."""
    by_position: list[str] = field(default_factory=list)


def digest_of(files: Sequence[Path]) -> str:
    """The hash of a set of files, whatever their names and order: SHA-256."""
    each = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)
    return hashlib.sha256("".join(each).encode()).hexdigest()


def _silent(words: str) -> None:
    """Say nothing: nobody waits."""


def read_files(files: Sequence[Path], *, say: Callable[[str], None] = _silent) -> Read:
    """Read a workbook or a set of CSV files.

    Raises:
        Unreadable: a file is not what it should be, or none of them holds a list.
    """
    kinds = [(path, guard(path)) for path in files]
    found = Read()
    for path, kind in kinds:
        if kind == "workbook":
            _workbook(path, found, say)
        else:
            _csv(path, found, say)
    if not found.sheets:
        raise Unreadable(
            "We found none of the lists of Annex A in this file. Each list is a sheet (or a CSV "
            "file) with its headers in one of the first rows."
        )
    return found


def _workbook(path: Path, found: Read, say: Callable[[str], None]) -> None:
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
        _take(name, rows, found)


def _csv(path: Path, found: Read, say: Callable[[str], None]) -> None:
    say(f"Reading {path.name}")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
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
    _take(path.stem, rows, found)


def _take(name: str, rows: Sequence[Sequence[Any]], found: Read) -> None:
    """Add a sheet to what was read; the same list twice is put together."""
    sheet = read_sheet(name, rows)
    if sheet is None:
        found.aside.append(name)
        return
    number = sheet.list.number
    before = found.sheets.get(number)
    if before is None:
        found.sheets[number] = sheet
        return
    if sheet.guessed and not before.guessed and not sheet.frame.height:
        found.aside.append(name)
        return
    before.frame = pl.concat([before.frame, sheet.frame])
    before.missing = tuple(key for key in before.missing if key in sheet.missing)
    for kind in ("bad", "unknown"):
        for key, values in getattr(sheet, kind).items():
            getattr(before, kind).setdefault(key, {}).update(values)


def lists_missing(found: Read) -> list[int]:
    """Lists of Annex A that are not there."""
    return [number for number in lists.lists() if number <= 11 and number not in found.sheets]
