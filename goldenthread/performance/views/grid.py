"""Figures by what they tell and whether their targets will be met; the ledger of colours."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.sheets import Cell
from goldenthread.people.http import SignedIn
from goldenthread.performance import output, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.rules import (
    Recoloured,
    caveat,
    figure,
    grid_words,
    in_force_for,
    ledger_words,
    named,
    recoloured,
)
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked
from goldenthread.performance.views.files import lines_file
from goldenthread.performance.vocabulary import Answer, Assurance, Variation

NO_TARGET = "No target, or not to be said"

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
    changes = _changes(lines, given)
    return render(
        request,
        "performance/grid.html",
        {
            "asked": given,
            "nav": "grid",
            "words": grid_words([(one.judged.variation, one.judged.assurance) for one in lines]),
            "columns": [one.label if one else NO_TARGET for one in COLUMNS],
            "rows": [row for one in ROWS if (row := _row(one, lines, behind, given))["count"]],
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
                        "title": _title(CATALOGUE[one.code], given),
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


def _title(indicator: Indicator, given: Asked) -> str:
    """What a figure of the place is called: of a part a rate is a number."""
    return named(indicator.title, rate=isinstance(indicator, Rate), part=bool(given.place.teams))


def _row(
    variation: Variation, lines: list[queries.Line], behind: queries.Footing | None, given: Asked
) -> dict[str, Any]:
    """The figures that tell one thing, by whether their targets will be met."""
    among = [one for one in lines if one.judged.variation is variation]
    up = {Variation.BETTER: True, Variation.WORSE: False}.get(variation)
    return {
        "label": variation.label,
        "mark": variation.mark(up=up),
        "count": len(among),
        "cells": [
            [_figure(one, behind, given) for one in among if one.judged.assurance is column]
            for column in COLUMNS
        ],
    }


def _figure(one: queries.Line, behind: queries.Footing | None, given: Asked) -> dict[str, Any]:
    """A figure of the grid: its newest point, and what is doubtful in its chart."""
    last = one.judged.latest
    answer = last.answer if last else None
    return {
        "indicator": one.indicator,
        "title": _title(one.indicator, given),
        "said": f"{figure(answer)}{_on(answer, given)}" if answer else "",
        "care": caveat(one.judged),
        "quality": queries.quality_of(one.indicator, answer, behind) if answer and behind else None,
    }


def _on(answer: Answer, given: Asked) -> str:
    """The day of a newest point that is older than the day asked for."""
    last = answer.period.last
    old = given.at is not None and last < given.at.as_at
    return f", as at {last.day} {last:%B %Y}" if old else ""


def _changes(lines: list[queries.Line], given: Asked) -> list[Recoloured]:
    """The changes of colour of twelve months, the newest first."""
    if given.at is None:
        return []
    since = months_after(given.at.as_at, -12)
    found = [
        change
        for line in lines
        for change in recoloured(
            line.judged, line.targets, line.said, since=since, around=given.place.around
        )
    ]
    return sorted(found, key=lambda one: (one.spot.as_at, one.code), reverse=True)


@require_GET
def as_file(request: SignedIn, what: str, kind: str) -> HttpResponse:
    """The grid, or the changes of colour, as CSV or a workbook (PER-8).

    A figure is withheld as in its file of points. What a chart tells rests on all its points: where
    one is withheld, so is that; and of such a figure no change of colour is given.
    """
    given = asked(request, then=True, leaves=True)
    if given.at is None:
        raise Http404
    lines = queries.lines(given.place, given.days, given.at, known_by=given.moment)
    away = queries.withheld_lines(given.place, lines, given.days, given.at)
    if what == "changes":
        return _changes_file(given, kind, lines, away)
    day_of, behind = {day.as_at: day for day in given.days}, state.behind_all(given)
    rows = []
    told: list[list[Cell]] = []
    for one in lines:
        last = one.judged.latest
        if last is None or last.answer is None:
            continue
        day = day_of[last.as_at]
        gone = away.get((one.indicator.code, one.indicator.trend), set())
        rows.append((_line(one, last.answer, day, given, behind), day.pk in gone))
        assurance = one.judged.assurance
        words = [
            one.judged.variation.label,
            assurance.label if assurance else NO_TARGET,
            caveat(one.judged),
        ]
        told.append([output.CONFIDENTIAL if gone else word for word in words])
    more = (output.GRID_HEAD, output.GRID_WIDTHS, told)
    return lines_file(f"grid-{given.at.as_at:%Y-%m-%d}", kind, rows, more=more)


def _changes_file(
    given: Asked, kind: str, lines: list[queries.Line], away: dict[tuple[str, str], set[int]]
) -> HttpResponse:
    of = {one.indicator.code: one for one in lines}
    day_of, behind = {day.as_at: day for day in given.days}, state.behind_all(given)
    rows, said = [], []
    for one in _changes(lines, given):
        line = of[one.code]
        windows = (line.indicator.trend, line.indicator.windows[0])
        if any((one.code, window) in away for window in windows):
            continue
        rows.append((_line(line, one.answer, day_of[one.spot.as_at], given, behind), False))
        said.append([one.before.label, one.now.label, _what(one)])
    more = (output.CHANGES_HEAD, output.CHANGES_WIDTHS, said)
    return lines_file(f"changes-{given.at.as_at:%Y-%m-%d}", kind, rows, more=more)


def _line(
    one: queries.Line, answer: Answer, day: Any, given: Asked, behind: dict[int, queries.Footing]
) -> list[Cell]:
    return output.row(
        one.indicator,
        answer,
        place=given.place,
        load=day.load,
        target=in_force_for(given.place.around, one.targets, day.as_at),
        since=timezone.localdate(day.at),
        quality=queries.quality_of(one.indicator, answer, behind[day.pk]),
    )


def _what(one: Recoloured) -> Cell:
    """What a change of colour was, and whether its target changed."""
    said = "No more than chance" if one.spot.signal is None else one.spot.signal.label
    return f"{said}; the target changed" if one.aimed_anew else said
