"""Noting something on a line of points, agreeing to a step change, and withdrawing either."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.performance import rules
from goldenthread.performance.models import Note
from goldenthread.performance.rules.worded import NOTE_AT_MOST, why_not_long
from goldenthread.performance.vocabulary import Mark
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from goldenthread.performance.measure import Indicator
    from goldenthread.performance.queries import Place


@transaction.atomic
def add_note(
    *,
    indicator: Indicator,
    place: Place,
    kind: Mark,
    day: date,
    words: str,
    points: Sequence[date],
    by: Person,
    at: datetime,
) -> Note:
    """Note an event on a line, or propose a step change from which limits begin anew. R02.

    A step change counts once a second person agrees.

    Args:
        points: the days of the line, oldest first.

    Raises:
        Refusal: without words, outside the line, or a step change that is not theirs to set.
    """
    roles = people.standing(by).roles
    stop_if(rules.why_not_note(kind=kind, roles=roles, words=words, day=day, points=points))
    made = Note.objects.create(
        code=indicator.code,
        place=place.key,
        day=day,
        kind=Mark.PROPOSED if kind == Mark.STEP else kind,
        words=words.strip(),
        by=by,
        at=at,
    )
    trail.deed(
        what="performance.add_note",
        about=indicator.code,
        by=by,
        at=at,
        detail={"note": made.pk, "kind": kind, "place": place.key, "day": day.isoformat()},
    )
    return made


@transaction.atomic
def agree_step(*, note: Note, by: Person, at: datetime) -> Note:
    """Agree to a step change that somebody else proposed: from now on it counts. R02.

    The agreement is a note of its own, so that who proposed it and who agreed both stand.

    Raises:
        Refusal: their own, not theirs to agree, agreed already, or withdrawn.
    """
    now = Note.objects.select_for_update().get(pk=note.pk, kind=Mark.PROPOSED)
    stop_if(
        rules.why_not_agree(
            by=by.pk,
            author=now.by_id,
            roles=people.standing(by).roles,
            withdrawn=now.withdrawn_by_id is not None,
            agreed=rules.agreement(now, list(Note.objects.filter(code=now.code))) is not None,
        )
    )
    made = Note.objects.create(
        code=now.code, place=now.place, day=now.day, kind=Mark.STEP, words=now.words, by=by, at=at
    )
    trail.deed(
        what="performance.agree_step",
        about=now.code,
        by=by,
        at=at,
        detail={"note": made.pk, "proposal": now.pk},
    )
    return made


@transaction.atomic
def withdraw_note(*, note: Note, why: str, by: Person, at: datetime) -> None:
    """Withdraw a note; it stays on record, with who and why. R02.

    Raises:
        Refusal: not theirs, withdrawn already, or without a reason.
    """
    now = Note.objects.select_for_update().get(pk=note.pk)
    stop_if(
        rules.why_not_withdraw(
            by=by.pk,
            author=now.by_id,
            roles=people.standing(by).roles,
            withdrawn=now.withdrawn_by_id is not None,
            agreed=rules.agreement(now, list(Note.objects.filter(code=now.code))) is not None,
        )
    )
    if not why.strip():
        raise Refusal("Say why it is withdrawn.")
    stop_if(why_not_long(why, most=NOTE_AT_MOST))
    now.withdrawn_by, now.withdrawn_at, now.withdrawn_why = by, at, why.strip()
    now.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    trail.deed(
        what="performance.withdraw_note", about=now.code, by=by, at=at, detail={"note": now.pk}
    )
