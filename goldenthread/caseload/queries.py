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
