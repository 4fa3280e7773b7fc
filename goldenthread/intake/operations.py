"""Files received, read in the background, and loaded whole or not at all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from django.db import transaction

from goldenthread.caseload import operations as caseload
from goldenthread.intake import checks, facts, queries, readers, rules, store
from goldenthread.intake.models import Load
from goldenthread.intake.vocabulary import Act, Finding, Severity, State, Unreadable
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.standards import queries as standards
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
) -> tuple[Load, bool]:
    """Keep files until they are read. The load, and whether it is new: the same files as at the
    same day change nothing. PER-1, N01.

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
        digest = readers.digest_of(kept)
        with transaction.atomic():
            there = queries.same(digest, as_at)
            if there is not None:
                return there, False
            made = Load.objects.create(
                as_at=as_at,
                digest=digest,
                state=State.WAITING,
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


def read(*, load: Load, at: datetime, say: Callable[[str], None] | None = None) -> Load:
    """Read, check and load what was received; or refuse it, or ask what to do. PER-1, N01 to N03.

    Safe to begin anew after a worker died: nothing is written before everything is checked, the
    folder is moved into its place in one step, and the caseload is filled in one transaction.
    """
    words = say or (lambda _: None)
    claimed = Load.objects.filter(pk=load.pk, state__in=[State.WAITING, State.READING]).update(
        state=State.READING
    )
    if not claimed:
        load.refresh_from_db()
        return load
    load.state = State.READING
    files = sorted((store.uploads() / load.reference).iterdir())
    started = time.perf_counter()
    try:
        found = readers.read_files(files, say=words)
    except Unreadable as trouble:
        Load.objects.filter(pk=load.pk).update(state=State.REFUSED, refusal=str(trouble))
        store.drop_upload(load.reference)
        load.refresh_from_db()
        return load
    read_in = time.perf_counter() - started
    words("Checking every row")
    wrong = checks.check(found, load.as_at)
    checked_in = time.perf_counter() - started - read_in
    bad = _bad_rows(wrong)
    _describe(load, found, wrong, bad)
    load.seconds = {"read": round(read_in, 2), "check": round(checked_in, 2)}
    load.save()
    whole = any(one.severity is Severity.ERROR and one.row == 0 for one in wrong)
    if whole or (bad and not load.without_bad_rows):
        store.keep(f"{load.folder}-checked", _all(found), wrong, {"load": load.reference})
        Load.objects.filter(pk=load.pk, state=State.READING).update(state=State.TO_DECIDE)
        load.refresh_from_db()
        return load
    return _finish(load, found, wrong, bad, by=load.by, at=at, say=words)


def decide(*, load: Load, go_on: bool, by: Person, at: datetime) -> Load:
    """Load without the rows that cannot be used, or discard the file. PER-1, N02.

    Raises:
        Refusal: not theirs, not waiting for a decision, or a list lacks what nobody can do without.
    """
    stop_if(rules.why_not_load(people.standing(by).roles))
    stop_if(why_not(rules.NEXT, State(load.state), Act.LOAD if go_on else Act.DISCARD))
    if not go_on:
        moved = Load.objects.filter(pk=load.pk, state=State.TO_DECIDE).update(
            state=State.DISCARDED, decided_by=by, decided_at=at
        )
        if moved:
            store.drop_upload(load.reference)
            trail.deed(what="intake.discard", about=load.reference, by=by, at=at)
        load.refresh_from_db()
        return load
    files = sorted((store.uploads() / load.reference).iterdir())
    found = readers.read_files(files)
    wrong = checks.check(found, load.as_at)
    lacking = [one for one in wrong if one.severity is Severity.ERROR and one.row == 0]
    if lacking:
        raise Refusal(f"{lacking[0].wrong}. Correct the file, and load it again.")
    return _finish(load, found, wrong, _bad_rows(wrong), by=by, at=at)


def _bad_rows(wrong: Iterable[Finding]) -> dict[int, set[int]]:
    """Rows that cannot be used, by list."""
    bad: dict[int, set[int]] = {}
    for one in wrong:
        if one.severity is Severity.ERROR and one.row:
            bad.setdefault(one.list, set()).add(one.row)
    return bad


def _all(found: readers.Read) -> dict[int, pl.DataFrame]:
    return {number: sheet.frame for number, sheet in found.sheets.items()}


def _describe(
    load: Load, found: readers.Read, wrong: list[Finding], bad: dict[int, set[int]]
) -> None:
    """What the result page says, counted once."""
    load.rows = sum(sheet.frame.height for sheet in found.sheets.values())
    load.unusable = sum(len(rows) for rows in bad.values())
    load.warnings = sum(one.severity is Severity.WARNING for one in wrong)
    load.lists = [
        {
            "list": number,
            "title": sheet.list.title,
            "sheet": sheet.sheet,
            "rows": sheet.frame.height,
            "unusable": len(bad.get(number, ())),
            "matched": len(sheet.matched),
            "missing": [sheet.list.column(key).header for key in sheet.missing],
        }
        for number, sheet in sorted(found.sheets.items())
    ]
    count = Counter((one.code, one.severity.value) for one in wrong)
    load.by_rule = [
        {"code": code, "severity": severity, "wrong": checks.CHECKS.get(code, ""), "count": number}
        for (code, severity), number in sorted(
            count.items(), key=lambda row: (row[0][1] != "error", row[0][0])
        )
    ]


def _finish(
    load: Load,
    found: readers.Read,
    wrong: list[Finding],
    bad: dict[int, set[int]],
    *,
    by: Person,
    at: datetime,
    say: Callable[[str], None] | None = None,
) -> Load:
    """Keep the usable rows for ever, and fill the caseload from them in one transaction."""
    frames = {
        number: sheet.frame.filter(~pl.col("_row").is_in(sorted(bad.get(number, ()))))
        for number, sheet in found.sheets.items()
    }
    about = {
        "load": load.reference,
        "as_at": load.as_at,
        "files": load.files,
        "digest": load.digest,
    }
    store.keep(load.folder, frames, wrong, about)
    if say is not None:
        say("Filling the caseload")
    started = time.perf_counter()
    with transaction.atomic():
        now = Load.objects.select_for_update().get(pk=load.pk)
        if now.state not in (State.READING, State.TO_DECIDE):
            return now
        history = rules.is_history(load.as_at, newest=queries.newest_as_at())
        children = 0
        if not history:
            children = caseload.replace_caseload(
                rows=facts.caseload(
                    frames,
                    as_at=load.as_at,
                    load=load.reference,
                    calendar=standards.calendar(),
                ),
                as_at=load.as_at,
                load=load.reference,
                by=by,
                at=at,
            )
        now.state = State.HISTORY if history else State.LOADED
        now.children = children
        now.seconds = {**load.seconds, "fill": round(time.perf_counter() - started, 2)}
        now.decided_by, now.decided_at = by, at
        now.save()
        trail.deed(
            what="intake.load",
            about=load.reference,
            by=by,
            at=at,
            detail={"rows": load.rows, "left_out": load.unusable, "history": history},
        )
        notices.tell(
            to=load.by,
            kind="intake.loaded",
            words=f"Loaded: {load.rows:,} rows, as at {load.as_at:%-d %B %Y}"
            + (" as history" if history else ""),
            link=load.get_absolute_url(),
            by=None,
            at=at,
        )
    store.drop_upload(load.reference)
    return now


def load_files(
    *, paths: list[Path], as_at: date, without_bad_rows: bool, by: Person, at: datetime
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
    )
    return (read(load=made, at=at), True) if new or made.waits else (made, False)
