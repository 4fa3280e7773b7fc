"""The establishment as a table: read from CSV or XLSX, checked row by row, and written back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.people.vocabulary import Role

HEAD: Final = (
    "service area", "clinic group", "team", "opened on", "closed on", "merged into",
    "person name", "e-mail", "role", "from", "to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a post, or a team without anybody in it."""

    row: int
    area: str
    clinic_group: str
    team: str
    opened_on: date | None
    closed_on: date | None
    merged_into: str
    name: str
    email: str
    role: Role | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """Something wrong with a cell: where, what was sent, what is wrong, what to do."""

    row: int
    column: str
    value: str
    wrong: str
    todo: str


def read(name: str, body: bytes) -> tuple[list[Line], list[RowError]]:
    """The lines of a file, and what is wrong with them: nothing is applied if anything is."""
    try:
        table = _table(name, body)
    except (CalamineError, UnicodeDecodeError, ValueError):
        wrong = "This is neither a CSV file nor a workbook"
        return [], [RowError(row=0, column="", value=name, wrong=wrong, todo="Save it as .xlsx")]
    if not table:
        return [], [
            RowError(row=0, column="", value="", wrong="The file is empty", todo="Fill it in")
        ]
    head = [str(cell).strip().lower() for cell in table[0]]
    lacking = [column for column in HEAD if column not in head]
    if lacking:
        return [], [
            RowError(
                row=1,
                column=column,
                value="",
                wrong=f"There is no column “{column}”",
                todo="Download the establishment to see the columns",
            )
            for column in lacking
        ]
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
    return lines, [*errors, *_across(lines)]


def _table(name: str, body: bytes) -> list[Sequence[Any]]:
    if PurePath(name).suffix.lower() == ".xlsx" or body.startswith(b"PK"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        return list(book.get_sheet_by_index(0).to_python())
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    if not text:
        return None
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text[:10])


def _role(text: str) -> Role | None:
    """A role by its code or its name."""
    wanted = text.lower()
    return next((one for one in Role if wanted in (one.value, one.label.lower())), None)


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
    role: Role | None = None
    if text["role"]:
        role = _role(text["role"])
        if role is None:
            wrong("role", "There is no such role", f"One of: {', '.join(Role)}")
    if text["person name"] or text["e-mail"] or text["role"]:
        if not text["person name"]:
            wrong("person name", "The person has no name", "Give the name")
        if "@" not in text["e-mail"]:
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


def _across(lines: Iterable[Line]) -> list[RowError]:
    """What two lines do not agree about."""
    found: list[RowError] = []
    areas: dict[str, str] = {}
    names: dict[str, str] = {}
    teams = {line.team for line in lines if line.team}
    for line in lines:
        if line.team and areas.setdefault(line.team, line.area) != line.area:
            found.append(RowError(row=line.row, column="service area", value=line.area,
                                  wrong=f"{line.team} is of {areas[line.team]} on another row",
                                  todo="A team is of one service area"))  # fmt: skip
        if line.email and names.setdefault(line.email, line.name) != line.name:
            found.append(RowError(row=line.row, column="person name", value=line.name,
                                  wrong=f"The same e-mail is {names[line.email]} on another row",
                                  todo="One e-mail, one person"))  # fmt: skip
        if line.merged_into and line.merged_into not in teams:
            found.append(RowError(row=line.row, column="merged into", value=line.merged_into,
                                  wrong="There is no such team",
                                  todo="Add it, or correct it"))  # fmt: skip
        if line.merged_into and line.closed_on is None:
            found.append(RowError(row=line.row, column="closed on", value="",
                                  wrong="A merged team has a day on which it closed",
                                  todo="Give the day"))  # fmt: skip
    return found
