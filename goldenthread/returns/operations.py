"""Handing in a return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.returns import queries, rules
from goldenthread.returns.models import ReturnedFigure, ServiceReturn
from goldenthread.returns.vocabulary import Entry, Purpose, Sender
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


class Overtaken(Refusal):
    """Somebody else handed in this month while the page was open."""


def hand_in(
    *,
    service: Sender,
    month: date,
    entries: Sequence[Entry],
    seen: int,
    by: Person,
    at: datetime,
) -> ServiceReturn:
    """Hand in a month whole or not at all; what was handed in before is kept. PER-1.

    Args:
        seen: the number of the newest return that the person saw; 0 where there was none.

    Raises:
        Overtaken: somebody else has handed it in since.
        Refusal: not theirs, a month that cannot be, a row that cannot be, or nothing new.
    """
    stop_if(rules.why_not_enter(people.standing(by), area=queries.area_of(service)))
    stop_if(rules.why_not_month(month, today=at.date()))
    for code, refusal in rules.wrong(service, entries):
        raise Refusal(f"{code}: {refusal}")
    before = queries.newest_of(service, month)
    if (before.number if before else 0) != seen:
        raise Overtaken("Somebody else handed in this month meanwhile. Both are shown.")
    stop_if(rules.why_not_return(entries, queries.entries_of(before) if before else None))
    try:
        with transaction.atomic():
            made = ServiceReturn.objects.create(
                service=service.slug, month=month, number=seen + 1, by=by, at=at
            )
            ReturnedFigure.objects.bulk_create(
                ReturnedFigure(
                    service_return=made,
                    code=entry.code,
                    upper=entry.upper or 0,
                    lower=entry.lower,
                    note=entry.note,
                )
                for entry in rules.filled(entries).values()
            )
            trail.deed(
                what="returns.hand_in",
                about=f"{service.slug}, {month:%Y-%m}",
                by=by,
                at=at,
                detail={"number": made.number, "rows": len(rules.filled(entries))},
            )
    except IntegrityError as clash:
        raise Overtaken("Somebody else handed in this month meanwhile. Both are shown.") from clash
    return made


def take_small_numbers(
    *, service: Sender, month: date, why: Purpose, by: Person, at: datetime
) -> None:
    """Write down that a return left with its small numbers, and what for (PER-8).

    Raises:
        Refusal: they do not hand in the returns of this service.
    """
    stop_if(rules.why_not_enter(people.standing(by), area=queries.area_of(service)))
    trail.deed(
        what="returns.small_numbers",
        about=f"{service.slug}, {month:%Y-%m}",
        by=by,
        at=at,
        detail={"why": why.value},
    )
