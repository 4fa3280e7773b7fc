"""Which concerns a reader may read (SEC-2, E03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def seen_by(reader: Person) -> Q:
    """Those one raised or must deal with, those of one's services or team; QA and the Director all.

    A concern about a restricted child is read by those it was raised to all the same: a child's
    safety is not closed to the person who must act.
    """
    standing = people.standing(reader)
    if standing.holds(*QA_TEAM, Role.DCS, Role.PSW) or standing.everywhere(Role.AD):
        return Q()
    areas = standing.areas(*LEADERS, Role.AD)
    return (
        Q(by=reader)
        | Q(responsible=reader)
        | Q(acknowledged_by=reader)
        | Q(area__in=areas)
        | Q(team__in=standing.teams(Role.PM))
        | Q(child__chair=reader)
    )
