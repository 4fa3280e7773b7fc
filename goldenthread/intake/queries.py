"""What may be asked about loads."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from django.db.models import Max, QuerySet

from goldenthread.intake import store
from goldenthread.intake.models import Load
from goldenthread.intake.rules import why_not_load
from goldenthread.intake.vocabulary import State
from goldenthread.people import queries as people

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def may_load(reader: Person) -> bool:
    """Whether the reader loads lists."""
    return why_not_load(people.standing(reader).roles) is None


def loads() -> QuerySet[Load]:
    """Every load, the newest first."""
    return Load.objects.select_related("by")


def load(pk: int) -> Load | None:
    """The load of this number."""
    return Load.objects.select_related("by", "decided_by").filter(pk=pk).first()


def newest_as_at() -> date | None:
    """The day of the newest load that filled the caseload."""
    found: date | None = Load.objects.filter(state=State.LOADED).aggregate(day=Max("as_at"))["day"]
    return found


def same(digest: str, as_at: date) -> Load | None:
    """The load of the very same files as at the same day, if there is one."""
    return (
        Load.objects.filter(digest=digest, as_at=as_at)
        .exclude(state__in=[State.REFUSED, State.DISCARDED])
        .first()
    )


def findings_of(found: Load) -> list[dict[str, Any]]:
    """Everything that was wrong with a load, errors first."""
    for name in (found.folder, f"{found.folder}-checked"):
        path = store.folder(name) / "findings.parquet"
        if path.exists():
            return pl.read_parquet(path).to_dicts()
    return []


def before(found: Load) -> Load | None:
    """The load before this one, to compare with."""
    return (
        Load.objects.filter(state__in=[State.LOADED, State.HISTORY], as_at__lt=found.as_at)
        .order_by("-as_at", "-pk")
        .first()
    )
