"""What is gathered for an audit: what people say, what was found, whom it was talked over with."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from goldenthread.audits.models import (
    Audit,
    Conversation,
    FactDispute,
    FeedbackAttempt,
    Finding,
)
from goldenthread.audits.operations.doing import GATE, may_write, save_answers
from goldenthread.audits.operations.moving import step
from goldenthread.audits.rules import completing, writing
from goldenthread.audits.vocabulary import Method, Outcome, Source, State
from goldenthread.concerns import operations as concerns
from goldenthread.concerns import queries as raised
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.concerns.models import Concern
    from goldenthread.people.models import Person


@transaction.atomic
def answer_gate(
    *,
    audit: Audit,
    answer: str,
    what: str,
    told: str,
    told_at: datetime | None,
    by: Person,
    at: datetime,
) -> Concern | None:
    """Answer the safety question; what it found is raised in the same breath. AUD-5, FCA-B.

    The same words raise one concern, however often they are sent; other words are another
    danger, and raise another. The concern comes back when there is a new one.

    Raises:
        Refusal: not the auditor, not being written, nothing was said of what was seen, or nobody
            was told by voice yet.
    """
    when = timezone.localtime(told_at) if told_at else None
    values = {
        GATE: answer,
        "B2": what.strip(),
        "B3": told.strip(),
        "B4": f"{when:%Y-%m-%dT%H:%M}" if when else "",
    }
    save_answers(audit=audit, values=values, versions={}, by=by, at=at)
    if answer == "no":
        return None
    missing = completing.safety_gaps(values)
    if missing or when is None:
        raise Refusal(f"{missing[0].words}.")
    if when > at:
        raise Refusal("The moment when you told them is in the future.")
    what = values["B2"]
    if raised.of_source(by, audit.reference).filter(source_code=GATE, what=what).exists():
        return None
    return concerns.raise_concern(
        child=audit.child,
        source_reference=audit.reference,
        source_code=GATE,
        what=what,
        done_now=f"{values['B3']}, {when:%-d %B %Y, %H:%M}",
        by=by,
        at=at,
    )


@transaction.atomic
def log_attempt(
    *,
    audit: Audit,
    source: Source,
    method: Method | None,
    on: date,
    outcome: Outcome,
    reason: str,
    said: str,
    may_quote: bool,
    by: Person,
    at: datetime,
) -> FeedbackAttempt:
    """Note an attempt to hear the child, the family or a professional. AUD-4.

    Raises:
        Refusal: not the auditor, in the future, or nobody heard and no reason given.
    """
    may_write(audit, by)
    if on > at.date():
        raise Refusal("The attempt is in the future.")
    if outcome is not Outcome.OBTAINED and not reason.strip():
        raise Refusal("Say why they could not be heard.")
    if outcome is Outcome.OBTAINED and not said.strip():
        raise Refusal("Write what they said.")
    return FeedbackAttempt.objects.create(
        audit=audit,
        source=source,
        method=method or "",
        on=on,
        outcome=outcome,
        reason=reason,
        said=said,
        may_quote=may_quote,
        by=by,
        at=at,
    )


@transaction.atomic
def remove_attempt(*, audit: Audit, attempt: int, by: Person, at: datetime) -> None:
    """Take out an attempt noted by mistake; the trail keeps that it was."""
    may_write(audit, by)
    gone, _ = FeedbackAttempt.objects.filter(audit=audit, pk=attempt).delete()
    if gone:
        trail.deed(what="audits.remove_attempt", about=audit.reference, by=by, at=at)


@transaction.atomic
def add_finding(
    *,
    audit: Audit,
    strength: bool,
    words: str,
    section: str,
    thread: str,
    token: str,
    by: Person,
    at: datetime,
) -> Finding:
    """Note a strength, or what could be stronger; the same form twice is one. OV1, OV2.

    Raises:
        Refusal: not the auditor, or no words.
    """
    may_write(audit, by)
    if not words.strip():
        raise Refusal("Write what you found.")
    made, _ = Finding.objects.get_or_create(
        token=token,
        defaults={
            "audit": audit,
            "strength": strength,
            "words": words.strip(),
            "section": section,
            "thread": thread,
            "by": by,
            "at": at,
        },
    )
    return made


@transaction.atomic
def remove_finding(*, audit: Audit, finding: int, by: Person, at: datetime) -> None:
    """Take out a finding; the trail keeps that it was."""
    may_write(audit, by)
    gone, _ = Finding.objects.filter(audit=audit, pk=finding).delete()
    if gone:
        trail.deed(what="audits.remove_finding", about=audit.reference, by=by, at=at)


@transaction.atomic
def dispute_fact(*, audit: Audit, fact: str, words: str, by: Person, at: datetime) -> FactDispute:
    """Say that a fact is wrong: it stays, marked. T8, C07.

    Raises:
        Refusal: not the auditor, no such fact, or not said what is right and how one knows.
    """
    may_write(audit, by)
    if fact not in {str(row["code"]) for row in audit.facts}:
        raise Refusal("That is not one of this child’s facts.")
    if len(words.strip()) < 10:
        raise Refusal("Say what is right, and how you know.")
    return FactDispute.objects.create(audit=audit, fact=fact, words=words.strip(), by=by, at=at)


@transaction.atomic
def add_conversation(*, audit: Audit, practitioner: Person, by: Person, at: datetime) -> None:
    """Add a second practitioner, where two are key. AUD-3, decision 21.

    Raises:
        Refusal: not the auditor, or two are there already.
    """
    may_write(audit, by)
    if practitioner.pk == by.pk:
        raise Refusal("You cannot be the practitioner of your own audit.")
    there = set(audit.conversations.values_list("practitioner", flat=True))
    if practitioner.pk in there:
        return
    if len(there) >= 2:
        raise Refusal("Two practitioners are named already.")
    Conversation.objects.create(audit=audit, practitioner=practitioner, by=by, at=at)
    if audit.worker_id is None:
        Audit.objects.filter(pk=audit.pk).update(worker=practitioner)
    elif audit.worker_id != practitioner.pk:
        Audit.objects.filter(pk=audit.pk).update(second_worker=practitioner)
    step(audit, "practitioner", words=practitioner.name, by=by, at=at)


@transaction.atomic
def set_own_words(*, conversation: Conversation, words: str, by: Person, at: datetime) -> None:
    """The practitioner's own reflection. AUD-3, RC15.

    Raises:
        Refusal: not the practitioner, or closed.
    """
    stop_if(
        writing.why_not_reflect(
            state=State(conversation.audit.state),
            practitioner=conversation.practitioner_id,
            writer=by.pk,
        )
    )
    Conversation.objects.filter(pk=conversation.pk).update(own_words=words.strip(), own_words_at=at)
    trail.deed(what="audits.own_words", about=conversation.audit.reference, by=by, at=at)
