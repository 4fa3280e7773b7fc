"""What may be asked about loads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from django.db.models import Max, QuerySet

from goldenthread.intake import doors, events, store
from goldenthread.intake.models import Heading, Load
from goldenthread.intake.rules import why_not_load
from goldenthread.intake.vocabulary import Around, Reach, State
from goldenthread.kernel.reference import parts
from goldenthread.people import queries as people

if TYPE_CHECKING:
    from goldenthread.people.models import Person

FEW_GAPS: Final = 0.05
"""Share of periods of care that may lack their start before durations are no longer said."""


def may_load(reader: Person) -> bool:
    """Whether the reader loads lists."""
    return why_not_load(people.standing(reader).roles) is None


def loads() -> QuerySet[Load]:
    """Every load, the newest first."""
    return Load.objects.select_related("by")


def load(pk: int) -> Load | None:
    """The load of this number."""
    return Load.objects.select_related("by", "decided_by").filter(pk=pk).first()


def newest_as_at() -> date | None:
    """The day of the newest load that filled the caseload."""
    found: date | None = Load.objects.filter(state=State.LOADED).aggregate(day=Max("as_at"))["day"]
    return found


def same(digest: str, as_at: date) -> Load | None:
    """The load of the very same files as at the same day, if there is one."""
    return (
        Load.objects.filter(digest=digest, as_at=as_at)
        .exclude(state__in=[State.REFUSED, State.DISCARDED])
        .first()
    )


def findings_of(found: Load) -> list[dict[str, Any]]:
    """Everything that was wrong with a load, errors first."""
    for name in (found.folder, f"{found.folder}-checked"):
        path = store.folder(name) / "findings.parquet"
        if path.exists():
            return pl.read_parquet(path).to_dicts()
    return []


def before(found: Load) -> Load | None:
    """The load of the same door before this one, to compare with."""
    return (
        Load.objects.filter(
            state__in=[State.LOADED, State.HISTORY], as_at__lt=found.as_at, source=found.source
        )
        .order_by("-as_at", "-pk")
        .first()
    )


def earlier(found: Load, tables: Collection[str]) -> dict[str, pl.DataFrame]:
    """Tables of the loads of earlier days through the same door, the oldest first."""
    loads = Load.objects.filter(
        state__in=[State.LOADED, State.HISTORY], as_at__lt=found.as_at, source=found.source
    ).order_by("as_at", "pk")
    paths = {
        name: [store.folder(load.folder) / f"{name}.parquet" for load in loads] for name in tables
    }
    return {
        name: pl.concat([pl.read_parquet(path) for path in there], how="diagonal")
        for name, among in paths.items()
        if (there := [path for path in among if path.exists()])
    }


def headings() -> dict[tuple[int, str], str]:
    """Headers that people have explained: (list, header) → key."""
    return {(one.list, one.header): one.key for one in Heading.objects.order_by("pk")}


def around(found: Load) -> Around:
    """What is known beside the file: the establishment, and the load before."""
    last = before(found)
    return Around(
        teams=frozenset(people.teams_by_name()),
        workers=people.names(),
        before={one["list"]: one["rows"] for one in last.lists} if last else {},
        before_on=last.as_at if last else None,
    )


def kept(*, known_by: datetime | None = None) -> list[events.Kept]:
    """Every load that counts, by its day: of two of a door as at one day, the later received.

    `known_by` leaves out what was received after that moment (N04).
    """
    found = Load.objects.filter(state__in=[State.LOADED, State.HISTORY]).order_by("pk")
    if known_by is not None:
        found = found.filter(at__lte=known_by)
    newest = {(load.as_at, load.source): load for load in found}
    return [
        events.Kept(
            reference=load.reference,
            as_at=load.as_at,
            folder=store.folder(load.folder),
            left_out=store.left_out(load.folder),
            source=load.source,
        )
        for load in sorted(newest.values(), key=lambda load: load.as_at)
    ]


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


def events_of(loads: list[events.Kept]) -> Path:
    """The folder of the events of these loads, built where it is not there yet."""
    return events.build(loads, _events_at(loads))


def events_built(loads: list[events.Kept]) -> bool:
    """Whether the events of these loads are there, so that nobody waits for them."""
    return _events_at(loads).exists()


def _events_at(loads: list[events.Kept]) -> Path:
    return store.root().parent / "events" / events.fingerprint(loads)


def loader_of(reference: str) -> Person:
    """Who loaded the lists of this reference.

    Raises:
        Load.DoesNotExist: there is no such load.
    """
    named = parts(reference)
    return Load.objects.select_related("by").get(pk=named[1] if named else 0).by
