"""Moderation: begun, section by section, finished or returned; the re-audit; the loop closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.actions import queries as actions
from goldenthread.audits import queries, tool
from goldenthread.audits.models import Audit, ModeratedGrade, Moderation, Response
from goldenthread.audits.operations.making import new_audit
from goldenthread.audits.operations.moving import move, step
from goldenthread.audits.rules import allocation, moderation, programme
from goldenthread.audits.vocabulary import (
    Act,
    AuditQuality,
    ChangeReason,
    Grade,
    State,
)
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
def begin_moderation(*, audit: Audit, on: date, by: Person, at: datetime) -> Moderation:
    """Begin to moderate, or go on with one's own. MOD-1.

    Raises:
        Refusal: the auditor, the worker, their manager, or nobody responsible for the child.
    """
    stop_if(queries.why_not_moderate(by, audit, on))
    made, new = Moderation.objects.get_or_create(
        audit=audit,
        defaults={
            "by": by,
            "at": at,
            "independent": queries.is_independent(by, audit),
        },
    )
    if new:
        step(audit, "moderation begun", by=by, at=at)
    return made


@transaction.atomic
def take_over(*, audit: Audit, why: str, on: date, by: Person, at: datetime) -> None:
    """Take over a moderation that somebody else began, with the reason.

    Raises:
        Refusal: may not moderate it, finished, or without a reason.
    """
    stop_if(queries.why_not_moderate(by, audit, on))
    if not why.strip():
        raise Refusal("Say why you take over.")
    begun = Moderation.objects.select_related("by").get(audit=audit)
    Moderation.objects.filter(pk=begun.pk, finished_at=None).update(
        by=by, independent=queries.is_independent(by, audit)
    )
    step(audit, "moderation taken over", words=f"From {begun.by.name}: {why}", by=by, at=at)
    notices.tell(
        to=begun.by,
        kind="audits.moderation",
        words=f"{by.name} has taken over the moderation of child {audit.child.reference}: {why}",
        link=audit.get_absolute_url(),
        by=by,
        at=at,
    )


def _mine(audit: Audit, by: Person) -> Moderation:
    """The moderation of this audit, if it is this person's and not finished."""
    begun = Moderation.objects.select_for_update().filter(audit=audit).first()
    if begun is None:
        raise Refusal("Begin the moderation first.")
    if begun.by_id != by.pk:
        raise Refusal(f"{begun.by.name} moderates this audit.")
    if begun.finished_at is not None:
        raise Refusal("This moderation is finished.")
    return begun


@transaction.atomic
def grade_section(
    *,
    audit: Audit,
    section: str,
    grade: Grade,
    codes: Sequence[ChangeReason],
    reason: str,
    by: Person,
    at: datetime,
) -> None:
    """The moderator's grade of a section: agreed, or changed with the reason. MOD-2.

    Raises:
        Refusal: not this person's moderation, or changed without code or words.
        ValueError: the auditor did not grade this section.
    """
    begun = _mine(audit, by)
    judged = audit.judgements.filter(section=section).order_by("-round").first()
    if judged is None or not section:
        raise ValueError(f"{section} was not graded.")
    stop_if(
        moderation.why_not_regrade(
            audited=Grade(judged.grade), moderated=grade, codes=codes, reason=reason
        )
    )
    changed = grade != judged.grade
    ModeratedGrade.objects.update_or_create(
        moderation=begun,
        section=section,
        defaults={
            "grade": grade,
            "codes": [code.value for code in codes] if changed else [],
            "reason": reason.strip() if changed else "",
            "at": at,
        },
    )


@transaction.atomic
def grade_overall(
    *,
    audit: Audit,
    grade: Grade,
    codes: Sequence[ChangeReason],
    reason: str,
    by: Person,
    at: datetime,
) -> None:
    """The moderator's overall grade. MOD-2.

    Raises:
        Refusal: not this person's moderation, or changed without code or words.
    """
    begun = _mine(audit, by)
    stop_if(
        moderation.why_not_regrade(
            audited=Grade(audit.grade), moderated=grade, codes=codes, reason=reason
        )
    )
    changed = grade != audit.grade
    Moderation.objects.filter(pk=begun.pk).update(
        grade=grade,
        codes=[code.value for code in codes] if changed else [],
        reason=reason.strip() if changed else "",
    )


@transaction.atomic
def judge_audit(
    *, audit: Audit, quality: Mapping[str, AuditQuality], to_auditor: str, by: Person
) -> None:
    """The quality of the audit itself, and a word to the auditor. MQ1 to MQ8, M7.

    Raises:
        Refusal: not this person's moderation.
    """
    begun = _mine(audit, by)
    Moderation.objects.filter(pk=begun.pk).update(
        quality={**begun.quality, **{key: value.value for key, value in quality.items()}},
        to_auditor=to_auditor.strip(),
    )


def what_is_left(audit: Audit, begun: Moderation) -> tuple[str, ...]:
    """What is left before the moderation can be finished, in words. MOD-2."""
    asked = tool.read(audit.tool.body)
    numbers = {section.id: f"section {section.number}" for section in asked.sections}
    judged = dict.fromkeys(
        audit.judgements.exclude(section="").order_by("section").values_list("section", flat=True)
    )
    return moderation.what_stops_finishing(
        sections=[numbers[section] for section in judged],
        moderated=[numbers[row.section] for row in begun.grades.all()],
        overall=begun.grade,
        quality=len(begun.quality),
        items=len(asked.audit_quality),
    )


@transaction.atomic
def finish_moderation(*, audit: Audit, on: date, by: Person, at: datetime) -> Audit | None:
    """Finish: the moderated grade stands, beside the auditor's. MOD-2, D03.

    An inadequate case is audited again by another auditor within three months of the day it was
    handed in: that audit comes back, drawn and with an auditor proposed, for QA to give out
    (MOD-4, G01).

    Raises:
        Refusal: not this person's moderation, or something is left.
    """
    begun = _mine(audit, by)
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
                words=f"The audit of child {audit.child.reference} has been moderated",
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
            words=f"Child {audit.child.reference} is to be audited again by {due_on:%-d %B %Y}",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
        )
    return again


@transaction.atomic
def return_to_auditor(*, audit: Audit, words: str, by: Person, at: datetime) -> None:
    """Return an audit to its auditor with what to look at again; the first grade stays. MOD-2.

    Raises:
        Refusal: not this person's moderation, or not said what.
    """
    _mine(audit, by)
    stop_if(moderation.why_not_return(state=State(audit.state), words=words))
    move(audit, Act.RETURN, by=by, at=at, words=words)
    if audit.auditor is not None:
        notices.tell(
            to=audit.auditor,
            kind="audits.sent_back",
            words=f"The audit of child {audit.child.reference} came back to you: {words[:120]}",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
            subject="an audit came back to you",
        )


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
