"""Notes on the lines of points, and the step changes among them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from goldenthread.people import queries as people
from goldenthread.performance import rules
from goldenthread.performance.models import Note
from goldenthread.performance.queries.whose import places
from goldenthread.performance.vocabulary import Mark

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from goldenthread.performance.queries.whose import Place


def notes_of(place: Place, code: str) -> list[Note]:
    """Every note on a line of a place, the withdrawn with them, by day; the council's is its own
    as well."""
    found = Note.objects.filter(code=code, place__in=("all", place.key))
    return list(found.select_related("by", "withdrawn_by"))


def note(code: str, pk: int) -> Note | None:
    """One note of an indicator."""
    return Note.objects.filter(code=code, pk=pk).select_related("by").first()


def agreed(proposal: Note) -> Note | None:
    """The note by which somebody agreed to a step change that was proposed."""
    same = Note.objects.filter(code=proposal.code, place=proposal.place, kind=Mark.STEP)
    found = rules.agreement(proposal, list(same.select_related("by")))
    return found if isinstance(found, Note) else None


def steps_to_agree(reader: Person) -> list[Note]:
    """The step changes that wait for a second person, where the reader may be the one. R02.

    Of places that the reader sees; the oldest first.
    """
    if rules.why_not_step(people.standing(reader).roles) is not None:
        return []
    seen = [one.key for one in places(reader)]
    found = Note.objects.filter(kind=Mark.PROPOSED, withdrawn_by__isnull=True, place__in=seen)
    waiting = found.exclude(by=reader).select_related("by").order_by("pk")
    steps = list(Note.objects.filter(kind=Mark.STEP, code__in=[one.code for one in waiting]))
    return [
        one
        for one in waiting
        if rules.agreement(one, [step for step in steps if step.code == one.code]) is None
    ]


def step_changes(place: Place) -> dict[str, list[date]]:
    """Code → the days of the step changes on its line, for a place."""
    found = Note.objects.filter(
        place__in=("all", place.key), kind=Mark.STEP, withdrawn_by__isnull=True
    )
    steps: dict[str, list[date]] = {}
    for code, day in found.values_list("code", "day"):
        steps.setdefault(code, []).append(day)
    return steps
