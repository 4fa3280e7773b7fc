"""What the page of an indicator says of others, and of teams beside each other."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from goldenthread.performance import lists, queries
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import (
    figure,
    like_window,
    over,
    placed_words,
    published_over,
    published_words,
)
from goldenthread.performance.views.asked import Asked
from goldenthread.performance.vocabulary import Unit


def of_others(found: Indicator, given: Asked) -> dict[str, Any] | None:
    """What is published of the same measure, of the whole council only (R04)."""
    if given.place.level != "all":
        return None
    said = queries.published(found)
    ours = lists.authority(settings.AUTHORITY)
    if said.beside is None or not said.areas or ours is None:
        return {"beside": said.beside, "areas": []}
    return {
        "beside": said.beside,
        "over": published_over(found.windows, said.period),
        "earlier": said.earlier,
        "unit": found.unit.label if found.unit == Unit.PER_10_000 else "",
        "areas": [
            {
                "name": area.name,
                "own": area.name == ours.name,
                "now": published_words(area.now, found.unit) or "Withheld",
                "before": published_words(area.before, found.unit) or "–",
            }
            for area in said.areas
        ],
        "neighbours": ours.neighbours,
        "edition": lists.edition(),
        "placed": placed_words(ours.name, said.position, unit=found.unit, better=found.better)
        if said.position
        else "",
        "here": _here(found, given),
    }


def _here(found: Indicator, given: Asked) -> str:
    """Our own newest figure over as long a time, which is not published yet."""
    window = like_window(found.windows)
    if window is None or given.at is None:
        return ""
    points = queries.trend(given.place, found, [given.at], window)
    if not points:
        return ""
    answer = points[-1].answer
    return f"{over(window, answer.period.last)}: {figure(answer)}"
