"""Keeping what others publish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.performance.lists import Fact
from goldenthread.performance.models import PublishedFact
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def load_published(
    *, facts: Sequence[Fact], source: str, by: Person | None, at: datetime
) -> tuple[int, int]:
    """Keep published figures; what was there of the same place and year is replaced. R04.

    How many are new, and how many were replaced by another figure. The same file twice changes
    nothing.
    """
    wanted = {fact.measure for fact in facts}
    there = {
        (one.measure, one.period, one.area_type, one.la_code): one
        for one in PublishedFact.objects.filter(measure__in=wanted)
    }
    new: list[PublishedFact] = []
    changed: list[PublishedFact] = []
    for fact in facts:
        one = there.get((fact.measure, fact.period, fact.area_type, fact.la_code))
        if one is None:
            new.append(
                PublishedFact(
                    measure=fact.measure,
                    period=fact.period,
                    area_type=fact.area_type,
                    la_code=fact.la_code,
                    area=fact.area,
                    value=fact.value,
                    source=source,
                    at=at,
                )
            )
        elif (one.value, one.area) != (fact.value, fact.area):
            one.value, one.area, one.source, one.at = fact.value, fact.area, source, at
            changed.append(one)
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
    return len(new), len(changed)
