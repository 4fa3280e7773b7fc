"""Moderation: begun, section by section, finished or returned; the re-audit; the loop closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries, tool
from goldenthread.audits.models import Audit, ModeratedGrade, Moderation
from goldenthread.audits.operations.moving import move, step
from goldenthread.audits.rules import moderation
from goldenthread.audits.vocabulary import (
    Act,
    AuditQuality,
    ChangeReason,
    Grade,
    State,
)
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices

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
        words=f"{by.name} has taken over the moderation of audit {audit.reference}: {why}",
        link=audit.get_absolute_url(),
        by=by,
        at=at,
    )


def mine(audit: Audit, by: Person) -> Moderation:
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
    begun = mine(audit, by)
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
    """The moderator's overall grade: as handed in last, or changed with the reason. MOD-2.

    What it is counted against in reports is the first grade (decision 008).

    Raises:
        Refusal: not this person's moderation, or changed without code or words.
    """
    begun = mine(audit, by)
    last = queries.last_grade(audit)
    stop_if(moderation.why_not_regrade(audited=last, moderated=grade, codes=codes, reason=reason))
    changed = grade != last
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
    begun = mine(audit, by)
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
def return_to_auditor(*, audit: Audit, words: str, by: Person, at: datetime) -> None:
    """Return an audit to its auditor with what to look at again; the first grade stays. MOD-2.

    Raises:
        Refusal: not this person's moderation, or not said what.
    """
    mine(audit, by)
    stop_if(moderation.why_not_return(state=State(audit.state), words=words))
    move(audit, Act.RETURN, by=by, at=at, words=words)
    if audit.auditor is not None:
        notices.tell(
            to=audit.auditor,
            kind="audits.sent_back",
            words=f"Audit {audit.reference} came back to you: {words[:120]}",
            link=audit.get_absolute_url(),
            by=by,
            at=at,
            subject="an audit came back to you",
        )
