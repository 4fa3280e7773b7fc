"""Other doors than Annex A: each declares its tables, and says how they become lists and history.

What comes through any of them is checked by the same rules of rows, kept as it was sent and as the
lists it amounts to, and gives events of the same kinds (`decisions.md` 7, PER-1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from goldenthread.intake.doors import ssd
from goldenthread.intake.doors.declared import tables
from goldenthread.intake.doors.frames import Told
from goldenthread.intake.lists import List, lists
from goldenthread.intake.vocabulary import Source

__all__ = ["Door", "Told", "called", "door_of", "source_of", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where files of one standard come in."""

    tables: Mapping[int, List]
    tell: Callable[[Mapping[str, pl.DataFrame], date], Told]
    """From tables by their name, as at a day, to lists and history."""
    main: Mapping[int, str]
    """list of Annex A → the table that its rows come from."""


_DOORS: Final[dict[Source, Door]] = {
    Source.SSD: Door(tables=tables("ssd"), tell=ssd.tell, main=ssd.MAIN),
}


def door_of(source: str) -> Door | None:
    """The door of this source; None for Annex A, whose lists need no telling."""
    return _DOORS.get(Source(source))


def source_of(names: list[str]) -> Source:
    """What files of these names are: tables of the Standard Safeguarding Dataset, or Annex A."""
    some = any(Path(name).stem.lower().startswith("ssd_") for name in names)
    return Source.SSD if some else Source.ANNEX_A


def table(number: int) -> List | None:
    """The list or table of this number."""
    if number in lists():
        return lists()[number]
    return next((door.tables[number] for door in _DOORS.values() if number in door.tables), None)


def called(number: int) -> str:
    """What people call it: List 8, or the name of the table."""
    found = table(number)
    return found.called if found else f"List {number}"
