"""The establishment read from CSV or XLSX, each row by itself."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.kernel.extent import Extent
from goldenthread.people.lists.shapes import HEAD, Line, RowError
from goldenthread.people.vocabulary import Role

LONGEST: Final = {"service area": 80, "clinic group": 80, "team": 80, "merged into": 80,
                  "person name": 120, "e-mail": 254}  # fmt: skip
"""The most letters of each column of words."""
UNPACKED: Final = 50 * 1024 * 1024
"""The most bytes that a workbook may hold once it is unpacked."""
_FORMULA: Final = re.compile(rb"<f[\s/>]")
_YEARS: Final = range(1950, 2101)


class Unreadable(ValueError):
    """The file cannot be read at all: what is wrong, and what to do."""


def read(name: str, body: bytes) -> tuple[list[Line], list[RowError]]:
    """The lines of a file, and what is wrong with each by itself. ORG-1."""
    try:
        table = _table(name, body)
    except Unreadable as trouble:
        wrong, todo = trouble.args
        return [], [RowError(row=0, column="", value=name, wrong=wrong, todo=todo)]
    head = [str(cell).strip().lower() for cell in table[0]] if table else []
    lacking = [column for column in HEAD if column not in head]
    if lacking:
        return [], [
            RowError(row=1, column=column, value="", wrong=f"There is no column “{column}”",
                     todo="Download the establishment to see the columns")
            for column in lacking
        ]  # fmt: skip
    places = {column: head.index(column) for column in HEAD}
    lines: list[Line] = []
    errors: list[RowError] = []
    for row, cells in enumerate(table[1:], 2):
        given = {
            column: cells[place] if place < len(cells) else "" for column, place in places.items()
        }
        if any(str(cell).strip() for cell in given.values()):
            line, wrong_ones = _line(row, given)
            errors += wrong_ones
            if line is not None:
                lines.append(line)
    return lines, errors


def _table(name: str, body: bytes) -> list[Sequence[Any]]:
    if not body.strip():
        raise Unreadable("The file is empty", "Download the establishment to begin with")
    if body.startswith(b"PK"):
        return _workbook(body)
    if PurePath(name).suffix.lower() != ".csv" or b"\0" in body or body.startswith(b"%PDF"):
        raise Unreadable("This is neither a CSV file nor a workbook", "Save it as .xlsx or .csv")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")  # what Excel writes as plain CSV
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise Unreadable("This CSV file cannot be read", "Save it as .xlsx") from None


def _workbook(body: bytes) -> list[Sequence[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            sheets = [one for one in packed.infolist() if "worksheets/" in one.filename]
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Unreadable("The workbook is far too large", "Leave the establishment in it")
            for one in sheets:
                sheet, extent = packed.read(one), Extent()
                if _FORMULA.search(sheet):
                    raise Unreadable("The workbook holds formulas", "Paste everything as values")
                extent.look(sheet)
                if extent.strays:
                    raise Unreadable(
                        f"A sheet has a cell far away from the list, down to row {extent.last:,}",
                        "Delete the rows below the list and the columns to the right of it",
                    )
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return list(book.get_sheet_by_index(0).to_python())
    except (CalamineError, zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        raise Unreadable("This workbook cannot be opened", "Save it again as .xlsx") from None


def _day(cell: Any) -> date | None:
    """A date cell, 2026-11-30 or 30/11/2026; anything else is a ValueError."""
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    else:
        text = str(cell).strip().removesuffix(" 00:00:00")
        if not text:
            return None
        if "/" in text:
            day, month, year = text.split("/")
            found = date(int(year), int(month), int(day))
        else:
            found = date.fromisoformat(text)
    if found.year not in _YEARS:
        raise ValueError(found)
    return found


def _role(text: str) -> Role | None:
    """A role by its code or its name."""
    wanted = text.lower()
    return next((one for one in Role if wanted in (one.value, one.label.lower())), None)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _line(  # noqa: PLR0912 - one branch a thing that can be wrong
    row: int, given: dict[str, Any]
) -> tuple[Line | None, list[RowError]]:
    errors: list[RowError] = []

    def wrong(column: str, what: str, todo: str) -> None:
        errors.append(
            RowError(row=row, column=column, value=str(given[column]), wrong=what, todo=todo)
        )

    days: dict[str, date | None] = {}
    for column in ("opened on", "closed on", "from", "to"):
        try:
            days[column] = _day(given[column])
        except ValueError:
            days[column] = None
            wrong(column, "This is not a date", "Write it as 2026-11-30 or 30/11/2026")
    text = {key: str(value).strip() for key, value in given.items()}
    for column, most in LONGEST.items():
        if text[column].startswith(("=", "+", "-", "@")):
            wrong(column, "This looks like a formula", "Write the words themselves")
        elif len(text[column]) > most or not text[column].isprintable():
            wrong(column, f"These are not plain words of at most {most} letters", "Write fewer")
    role: Role | None = None
    if text["role"]:
        role = _role(text["role"])
        if role is None:
            wrong("role", "There is no such role", f"One of: {', '.join(Role)}")
    if text["person name"] or text["e-mail"] or text["role"]:
        if not text["person name"]:
            wrong("person name", "The person has no name", "Give the name")
        if not _is_address(text["e-mail"]):
            wrong("e-mail", "This is not an e-mail address", "Give the work address")
        if not text["role"]:
            wrong("role", "The post has no role", f"One of: {', '.join(Role)}")
        if days["from"] is None and not any(one.column == "from" for one in errors):
            wrong("from", "The post has no first day", "Give the day it began")
    start, end = days["from"], days["to"]
    if start and end and end < start:
        wrong("to", "The post ends before it starts", "Correct one of the two days")
    if text["team"] and not text["service area"]:
        wrong("service area", "The team is of no service area", "Give its service area")
    if role in (Role.PM, Role.SW) and not text["team"]:
        wrong("team", f"A {role.label if role else ''} belongs to a team", "Give the team")
    if role in (Role.HOS, Role.SM) and not text["service area"]:
        wrong("service area", "The post is over a service area", "Give the service area")
    if errors:
        return None, errors
    return (
        Line(
            row=row,
            area=text["service area"],
            clinic_group=text["clinic group"],
            team=text["team"],
            opened_on=days["opened on"],
            closed_on=days["closed on"],
            merged_into=text["merged into"],
            name=text["person name"],
            email=text["e-mail"].lower(),
            role=role,
            starts_on=start,
            ends_on=end,
        ),
        [],
    )
