"""Figures of the catalogue that cannot be worked out yet, each with what it would need."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).parent.parent / "content" / "lacking.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A figure that people ask for, and what we would need to give it."""

    code: str
    title: str
    services: tuple[str, ...]
    needs: str


@cache
def lacking() -> tuple[Lacking, ...]:
    """Each of them, in the order of the catalogue."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Lacking(
                code=row["code"],
                title=row["title"],
                services=tuple(row["services"].split("; ")),
                needs=row["needs"],
            )
            for row in csv.DictReader(lines)
        )
