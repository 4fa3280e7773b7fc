"""Some figures of a place as they stand, and over time: two questions, however many figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.reading import answers, first_told
from goldenthread.performance.vocabulary import Answer

if TYPE_CHECKING:
    from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An indicator now, over its first window of which loads tell, and over time."""

    indicator: Indicator
    now: Answer | None
    trend: tuple[Answer, ...]


def signs(
    place: Place, codes: Sequence[str], days: Sequence[Reckoning], at: Reckoning
) -> list[Sign]:
    """These indicators of a place as at a day, each with the days up to it, oldest first."""
    until = [day for day in reversed(days) if day.as_at <= at.as_at]
    found = answers(place, Reading.objects.filter(reckoning__in=until, code__in=codes))
    return [
        Sign(
            indicator=(one := CATALOGUE[code]),
            now=first_told(one, at.pk, found),
            trend=()
            if one.settles
            else tuple(found[key] for day in until if (key := (day.pk, code, one.trend)) in found),
        )
        for code in codes
    ]
