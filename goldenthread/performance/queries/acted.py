"""Since when somebody acts to improve a figure: the day on which its limits are frozen (R02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import Source
from goldenthread.kernel.reference import parts
from goldenthread.performance.models import PerformanceException


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """The first of the actions under way for a figure of a place: its day and reference."""

    on: date
    action: str


Line = tuple[str, str, str]
"""(code, level, name of the service or team; empty for the council)."""


def acted() -> dict[Line, Acted]:
    """The line of each figure for which an action from an exception is under way."""
    found: dict[int, Acted] = {}
    for one in actions.active_of(Source.EXCEPTION):
        named = parts(one.source_reference)
        if named is not None:
            day = timezone.localtime(one.at).date()
            found.setdefault(named[1], Acted(on=day, action=one.reference))
    rows = PerformanceException.objects.filter(pk__in=found).values_list(
        "pk", "code", "level", "group"
    )
    lines: dict[Line, Acted] = {}
    for pk, code, level, group in rows:
        before = lines.get((code, level, group))
        if before is None or found[pk].on < before.on:
            lines[code, level, group] = found[pk]
    return lines
