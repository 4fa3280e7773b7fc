"""Keeping what others publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction

from goldenthread.performance import lists
from goldenthread.performance.lists import Fact
from goldenthread.performance.models import PublishedFact
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person

A_TENTH: Final = Decimal("0.1")
"""What rounding alone makes between a share that was published and the same worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """A figure that is not what stands of the same place and year."""

    fact: Fact
    stood: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a file of published figures did."""

    new: int
    changed: int
    """Replaced by another figure."""
    left: int
    """Left aside, as another release says otherwise of the same measure and year."""
    differs: tuple[Differs, ...]


@transaction.atomic
def load_published(
    *, facts: Sequence[Fact], source: str, by: Person | None, at: datetime, replaces: bool = True
) -> Loaded:
    """Keep published figures; what was there of the same place and year is replaced. R04.

    Unless it `replaces`: where any figure then differs from what stands, nothing is taken of its
    measure and year, since rates of two releases do not stand beside each other. The same file
    twice changes nothing; a figure that is withheld takes nothing away from one that stands.
    """
    there = {
        (one.measure, one.period, one.area_type, one.la_code): one
        for one in PublishedFact.objects.filter(measure__in={fact.measure for fact in facts})
    }
    stand = {} if replaces else {one.key: one.value for one in lists.shipped()}
    stand |= {key: one.value for key, one in there.items()}
    differs = [
        Differs(fact=fact, stood=stand[fact.key])
        for fact in facts
        if fact.key in stand and _differs(fact, stand[fact.key], replaces=replaces)
    ]
    aside = set() if replaces else {(one.fact.measure, one.fact.period) for one in differs}
    kept = [one for one in facts if (one.measure, one.period) not in aside]
    new = [_row(fact, source, at) for fact in kept if fact.key not in stand]
    changed = []
    for one in differs if replaces else ():
        row = there[one.fact.key]
        row.value, row.area, row.source, row.at = one.fact.value, one.fact.area, source, at
        changed.append(row)
    PublishedFact.objects.bulk_create(new, batch_size=1000)
    PublishedFact.objects.bulk_update(changed, ["value", "area", "source", "at"], batch_size=500)
    if by is not None:
        trail.deed(
            what="performance.load_published",
            about=source[:40],
            by=by,
            at=at,
            detail={"new": len(new), "changed": len(changed)},
        )
    return Loaded(
        new=len(new), changed=len(changed), left=len(facts) - len(kept), differs=tuple(differs)
    )


def _differs(fact: Fact, stood: Decimal | None, *, replaces: bool) -> bool:
    if fact.value is None or stood is None:
        return fact.value is not stood and (replaces or fact.value is not None)
    return abs(fact.value - stood) > (A_TENTH if fact.worked_out else 0)


def _row(fact: Fact, source: str, at: datetime) -> PublishedFact:
    return PublishedFact(
        measure=fact.measure,
        period=fact.period,
        area_type=fact.area_type,
        la_code=fact.la_code,
        area=fact.area,
        value=fact.value,
        source=source,
        at=at,
    )
