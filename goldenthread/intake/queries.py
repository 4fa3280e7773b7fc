"""What may be asked about loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from goldenthread.intake import events, lists, store
from goldenthread.intake.models import Heading, Load
from goldenthread.intake.rules import is_history, why_not_load
from goldenthread.intake.vocabulary import (
    Around,
    Gap,
    Severity,
    Source,
    State,
    Wrong,
)
from goldenthread.kernel.reference import parts
from goldenthread.people import queries as people

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_TEAM: Final = "allocated_team"


def is_older(load: Load) -> bool:
    """Whether it is older than the newest load, or tells of a year that is over: history."""
    return Source(load.source).is_return or is_history(load.as_at, newest=newest_as_at())


def may_load(reader: Person) -> bool:
    """Whether the reader loads lists."""
    return why_not_load(people.standing(reader).roles) is None


def loads() -> QuerySet[Load]:
    """Every load, the newest first."""
    return Load.objects.select_related("by")


def unusable_of(numbers: Collection[int]) -> dict[int, dict[int, int]]:
    """Load → list → rows that could not be used."""
    found = Load.objects.filter(pk__in=numbers).values_list("pk", "lists")
    return {pk: {one["list"]: one["unusable"] for one in lists} for pk, lists in found}


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


def counted(limit: int, *, number: int | None = None) -> list[Load]:
    """The newest loads of lists that count, one a day, the newest first: no returns of years.

    With a `number`, of these the one that has it, if there is one.
    """
    found = Load.objects.filter(state__in=[State.LOADED, State.HISTORY]).order_by("-as_at", "-pk")
    each: dict[date, int] = {}
    for pk, as_at, source in found.values_list("pk", "as_at", "source"):
        if not Source(source).is_return:
            each.setdefault(as_at, pk)
    wanted = [pk for pk in list(each.values())[:limit] if number in (None, pk)]
    there = Load.objects.in_bulk(wanted)
    return [there[pk] for pk in wanted if pk in there]


def counted_until(day: date) -> list[Load]:
    """Every load that counts for figures as at a day, by its day: what `kept` has, as records."""
    found = Load.objects.filter(
        state__in=[State.LOADED, State.HISTORY], as_at__lte=day
    ).select_related("by", "decided_by")
    newest = {(load.as_at, load.source): load for load in found.order_by("pk")}
    return sorted(newest.values(), key=lambda load: load.as_at)


def gaps_of(found: Load) -> tuple[Gap, ...]:
    """What is not filled in of the rows that were loaded: key columns, by list and team (N06).

    Key columns are those that Annex A always asks for. A list without teams has one group.
    """
    return _gaps_in(found.folder)


def wrong_of(found: Load) -> tuple[Wrong, ...]:
    """How often each rule was broken in a load, by team (N06).

    The team of a row that could not be used is not known; nor is that of a whole list.
    """
    return _wrong_in(found.folder)


@lru_cache(maxsize=24)
def _gaps_in(folder: str) -> tuple[Gap, ...]:
    made = []
    for one in lists.lists().values():
        frame = store.read_list(folder, one.number)
        keys = [
            column for column in one.columns if column.required == "always"
            and frame is not None and column.key in frame.columns
        ]  # fmt: skip
        if frame is None or not keys:
            continue
        for (team,), group in _by_team(frame):
            made += [
                Gap(
                    list=one.number,
                    title=one.title,
                    column=column.header,
                    team=team or "",
                    blank=_blank(group[column.key]),
                    whole=group.height,
                )
                for column in keys
            ]
    return tuple(made)


@lru_cache(maxsize=24)
def _wrong_in(folder: str) -> tuple[Wrong, ...]:
    path = store.folder(folder) / "findings.parquet"
    if not path.exists():
        return ()
    count: Counter[tuple[str, str, str, str, int, str]] = Counter()
    teams: dict[int, dict[int, str]] = {}
    for row in pl.read_parquet(path).iter_rows(named=True):
        number = row["list"]
        if number not in teams:
            teams[number] = _team_of_row(folder, number)
        team = teams[number].get(row["row"], "")
        count[row["code"], row["severity"], row["wrong"], row["todo"], number, team] += 1
    return tuple(
        Wrong(code=code, severity=Severity(severity), wrong=wrong, todo=todo, list=number,
              team=team, count=many)
        for (code, severity, wrong, todo, number, team), many in count.items()
    )  # fmt: skip


def _team_of_row(folder: str, number: int) -> dict[int, str]:
    frame = store.read_list(folder, number)
    if frame is None or _TEAM not in frame.columns:
        return {}
    return dict(frame.select("_row", pl.col(_TEAM).fill_null("")).iter_rows())


def _by_team(frame: pl.DataFrame) -> list[tuple[tuple[str], pl.DataFrame]]:
    if _TEAM not in frame.columns:
        return [(("",), frame)]
    return sorted(frame.with_columns(pl.col(_TEAM).fill_null("")).group_by(_TEAM))


def _blank(values: pl.Series) -> int:
    return values.null_count() + (int((values == "").sum()) if values.dtype == pl.String else 0)


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

    `known_by` leaves out what came to count after that moment (N04).
    """
    found = Load.objects.filter(state__in=[State.LOADED, State.HISTORY]).order_by("pk")
    found = found.only("as_at", "source", "digest")
    if known_by is not None:
        found = found.annotate(since=Coalesce("decided_at", "at")).filter(since__lte=known_by)
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
