"""Drawn examples of the indicators: what comes out of which rows. Each is a test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent.parent / "content" / "drawings.json"
"""Written from the tests by `make reference`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Some rows of a table of events."""

    table: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comes:
    """What must come out of them as at a day; `asked` is what else the question says."""

    as_at: date
    asked: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What an example shows, its rows, and what comes out."""

    claim: str
    tables: tuple[Rows, ...]
    answers: tuple[Comes, ...]


@cache
def drawn() -> Mapping[str, tuple[Example, ...]]:
    """Code → its examples."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, tuple[Example, ...]]:
    """The same of a text."""
    return {
        code: tuple(
            Example(
                claim=one["claim"],
                tables=tuple(_rows(table["name"], table["rows"]) for table in one["tables"]),
                answers=tuple(
                    Comes(
                        as_at=date.fromisoformat(each["as_at"]),
                        asked=each["asked"],
                        answer=each["answer"],
                    )
                    for each in one["answers"]
                ),
            )
            for one in among
        )
        for code, among in json.loads(text).items()
    }


def _rows(table: str, lines: list[str]) -> Rows:
    heads, *rows = (tuple(cell.strip() for cell in line.split("|")) for line in lines)
    return Rows(table=table, heads=heads, rows=tuple(rows))
