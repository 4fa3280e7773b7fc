"""Moderation finished, the repeat of an inadequate audit, and the loop closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.actions import queries as actions
from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Moderation, Response
from goldenthread.audits.operations.making import new_audit
from goldenthread.audits.operations.moderating import mine, what_is_left
from goldenthread.audits.operations.moving import move, step
from goldenthread.audits.operations.submitting import share_with_head
from goldenthread.audits.rules import allocation, moderation, programme
from goldenthread.audits.vocabulary import Act, Grade, State
from goldenthread.caseload import operations as caseload
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM, Role
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def finish_moderation(*, audit: Audit, on: date, by: Person, at: datetime) -> Audit | None:
    """Finish: the moderated grade stands, beside the auditor's. MOD-2, D03.

    An inadequate case is audited again by another auditor within three months of the day it was
    handed in: that audit comes back, drawn and with an auditor proposed, for QA to give out
    (MOD-4, G01).

    Raises:
        Refusal: not this person's moderation, or something is left.
    """
    begun = mine(audit, by)
    stop_if(queries.why_not_moderate(by, audit, on))
    left = what_is_left(audit, begun)
    if left:
        raise Refusal(
            f"{left[0]}." if len(left) == 1 else f"{len(left)} things are left: {left[0].lower()}…"
        )
    grade = Grade(begun.grade)
    if audit.submitted_at is None:
        raise Refusal("It has not been handed in.")
    outcome = moderation.outcome_of_moderation(
        audited=Grade(audit.grade), moderated=grade, submitted_on=audit.submitted_at.date()
    )
    move(
        audit,
        Act.MODERATE,
        by=by,
        at=at,
        words=outcome.direction,
        moderated_grade=grade,
        moderated_at=at,
    )
    Moderation.objects.filter(pk=begun.pk).update(finished_at=at)
    _tell_all(audit, by=by, at=at)
    if outcome.reaudit_by is None:
        return None
    share_with_head(audit=audit, by=by, at=at, on=on)
    return _repeat(audit, due_on=outcome.reaudit_by, on=on, by=by, at=at)


def _tell_all(audit: Audit, *, by: Person, at: datetime) -> None:
    """The auditor, and everybody with whom it was shared, the same words whatever the grade."""
    told = {audit.auditor_id: audit.auditor}
    for response in Response.objects.filter(audit=audit).select_related("person"):
        told.setdefault(response.person_id, response.person)
    for person in told.values():
        if person is not None and person.pk != by.pk:
            where = "" if person.pk == audit.auditor_id else "shared/"
            notices.tell(
                to=person,
                kind="audits.moderated",
                words=f"Audit {audit.reference} has been moderated",
                link=f"{audit.get_absolute_url()}{where}",
                by=by,
                at=at,
                subject="your audit has been moderated",
            )


def _repeat(audit: Audit, *, due_on: date, on: date, by: Person, at: datetime) -> Audit:
    """The audit that repeats an inadequate one, once, with another auditor proposed. MOD-4."""
    there = Audit.objects.filter(follows=audit).exclude(state=State.WITHDRAWN).first()
    if there is not None:
        return there
    again = new_audit(
        child=audit.child,
        cycle=None,
        draw=None,
        stratum="Repeat of an inadequate audit",
        due_on=due_on,
        moderate_by=standards.calendar().add(due_on, 10),
        by=by,
        at=at,
        follows=audit,
    )
    case = allocation.Case(
        key="0",
        team=audit.child.team_id,
        area=audit.child.area_id,
        worker=audit.child.worker_id,
        chair=audit.child.chair_id,
        not_by=frozenset({audit.auditor_id or by.pk, by.pk}),
    )
    wanted = [post.person_id for post in queries.may_audit(on)]
    proposed = allocation.allocate(
        [case], queries.auditors(wanted, on), seed=f"repeat {audit.reference}"
    )
    if proposed.given:
        again.auditor_id = proposed.given[0][1]
    again.save()
    step(again, "repeat", words=f"Repeats {audit.reference}", by=by, at=at)
    step(audit, "repeat due", words=f"{again.reference}, by {due_on.isoformat()}", by=by, at=at)
    trail.deed(what="audits.repeat", about=again.reference, child=audit.child_id, by=by, at=at)
    for person in [
        *people.holders(*QA_TEAM, on=on),
        *people.holders(Role.AD, on=on),
    ]:
        notices.tell(
            to=person,
            kind="audits.repeat",
            words=f"Audit {audit.reference} is to be repeated by {due_on:%-d %B %Y}",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
        )
    return again


def why_not_close(by: Person, audit: Audit) -> Refusal | None:
    """Why the loop of an audit cannot be closed now. Framework 3.1."""
    if refusal := programme.why_not_run(people.standing(by).roles):
        return refusal
    repeat = audit.followed_by.exclude(state=State.WITHDRAWN).first()
    return moderation.why_not_close(
        state=State(audit.state),
        open_actions=actions.open_of_source(by, audit.reference).count(),
        reaudit_open=repeat is not None and repeat.moderated_at is None,
    )


@transaction.atomic
def close(*, audit: Audit, by: Person, at: datetime) -> None:
    """Close the loop: every action closed, and the repeat, where one is due, moderated.

    Raises:
        Refusal: not QA, not moderated, or something is still open.
    """
    stop_if(why_not_close(by, audit))
    move(audit, Act.CLOSE, by=by, at=at)
    caseload.end_task(reason=audit.reference, by=by, at=at)
