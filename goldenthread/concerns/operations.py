"""What people do to concerns. Raising one tells the right people in the same breath."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from goldenthread.concerns import queries, rules
from goldenthread.concerns.models import Concern, Step
from goldenthread.concerns.rules import NEXT
from goldenthread.concerns.vocabulary import Act, Decision, State
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM, Role
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person

MOVED = Refusal("Somebody else has just done something with this concern. Look at it again.")
SUBJECT = "a concern is waiting for you"


@transaction.atomic
def raise_concern(
    *,
    child: Child,
    source_reference: str,
    source_code: str,
    what: str,
    done_now: str,
    by: Person,
    at: datetime,
    where: str = "The record",
    another_child: str = "",
    token: str = "",
) -> Concern:
    """Raise a concern: the Head of Service of the child and the QA team are told at once. AUD-5.

    Where the Head of Service is away it goes to who acts for them; where there is none, to the
    Assistant Director. The same form sent twice raises one.

    Raises:
        Refusal: it does not say what was seen, or where.
    """
    stop_if(rules.why_not_raise(what=what, where=where))
    on = at.date()
    head = people.head_of(child.area_id, on) if child.area_id else None
    if head is None:
        head = people.holders(Role.AD, on=on).first() or people.holders(Role.DCS, on=on).first()
    responsible = people.instead_of(head, on) if head else None
    made, new = Concern.objects.get_or_create(
        token=token or secrets.token_urlsafe(16),
        defaults={
            "child": child,
            "area": child.area,
            "team": child.team,
            "source_reference": source_reference,
            "source_code": source_code,
            "what": what.strip(),
            "where": where.strip(),
            "told": done_now.strip(),
            "another_child": another_child.strip(),
            "responsible": responsible,
            "state": State.RAISED,
            "by": by,
            "at": at,
        },
    )
    if not new:
        return made
    _step(made, "raised", by=by, at=at)
    told = {person.pk: person for person in people.holders(*QA_TEAM, on=on)}
    for person in (responsible, head):
        if person is not None:
            told[person.pk] = person
    for person in told.values():
        _tell(made, person, "A concern about a child has been raised", by=by, at=at)
    return made


def _tell(
    concern: Concern, to: Person | None, words: str, *, by: Person, at: datetime,
    subject: str = SUBJECT,
) -> None:  # fmt: skip
    if to is not None:
        notices.tell(
            to=to,
            kind="concerns",
            words=words,
            link=concern.get_absolute_url(),
            by=by,
            at=at,
            subject=subject,
            urgent=True,
        )


def _step(concern: Concern, act: str, *, by: Person, at: datetime, words: str = "") -> None:
    Step.objects.create(concern=concern, act=act, words=words, by=by, at=at)
    trail.deed(
        what=f"concerns.{act}".replace(" ", "_"),
        about=concern.reference,
        child=concern.child_id,
        by=by,
        at=at,
    )


def why_not_act(by: Person, concern: Concern, act: Act, on: date) -> Refusal | None:
    """Why this person may not do this to the concern now."""
    return rules.why_not_act(
        state=State(concern.state),
        act=act,
        by=by.pk,
        responsible=queries.responsible_now(concern, on),
        raised_by=concern.by_id,
    )


def _move(concern: Concern, act: Act, *, by: Person, at: datetime, words: str, **also: Any) -> None:
    after = NEXT[State(concern.state), act]
    moved = Concern.objects.filter(pk=concern.pk, state=concern.state).update(state=after, **also)
    if not moved:
        raise MOVED
    concern.refresh_from_db()
    _step(concern, act.label.lower(), by=by, at=at, words=words)


@transaction.atomic
def acknowledge(*, concern: Concern, by: Person, at: datetime) -> None:
    """Say that one has read it and is dealing with it: the clock stops. E02, E03.

    Raises:
        Refusal: not theirs, or acknowledged already.
    """
    stop_if(why_not_act(by, concern, Act.ACKNOWLEDGE, at.date()))
    _move(
        concern,
        Act.ACKNOWLEDGE,
        by=by,
        at=at,
        words="",
        acknowledged_by=by,
        acknowledged_at=at,
        responsible=by,
    )
    _tell(concern, concern.by, f"{by.name} has acknowledged the concern you raised", by=by, at=at,
          subject="your concern has been acknowledged")  # fmt: skip


@transaction.atomic
def pass_on(*, concern: Concern, to: Person, by: Person, at: datetime) -> None:
    """Pass a concern to who acts for one. E02.

    Raises:
        Refusal: not theirs, acknowledged already, or not to a deputy.
    """
    stop_if(why_not_act(by, concern, Act.HAND_ON, at.date()))
    deputy = queries.deputy_of(by, at.date())
    if deputy is None or deputy.pk != to.pk:
        raise Refusal("It passes only to the person who acts for you.")
    _move(concern, Act.HAND_ON, by=by, at=at, words=to.name, responsible=to)
    _tell(concern, to, "A concern about a child has been passed to you", by=by, at=at)


@transaction.atomic
def decide(
    *,
    concern: Concern,
    decision: Decision,
    words: str,
    seen_by_when: date | None,
    by: Person,
    at: datetime,
) -> None:
    """Decide what is done, and by when the child is seen. B5, E03.

    Raises:
        Refusal: not theirs, not acknowledged, or without a reason.
    """
    stop_if(why_not_act(by, concern, Act.DECIDE, at.date()))
    stop_if(rules.why_not_decide(decision=decision, words=words))
    _move(
        concern,
        Act.DECIDE,
        by=by,
        at=at,
        words=f"{decision.label}. {words}",
        decision=decision,
        decision_words=words.strip(),
        seen_by_when=seen_by_when,
        decided_by=by,
        decided_at=at,
    )
    _tell(concern, concern.by, "A decision has been made about the concern you raised", by=by,
          at=at, subject="a decision about your concern")  # fmt: skip


@transaction.atomic
def see_safe(*, concern: Concern, words: str, by: Person, at: datetime) -> None:
    """Note that the child has been seen: when, where, alone or not, by whom, what was found. E03.

    Raises:
        Refusal: not theirs, not decided, or not said how.
    """
    stop_if(why_not_act(by, concern, Act.SEE, at.date()))
    if len(words.strip()) < 20:
        raise Refusal("Say when and where the child was seen, by whom, and what was found.")
    _move(concern, Act.SEE, by=by, at=at, words=words, seen_words=words.strip(), seen_at=at)
    for person in people.holders(*QA_TEAM, on=at.date()):
        _tell(concern, person, "A child has been seen safe: close the concern if it is done",
              by=by, at=at, subject="a concern can be closed")  # fmt: skip


@transaction.atomic
def close(*, concern: Concern, outcome: str, by: Person, at: datetime) -> None:
    """Close a concern: by another than who dealt with it, with the outcome. E03.

    Raises:
        Refusal: who dealt with it, whose work it is, the child not seen yet, or no outcome.
    """
    stop_if(why_not_close(by, concern))
    if len(outcome.strip()) < 20:
        raise Refusal("Say what came of it, in at least 20 characters.")
    _move(
        concern,
        Act.CLOSE,
        by=by,
        at=at,
        words=outcome,
        outcome=outcome.strip(),
        closed_by=by,
        closed_at=at,
    )
    _tell(concern, concern.by, "The concern you raised has been closed", by=by, at=at,
          subject="your concern has been closed")  # fmt: skip


def why_not_close(by: Person, concern: Concern) -> Refusal | None:
    """Why this person may not close the concern now."""
    return rules.why_not_close(
        state=State(concern.state),
        by=by.pk,
        responsible=concern.responsible_id,
        decided_by=concern.decided_by_id,
        about={concern.child.worker_id} - {None},  # type: ignore[arg-type]
        may=queries.may_close(by),
    )
