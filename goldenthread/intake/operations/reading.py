"""Lists read, checked, asked about, and loaded whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.caseload import operations as caseload
from goldenthread.caseload import queries as children
from goldenthread.intake import checks, doors, queries, readers, rules, store
from goldenthread.intake.lists import plain_header
from goldenthread.intake.models import Heading, Load
from goldenthread.intake.operations.taking import Taken
from goldenthread.intake.vocabulary import Act, Finding, Severity, Source, State, Unreadable
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.memory import no_collecting
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@no_collecting()
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
        found = _opened(load, files, words)
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
    wrong = checks.check(found, load.as_at, queries.around(load))
    checked_in = time.perf_counter() - started - read_in
    taken = Taken.of(load, found, wrong)
    taken.describe(load, found, wrong)
    load.seconds = {"read": round(read_in, 2), "check": round(checked_in, 2)}
    load.save()
    whole = any(one.severity is Severity.ERROR and one.row == 0 for one in wrong)
    doubt = "" if whole else _doubt(load)
    if whole or doubt or (taken.bad and not load.without_bad_rows):
        store.keep(f"{load.folder}-checked", {}, wrong, {"load": load.reference})
        Load.objects.filter(pk=load.pk, state=State.READING).update(
            state=State.TO_DECIDE, refusal=doubt
        )
        load.refresh_from_db()
        return load
    return _finish(load, taken, wrong, by=load.by, at=at, say=words)


@no_collecting()
def decide(
    *,
    load: Load,
    go_on: bool,
    by: Person,
    at: datetime,
    say: Callable[[str], None] | None = None,
) -> Load:
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
            store.drop_checked(load.folder)
            trail.deed(what="intake.discard", about=load.reference, by=by, at=at)
        load.refresh_from_db()
        return load
    words = say or (lambda _: None)
    files = sorted((store.uploads() / load.reference).iterdir())
    found = _opened(load, files, words)
    words("Checking every row")
    wrong = checks.check(found, load.as_at, queries.around(load))
    lacking = [one for one in wrong if one.severity is Severity.ERROR and one.row == 0]
    if lacking:
        raise Refusal(f"{lacking[0].wrong}. Correct the file, and load it again.")
    taken = Taken.of(load, found, wrong)
    return _finish(load, taken, wrong, by=by, at=at, say=words)


@transaction.atomic
def explain(*, load: Load, number: int, header: str, by: Person, at: datetime) -> str:
    """Remember that a header of this file means a column that was not found. N01.

    It counts for every file from now on; a load that waits for a decision is read anew. The name
    of the column comes back.

    Raises:
        Refusal: not theirs to load, or this load has no such guess.
    """
    stop_if(rules.why_not_load(people.standing(by).roles))
    key = rules.meant(load.lists, number, header)
    if key is None:
        raise Refusal("This header is not one that we asked about.")
    Heading.objects.update_or_create(
        list=number, header=plain_header(header), defaults={"key": key, "by": by, "at": at}
    )
    trail.deed(what="intake.explain", about=load.reference, by=by, at=at,
               detail={"list": number, "key": key})  # fmt: skip
    moved = Load.objects.filter(pk=load.pk, state=State.TO_DECIDE).update(state=State.READING)
    if moved:
        store.drop_checked(load.folder)
    explained = doors.table(number)
    return explained.column(key).header if explained else key


def _opened(load: Load, files: list[Path], say: Callable[[str], None]) -> readers.Read:
    """The files of a load, read as its door reads them."""
    door = doors.door_of(load.source)
    if door is None:
        return readers.read_files(files, known=queries.headings(), say=say)
    if load.source == Source.CIN_CENSUS:
        found, day = readers.read_census(files[0], door.tables)
        if day != load.as_at or len(files) > 1:
            raise Unreadable(
                f"{files[0].name} is as at {day:%-d %B %Y}: load it by itself, and as at that day."
            )
        return found
    found = readers.read_tables(
        files, door.tables, source=load.source, known=queries.headings(), say=say
    )
    found.earlier = queries.earlier(load, door.chained)
    return found


def _doubt(load: Load) -> str:
    """Why to ask before this becomes the caseload; empty for history, and when all is as usual."""
    if queries.is_older(load):
        return ""
    return rules.doubt(children=load.against["open"], before=children.open_children())


def _finish(
    load: Load,
    taken: Taken,
    wrong: list[Finding],
    *,
    by: Person,
    at: datetime,
    say: Callable[[str], None],
) -> Load:
    """Keep the usable rows for ever, and fill the caseload from them in one transaction."""
    about = {
        "load": load.reference,
        "as_at": load.as_at,
        "files": load.files,
        "digest": load.digest,
        "left_out": taken.left_out,
    }
    store.keep(load.folder, taken.kept(), wrong, about)
    say("Filling the caseload")
    started = time.perf_counter()
    with transaction.atomic():
        now = Load.objects.select_for_update().get(pk=load.pk)
        if now.state not in (State.READING, State.TO_DECIDE):
            return now
        history = queries.is_older(load)
        filled = 0
        if not history:
            filled = caseload.replace_caseload(
                rows=taken.rows,
                unsaid=taken.unsaid,
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
    store.drop_checked(load.folder)
    return now
