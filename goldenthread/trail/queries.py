"""What may be asked of the trail."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from goldenthread.people import queries as people
from goldenthread.people.rules import may
from goldenthread.people.vocabulary import Matter, Scope
from goldenthread.trail import rules, seals
from goldenthread.trail.models import Event, Seal
from goldenthread.trail.vocabulary import PEOPLE_IN, Kind

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
    """The trail narrowed to children (any when None), a person and dates, newest first.

    Of a person: what they looked at and did, and what was done about them.
    """
    found = Event.objects.select_related("by")
    if children is not None:
        found = found.filter(child__in=children)
    if person is not None:
        found = found.filter(Q(by=person) | _about(person))
    if since is not None:
        found = found.filter(at__date__gte=since)
    if until is not None:
        found = found.filter(at__date__lte=until)
    return found


def _about(person: int) -> Q:
    """Deeds whose detail has this person’s number, as a number or as a form sent it."""
    found = Q(detail__person=str(person))
    for key in PEOPLE_IN:
        found |= Q(**{f"detail__{key}": person})
    return Q(kind=Kind.DEED) & found


def deeds(children: Collection[int], *what: str) -> QuerySet[Event]:
    """What was done to the records of these children, of these deeds, the oldest first."""
    return Event.objects.filter(kind=Kind.DEED, child__in=children, what__in=what).order_by("pk")


def lookers(
    children: Mapping[int, datetime | None], *, since: date
) -> list[tuple[int, str, int, int]]:
    """Who looked at the records of these children since a day, and since the moment given for the
    child: their number and name, how many looks, at how many children; most looks first."""
    found = (
        search(children=children.keys(), person=None, since=since, until=None)
        .filter(kind=Kind.LOOK)
        .order_by()
        .values_list("by", "by__name", "child", "at")
    )
    looks: dict[tuple[int, str], list[int]] = {}
    for person, name, child, at in found:
        if child is None:
            continue
        first = children[child]
        if first is None or at >= first:
            looks.setdefault((person, name), []).append(child)
    return sorted(
        ((*who, len(seen), len(set(seen))) for who, seen in looks.items()),
        key=lambda row: (-row[2], row[1]),
    )
