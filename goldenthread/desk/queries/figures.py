"""What figures ask of the reader: exceptions, known issues of the data, step changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.desk.vocabulary import Due, Weight
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, Role
from goldenthread.performance import queries as performance

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def dues(reader: Person, on: date) -> list[Due]:
    """All of it, in no order."""
    return [*_exceptions(reader, on), *_issues(reader), *_steps(reader)]


def _exceptions(reader: Person, on: date) -> Iterator[Due]:
    """The exceptions that the reader is to answer: hard lines apart, since they come first."""
    if not people.standing(reader).holds(Role.PM, *LEADERS, Role.AD, Role.DCS, Role.PFM):
        return
    owed = performance.unanswered(reader, on=on)
    for lines in (True, False):
        mine = [one for one in owed if (one.sighting.rank == 1) is lines]
        if not mine:
            continue
        number = len(mine)
        yield Due(
            what=f"Answer {number} exception{'' if number == 1 else 's'} of {mine[0].month_words}"
            + (": past a hard safety line" if lines else ""),
            link=f"/performance/exceptions/{mine[0].as_at:%Y-%m}/?answer=owed"
            + ("&kind=hard_line" if lines else ""),
            due_on=min(one.sighting.owed_by for one in mine if one.sighting.owed_by),
            more="; ".join(one.title for one in mine[:2]) + ("; and more" if number > 2 else ""),
            weight=Weight.CHILD_PAST_A_LINE if lines else Weight.ORDINARY,
            child=lines,
            button="See them and answer",
        )


def _issues(reader: Person) -> Iterator[Due]:
    """Known issues of the data that the reader is to see to."""
    for one in performance.issues_to_mend(reader):
        yield Due(
            what=f"See to a known issue of the data: {one.title}",
            link=one.get_absolute_url(),
            due_on=None,
            more=f"{one.get_state_display()}. Known since {one.at.date():%-d %B}",
            button="Read it and add a note",
        )


def _steps(reader: Person) -> Iterator[Due]:
    """Step changes that somebody else proposed, for who may agree: until then they do not count."""
    for one in performance.steps_to_agree(reader):
        yield Due(
            what=f"Agree to a step change of {one.code}, or withdraw it",
            link=f"/performance/indicators/{one.code}/notes/{one.pk}/agree/",
            due_on=None,
            more=f"From {one.day:%-d %B %Y}, proposed by {one.by.name}",
            button="Read it",
        )
