"""How much of each kind of event a return tells."""

from __future__ import annotations

from typing import Final

import polars as pl

from goldenthread.intake import doors, events
from goldenthread.intake.vocabulary import Reach

FEW_GAPS: Final = 0.05
"""Share of periods of care that may lack their start before durations are no longer said."""


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
