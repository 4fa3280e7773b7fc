"""How much of each kind of event a load tells: which columns, and of which days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Final

import polars as pl

from goldenthread.intake import doors, events
from goldenthread.intake.vocabulary import Reach, Source
from goldenthread.kernel.dates import months_after

FEW_GAPS: Final = 0.05
"""Share of periods of care that may lack their start before durations are no longer said."""


_MONTHS_BACK: Final = {Source.SSD: 60, Source.SSDA903: 12, Source.CIN_CENSUS: 12}
"""Months back from its day of which a load tells, where not as far as Annex A lists: the dataset
holds five years by default (its `ssd_timeframe_years`), and a return its year."""


def told_days(loads: Sequence[events.Kept]) -> dict[str, list[tuple[date, date]]]:
    """kind of event → the stretches of days of which these loads tell, oldest first. N04, N06.

    A list tells of so many months back from its day (Annex A, the list's window). A return that
    has only some of the children tells of none.
    """
    return _told_days(tuple((load.as_at, load.source, load.folder) for load in loads))


@lru_cache(maxsize=128)
def _told_days(loads: tuple[tuple[date, str, Path], ...]) -> dict[str, list[tuple[date, date]]]:
    """The same, looked up once: what a load has is never changed."""
    return {event.name: _joined(_told_by_list(event, loads)) for event in events.EVENTS}


def _told_by_list(
    event: events.Event, loads: Sequence[tuple[date, str, Path]]
) -> list[tuple[date, date]]:
    found = []
    for as_at, said, folder in loads:
        source, door = Source(said), doors.door_of(said)
        part = source.is_return and door is not None and event.list in door.part
        if part or not (folder / f"list_{event.list}.parquet").exists():
            continue
        months = _MONTHS_BACK.get(source, event.months)
        found.append((months_after(as_at + timedelta(days=1), -months), as_at))
    return found


def _joined(stretches: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Stretches that touch as one."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def reach_of(load: events.Kept) -> dict[str, Reach]:
    """kind of event → how much of it a return tells; nothing of other loads, which tell all."""
    door = doors.door_of(load.source)
    if door is None or not load.is_return:
        return {}
    found = {}
    for event in events.EVENTS:
        told = door.tells.get(event.list)
        if told is None or not (load.folder / f"list_{event.list}.parquet").exists():
            continue
        there = {column for column, table in told.items()
                 if (load.folder / f"{table}.parquet").exists()}  # fmt: skip
        found[event.name] = Reach(
            columns=frozenset(
                name for name, (column, _) in {**event.person, **event.fields}.items()
                if column in there
            ),
            whole=event.list not in door.part,
            gaps=_gaps(load, event),
        )  # fmt: skip
    return found | _told_by(load)


def _told_by(load: events.Kept) -> dict[str, Reach]:
    """What a return tells one by one: the columns that it fills in for anybody."""
    found = {}
    for kind, shape in events.HISTORY.items():
        path = load.folder / f"history_{kind}.parquet"
        if not path.exists():
            continue
        frame = pl.read_parquet(path)
        filled = {name for name in shape if name in frame.columns and frame[name].count()}
        found[kind] = Reach(columns=frozenset(filled | set(events.CHILD)), whole=True)
    return found


def _gaps(load: events.Kept, event: events.Event) -> frozenset[str]:
    """The dates of a period of care, where the returns before are not loaded and few have one."""
    if event.name != "care":
        return frozenset()
    start = pl.read_parquet(load.folder / "list_8.parquet", columns=["care_start_date"])
    lacking = start["care_start_date"].null_count()
    if lacking <= FEW_GAPS * start.height:
        return frozenset()
    return frozenset({"start", "legal_start", "placement_start"})
