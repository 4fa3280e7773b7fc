"""An audit handed in, and shared with those who must read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from goldenthread.actions import operations as acting
from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Judgement, Response
from goldenthread.audits.operations.moving import move
from goldenthread.audits.rules import completing, sharing, writing
from goldenthread.audits.vocabulary import POLICY, Act, Grade, Part, State
from goldenthread.kernel.refusal import stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.people.models import Person


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
    acting.release(source_reference=audit.reference, by=by, at=at)
    return _share(audit, overall, by=by, at=at, on=on)


def _share(audit: Audit, grade: Grade, *, by: Person, at: datetime, on: date) -> list[Response]:
    """Share it with the worker and their manager; inadequate, with the Head of Service too."""
    workers = [
        worker for worker in (audit.worker, audit.second_worker) if worker and worker.is_active
    ]
    team = audit.child.team_id or audit.team_id
    manager = people.manager_of(team, on) if team else None
    head = queries.head_for(audit, on) if grade is Grade.INADEQUATE else None
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
        _tell_shared(response, again=not new, by=by, at=at)
    for officer in people.holders(*QA_TEAM, on=on):
        notices.tell(
            to=officer,
            kind="audits.returned",
            words=f"Audit {audit.reference} has been handed in",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
        )
    return made


def _tell_shared(response: Response, *, again: bool, by: Person, at: datetime) -> None:
    """Tell somebody that an audit is there to be read; the Head of Service, that it is urgent."""
    name = f"Audit {response.audit.reference}"
    urgent = response.part == Part.HEAD
    notices.tell(
        to=response.person,
        kind="audits.shared",
        words=(
            f"{name} is Inadequate. Read it today."
            if urgent
            else f"{name} has been returned again"
            if again
            else f"{name} has been shared with you"
        ),
        link=f"{response.audit.get_absolute_url()}shared/",
        by=by,
        at=at,
        subject="an audit needs you to read it today"
        if urgent
        else "an audit has been shared with you",
        urgent=urgent,
    )


def share_with_head(*, audit: Audit, by: Person, at: datetime, on: date) -> None:
    """Share an audit that moderation found Inadequate with the Head of Service. AUD-9, MOD-4.

    Once: not again where they have it already, and not where they moderated it themselves.
    """
    head = queries.head_for(audit, on)
    if head is None or head.pk == by.pk:
        return
    days = POLICY.head_answers_within_days
    response, new = Response.objects.get_or_create(
        audit=audit,
        person=head,
        part=Part.HEAD,
        defaults={"due_on": standards.calendar().add(on, days), "shared_at": at},
    )
    if new:
        _tell_shared(response, again=False, by=by, at=at)
