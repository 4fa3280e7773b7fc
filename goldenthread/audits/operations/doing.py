"""Carrying out an audit: opened, written as one goes, handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from goldenthread.audits import tool
from goldenthread.audits.models import (
    Answer,
    AnswerBefore,
    Audit,
    Conversation,
    Opening,
)
from goldenthread.audits.operations.moving import move
from goldenthread.audits.rules import writing
from goldenthread.audits.vocabulary import Act, State
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person

GATE = "B1"
"""The safety question."""
HELD_ON = "RC0a"
"""The question when the conversation was held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An answer that somebody else, or another tab, changed in the meantime."""

    question: str
    mine: str
    theirs: str
    by: str
    own: bool
    """Whether the writer themself changed it, on another page."""
    at: datetime
    version: int


@dataclass(slots=True, kw_only=True)
class Saved:
    """What saving did."""

    versions: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    """The questions whose answer may not be saved now, and why."""


def may_write(audit: Audit, by: Person) -> None:
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
    sent_from: str = "",
) -> Saved:
    """Keep answers, each with the wording it was asked in; what was there before is kept too.

    `versions` says which version of each answer the writer saw, 0 for none. An answer that
    has changed since is not overwritten: it comes back as a conflict, and the rest is saved.
    `sent_from` names the opened page and the number of its sending: what that very page changed
    is no conflict, and what it sent before does not undo what it sent since. An answer that may
    not be given now, such as a grade before the safety question, comes back as refused.
    AUD-8, A02.

    Raises:
        Refusal: not the auditor, or not being written.
        ValueError: a question that the tool does not ask.
    """
    may_write(audit, by)
    asked = tool.read(audit.tool.body)
    before = {
        row.question: row
        for row in Answer.objects.filter(audit=audit, question__in=[GATE, *values]).select_related(
            "by"
        )
    }
    safety = values.get(GATE) or (before[GATE].value if GATE in before else "")
    saved = Saved()
    for question, value in values.items():
        wording = asked.wording(question.partition(":")[0])
        if not wording:
            raise ValueError(f"The tool does not ask {question}.")
        row = before.get(question)
        arrival = writing.arrival(sent_from=sent_from, before=row.sent_from if row else "")
        if row and (row.value == value or arrival is writing.Arrival.OVERTAKEN):
            saved.versions[question] = row.version
        elif refusal := _why_not(asked, question, value, safety=safety, at=at):
            saved.refused[question] = str(refusal)
        elif row is None:
            saved.versions[question] = 1 if value else 0
            if value:
                Answer.objects.create(
                    audit=audit,
                    question=question,
                    asked=wording,
                    value=value,
                    sent_from=sent_from,
                    by=by,
                    at=at,
                )
        elif (
            arrival is writing.Arrival.APART and versions.get(question, row.version) != row.version
        ):
            saved.conflicts.append(_conflict(row, mine=value, by=by))
        else:
            saved.versions[question] = _change(row, value, sent_from=sent_from, by=by, at=at)
    return saved


def _why_not(
    asked: tool.Tool, question: str, value: str, *, safety: str, at: datetime
) -> Refusal | None:
    """Why this one answer may not be saved now."""
    if not value:
        return None
    if asked.is_grade(question):
        return writing.why_not_grade(safety=safety)
    if question.partition(":")[0] == HELD_ON:
        return writing.why_not_held(on=date.fromisoformat(value), today=timezone.localdate(at))
    return None


def _conflict(row: Answer, *, mine: str, by: Person) -> Conflict:
    return Conflict(
        question=row.question,
        mine=mine,
        theirs=row.value,
        by=row.by.name,
        own=row.by_id == by.pk,
        at=row.at,
        version=row.version,
    )


def _change(row: Answer, value: str, *, sent_from: str, by: Person, at: datetime) -> int:
    """Write over an answer, keeping what was there before; the new version comes back."""
    AnswerBefore.objects.create(
        audit_id=row.audit_id,
        question=row.question,
        value=row.value,
        version=row.version,
        by=row.by,
        at=row.at,
    )
    Answer.objects.filter(pk=row.pk).update(
        value=value, version=row.version + 1, sent_from=sent_from, by=by, at=at
    )
    return row.version + 1
