"""What may be asked about standards, and about the working calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.kernel.working_days import Calendar, calendar_of
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role
from goldenthread.standards import lists
from goldenthread.standards.models import LocalClosure, ReadAndUnderstood, Revision
from goldenthread.standards.vocabulary import Standard

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def calendar() -> Calendar:
    """The working calendar: England's bank holidays and this council's closures. One query."""
    return calendar_of(LocalClosure.objects.values_list("day", flat=True))


def thread_name(code: str) -> str:
    """The name of a Golden Thread: GT4 is The child's voice.

    Raises:
        StopIteration: there is no such thread.
    """
    return next(thread.name for thread in lists.threads() if thread.code == code)


def closures() -> QuerySet[LocalClosure]:
    """Every local closure, with who entered it."""
    return LocalClosure.objects.select_related("by")


def revisions() -> QuerySet[Revision]:
    """Every version, the newest first."""
    return Revision.objects.select_related("by")


def current(on: date) -> Revision | None:
    """The version in force on a day."""
    return Revision.objects.filter(effective_from__lte=on).first()


def standards_of(revision: Revision | None) -> tuple[Standard, ...]:
    """The standards of a version; those shipped where none has been published."""
    return lists.standards(revision.body if revision else lists.shipped())


def unread_for(person: Person, on: date) -> Revision | None:
    """The version in force, where this person has not read it (STD-2)."""
    revision = current(on)
    if revision is None or revision.readers.filter(by=person).exists():
        return None
    return revision


def read_at(person: Person, revision: Revision) -> ReadAndUnderstood | None:
    """When this person read a version."""
    return revision.readers.filter(by=person).first()


def may_see_readers(reader: Person) -> bool:
    """Whether the reader manages somebody, or is of the QA team."""
    return people.standing(reader).holds(
        Role.PM, *LEADERS, Role.AD, Role.DCS, *QA_TEAM, Role.PSW, Role.WFD
    )


def who_reads(reader: Person, revision: Revision, on: date) -> QuerySet[Person]:
    """The people of the reader's span, each with whether they have read it (STD-2)."""
    standing = people.standing(reader)
    staff = people.people_in_post(on)
    if not (standing.holds(*QA_TEAM, Role.DCS, Role.PSW, Role.WFD) or standing.everywhere(Role.AD)):
        places = Q(posts__team__in=standing.teams(Role.PM))
        areas = standing.areas(*LEADERS, Role.AD)
        places |= Q(posts__area__in=areas) | Q(posts__team__area__in=areas)
        staff = staff.filter(places & people.in_force(on, "posts__")).distinct()
    return staff.annotate(
        has_read=Exists(ReadAndUnderstood.objects.filter(revision=revision, by=OuterRef("pk")))
    ).order_by("has_read", "name")
