"""The columns of the establishment, one line of it, and what can be said of a wrong cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

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


def as_row(line: Line) -> dict[str, Any]:
    """A line as it is kept while it waits."""
    return asdict(line)


def from_row(row: dict[str, Any]) -> Line:
    """A line as it was kept: its days are written as 2026-11-30."""
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("opened_on", "closed_on", "starts_on", "ends_on")
    }
    return Line(**{**row, **days, "role": Role(row["role"]) if row["role"] else None})


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """Something wrong with a cell: where, what was sent, what is wrong, what to do."""

    row: int
    column: str
    value: str
    wrong: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is there already, for the lines of a file to be held against."""

    areas: dict[str, str]
    """Service area → clinic group."""
    teams: dict[str, tuple[str, date | None]]
    """Team → its service area, and the day on which it closed."""
    posts: tuple[tuple[str, str, tuple[str, str], date, date | None], ...]
    """E-mail, role code, service area and team, first and last day of every post."""
