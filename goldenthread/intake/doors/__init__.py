"""Other doors than Annex A: each declares its tables, and says how they become lists and history.

What comes through any of them is checked by the same rules of rows, kept as it was sent and as the
lists it amounts to, and gives events of the same kinds (`decisions.md` 7, PER-1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from goldenthread.intake.doors import census, ssd, ssda903
from goldenthread.intake.doors.declared import tables
from goldenthread.intake.doors.frames import Told
from goldenthread.intake.lists import List, lists
from goldenthread.intake.readers import table_name
from goldenthread.intake.vocabulary import Source

__all__ = ["Door", "Told", "called", "door_of", "source_of", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where files of one standard come in."""

    tables: Mapping[int, List]
    tell: Callable[[Mapping[str, pl.DataFrame], date, Mapping[str, pl.DataFrame]], Told]
    """From tables by their name, as at a day, and those of earlier years, to lists and history."""
    main: Mapping[int, str]
    """list of Annex A → the table that its rows come from."""
    person: str
    """The table that says who each child is."""
    chained: tuple[str, ...] = ()
    """Tables of earlier years that are asked for too."""
    tells: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """Of a return: list → the columns it fills → the table that must be there for it."""
    part: frozenset[int] = frozenset()
    """Lists of which it has some children only."""


_DOORS: Final[dict[Source, Door]] = {
    Source.SSD: Door(tables=tables("ssd"), tell=ssd.tell, main=ssd.MAIN, person="ssd_person"),
    Source.SSDA903: Door(
        tables=tables("ssda903"),
        tell=ssda903.tell,
        main=ssda903.MAIN,
        person="header",
        chained=("episodes",),
        tells=ssda903.TELLS,
        part=ssda903.PART,
    ),
    Source.CIN_CENSUS: Door(
        tables=tables("cin_census"),
        tell=census.tell,
        main=census.MAIN,
        person="Child",
        tells=census.TELLS,
    ),
}


def door_of(source: str) -> Door | None:
    """The door of this source; None for Annex A, whose lists need no telling."""
    return _DOORS.get(Source(source))


def source_of(names: list[str]) -> Source:
    """What files of these names are: tables of a dataset or a return, a census, or Annex A."""
    stems = {table_name(Path(name).stem) for name in names}
    if any(stem.startswith("ssd_") for stem in stems):
        return Source.SSD
    if any(Path(name).suffix.lower() == ".xml" for name in names):
        return Source.CIN_CENSUS
    return Source.SSDA903 if "episodes" in stems else Source.ANNEX_A


def table(number: int) -> List | None:
    """The list or table of this number."""
    if number in lists():
        return lists()[number]
    return next((door.tables[number] for door in _DOORS.values() if number in door.tables), None)


def called(number: int) -> str:
    """What people call it: List 8, or the name of the table."""
    found = table(number)
    return found.called if found else f"List {number}"
