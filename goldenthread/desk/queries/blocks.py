"""The tables of a desk: what the reader is responsible for."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import State as Acting
from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import Grade, State
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.desk.vocabulary import Block
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from goldenthread.kernel.working_days import Calendar
    from goldenthread.people.models import Person

Cell = dict[str, str]


def blocks(reader: Person, on: date, calendar: Calendar) -> list[Block]:
    """The tables of the reader's roles."""
    standing = people.standing(reader)
    found: list[Block] = []
    if standing.holds(Role.DCS, Role.AD):
        found.append(_places(reader, on, calendar, by="area"))
    elif standing.holds(*LEADERS):
        found.append(_places(reader, on, calendar, by="team"))
    if standing.holds(*QA_TEAM):
        found += _cohorts(on, calendar)
    if standing.holds(Role.PM):
        found.append(_team(reader, calendar))
    if standing.holds(Role.SW, Role.IRO):
        found.append(_mine(reader))
    if standing.holds(Role.PM, Role.SW, Role.IRO):
        found.append(_audits(reader))
    if standing.holds(*LEADERS, *QA_TEAM, Role.AD, Role.DCS, Role.PSW):
        found.append(_grades(reader, on))
    return found


def _places(reader: Person, on: date, calendar: Calendar, *, by: str) -> Block:
    """Services or teams: children, those on a plan not seen in time, audits, late actions."""
    as_at = caseload.as_at()
    line = calendar.add(as_at, -10) if as_at else on
    on_plan = Q(plan=Plan.CP)
    children = {
        row[by]: row
        for row in caseload.children(reader)
        .filter(open=True)
        .values(by)
        .annotate(
            whole=Count("pk"),
            plans=Count("pk", filter=on_plan),
            seen=Count("pk", filter=on_plan & Q(last_seen_on__gte=line)),
        )
    }
    year = on - timedelta(days=365)
    audited = dict(
        audits.audits(reader)
        .filter(submitted_at__date__gte=year)
        .values_list(by)
        .annotate(number=Count("pk"))
        .order_by(by)
    )
    late = dict(
        actions.actions(reader)
        .filter(state=Acting.OPEN, due_on__lt=on)
        .values_list(by)
        .annotate(number=Count("pk"))
        .order_by(by)
    )
    named: list[Any] = list(people.areas() if by == "area" else people.teams(on))
    rows = []
    sums: Counter[str] = Counter()
    for place in named:
        row = children.get(place.pk)
        if row is None:
            continue
        counts = {
            "whole": int(row["whole"]),
            "plans": int(row["plans"]),
            "seen": int(row["seen"]),
            "audited": int(audited.get(place.pk, 0)),
            "late": int(late.get(place.pk, 0)),
        }
        sums.update(counts)
        rows.append(_place_row(place.name, f"/children/?{by}={place.pk}", counts, by, place.pk))
    if len(rows) > 1:
        rows.append(_place_row("All", "/children/", dict(sums), by, None))
    seen = f"As at {as_at:%-d %B}. " if as_at else ""
    return Block(
        title="Your services" if by == "area" else "Your teams",
        head=(
            "Service" if by == "area" else "Team",
            "Children",
            "On a plan, seen in 10 working days",
            "Audits this year",
            "Actions late",
        ),
        rows=tuple(rows),
        empty="No child of your services has been loaded yet.",
        note=f"{seen}No percentage where there are fewer than 10 children.",
    )


def _place_row(
    name: str, href: str, counts: dict[str, int], by: str, place: int | None
) -> tuple[Cell, ...]:
    here = f"&{by}={place}" if place else ""
    return (
        {"text": name, "href": href},
        {"text": f"{counts['whole']:,}"},
        {"n": str(counts["seen"]), "of": str(counts["plans"])},
        {"text": str(counts["audited"])},
        {
            "text": str(counts["late"]),
            "href": f"/actions/?cut=all&late=yes{here}" if counts["late"] else "",
        },
    )


def _cohorts(on: date, calendar: Calendar) -> list[Block]:
    """The cohorts that run, stage by stage."""
    found = []
    for now in audits.running(on, calendar):
        if now.cycle.state != "issued":
            continue
        rows = []
        for stage in now.stages:
            kind, words = stage.state(now.audits)
            rows.append(
                (
                    {"text": stage.name},
                    {"text": f"{stage.due_on:%a %-d %b}" if stage.due_on else ""},
                    {"text": f"{stage.done} of {now.audits}"},
                    {"mark": kind, "text": words},
                )
            )
        found.append(
            Block(
                title=f"Cohort {now.cycle.cohort}: "
                + (f"week {now.week} of 8" if now.week <= 8 else "week 8 has passed"),
                head=("Stage", "Due", "Done", "State"),
                rows=tuple(rows),
                empty="",
                more=now.cycle.get_absolute_url(),
            )
        )
    return found


def _team(reader: Person, calendar: Calendar) -> Block:
    """A practice manager's workers: children, those on a plan not seen in time."""
    as_at = caseload.as_at()
    teams = people.standing(reader).teams(Role.PM)
    line = calendar.add(as_at, -10) if as_at else None
    on_plan = Q(plan=Plan.CP)
    unseen = on_plan & Q(last_seen_on__lt=line) if line else Q(pk=None)
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
            unseen=Count("pk", filter=unseen),
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


def _mine(reader: Person) -> Block:
    """A worker's or chair's own children."""
    rows = [
        (
            {"text": f"Child {child.reference}", "href": child.get_absolute_url()},
            {"text": child.get_plan_display() if child.plan else "None"},
            {"text": f"{child.last_seen_on:%-d %b %Y}" if child.last_seen_on else "Not recorded"},
        )
        for child in caseload.children(reader).filter(open=True).order_by("last_seen_on")[:8]
    ]
    return Block(
        title="Your children, longest not seen first",
        head=("Child", "Plan", "Last seen"),
        rows=tuple(rows),
        empty="No child is with you in the newest load.",
        more="/children/",
    )


def _audits(reader: Person) -> Block:
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
        head=("Child", "Auditor", "Grade", ""),
        rows=tuple(rows),
        empty="No audit of your children has been shared yet.",
        more="/audits/?cut=all",
    )


def _grades(reader: Person, on: date) -> Block:
    """Grades after moderation, this half year and the one before: counts, never an average."""
    half = on - timedelta(days=182)
    before = half - timedelta(days=182)
    moderated = audits.audits(reader).filter(state__in=[State.MODERATED, State.CLOSED])

    def counts(start: date, end: date) -> Counter[str]:
        return Counter(
            moderated.filter(moderated_at__date__gt=start, moderated_at__date__lte=end).values_list(
                "moderated_grade", flat=True
            )
        )

    first, second = counts(before, half), counts(half, on)
    changed = Counter(
        (one, two)
        for one, two in moderated.filter(moderated_at__date__gt=half).values_list(
            "grade", "moderated_grade"
        )
        if one != two
    )
    rows = []
    for grade in Grade:
        moved = [
            f"{number} {'lowered' if Grade(one).rank > grade.rank else 'raised'} from "
            f"{Grade(one).label.split(' to ')[0]}"
            for (one, two), number in sorted(changed.items())
            if two == grade
        ]
        rows.append(
            (
                {"grade": grade.value},
                {"text": str(first[grade])},
                {"text": str(second[grade])},
                {"text": ", ".join(moved) or "None"},
            )
        )
    few = first.total() < 10 or second.total() < 10
    return Block(
        title="Grades after moderation",
        head=(
            "Grade",
            f"Half year before, of {first.total()}",
            f"Last half year, of {second.total()}",
            "Changed at moderation",
        ),
        rows=tuple(rows) if first or second else (),
        empty="No audit has been moderated yet.",
        note="Too few audits to say that grades have moved." if few else "",
    )
