"""Which actions a reader sees (SEC-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from goldenthread.caseload import access as children
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def seen_by(reader: Person) -> Q:
    """One's own, those one set, and those of one's span; never of a closed record.

    An action about a restricted child is seen only by those named for that child; one that is held
    only by who set it.
    """
    span = span_in(people.standing(reader), Matter.ACTIONS)
    seen = Q(owner=reader) | Q(by=reader)
    if span.everything:
        seen = Q()
    else:
        if span.areas:
            seen |= Q(area__in=span.areas) | Q(team__area__in=span.areas)
        if span.teams:
            seen |= Q(team__in=span.teams)
        if span.own:
            seen |= Q(child__worker__in=span.own) | Q(child__chair__in=span.own)
    seen &= Q(held=False) | Q(by=reader)
    return seen & (Q(child=None) | children.not_closed_to(reader, "child__"))
