"""Writing down looks and deeds, and sealing them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from goldenthread.people import queries as people
from goldenthread.trail import queries, rules, seals
from goldenthread.trail.models import Event, Seal
from goldenthread.trail.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from goldenthread.people.models import Person


def _acting(by: Person) -> dict[str, Any]:
    """For whom somebody acts today: the first, and the others by number (Y04)."""
    first, *others = people.standing(by).acting_for or (None,)
    return {"acting_for": first, "detail": {"acting_for_too": others} if others else {}}


def look(*, what: str, children: Iterable[int], by: Person, at: datetime, about: str = "") -> None:
    """Write down that somebody saw the records of these children (SEC-3)."""
    acting = _acting(by)
    Event.objects.bulk_create(
        Event(kind=Kind.LOOK, what=what, about=about, child=child, by=by, at=at, **acting)
        for child in dict.fromkeys(children)
    )


def deed(
    *,
    what: str,
    about: str,
    by: Person,
    at: datetime,
    child: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write down what somebody did. `detail` holds codes and numbers, never names."""
    acting = _acting(by)
    Event.objects.create(
        kind=Kind.DEED, what=what, about=about, child=child, by=by, at=at,
        acting_for=acting["acting_for"], detail={**acting["detail"], **(detail or {})},
    )  # fmt: skip


@transaction.atomic
def seal(*, at: datetime) -> Seal | None:
    """Seal the rows since the last seal, if there are any (BB2)."""
    seals.hold_writers()
    before = Seal.objects.order_by("-pk").first()
    rows = list(seals.plain(queries.rows_after(before.last if before else 0)))
    if not rows:
        return None
    return Seal.objects.create(
        first=rows[0]["id"],
        last=rows[-1]["id"],
        rows=len(rows),
        digest=rules.seal_of(before.digest if before else "", rows),
        at=at,
    )
