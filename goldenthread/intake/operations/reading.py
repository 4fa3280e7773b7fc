"""Lists read, checked, asked about, and loaded whole or not at all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl
from django.db import transaction

from goldenthread.caseload import operations as caseload
from goldenthread.caseload import queries as children
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
    if not any(sheet.frame.height for sheet in found.sheets.values()):
        Load.objects.filter(pk=load.pk).update(
            state=State.REFUSED,
            refusal="There is no row in any list: is it the empty template? "
            "Choose the file that is filled.",
        )
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
    doubt = "" if whole else _doubt(load, found, bad)
    if whole or doubt or (bad and not load.without_bad_rows):
        store.keep(f"{load.folder}-checked", _all(found), wrong, {"load": load.reference})
        Load.objects.filter(pk=load.pk, state=State.READING).update(
            state=State.TO_DECIDE, refusal=doubt
        )
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


def _doubt(load: Load, found: readers.Read, bad: dict[int, set[int]]) -> str:
    """Why to ask before this becomes the caseload; empty for history, and when all is as usual."""
    if rules.is_history(load.as_at, newest=queries.newest_as_at()):
        return ""
    rows = facts.caseload(
        _usable(found, bad), as_at=load.as_at, load=load.reference, calendar=standards.calendar()
    )
    return rules.doubt(
        children=sum(bool(row["open"]) for row in rows), before=children.open_children()
    )


def _usable(found: readers.Read, bad: dict[int, set[int]]) -> dict[int, pl.DataFrame]:
    """Each list without the rows that cannot be used."""
    return {
        number: sheet.frame.filter(~pl.col("_row").is_in(sorted(bad.get(number, ()))))
        for number, sheet in found.sheets.items()
    }


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
    frames = _usable(found, bad)
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
        filled = 0
        if not history:
            filled = caseload.replace_caseload(
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
        now.children = filled
        now.refusal = ""
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
            words=f"Loaded: {load.rows - load.unusable:,} rows, as at {load.as_at:%-d %B %Y}"
            + (" as history" if history else ""),
            link=load.get_absolute_url(),
            by=None,
            at=at,
        )
    store.drop_upload(load.reference)
    return now
