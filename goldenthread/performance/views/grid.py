"""Figures by what they tell and whether their targets will be met; the ledger of colours."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.kernel.dates import months_after
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import Recoloured, caveat, figure, ledger_words, recoloured
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import asked
from goldenthread.performance.vocabulary import Assurance, Variation

COLUMNS: tuple[Assurance | None, ...] = (
    Assurance.MISSES,
    Assurance.BY_CHANCE,
    Assurance.HITS,
    None,
)
ROWS = (
    Variation.WORSE,
    Variation.BETTER,
    Variation.HIGHER,
    Variation.LOWER,
    Variation.COMMON,
    Variation.TOO_FEW,
    Variation.NOT_CHARTED,
)


@require_GET
def grid(request: SignedIn) -> HttpResponse:
    """Something changed: find out what. Nothing changed and the target is missed: change how we
    work. The two are not the same meeting (PER-6, R01)."""
    given = asked(request, then=True)
    lines = (
        queries.lines(given.place, given.days, given.at, known_by=given.moment) if given.at else []
    )
    behind = state.behind(given) if given.at else None
    changes: list[Recoloured] = []
    if given.at:
        since = months_after(given.at.as_at, -12)
        for line in lines:
            changes += recoloured(
                line.judged, line.targets, line.said, since=since, around=given.place.around
            )
    changes.sort(key=lambda one: (one.spot.as_at, one.code), reverse=True)
    return render(
        request,
        "performance/grid.html",
        {
            "asked": given,
            "nav": "grid",
            "columns": [one.label if one else "No target, or not to be said" for one in COLUMNS],
            "rows": [row for one in ROWS if (row := _row(one, lines, behind))["count"]],
            "count": len(lines),
            "missing": sum(
                one.judged.assurance is Assurance.MISSES
                and one.judged.variation is Variation.COMMON
                for one in lines
            ),
            "changed": sum(one.judged.variation.changed for one in lines),
            "doubtful": sum(
                one.judged.variation.changed and one.judged.suitability.state != "ok"
                for one in lines
            ),
            "ledger": ledger_words(changes),
            "page": Paginator(
                [
                    {
                        "indicator": CATALOGUE[one.code],
                        "as_at": one.spot.as_at,
                        "said": figure(one.answer),
                        "window": CATALOGUE[one.code].windows[0].label,
                        "change": one,
                    }
                    for one in changes
                ],
                25,
            ).get_page(request.GET.get("page")),
        },
    )


def _row(
    variation: Variation, lines: list[queries.Line], behind: queries.Footing | None
) -> dict[str, Any]:
    """The figures that tell one thing, by whether their targets will be met."""
    among = [one for one in lines if one.judged.variation is variation]
    up = {Variation.BETTER: True, Variation.WORSE: False}.get(variation)
    return {
        "label": variation.label,
        "mark": variation.mark(up=up),
        "count": len(among),
        "cells": [
            [_figure(one, behind) for one in among if one.judged.assurance is column]
            for column in COLUMNS
        ],
    }


def _figure(one: queries.Line, behind: queries.Footing | None) -> dict[str, Any]:
    """A figure of the grid: its newest point, and what is doubtful in its chart."""
    last = one.judged.latest
    answer = last.answer if last else None
    return {
        "indicator": one.indicator,
        "said": figure(answer) if answer else "",
        "care": caveat(one.judged),
        "quality": queries.quality_of(one.indicator, answer, behind) if answer and behind else None,
    }
