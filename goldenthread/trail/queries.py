"""What may be asked of the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from goldenthread.people import queries as people
from goldenthread.people.rules import may
from goldenthread.people.vocabulary import Matter, Scope
from goldenthread.trail import rules, seals
from goldenthread.trail.models import Event, Seal
from goldenthread.trail.vocabulary import Kind

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_BEFORE = -(2**63)
"""Before every number that a database can give a row: one below the first would be no row of ours.
"""
_COLUMNS = ("id", "kind", "what", "about", "child", "by_id", "at", "acting_for", "detail")


def rows_after(last: int, until: int | None = None) -> Iterator[dict[str, Any]]:
    """The rows after this number, in order, as they are sealed."""
    rows = Event.objects.filter(pk__gt=last).order_by("pk")
    if until is not None:
        rows = rows.filter(pk__lte=until)
    yield from rows.values(*_COLUMNS).iterator(chunk_size=5_000)


def breaks() -> list[rules.Break]:
    """Every place where the trail is not what was sealed; none when it is whole (BB2)."""
    found: list[rules.Break] = []
    digest, last = "", _BEFORE
    for seal in Seal.objects.order_by("pk"):
        rows = list(seals.plain(rows_after(last, seal.last)))
        broken = rules.what_broke(
            seal=seal.pk,
            first=max(last + 1, 1),
            last=seal.last,
            sealed=seal.rows,
            before=sum(row["id"] < seal.first for row in rows),
            found=len(rows),
            same=rules.seal_of(digest, rows) == seal.digest,
        )
        if broken:
            found.append(broken)
        digest, last = seal.digest, seal.last
    return found


def digests() -> dict[int, str]:
    """Every seal by its number."""
    return dict(Seal.objects.order_by("pk").values_list("pk", "digest"))


def may_read_log(reader: Person) -> bool:
    """Whether this reader reviews who looked at what."""
    return may(people.standing(reader), Matter.ACCESS_LOG, Scope.ALL, Scope.SPAN)


def events_about_child(child: int) -> QuerySet[Event]:
    """Every look at and deed on a child's record, newest first."""
    return Event.objects.filter(child=child).select_related("by")


def events_by(person: int) -> QuerySet[Event]:
    """Everything a person looked at or did, newest first."""
    return Event.objects.filter(by=person).select_related("by")


def events_of(about: str) -> QuerySet[Event]:
    """Everything that happened to one record, newest first."""
    return Event.objects.filter(about=about).select_related("by")


def last_seal() -> Seal | None:
    """The newest seal."""
    return Seal.objects.order_by("-pk").first()


def search(
    *,
    children: Collection[int] | None,
    person: int | None,
    since: date | None,
    until: date | None,
) -> QuerySet[Event]:
    """The trail narrowed to children (any when None), a person and dates, newest first."""
    found = Event.objects.select_related("by")
    if children is not None:
        found = found.filter(child__in=children)
    if person is not None:
        found = found.filter(by=person)
    if since is not None:
        found = found.filter(at__date__gte=since)
    if until is not None:
        found = found.filter(at__date__lte=until)
    return found


def lookers(children: Collection[int], *, since: date) -> list[tuple[int, str, int, int]]:
    """Who looked at the records of these children since a day: their number and name, how many
    looks, at how many children; most looks first."""
    found = (
        search(children=children, person=None, since=since, until=None)
        .filter(kind=Kind.LOOK)
        .order_by()
        .values_list("by", "by__name")
        .annotate(looks=Count("pk"), children=Count("child", distinct=True))
        .order_by("-looks", "by__name")
    )
    return list(found)
