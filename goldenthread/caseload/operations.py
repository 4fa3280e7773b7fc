"""Filling the caseload, and letting people in for a task."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from goldenthread.caseload import rules
from goldenthread.caseload.models import Child, Grant, new_token
from goldenthread.caseload.rules import Unsaid
from goldenthread.kernel.refusal import stop_if
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goldenthread.people.models import Person

_FILLED = (
    "date_of_birth",
    "sex",
    "ethnicity",
    "disability",
    "plan",
    "legal_status",
    "area",
    "team",
    "team_name",
    "worker",
    "worker_name",
    "chair",
    "started_on",
    "last_seen_on",
    "open",
    "as_at",
    "load",
    "facts",
)


@transaction.atomic
def replace_caseload(
    *,
    rows: Iterable[dict[str, Any]],
    as_at: date,
    load: str,
    by: Person,
    at: datetime,
    unsaid: Unsaid | None = None,
) -> int:
    """Make the caseload what this load says; children it leaves out are closed, never removed.

    Of whom it says nothing (`unsaid`: their row could not be used, their list is not there), they
    stay as the load before left them, with its reference and its day.

    Each row has `reference` and any of date_of_birth, sex, ethnicity, disability, plan,
    legal_status, team_name, worker_name, chair (a name or an e-mail), started_on, last_seen_on,
    open, facts. Teams and people are found by name; a name that nobody has is kept as sent.
    How many children it holds comes back. PER-1.
    """
    teams, staff = people.teams_by_name(), people.people_by_name()
    by_email = {who.email: who for who in staff.values()}
    children = []
    for row in rows:
        team = teams.get(str(row.get("team_name") or "").strip().lower())
        while team is not None and team.merged_into and team.closed_on and team.closed_on <= as_at:
            team = team.merged_into
        chair = str(row.get("chair") or "").strip().lower()
        worker = staff.get(str(row.get("worker_name") or "").strip().lower())
        chaired_by = by_email.get(chair) or staff.get(chair)
        children.append(
            {
                "token": new_token(),
                "reference": row["reference"],
                "date_of_birth": row.get("date_of_birth"),
                "sex": row.get("sex") or "",
                "ethnicity": row.get("ethnicity") or "",
                "disability": row.get("disability") or "",
                "plan": row.get("plan") or "",
                "legal_status": row.get("legal_status") or "",
                "area": team.area_id if team else None,
                "team": team.pk if team else None,
                "team_name": row.get("team_name") or "",
                "worker": worker.pk if worker else None,
                "worker_name": row.get("worker_name") or "",
                "chair": chaired_by.pk if chaired_by else None,
                "started_on": row.get("started_on"),
                "last_seen_on": row.get("last_seen_on"),
                "open": row.get("open", True),
                "as_at": as_at,
                "load": load,
                "facts": row.get("facts") or [],
                "restricted": False,
                "restricted_why": "",
            }
        )
    _put(children)
    _close(load, unsaid or Unsaid())
    trail.deed(
        what="caseload.replace", about=load, by=by, at=at, detail={"children": len(children)}
    )
    return len(children)


def _put(children: list[dict[str, Any]]) -> None:
    """Write children, known ones over what was known of them, by one statement for all.

    `bulk_create` makes an object of each and words its statement anew for every few, which is half
    of a large load. Each value is made ready for the database once, however many children have it.
    """
    if not children:
        return
    database = transaction.get_connection()
    columns = {field.name: field for field in Child._meta.concrete_fields if not field.primary_key}
    query = InsertQuery(
        Child,
        on_conflict=OnConflict.UPDATE,
        update_fields=[columns[name] for name in _FILLED],
        unique_fields=[columns["reference"]],
    )
    query.insert_values(columns.values(), [Child()])
    ((statement, _),) = query.get_compiler(connection=database).as_sql()
    ready = []
    for name, field in columns.items():
        prepare = partial(field.get_db_prep_save, connection=database)
        once = prepare if name == "facts" else lru_cache(maxsize=None, typed=True)(prepare)
        ready.append([once(child[name]) for child in children])
    with database.cursor() as cursor:
        cursor.executemany(statement, zip(*ready, strict=True))


def _close(load: str, unsaid: Unsaid) -> None:
    """Close the children that a load leaves out, but those of whom it says nothing."""
    gone = [
        pk
        for pk, reference, plan in Child.objects.exclude(load=load)
        .filter(open=True)
        .values_list("pk", "reference", "plan")
        if not unsaid.of(reference, plan)
    ]
    for start in range(0, len(gone), 500):
        Child.objects.filter(pk__in=gone[start : start + 500]).update(open=False)


def let_in(
    *,
    child: Child,
    person: Person | None,
    reason: str,
    by: Person,
    at: datetime,
    to_restricted: bool = False,
    until: date | None = None,
) -> Grant:
    """Let a person (or the QA team, when none is named) in to a child's record for a task.

    `domain/evidence.md` §6.1: an allocation is the reason, and ends with the task.
    """
    grant = Grant.objects.create(
        child=child,
        person=person,
        reason=reason,
        to_restricted=to_restricted,
        from_on=at.date(),
        until_on=until,
        by=by,
        at=at,
    )
    trail.deed(
        what="caseload.let_in",
        about=reason,
        child=child.pk,
        by=by,
        at=at,
        detail={"person": person.pk if person else None},
    )
    return grant


def end_task(*, reason: str, by: Person, at: datetime, person: Person | None = None) -> int:
    """Close what a task had opened, for one person or for all. How many grants ended comes back."""
    grants = Grant.objects.filter(reason=reason, ended=False)
    if person is not None:
        grants = grants.filter(person=person)
    ended = grants.update(ended=True, until_on=at.date())
    trail.deed(what="caseload.end_task", about=reason, by=by, at=at, detail={"grants": ended})
    return ended


def _stop_others(child: Child, by: Person) -> None:
    standing = people.standing(by)
    leads = child.area_id in standing.areas(Role.HOS)
    stop_if(rules.why_not_restrict(roles=standing.roles, leads=leads))


@transaction.atomic
def restrict(*, child: Child, why: str, named: Iterable[Person], by: Person, at: datetime) -> None:
    """Close a child's record to all but those named, with the reason; again, to name others. SEC-2.

    Raises:
        Refusal: not the child's Head of Service or above.
    """
    _stop_others(child, by)
    Child.objects.filter(pk=child.pk).update(restricted=True, restricted_why=why)
    wanted = {person.pk: person for person in named}
    open_to = Grant.objects.filter(child=child, to_restricted=True, ended=False)
    open_to.exclude(person__in=wanted).update(ended=True, until_on=at.date())
    for number in wanted.keys() - set(open_to.values_list("person", flat=True)):
        let_in(
            child=child, person=wanted[number], reason="restricted", by=by, at=at,
            to_restricted=True,
        )  # fmt: skip
    trail.deed(what="caseload.restrict", about="", child=child.pk, by=by, at=at)


@transaction.atomic
def unrestrict(*, child: Child, by: Person, at: datetime) -> None:
    """Open a restricted record again to those whose work it is. SEC-2.

    Raises:
        Refusal: not the child's Head of Service or above.
    """
    _stop_others(child, by)
    Child.objects.filter(pk=child.pk).update(restricted=False, restricted_why="")
    Grant.objects.filter(child=child, to_restricted=True, ended=False).update(
        ended=True, until_on=at.date()
    )
    trail.deed(what="caseload.unrestrict", about="", child=child.pk, by=by, at=at)
