"""Which children a reader sees (SEC-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from goldenthread.caseload.models import Grant
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import QA_TEAM, Matter, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def seen_by(reader: Person, prefix: str = "", matter: Matter = Matter.CHILD_LISTS) -> Q:
    """The children this reader sees in this matter; `prefix` leads to the child ("child__").

    Own children (as worker or chair), those of their span, those of a task given to them or, for
    the QA team, of any task. A restricted child: only by a grant that names the reader.
    """
    standing = people.standing(reader)
    span = span_in(standing, matter)
    key = f"{prefix.removesuffix('__')}" or "pk"
    grants = Grant.objects.filter(child=OuterRef(key), ended=False)
    mine = Q(Exists(grants.filter(person=reader)))
    seen = mine
    if span.everything:
        seen = Q()
    else:
        if span.areas:
            seen |= Q(**{f"{prefix}area__in": span.areas})
        if span.teams:
            seen |= Q(**{f"{prefix}team__in": span.teams})
        if span.own:
            seen |= Q(**{f"{prefix}worker__in": span.own}) | Q(**{f"{prefix}chair__in": span.own})
        if span.task and standing.holds(*QA_TEAM):
            seen |= Q(Exists(grants.filter(person=None)))
    return seen & not_closed_to(reader, prefix)


def not_closed_to(reader: Person, prefix: str = "") -> Q:
    """Children whose record is not restricted, or is open to this reader by name (SEC-2)."""
    key = prefix.removesuffix("__") or "pk"
    named = Grant.objects.filter(
        child=OuterRef(key), ended=False, person=reader, to_restricted=True
    )
    return ~Q(**{f"{prefix}restricted": True}) | Q(Exists(named))


def in_log(reader: Person, prefix: str = "") -> Q:
    """Children of whom the access log speaks to this reader by their reference: those whose record
    is not closed to them; all of them for information governance, which reads the log and no
    record (`domain/evidence.md` §6.1)."""
    if people.standing(reader).holds(Role.IGO):
        return Q()
    return not_closed_to(reader, prefix)
