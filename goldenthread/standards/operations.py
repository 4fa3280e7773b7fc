"""Publishing standards, reading them, closing days."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.standards import lists, queries, rules
from goldenthread.standards.models import LocalClosure, ReadAndUnderstood, Revision
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def publish(
    *, text: str, effective_from: date, changed: str, by: Person | None, at: datetime
) -> Revision:
    """Publish a version; the same content twice is one version. STD-1.

    Raises:
        BadContent: it is not whole.
        Refusal: not QA, or another version has this number.
    """
    lists.standards(text)
    there = Revision.objects.filter(digest=lists.digest(text)).first()
    if there is not None:
        return there
    if by is not None:
        stop_if(rules.why_not_keep_standards(people.standing(by).roles))
    number = lists.number_of(text)
    if Revision.objects.filter(number=number).exists():
        raise Refusal(f"Version {number} is published already, with other words.")
    made = Revision.objects.create(
        number=number,
        body=text,
        digest=lists.digest(text),
        effective_from=effective_from,
        changed=changed,
        by=by,
        at=at,
    )
    if by is not None:
        trail.deed(what="standards.publish", about=f"version {number}", by=by, at=at)
    return made


@transaction.atomic
def read_and_understood(*, revision: Revision, by: Person, at: datetime) -> None:
    """Say that one has read a version and understood it; twice is once. STD-2."""
    _, new = ReadAndUnderstood.objects.get_or_create(revision=revision, by=by, defaults={"at": at})
    if new:
        trail.deed(what="standards.read", about=f"version {revision.number}", by=by, at=at)


@transaction.atomic
def close_day(*, day: date, reason: str, by: Person, at: datetime) -> LocalClosure:
    """Note that the council is closed on a day. Dates set already do not move.

    Raises:
        Refusal: not QA, not a working day, or without a reason.
    """
    stop_if(rules.why_not_keep_standards(people.standing(by).roles))
    stop_if(rules.why_not_close_day(day=day, calendar=queries.calendar(), reason=reason))
    made = LocalClosure.objects.create(day=day, reason=reason.strip(), by=by, at=at)
    trail.deed(what="standards.close_day", about=day.isoformat(), by=by, at=at)
    return made


@transaction.atomic
def open_day(*, day: date, by: Person, at: datetime) -> None:
    """Take a local closure back.

    Raises:
        Refusal: not QA.
    """
    stop_if(rules.why_not_keep_standards(people.standing(by).roles))
    gone, _ = LocalClosure.objects.filter(day=day).delete()
    if gone:
        trail.deed(what="standards.open_day", about=day.isoformat(), by=by, at=at)
