"""What may be asked of the caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max, Q, QuerySet

from goldenthread.caseload import access, rules
from goldenthread.caseload.models import Child, Grant
from goldenthread.caseload.rules import Unsaid
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.trail import queries as trail

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from goldenthread.people.models import Person


def children(reader: Person) -> QuerySet[Child]:
    """The children this reader sees."""
    return Child.objects.filter(access.seen_by(reader)).select_related("area", "team", "worker")


def own(reader: Person) -> QuerySet[Child]:
    """The open children who are the reader's own: as worker, or as chair of their reviews.

    Those of whom they act for are theirs too (Y04); a restricted child only where they are named.
    """
    mine = span_in(people.standing(reader), Matter.CHILD_LISTS).own
    return children(reader).filter(Q(worker__in=mine) | Q(chair__in=mine), open=True)


def frame() -> QuerySet[Child]:
    """Every child of the newest load, for a draw: seen by the draw, not by a person (PRG-3)."""
    return Child.objects.select_related("area", "team", "worker", "chair")


def open_children() -> int:
    """How many children the newest load left open: compared with the next before it is loaded."""
    return Child.objects.filter(open=True).count()


def difference(rows: list[dict[str, Any]], unsaid: Unsaid) -> dict[str, Any]:
    """What a load would change in the caseload, before it is loaded (N02)."""
    before = {
        reference: (plan, worker)
        for reference, plan, worker in Child.objects.filter(open=True).values_list(
            "reference", "plan", "worker_name"
        )
    }
    newest = as_at()
    return {
        **rules.difference(before, rows, unsaid),
        "on": newest.isoformat() if newest else "",
    }


def as_at() -> date | None:
    """The day of the newest load."""
    found: date | None = Child.objects.aggregate(day=Max("as_at"))["day"]
    return found


def child(reader: Person, token: str) -> Child | None:
    """The child of this token, if the reader sees it."""
    return children(reader).filter(token=token).first()


def any_child(token: str) -> Child | None:
    """The child of this token, for raising a concern: a danger is told whoever sees it (AUD-5)."""
    return Child.objects.filter(token=token).select_related("area", "team").first()


def child_of_reference(reference: str) -> Child | None:
    """The child of this case reference, for raising a concern (AUD-5). Shows nothing of it."""
    return (
        Child.objects.filter(reference__iexact=reference.strip())
        .select_related("area", "team")
        .first()
    )


def let_in(found: Child) -> QuerySet[Grant]:
    """Who is let in to a child's record by name, and why."""
    return found.grants.filter(ended=False, person__isnull=False).select_related("person")


def named(found: Child) -> QuerySet[Grant]:
    """Who may see a restricted child's record."""
    return let_in(found).filter(to_restricted=True)


def numbers_for_log(reader: Person, reference: str) -> set[int] | None:
    """The children a reader may search the access log about: None for all of them.

    With a reference, that child alone; an empty set when the reader may not ask about it. An
    Assistant Director asks about the children of their services (`domain/evidence.md` §6.1). A
    restricted child is asked about by those named for it and by information governance; to
    everybody else it is not there.
    """
    span = span_in(people.standing(reader), Matter.ACCESS_LOG)
    found = Child.objects.all()
    if not span.everything:
        found = found.filter(Q(area__in=span.areas) | Q(team__in=span.teams))
    elif not reference:
        return None
    if reference:
        found = found.filter(access.in_log(reader), reference__iexact=reference)
    return set(found.values_list("pk", flat=True))


def references(reader: Person, numbers: Iterable[int]) -> dict[int, str]:
    """Number → case reference of those children that the reader sees in the access log.

    Its reviewers see it though they may see no list of children; a restricted child is open only
    to those named, and to information governance.
    """
    found = Child.objects.filter(access.in_log(reader), pk__in=set(numbers))
    return dict(found.values_list("pk", "reference"))


def restricted(reader: Person) -> dict[int, datetime | None]:
    """The restricted children of whom the access log speaks to this reader, each with the moment
    since which it has been restricted; none where the trail does not know it."""
    found = Child.objects.filter(access.in_log(reader), restricted=True)
    since: dict[int, datetime | None] = dict.fromkeys(found.values_list("pk", flat=True))
    for deed in trail.deeds(since.keys(), "caseload.restrict", "caseload.unrestrict"):
        if deed.child is None:
            continue
        if deed.what == "caseload.unrestrict":
            since[deed.child] = None
        elif since[deed.child] is None:
            since[deed.child] = deed.at
    return since
