"""The state of the data beside the figures of a page, asked once (N06)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from goldenthread.performance import queries
from goldenthread.performance.measure import Indicator, Mix, Rate
from goldenthread.performance.rules import added
from goldenthread.performance.views.asked import Asked
from goldenthread.performance.vocabulary import Answer, Unit


def behind(given: Asked) -> queries.Footing:
    """What all figures of the day asked for rest on."""
    return queries.behind_figures(given.at, newest=given.newest, on=timezone.localdate())


def behind_all(given: Asked) -> dict[int, queries.Footing]:
    """Reckoning → what all figures of it rest on, of every day that is known."""
    newest = None if given.known else given.days[0]
    return queries.behind_days(given.days, newest=newest, on=timezone.localdate())


def of_all(found: Indicator, answers: Sequence[Answer], given: Asked) -> queries.Quality | None:
    """The state of the data behind the parts of one figure together; none where there are none."""
    if not answers or isinstance(found, Mix):
        return None
    unit = Unit.COUNT if isinstance(found, Rate) else found.unit
    whole = added(answers, code=found.code, unit=unit, period=answers[-1].period)
    return queries.quality_of(found, whole, behind(given))
