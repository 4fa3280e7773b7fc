"""The tables of a desk: what the reader is responsible for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone

from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import State as Acting
from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import Grade, State
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.desk.queries import own
from goldenthread.desk.rules import seen_from
from goldenthread.desk.vocabulary import Block
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Matter, Role
from goldenthread.performance.indicators.protection import VISIT_WITHIN

if TYPE_CHECKING:
    from goldenthread.kernel.working_days import Calendar
    from goldenthread.people.models import Person

Cell = dict[str, str]


def running(reader: Person, on: date, calendar: Calendar) -> list[audits.CycleNow]:
    """The cohorts that run, for who sees them on their desk: asked once for both its halves."""
    sees = people.standing(reader).holds(*QA_TEAM, Role.QAB)
    return audits.running(on, calendar) if sees else []


def blocks(
    reader: Person, on: date, calendar: Calendar, running: Sequence[audits.CycleNow]
) -> list[Block]:
    """The tables of the reader's roles."""
    standing = people.standing(reader)
    found: list[Block] = []
    if standing.holds(Role.DCS, Role.AD):
        found.append(_places(reader, on, calendar, by="area"))
    elif standing.holds(*LEADERS):
        found.append(_places(reader, on, calendar, by="team"))
    if standing.holds(*QA_TEAM, Role.QAB):
        found += _cohorts(running)
    if standing.holds(Role.PFM, Role.PFA):
        found.append(own.loads())
    if standing.holds(Role.PAR):
        found.append(own.given(reader))
    if standing.holds(Role.ADM):
        found += [own.asked(reader), _without_manager(on)]
    if standing.holds(Role.IGO):
        found.append(own.looks(reader, on))
    if standing.holds(Role.PM):
        found.append(own.team(reader, calendar))
    if standing.holds(Role.SW, Role.IRO):
        found.append(own.children(reader))
    if standing.holds(Role.PM, Role.SW, Role.IRO):
        found.append(own.last_audits(reader))
    if standing.holds(*LEADERS, *QA_TEAM, Role.AD, Role.DCS, Role.PSW):
        found.append(_grades(reader, on))
    return found


def _places(reader: Person, on: date, calendar: Calendar, *, by: str) -> Block:
    """Services or teams: children, those on a plan not seen in time, audits, late actions."""
    as_at = caseload.as_at()
    line = seen_from(as_at, within=VISIT_WITHIN, calendar=calendar) if as_at else None
    in_time = Q(last_seen_on__gte=line) if line else Q(pk=None)
    on_plan = Q(plan=Plan.CP)
    children = {
        row[by]: row
        for row in caseload.children(reader)
        .filter(open=True)
        .values(by)
        .annotate(
            whole=Count("pk"),
            plans=Count("pk", filter=on_plan),
            seen=Count("pk", filter=on_plan & in_time),
        )
    }
    year = on - timedelta(days=365)
    audited = dict(
        audits.audits(reader)
        .filter(submitted_at__gte=_after(year - timedelta(days=1)))
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
    named = _own(reader, on, by)
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
    if rows and (others := _others(children, {place.pk for place in named})):
        sums.update(others)
        rows.append(_place_row("Others that you see", "", others, by, None))
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
        note=f"{seen}Everybody on a plan counts here; the indicator of visits on time leaves out "
        "who is new on one. No percentage where there are fewer than 10 children.",
    )


def _others(children: dict[Any, dict[str, Any]], named: set[int]) -> dict[str, int]:
    """The children in none of these places; nothing where there are none."""
    rows = [row for key, row in children.items() if key not in named]
    found = {name: sum(int(row[name]) for row in rows) for name in ("whole", "plans", "seen")}
    return {**found, "audited": 0, "late": 0} if rows else {}


def _own(reader: Person, on: date, by: str) -> list[Any]:
    """The services or teams of the reader's span; not that of a child lent for a task."""
    span = span_in(people.standing(reader), Matter.CHILD_LISTS)
    places: list[Any] = list(people.areas() if by == "area" else people.teams(on))
    return [
        place
        for place in places
        if span.everything
        or (place.pk if by == "area" else place.area_id) in span.areas
        or (by == "team" and place.pk in span.teams)
    ]


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


def _cohorts(running: Sequence[audits.CycleNow]) -> list[Block]:
    """The cohorts that run, stage by stage."""
    found = []
    for now in running:
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


def _without_manager(on: date) -> Block:
    """Teams in which nobody holds the post of practice manager."""
    led = {post.team_id for post in people.posts_on(on).filter(role=Role.PM)}
    rows = [
        ({"text": team.name, "href": f"/people/teams/{team.pk}/"}, {"text": team.area.name})
        for team in people.teams(on)
        if team.pk not in led
    ]
    return Block(
        title="Teams without a practice manager",
        head=("Team", "Service"),
        rows=tuple(rows),
        empty="Every team has one.",
        more="/people/",
    )


def _grades(reader: Person, on: date) -> Block:
    """Grades after moderation, this half year and the one before: counts, never an average."""
    half = on - timedelta(days=182)
    before = half - timedelta(days=182)
    moderated = audits.audits(reader).filter(state__in=[State.MODERATED, State.CLOSED])

    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    changed: Counter[tuple[str, str]] = Counter()
    for one in (
        moderated.filter(moderated_at__gte=_after(before))
        .order_by()
        .values("grade", "moderated_grade")
        .annotate(
            before=Count("pk", filter=Q(moderated_at__lt=_after(half))),
            since=Count("pk", filter=Q(moderated_at__gte=_after(half))),
            last=Count("pk", filter=Q(moderated_at__gte=_after(half), moderated_at__lt=_after(on))),
        )
    ):
        first[one["moderated_grade"]] += one["before"]
        second[one["moderated_grade"]] += one["last"]
        if one["grade"] != one["moderated_grade"] and one["since"]:
            changed[one["grade"], one["moderated_grade"]] += one["since"]
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
        rows=tuple(rows) if first.total() or second.total() else (),
        empty="No audit has been moderated yet.",
        note="Too few audits to say that grades have moved." if few else "",
    )


def _after(day: date) -> datetime:
    """The first moment after a day, here: a moment is compared, so that no date is cut from it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
