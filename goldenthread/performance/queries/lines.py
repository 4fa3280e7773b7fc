"""Every figure of a place over time, judged, in a few questions to the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator, Mix
from goldenthread.performance.models import Reading, Reckoning, Target
from goldenthread.performance.queries.acted import acted
from goldenthread.performance.queries.aims import targets_around
from goldenthread.performance.queries.leaving import withheld_keys
from goldenthread.performance.queries.noted import step_changes
from goldenthread.performance.queries.reading import Point, answers
from goldenthread.performance.rules import Judged, in_force_for, judged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from goldenthread.performance.queries.whose import Place
    from goldenthread.performance.vocabulary import Answer

MOST_DAYS = 60
"""The newest loads that are looked at: five years of months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator over time with what it tells, and its targets."""

    indicator: Indicator
    judged: Judged
    targets: tuple[Target, ...]
    """All that were decided for the place and those around it."""
    said: Mapping[date, Answer]
    """Day → the figure as it is said, over the time for which its targets are set."""


def lines(
    place: Place, days: Sequence[Reckoning], at: Reckoning, *, known_by: datetime | None = None
) -> list[Line]:
    """Every indicator with a figure, judged over the days up to one; step changes count (R01)."""
    until = [day for day in days if day.as_at <= at.as_at][:MOST_DAYS]
    windows = {w for one in CATALOGUE.values() for w in (one.trend, one.windows[0])}
    found = answers(place, Reading.objects.filter(reckoning__in=until, window__in=windows))
    steps, begun = step_changes(place), acted()
    decided = targets_around(place, known_by=known_by)
    made = []
    for code, one in CATALOGUE.items():
        points = [
            Point(as_at=day.as_at, load=day.load, answer=found[key])
            for day in reversed(until)
            if (key := (day.pk, code, one.trend)) in found
        ]
        if not points or isinstance(one, Mix):
            continue
        targets = tuple(decided.get(code, ()))
        action = begun.get((code, place.level, place.group))
        line = judged(
            one,
            points,
            in_force_for(place.around, targets, at.as_at),
            steps=steps.get(code, ()),
            acted=action.on if action else None,
            here=place.key,
        )
        said = {
            day.as_at: found[key]
            for day in until
            if (key := (day.pk, code, one.windows[0])) in found
        }
        made.append(Line(indicator=one, judged=line, targets=targets, said=said))
    return made


def withheld_lines(
    place: Place, found: Sequence[Line], days: Sequence[Reckoning], at: Reckoning
) -> dict[tuple[str, str], set[int]]:
    """(Code, window) → the reckonings of which files of points withhold the point (PER-8)."""
    until = [day for day in days if day.as_at <= at.as_at][:MOST_DAYS]
    gone: dict[tuple[str, str], set[int]] = {}
    keys = withheld_keys(until, [line.indicator.code for line in found])
    for (number, code, window), places in keys.items():
        if place.key in places:
            gone.setdefault((code, window), set()).add(number)
    return gone
