"""Carrying out an audit: opened, written as one goes, handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from goldenthread.audits import queries, tool
from goldenthread.audits.models import (
    Answer,
    AnswerBefore,
    Audit,
    Conversation,
    FactDispute,
    FeedbackAttempt,
    Finding,
    Judgement,
    Opening,
    Response,
)
from goldenthread.audits.operations.moving import move, step
from goldenthread.audits.rules import completing, sharing, writing
from goldenthread.audits.vocabulary import Act, Grade, Method, Outcome, Part, Source, State
from goldenthread.concerns import operations as concerns
from goldenthread.concerns import queries as raised
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An answer that somebody else, or another tab, changed in the meantime."""

    question: str
    mine: str
    theirs: str
    by: str
    at: datetime
    version: int


@dataclass(slots=True, kw_only=True)
class Saved:
    """What saving did."""

    versions: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def _may_write(audit: Audit, by: Person) -> None:
    """Hold the audit while writing, as it is in the database and not as a page remembers it."""
    now = Audit.objects.select_for_update().get(pk=audit.pk)
    audit.state = now.state
    stop_if(writing.why_not_write(state=State(now.state), auditor=now.auditor_id, writer=by.pk))


@transaction.atomic
def open_record(*, audit: Audit, files: str, why: str, by: Person, at: datetime) -> Opening:
    """Open the child's record for the audit, saying which files and why. AUD-7, C10.

    The first opening begins the audit.

    Raises:
        Refusal: not the auditor, handed in already, or without a reason.
    """
    stop_if(
        writing.why_not_open(
            state=State(audit.state), auditor=audit.auditor_id, reader=by.pk, why=why
        )
    )
    if audit.state == State.ISSUED:
        move(audit, Act.OPEN, by=by, at=at)
        for worker in (audit.worker, audit.second_worker):
            if worker is not None:
                Conversation.objects.get_or_create(
                    audit=audit, practitioner=worker, defaults={"by": by, "at": at}
                )
    made = Opening.objects.create(audit=audit, files=files[:300], why=why[:200], by=by, at=at)
    trail.look(
        what="audits.open_record",
        children=[audit.child_id],
        by=by,
        at=at,
        about=audit.reference,
    )
    return made


@transaction.atomic
def save_answers(
    *,
    audit: Audit,
    values: Mapping[str, str],
    versions: Mapping[str, int],
    by: Person,
    at: datetime,
) -> Saved:
    """Keep answers, each with the wording it was asked in; what was there before is kept too.

    `versions` says which version of each answer the writer saw, 0 for none. An answer that
    has changed since is not overwritten: it comes back as a conflict, and the rest is saved.
    AUD-8, A02.

    Raises:
        Refusal: not the auditor, or not being written.
        ValueError: a question that the tool does not ask.
    """
    _may_write(audit, by)
    asked = tool.read(audit.tool.body)
    before = {
        row.question: row
        for row in Answer.objects.filter(audit=audit, question__in=values).select_related("by")
    }
    saved = Saved()
    for question, value in values.items():
        wording = asked.wording(question.partition(":")[0])
        if not wording:
            raise ValueError(f"The tool does not ask {question}.")
        row = before.get(question)
        if row is None:
            if value:
                Answer.objects.create(
                    audit=audit, question=question, asked=wording, value=value, by=by, at=at
                )
            saved.versions[question] = 1 if value else 0
        elif row.value == value:
            saved.versions[question] = row.version
        elif versions.get(question, row.version) != row.version:
            saved.conflicts.append(
                Conflict(
                    question=question,
                    mine=value,
                    theirs=row.value,
                    by=row.by.name,
                    at=row.at,
                    version=row.version,
                )
            )
        else:
            AnswerBefore.objects.create(
                audit=audit,
                question=question,
                value=row.value,
                version=row.version,
                by=row.by,
                at=row.at,
            )
            Answer.objects.filter(pk=row.pk).update(
                value=value, version=row.version + 1, by=by, at=at
            )
            saved.versions[question] = row.version + 1
    return saved


@transaction.atomic
def raise_from_gate(*, audit: Audit, what: str, told: str, by: Person, at: datetime) -> None:
    """Raise what the safety question found, once. AUD-5, FCA-B.

    Raises:
        Refusal: nothing was said of what was seen.
    """
    if not what.strip():
        raise Refusal("Say what was seen, and where in the record.")
    if raised.of_source(by, audit.reference).exists():
        return
    concerns.raise_concern(
        child=audit.child,
        source_reference=audit.reference,
        source_code="B1",
        what=what,
        done_now=told,
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
    _may_write(audit, by)
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
    _may_write(audit, by)
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
    _may_write(audit, by)
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
    _may_write(audit, by)
    gone, _ = Finding.objects.filter(audit=audit, pk=finding).delete()
    if gone:
        trail.deed(what="audits.remove_finding", about=audit.reference, by=by, at=at)


@transaction.atomic
def dispute_fact(*, audit: Audit, fact: str, words: str, by: Person, at: datetime) -> FactDispute:
    """Say that a fact is wrong: it stays, marked. T8, C07.

    Raises:
        Refusal: not the auditor, no such fact, or not said what is right and how one knows.
    """
    _may_write(audit, by)
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
    _may_write(audit, by)
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


@transaction.atomic
def submit(*, audit: Audit, by: Person, at: datetime, on: date) -> list[Response]:
    """Hand an audit in: judgements are written once, and it is shared. AUD-9, D03.

    Pressed twice, the second press is refused and nothing is doubled.

    Raises:
        Refusal: not the auditor, something is missing, or it was handed in already.
    """
    stop_if(writing.why_not_write(state=State(audit.state), auditor=audit.auditor_id, writer=by.pk))
    sheet = queries.sheet(by, audit)
    stop_if(completing.why_not_submit(sheet.gaps))
    overall = Grade(sheet.answers["OV3"])
    before = audit.judgements.order_by("-round").first()
    number = before.round + 1 if before else 1
    first: dict[str, Any] = {} if before else {"grade": overall, "submitted_at": at}
    move(audit, Act.SUBMIT, by=by, at=at, **first)
    Judgement.objects.bulk_create(
        Judgement(
            audit=audit, section=section, grade=grade, reason=reason, round=number, by=by, at=at
        )
        for section, grade, reason in [
            ("", overall, sheet.answers["OV4"]),
            *(
                (key, grade, sheet.answers.get(f"{key}.why", ""))
                for key, grade in sheet.grades.items()
            ),
        ]
    )
    return _share(audit, overall, by=by, at=at, on=on)


def _share(audit: Audit, grade: Grade, *, by: Person, at: datetime, on: date) -> list[Response]:
    """Share it with the worker and their manager; inadequate, with the Head of Service too."""
    workers = [
        worker for worker in (audit.worker, audit.second_worker) if worker and worker.is_active
    ]
    team = audit.child.team_id or audit.team_id
    area = audit.child.area_id or audit.area_id
    manager = people.manager_of(team, on) if team else None
    head = people.head_of(area, on) if area else None
    if head is not None:
        head = people.instead_of(head, on)
    made = []
    for share in sharing.shared_with(
        workers=tuple(worker.pk for worker in workers),
        manager=manager.pk if manager and manager.pk != audit.auditor_id else None,
        head=head.pk if head else None,
        grade=grade,
        on=on,
        calendar=standards.calendar(),
    ):
        response, new = Response.objects.get_or_create(
            audit=audit,
            person_id=share.person,
            part=share.part,
            defaults={"due_on": share.due_on, "shared_at": at},
        )
        made.append(response)
        urgent = share.part is Part.HEAD
        notices.tell(
            to=response.person,
            kind="audits.shared",
            words=(
                f"The audit of child {audit.child.reference} is Inadequate. Read it today."
                if urgent
                else f"An audit of child {audit.child.reference} has been shared with you"
                if new
                else f"The audit of child {audit.child.reference} has been returned again"
            ),
            link=f"{audit.get_absolute_url()}shared/",
            by=by,
            at=at,
            subject="an audit needs you to read it today"
            if urgent
            else "an audit has been shared with you",
            urgent=urgent,
        )
    for officer in people.holders(*QA_TEAM, on=on):
        notices.tell(
            to=officer,
            kind="audits.returned",
            words=f"The audit of child {audit.child.reference} has been handed in",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
        )
    return made
