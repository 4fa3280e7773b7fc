"""Which audits a reader may read (SEC-2, `domain/evidence.md` §6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from goldenthread.audits.models import Moderation, Response
from goldenthread.audits.vocabulary import State
from goldenthread.caseload import access as children
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import QA_TEAM, Matter

if TYPE_CHECKING:
    from goldenthread.people.models import Person

SHARED: Final = (State.SUBMITTED, State.MODERATED, State.CLOSED)
"""From when others than the auditor and QA read what was written (AUD-9)."""

GIVEN: Final = (State.ISSUED, State.UNDERWAY, *SHARED)
"""From when the auditor knows of it."""


def seen_by(reader: Person) -> Q:
    """The audits whose text this reader may read.

    Always one's own as auditor once it is given out, as moderator, and as somebody it is shared
    with; those of one's span once handed in. QA reads every one. Never that of a restricted
    child, but for those named.
    """
    standing = people.standing(reader)
    span = span_in(standing, Matter.AUDIT_READ)
    mine = Q(auditor=reader, state__in=GIVEN)
    shared = Q(state__in=SHARED) & (
        Q(Exists(Response.objects.filter(audit=OuterRef("pk"), person=reader)))
        | Q(Exists(Moderation.objects.filter(audit=OuterRef("pk"), by=reader)))
    )
    seen = mine | shared
    if standing.holds(*QA_TEAM):
        seen = Q()
    elif span.everything:
        seen |= Q(state__in=SHARED)
    else:
        within = Q(pk__in=[])
        if span.areas:
            within |= Q(area__in=span.areas)
        if span.teams:
            within |= Q(team__in=span.teams)
        if span.own:
            within |= (
                Q(worker__in=span.own)
                | Q(second_worker__in=span.own)
                | Q(child__chair__in=span.own)
            )
        seen |= Q(state__in=SHARED) & within
    return seen & children.not_closed_to(reader, "child__")
