"""What waits for moderation, and for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from goldenthread.audits import access
from goldenthread.audits.models import Audit, Moderation
from goldenthread.audits.rules import moderation
from goldenthread.audits.vocabulary import State
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
