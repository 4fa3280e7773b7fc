"""What may be asked about concerns."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.concerns import access, rules
from goldenthread.concerns.models import Concern, Step
from goldenthread.concerns.vocabulary import Decision, State
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_WITH = (
    "child", "area", "team", "by", "responsible", "acknowledged_by", "decided_by", "closed_by",
)  # fmt: skip


def concerns(reader: Person) -> QuerySet[Concern]:
    """The concerns this reader may read."""
    return Concern.objects.filter(access.seen_by(reader)).select_related(*_WITH)


def register(reader: Person, since: datetime) -> list[rules.Clocked]:
    """The clocks of every concern raised since then that the reader may read. E05."""
    return [
        rules.Clocked(
            raised_at=raised, acknowledged_at=acknowledged, seen_at=seen,
            visit=decision in (Decision.VISIT, Decision.STRATEGY, Decision.SAFETY_PLAN),
        )
        for raised, acknowledged, seen, decision in concerns(reader)
        .filter(at__gt=since)
        .values_list("at", "acknowledged_at", "seen_at", "decision")
    ]  # fmt: skip


def concern(reader: Person, number: int) -> Concern | None:
    """The concern of this number, if the reader may read it."""
    return concerns(reader).filter(pk=number).first()


def of_source(reader: Person, source_reference: str) -> QuerySet[Concern]:
    """The concerns raised from this: for who writes it, who must know that there is one."""
    return Concern.objects.filter(source_reference=source_reference).select_related(*_WITH)


def open_for(reader: Person) -> QuerySet[Concern]:
    """Those that the reader may read and that are not closed, the longest waiting first."""
    return concerns(reader).exclude(state=State.CLOSED).order_by("at")


def waiting_for(reader: Person) -> QuerySet[Concern]:
    """Those that the reader must deal with now."""
    return (
        Concern.objects.filter(responsible=reader)
        .exclude(state__in=[State.CLOSED, State.SEEN_SAFE])
        .select_related(*_WITH)
        .order_by("at")
    )


def to_close(reader: Person) -> QuerySet[Concern]:
    """Those where the child has been seen safe, for who may close them."""
    if not may_close(reader):
        return Concern.objects.none()
    return concerns(reader).filter(state=State.SEEN_SAFE).exclude(responsible=reader).order_by("at")


def may_close(reader: Person) -> bool:
    """Whether the reader is of the QA team, or above the services."""
    return people.standing(reader).holds(*QA_TEAM, Role.AD, Role.DCS)


def responsible_now(concern: Concern, on: date) -> set[int]:
    """Who may deal with a concern: who it waits for, who acts for them, leaders of the service,
    and those above."""
    found = set()
    if concern.responsible is not None:
        found |= {concern.responsible.pk, people.instead_of(concern.responsible, on).pk}
    if concern.area_id is not None:
        found |= set(
            people.holders(*LEADERS, area=concern.area_id, on=on).values_list("pk", flat=True)
        )
    found |= set(people.holders(Role.AD, Role.DCS, on=on).values_list("pk", flat=True))
    return found


def deputy_of(who: Person, on: date) -> Person | None:
    """Who acts for this person on a day, if anybody."""
    acting = people.instead_of(who, on)
    return acting if acting.pk != who.pk else None


def steps(concern: Concern) -> QuerySet[Step]:
    """What has happened to a concern, oldest first."""
    return concern.steps.select_related("by")


def of_sources(references: list[str]) -> QuerySet[Concern]:
    """The concerns raised from any of these: for a report, which shows only their state."""
    return Concern.objects.filter(source_reference__in=references).select_related("child")


def records() -> list[dict[str, Any]]:
    """One row for each concern: child, team, known_from and raised, acknowledged_in_time. E05.

    Blank while it has not been acknowledged: late or not, somebody must still act.
    """
    return [
        {
            "child": one.child.reference,
            "team": one.team.name if one.team else "",
            "known_from": (day := timezone.localtime(one.at).date()),
            "raised": day,
            "acknowledged_in_time": one.acknowledged_at
            and one.acknowledged_at <= rules.acknowledge_by(one.at),
        }
        for one in Concern.objects.select_related("child", "team")
    ]
