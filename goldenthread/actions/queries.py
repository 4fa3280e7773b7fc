"""What may be asked about actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldenthread.actions import access
from goldenthread.actions.models import Action, AnsweredFinding, Step
from goldenthread.actions.vocabulary import Source, State
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goldenthread.people.models import Person

_WITH = ("owner", "child", "team", "area", "by", "reported_by", "verified_by", "checked_by")


def actions(reader: Person) -> QuerySet[Action]:
    """The actions this reader sees."""
    return Action.objects.filter(access.seen_by(reader)).select_related(*_WITH)


def action(reader: Person, number: int) -> Action | None:
    """The action of this number, if the reader sees it."""
    return actions(reader).filter(pk=number).first()


def of_source(reader: Person, source_reference: str) -> QuerySet[Action]:
    """The actions that came from this, withdrawn ones left out.

    Who reads what an action came from reads the action: its page asks again. One that was set
    for another finding and answers this one too is among them (F03).
    """
    return (
        Action.objects.filter(_from([source_reference]))
        .exclude(state=State.WITHDRAWN)
        .select_related(*_WITH)
        .order_by("pk")
    )


def open_of_source(reader: Person, source_reference: str) -> QuerySet[Action]:
    """Those of them that are not closed."""
    return of_source(reader, source_reference).exclude(state=State.CLOSED)


def for_child(reader: Person, child: int) -> QuerySet[Action]:
    """The actions about a child that the reader sees, open ones first."""
    return actions(reader).filter(child=child).order_by("state", "due_on")


def mine(reader: Person) -> QuerySet[Action]:
    """What the reader has to do."""
    return actions(reader).filter(owner=reader, state=State.OPEN)


def leads(reader: Person, action: Action) -> bool:
    """Whether the reader is of the QA team, or leads the service or team of this action."""
    standing = people.standing(reader)
    if standing.holds(*QA_TEAM) or standing.holds(Role.DCS):
        return True
    areas = standing.areas(*LEADERS, Role.AD)
    area = action.area_id or (action.team.area_id if action.team else None)
    return area in areas or standing.everywhere(Role.AD)


def waiting_for_verification(reader: Person) -> QuerySet[Action]:
    """Reported complete, and the reader may verify them."""
    return (
        actions(reader)
        .filter(state=State.REPORTED)
        .filter(_led_by(reader))
        .exclude(Q(owner=reader) | Q(reported_by=reader))
        .order_by("reported_at")
    )


def waiting_for_check(reader: Person, on: date) -> QuerySet[Action]:
    """Verified eight weeks ago or more, and the reader may check the difference."""
    return (
        actions(reader)
        .filter(state=State.VERIFIED, check_from__lte=on)
        .filter(_led_by(reader))
        .exclude(owner=reader)
        .order_by("check_by")
    )


def _led_by(reader: Person) -> Q:
    standing = people.standing(reader)
    if standing.holds(*QA_TEAM) or standing.everywhere(Role.DCS, Role.AD):
        return Q()
    areas = standing.areas(*LEADERS, Role.AD)
    return Q(area__in=areas) | Q(team__area__in=areas)


def manager_of(action: Action, on: date) -> Person | None:
    """The practice manager of the owner on a day."""
    team = people.team_of(action.owner, on)
    return people.manager_of(team.pk, on) if team else None


def counts(reader: Person, on: date) -> dict[str, int]:
    """How many the reader sees in each state, and how many are late: one query."""
    found = Action.objects.filter(access.seen_by(reader)).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in State},
        late=Count("pk", filter=Q(state=State.OPEN, due_on__lt=on)),
    )
    return {key: int(value) for key, value in found.items()}


def steps(action: Action) -> QuerySet[Step]:
    """What has happened to an action, oldest first."""
    return action.steps.select_related("by")


def of_my_places(reader: Person) -> QuerySet[Action]:
    """The actions of the teams and services that the reader manages or leads."""
    standing = people.standing(reader)
    areas = standing.areas(*LEADERS, Role.AD)
    return actions(reader).filter(
        Q(team__in=standing.teams(Role.PM)) | Q(area__in=areas) | Q(team__area__in=areas)
    )


def of_sources(references: list[str]) -> QuerySet[Action]:
    """The actions that came from any of these, withdrawn ones left out: for a report."""
    return (
        Action.objects.filter(_from(references))
        .exclude(state=State.WITHDRAWN)
        .select_related("child")
    )


def on_thread(reader: Person, thread: str, teams: Sequence[str] = ()) -> QuerySet[Action]:
    """The actions on a Golden Thread that the reader sees, of some teams where they are named;
    withdrawn ones left out. T02, STD-3."""
    found = actions(reader).filter(thread=thread, held=False).exclude(state=State.WITHDRAWN)
    return found.filter(team__name__in=teams) if teams else found


def active_of(source: Source) -> QuerySet[Action]:
    """The actions from such a source that are neither closed nor withdrawn, the oldest first."""
    return (
        Action.objects.filter(source=source)
        .exclude(state__in=[State.CLOSED, State.WITHDRAWN])
        .order_by("at", "pk")
    )


def records() -> list[dict[str, Any]]:
    """One row for each action from an audit that was not withdrawn, with its days. QA04.

    child, team, known_from (set), due (as it is now), reported, verified.
    """
    return [
        {
            "child": one.child.reference if one.child else None,
            "team": one.team.name if one.team else "",
            "known_from": timezone.localtime(one.at).date(),
            "due": one.due_on,
            "reported": timezone.localtime(one.reported_at).date() if one.reported_at else None,
            "verified": timezone.localtime(one.verified_at).date() if one.verified_at else None,
        }
        for one in Action.objects.filter(source=Source.AUDIT, held=False)
        .exclude(state=State.WITHDRAWN)
        .select_related("child", "team")
    ]


def _from(references: list[str]) -> Q:
    """Set for one of these, or answering one of them too."""
    return Q(source_reference__in=references) | Q(
        Exists(
            AnsweredFinding.objects.filter(action=OuterRef("pk"), source_reference__in=references)
        )
    )


def similar(reader: Person, child: int) -> QuerySet[Action]:
    """Open actions about a child, offered before another is set: one may answer both. F03."""
    return for_child(reader, child).filter(state=State.OPEN)
