"""What may be asked of the caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max, QuerySet

from goldenthread.caseload import access
from goldenthread.caseload.models import Child

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.people.models import Person


def children(reader: Person) -> QuerySet[Child]:
    """The children this reader sees."""
    return Child.objects.filter(access.seen_by(reader)).select_related("area", "team", "worker")


def frame() -> QuerySet[Child]:
    """Every child of the newest load, for a draw: seen by the draw, not by a person (PRG-3)."""
    return Child.objects.select_related("area", "team", "worker", "chair")


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
