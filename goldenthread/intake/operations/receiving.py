"""Files kept until they are read, and read in one go by the command."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.intake import doors, queries, readers, rules, store
from goldenthread.intake.models import Load
from goldenthread.intake.operations.reading import decide, read
from goldenthread.intake.vocabulary import Source, State, Unreadable
from goldenthread.kernel.refusal import stop_if
from goldenthread.people import queries as people
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def receive(
    *,
    files: Iterable[tuple[str, Iterable[bytes]]],
    as_at: date,
    without_bad_rows: bool,
    by: Person,
    at: datetime,
    source: Source | None = None,
) -> tuple[Load, bool]:
    """Keep files until they are read. The load, and whether it is new: the same files as at the
    same day change nothing. Through which door they come their names say. PER-1, N01.

    Raises:
        Refusal: not theirs to load, or the date cannot be.
        Unreadable: a file is not what it should be; nothing is kept.
    """
    stop_if(rules.why_not_load(people.standing(by).roles))
    stop_if(rules.why_not_as_at(as_at, today=at.date()))
    waiting = f"new-{by.pk}-{int(at.timestamp() * 1000)}"
    kept = store.keep_upload(waiting, files)
    try:
        if not kept:
            raise Unreadable("Choose a file.")
        for path in kept:
            readers.guard(path)
        door = source or doors.source_of([path.name for path in kept])
        stop_if(rules.why_not_return_day(as_at, is_return=door.is_return))
        digest = readers.digest_of(kept, known=queries.headings())
        with transaction.atomic():
            there = queries.same(digest, as_at)
            if there is not None:
                return there, False
            made = Load.objects.create(
                as_at=as_at,
                digest=digest,
                state=State.WAITING,
                source=door,
                files=[path.name for path in kept],
                without_bad_rows=without_bad_rows,
                by=by,
                at=at,
            )
            trail.deed(what="intake.receive", about=made.reference, by=by, at=at)
        place = store.uploads() / made.reference
        if not place.exists():
            kept[0].parent.rename(place)
        return made, True
    finally:
        store.drop_upload(waiting)


def load_files(
    *,
    paths: list[Path],
    as_at: date,
    without_bad_rows: bool,
    by: Person,
    at: datetime,
    source: Source | None = None,
) -> tuple[Load, bool]:
    """Receive and read files in one go: what the command does.

    Raises:
        Refusal: not theirs to load, or the date cannot be.
        Unreadable: a file is not what it should be.
    """

    def chunks(path: Path) -> Iterable[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(1024 * 1024):
                yield chunk

    made, new = receive(
        files=[(path.name, chunks(path)) for path in paths],
        as_at=as_at,
        without_bad_rows=without_bad_rows,
        by=by,
        at=at,
        source=source,
    )
    if new or made.waits:
        return read(load=made, at=at), True
    if made.state == State.TO_DECIDE and without_bad_rows and not made.refusal:
        return decide(load=made, go_on=True, by=by, at=at), True
    return made, False
