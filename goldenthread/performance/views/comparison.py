"""The last page of ChAT: our figures beside those of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import lists, output, queries
from goldenthread.performance.rules import (
    among_words,
    compared_words,
    figure,
    over,
    place_words,
    published_over,
    stands_in,
)
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import asked
from goldenthread.performance.views.others import beyond
from goldenthread.ui.http import download


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
            "editions": _editions(rows),
            "columns": [area.name for area in rows[0].published.areas] if rows else [],
            "rows": [_row(one, states.get(one.indicator.code)) for one in rows],
            "words": _words(rows) if rows else "",
        },
    )


def _row(one: queries.Compared, quality: queries.Quality | None) -> dict[str, Any]:
    """A line of the page: ours now, then each place as published."""
    unit, neighbours = one.indicator.unit, one.published.neighbours
    return {
        "indicator": one.indicator,
        "quality": quality,
        "here": figure(one.here) if one.here else "–",
        "beyond": _against(one),
        "over": over(one.here.period.window, one.here.period.last) if one.here else "",
        "year": published_over(one.indicator.windows, one.published.period),
        "areas": [
            (area.name, place_words(area.now, unit, there=area.there))
            for area in one.published.areas
        ],
        "among": among_words(neighbours.position, one.indicator.better) if neighbours else "",
    }


def _against(one: queries.Compared) -> str:
    """Whether ours is beyond neighbours and England by more than chance, in words."""
    way = beyond(one.indicator, one.here, one.published)
    return f"{way.capitalize()} than neighbours and England by more than chance" if way else ""


@require_GET
def as_file(request: SignedIn, kind: str) -> HttpResponse:
    """The same as CSV or a workbook; ours withheld as in the file of figures (PER-8)."""
    given = asked(request, then=True, leaves=True)
    whole = given.place.level == "all"
    rows = queries.comparison(given.place, given.at) if whole and given.at else []
    if not rows:
        raise Http404
    head, lines = output.compare(rows, queries.withheld_compared(rows, given.at))
    return download(
        f"beside-others-{given.at.as_at:%Y-%m-%d}",
        kind,
        head=head,
        rows=lines,
        title="Beside others",
        note=f"Published: Department for Education, {'; '.join(_editions(rows))}. {output.NOTE}",
    )


def _editions(rows: Sequence[queries.Compared]) -> list[str]:
    """What the published figures are from, each named once."""
    return list(dict.fromkeys(one.published.source or lists.edition() for one in rows))


def _words(rows: Sequence[queries.Compared]) -> str:
    """What the table says: how many stand beside others, and how many are beyond chance."""
    return compared_words(
        sum(one.here is not None for one in rows),
        [beyond(one.indicator, one.here, one.published) for one in rows],
    )
