"""Every figure of a place over time, judged, in a few questions to the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator, Mix
from goldenthread.performance.models import Reading, Reckoning, Target
from goldenthread.performance.queries.acted import acted
from goldenthread.performance.queries.noted import step_changes
from goldenthread.performance.queries.reading import Point, answers
from goldenthread.performance.rules import Judged, in_force, judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from goldenthread.performance.queries.whose import Place

MOST_DAYS = 60
"""The newest loads that are looked at: five years of months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator over time with what it tells, and its targets."""

    indicator: Indicator
    judged: Judged
    targets: tuple[Target, ...]
    """All that were decided."""


def lines(place: Place, days: Sequence[Reckoning], at: Reckoning) -> list[Line]:
    """Every indicator with a figure, judged over the days up to one; step changes count (R01)."""
    until = [day for day in days if day.as_at <= at.as_at][:MOST_DAYS]
    windows = {one.trend for one in CATALOGUE.values()}
    found = answers(place, Reading.objects.filter(reckoning__in=until, window__in=windows))
    steps, begun = step_changes(place), acted()
    decided: dict[str, list[Target]] = {}
    for target in Target.objects.all():
        decided.setdefault(target.code, []).append(target)
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
            in_force(targets, at.as_at),
            steps=steps.get(code, ()),
            acted=action.on if action else None,
        )
        made.append(Line(indicator=one, judged=line, targets=targets))
    return made
