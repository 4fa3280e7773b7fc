"""Which concerns a reader may read (SEC-2, E03)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from goldenthread.caseload import access as children
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def seen_by(reader: Person) -> Q:
    """Those one raised or must deal with, those of one's services or team; QA and the Director all.

    A concern about a restricted child is read all the same by those who must act on it or chase
    it: a child's safety is not closed to them. To others of the line it is closed.
    """
    standing = people.standing(reader)
    if standing.holds(*QA_TEAM, Role.DCS) or standing.everywhere(Role.AD):
        return Q()
    must_act = (
        Q(by=reader)
        | Q(responsible=reader)
        | Q(acknowledged_by=reader)
        | Q(area__in=standing.areas(*LEADERS, Role.AD))
    )
    line = Q(team__in=standing.teams(Role.PM)) | Q(child__chair=reader)
    if standing.holds(Role.PSW):
        line = Q()
    return must_act | (line & children.not_closed_to(reader, "child__"))
