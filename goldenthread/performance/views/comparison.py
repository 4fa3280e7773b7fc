"""The last page of ChAT: our figures beside those of others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import lists, queries
from goldenthread.performance.rules import (
    among_words,
    figure,
    over,
    place_words,
    published_over,
    stands_in,
)
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import asked


@require_GET
def comparison(request: SignedIn) -> HttpResponse:
    """Ours beside our region, our neighbours and England, where others count the same (R04)."""
    given = asked(request, then=True)
    whole = given.place.level == "all"
    rows = queries.comparison(given.place, given.at) if whole and given.at else []
    states = queries.states_compared(rows, state.behind(given)) if rows else {}
    ours = lists.authority(settings.AUTHORITY)
    return render(
        request,
        "performance/comparison.html",
        {
            "asked": given,
            "whole": whole,
            "ours": ours,
            "stands_in": stands_in(ours.name, settings.COUNCIL_NAME) if ours else "",
            "among": any(one.published.neighbours for one in rows),
            "editions": list(
                dict.fromkeys(one.published.source or lists.edition() for one in rows)
            ),
            "columns": [area.name for area in rows[0].published.areas] if rows else [],
            "rows": [_row(one, states.get(one.indicator.code)) for one in rows],
        },
    )


def _row(one: queries.Compared, quality: queries.Quality | None) -> dict[str, Any]:
    """A line of the page: ours now, then each place as published."""
    unit, neighbours = one.indicator.unit, one.published.neighbours
    return {
        "indicator": one.indicator,
        "quality": quality,
        "here": figure(one.here) if one.here else "–",
        "over": over(one.here.period.window, one.here.period.last) if one.here else "",
        "year": published_over(one.indicator.windows, one.published.period),
        "areas": [
            (area.name, place_words(area.now, unit, there=area.there))
            for area in one.published.areas
        ],
        "among": among_words(neighbours.position, one.indicator.better) if neighbours else "",
    }
