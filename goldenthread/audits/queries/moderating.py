"""What waits for moderation, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from goldenthread.audits import access
from goldenthread.audits.models import Audit, Moderation, Step
from goldenthread.audits.rules import moderation
from goldenthread.audits.tool import Section
from goldenthread.audits.vocabulary import Grade, State, spoken
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def to_moderate(reader: Person) -> QuerySet[Audit]:
    """Audits handed in that this reader may be asked to moderate, by date. MOD-1."""
    standing = people.standing(reader)
    mine = Q(moderation__by=reader)
    if standing.holds(*QA_TEAM):
        mine |= Q(moderation=None)
    leads = standing.areas(*LEADERS)
    if leads:
        mine |= Q(area__in=leads, moderation=None)
    return (
        Audit.objects.filter(access.seen_by(reader), state=State.SUBMITTED)
        .filter(mine)
        .exclude(Q(auditor=reader) | Q(worker=reader) | Q(second_worker=reader))
        .select_related("child", "auditor", "worker", "team", "area", "cycle", "tool", "moderation")
        .order_by("moderate_by", "pk")
    )


def why_not_moderate(reader: Person, audit: Audit, on: date) -> Refusal | None:
    """Why the reader may not moderate this audit. MOD-1."""
    standing = people.standing(reader)
    managers = []
    if audit.team_id and (manager := people.manager_of(audit.team_id, on)):
        managers.append(manager.pk)
    return moderation.why_not_moderate(
        state=State(audit.state),
        moderator=reader.pk,
        auditor=audit.auditor_id,
        workers=[worker for worker in (audit.worker_id, audit.second_worker_id) if worker],
        line_managers=managers,
        area=audit.area_id,
        leads=standing.areas(*LEADERS),
        qa=standing.holds(*QA_TEAM),
    )


def is_independent(reader: Person, audit: Audit) -> bool:
    """Whether this moderator is outside the child's line. Decision 17."""
    return moderation.independent(area=audit.area_id, leads=people.standing(reader).areas(*LEADERS))


def moderation_of(audit: Audit) -> Moderation | None:
    """The moderation of an audit, with its grades."""
    return (
        Moderation.objects.filter(audit=audit)
        .select_related("by")
        .prefetch_related("grades")
        .first()
    )


def last_grade(audit: Audit) -> Grade:
    """The overall grade as the auditor handed it in last: the first, unless it was returned."""
    found = audit.judgements.filter(section="").order_by("-round").first()
    return Grade(found.grade if found else audit.grade)


def head_for(audit: Audit, on: date) -> Person | None:
    """The Head of Service to whom an inadequate audit goes on a day, never its auditor. AUD-9.

    That of the service the child is with now; who acts for them while they are away; where there
    is none, the Assistant Director, then the Director.
    """
    area = audit.child.area_id or audit.area_id
    heads = [people.head_of(area, on)] if area else []
    above = [people.holders(role, on=on).first() for role in (Role.AD, Role.DCS)]
    for one in (*heads, *above):
        if one is not None and (acting := people.instead_of(one, on)).pk != audit.auditor_id:
            return acting
    return None


def standing_by_section(audit: Audit) -> dict[str, Grade]:
    """The grade that stands in each section: the moderated one where it is moderated, else the
    auditor's as handed in last. MOD-2, D03."""
    found = {
        row.section: Grade(row.grade)
        for row in sorted(audit.judgements.all(), key=lambda row: row.round)
        if row.section
    }
    moderation = getattr(audit, "moderation", None)
    if moderation is not None and audit.moderated_at:
        found |= {row.section: Grade(row.grade) for row in moderation.grades.all()}
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What the audit that is repeated says of a section."""

    audit: Audit
    grade: Grade | None
    why: str
    moderator: str
    said: tuple[tuple[str, str], ...]
    """(question as it was asked, answer)."""


def earlier(reader: Person, audit: Audit, section: Section) -> Earlier | None:
    """What was found the first time, beside the new answers, which all start empty. G02, MOD-4.

    Whoever writes the repeat reads this much of the audit it repeats.
    """
    first = audit.follows
    if first is None:
        return None
    wanted = {question.id for question in section.questions} | {section.why_id}
    rows = {row.question: row for row in first.answers.filter(question__in=wanted)}
    moderation = moderation_of(first)
    again = moderation.grades.all() if moderation else ()
    why = rows.pop(section.why_id, None)
    return Earlier(
        audit=first,
        grade=standing_by_section(first).get(section.id),
        why=why.value if why else "",
        moderator=next((row.reason for row in again if row.section == section.id), ""),
        said=tuple((row.asked, spoken(row.value)) for row in rows.values() if row.value),
    )


def compared(
    reader: Person, audit: Audit, sections: Sequence[Section]
) -> list[tuple[str, str, str]]:
    """A repeat beside what it repeats: (section, the grade that stood, the grade now). MOD-4."""
    if audit.follows is None or audit.submitted_at is None:
        return []
    before, now = standing_by_section(audit.follows), standing_by_section(audit)
    return [
        (f"{one.number}. {one.title}", before.get(one.id, ""), now.get(one.id, ""))
        for one in sections
        if one.id in before or one.id in now
    ]


def returns() -> QuerySet[Step]:
    """Every time an audit was returned to its auditor."""
    return Step.objects.filter(act="return")
