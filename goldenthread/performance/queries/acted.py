"""Since when somebody acts to improve a figure: the day on which its limits are frozen (R02)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import Source, State
from goldenthread.kernel.reference import parts
from goldenthread.performance.models import PerformanceException

if TYPE_CHECKING:
    from goldenthread.actions.models import Action
    from goldenthread.people.models import Person
    from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """The first of the actions under way for a figure of a place: its day and reference."""

    on: date
    action: str


Line = tuple[str, str, str]
"""(code, level, name of the service or team; empty for the council)."""


def exceptions_of(code: str) -> list[PerformanceException]:
    """Every exception that there was of a figure, of whatever place."""
    return list(PerformanceException.objects.filter(code=code))


def doing(reader: Person, about: Sequence[PerformanceException], place: Place) -> QuerySet[Action]:
    """The actions that came from these exceptions, as far as they are of a place and its teams and
    the reader sees them: what is to be done first, the first due first. PER-6, T02."""
    here = {place.group, *place.teams}
    found = [one for one in about if not place.teams or one.group in here]
    return (
        actions.actions(reader)
        .filter(source=Source.EXCEPTION, source_reference__in=[one.reference for one in found])
        .exclude(state=State.WITHDRAWN)
        .annotate(open=Q(state=State.OPEN))
        .order_by("-open", "due_on", "pk")
    )


def acted(about: Sequence[PerformanceException] | None = None) -> dict[Line, Acted]:
    """The line of each figure for which an action from an exception is under way; of these
    exceptions, where some are given."""
    active = actions.active_of(Source.EXCEPTION)
    if about is not None:
        active = active.filter(source_reference__in=[one.reference for one in about])
    begun = _begun(active)
    if about is None:
        about = list(PerformanceException.objects.filter(pk__in=begun))
    lines: dict[Line, Acted] = {}
    for one in about:
        line = one.code, one.level, one.group
        if one.pk in begun and (line not in lines or begun[one.pk].on < lines[line].on):
            lines[line] = begun[one.pk]
    return lines


def _begun(active: Iterable[Action]) -> dict[int, Acted]:
    """Exception → the first of these actions that came from it."""
    found: dict[int, Acted] = {}
    for one in active:
        named = parts(one.source_reference)
        if named is not None:
            day = timezone.localdate(one.at)
            found.setdefault(named[1], Acted(on=day, action=one.reference))
    return found
