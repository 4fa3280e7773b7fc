"""The tables of somebody's own work: their team, their children, their audits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, F, Model, Q, QuerySet

from goldenthread.audits import queries as audits
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.desk.rules import seen_from
from goldenthread.desk.vocabulary import Block, Due
from goldenthread.intake import queries as intake
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.performance.indicators.protection import VISIT_WITHIN
from goldenthread.trail import queries as trail
from goldenthread.ui.templatetags.ui import moment

if TYPE_CHECKING:
    from goldenthread.kernel.working_days import Calendar
    from goldenthread.people.models import Person

_Row = TypeVar("_Row", bound=Model)


def with_only(found: QuerySet[_Row], *names: str) -> QuerySet[_Row]:
    """The same with no more beside each than a line of the desk says: the rest takes its time."""
    return found.select_related(None).select_related(*names)


def team(reader: Person, calendar: Calendar) -> Block:
    """A practice manager's workers: children, those on a plan not seen in time."""
    as_at = caseload.as_at()
    teams = people.standing(reader).teams(Role.PM)
    on_plan = Q(plan=Plan.CP)
    line = seen_from(as_at, within=VISIT_WITHIN, calendar=calendar) if as_at else None
    seen = Q(last_seen_on__gte=line) if line else Q(pk=None)
    rows = [
        (
            {"text": row["worker_name"] or "No worker named"},
            {"text": str(row["whole"])},
            {"text": str(row["plans"])},
            {
                "text": f"{row['unseen']} not seen" if row["unseen"] else "All seen",
                "mark": "soon" if row["unseen"] else "done",
            },
        )
        for row in caseload.children(reader)
        .filter(open=True, team__in=teams)
        .values("worker_name")
        .annotate(
            whole=Count("pk"),
            plans=Count("pk", filter=on_plan),
            unseen=Count("pk", filter=on_plan) - Count("pk", filter=on_plan & seen),
        )
        .order_by("-unseen", "-whole")[:12]
    ]
    return Block(
        title="Your team",
        head=("Worker", "Children", "On a plan", "Seen in 10 working days"),
        rows=tuple(rows),
        empty="No child of your team has been loaded yet.",
        note=f"As at {as_at:%-d %B %Y}." if as_at else "",
        more="/children/",
    )


def children(reader: Person) -> Block:
    """A worker's or chair's own children."""
    rows = [
        (
            {"text": f"Child {child.reference}", "href": child.get_absolute_url()},
            {"text": child.get_plan_display() if child.plan else "None"},
            {"text": f"{child.last_seen_on:%-d %b %Y}" if child.last_seen_on else "Not recorded"},
        )
        for child in caseload.children(reader)
        .filter(open=True)
        .order_by(F("last_seen_on").asc(nulls_first=True))[:8]
    ]
    return Block(
        title="Your children, longest not seen first",
        head=("Child", "Plan", "Last seen"),
        rows=tuple(rows),
        empty="No child is with you in the newest load.",
        note="“See all” has what is due for each of them, first things first.",
        more="/performance/own/",
    )


def last_audits(reader: Person) -> Block:
    """The last audits that the reader may read."""
    rows = [
        (
            {"text": f"Child {one.child.reference}", "href": one.get_absolute_url()},
            {"text": one.auditor.name if one.auditor else ""},
            {"grade": one.stands},
            {"text": "After moderation" if one.moderated_at else "Provisional"},
        )
        for one in audits.audits(reader)
        .filter(submitted_at__isnull=False)
        .exclude(auditor=reader)
        .order_by("-submitted_at")[:5]
    ]
    return Block(
        title="Audits of your children",
        head=("Child", "Auditor", "Grade", "Stands"),
        rows=tuple(rows),
        empty="No audit of your children has been shared yet.",
        more="/audits/?cut=all",
    )


def given(reader: Person) -> Block:
    """The audits that a partner was asked to do."""
    rows = [
        (
            {"text": f"Child {one.child.reference}", "href": one.get_absolute_url()},
            {"text": one.get_state_display()},
            {"text": f"{one.due_on:%-d %b %Y}"},
        )
        for one in audits.audits(reader).filter(auditor=reader).order_by("-due_on")[:8]
    ]
    return Block(
        title="Audits you are asked to do",
        head=("Child", "State", "Due"),
        rows=tuple(rows),
        empty="None now. QA tells you here and by e-mail when you are asked.",
    )


def asked(reader: Person) -> Block:
    """What an administrator asked for that waits for a second one."""
    rows = [
        (
            {"text": str(one), "href": one.get_absolute_url()},
            {"text": moment(one.at)},
            {"text": one.why},
        )
        for one in people.asked_by(reader)[:12]
    ]
    return Block(
        title="You asked for these: they wait",
        head=("Change", "Asked", "Why"),
        rows=tuple(rows),
        empty="Nothing of yours waits for a second administrator.",
        more="/people/changes/",
    )


def looks(reader: Person, on: date) -> Block:
    """Who looked at restricted records this week, since they were restricted: what information
    governance asks first."""
    since = on - timedelta(days=7)
    rows = [
        (
            {"text": name, "href": f"/people/{person}/"},
            {"text": str(times)},
            {"text": str(children)},
        )
        for person, name, times, children in trail.lookers(caseload.restricted(reader), since=since)
    ]
    return Block(
        title="Restricted records: who looked in the last seven days",
        head=("Person", "Looks", "Children"),
        rows=tuple(rows[:12]),
        empty="Nobody has looked at a restricted record since it was restricted.",
        note="Looks from before a record was restricted are not counted.",
        more="/access-log/",
    )


def to_decide(reader: Person) -> Iterator[Due]:
    """Changes to people and posts that a second administrator decides."""
    if not people.standing(reader).holds(Role.ADM):
        return
    for one in people.waits_for(reader):
        yield Due(
            what=f"Confirm or refuse: {one}",
            link=one.get_absolute_url(),
            due_on=None,
            more=f"Asked by {one.by.name}, {moment(one.at)}. {one.why}",
            button="Read and decide",
        )


def loads() -> Block:
    """The newest loads: what came in, and what was wrong with it."""
    rows = [
        (
            {"text": f"{one.as_at:%-d %B %Y}", "href": one.get_absolute_url()},
            {"text": f"{one.rows:,}"},
            {"text": f"{one.unusable:,}"},
            {"text": f"{one.warnings:,}"},
            {"text": one.get_state_display()},
        )
        for one in intake.loads()[:6]
    ]
    return Block(
        title="The newest loads",
        head=("As at", "Rows", "Unusable", "Warnings", "State"),
        rows=tuple(rows),
        empty="No list has been loaded yet.",
        more="/loads/",
    )
