"""ChAT on screen: the whole analysis of a load, page by page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.chat import PAGES, Page
from goldenthread.performance.chat.grids import Counted, Grid
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import figure, largest, over, part_of, percent, rate
from goldenthread.performance.views.asked import asked


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The pages of ChAT, for a load that the reader chooses (PER-5, N05)."""
    return render(
        request, "performance/chat.html", {"asked": asked(request), "pages": PAGES.values()}
    )


@require_GET
def page(request: SignedIn, code: str) -> HttpResponse:
    """One page: every table with its picture and its sentence (PER-5, N05, T03)."""
    given = asked(request)
    if code not in PAGES:
        raise Http404
    found = PAGES[code]
    among = queries.events() if given.at else None
    parts = queries.analysis(given.place, found, given.at, among) if among else []
    return render(
        request,
        "performance/chat_page.html",
        {
            "asked": given,
            "page": found,
            "pages": PAGES.values(),
            "parts": [_part(part) for part in parts],
            **_beside(found),
        },
    )


def _beside(found: Page) -> dict[str, Page | None]:
    """The page before and the page after."""
    pages = list(PAGES.values())
    place = pages.index(found)
    return {
        "earlier": pages[place - 1] if place else None,
        "later": pages[place + 1] if place + 1 < len(pages) else None,
    }


def _part(part: queries.Part) -> dict[str, Any]:
    """A section as the page has it."""
    counted = part.counted
    grids = (
        [*counted.grids, *([counted.repeats] if counted.repeats else [])]
        if counted is not None
        else []
    )
    return {
        "section": part.section,
        "counted": counted,
        "over": _over(counted),
        "rate": rate(counted.rate) if counted else "",
        "shares": [
            {
                "title": one.title,
                "code": one.code if one.code in CATALOGUE else "",
                "window": over(answer.period.window, answer.period.last),
                "said": figure(answer),
                "length": percent(answer.met, answer.eligible) if answer.denominator else 0,
                "bar": answer.unit == "percent" and bool(answer.eligible),
                "incomplete": answer.incomplete,
                "meaning": one.meaning,
            }
            for one, answer in [*(counted.shares if counted else ()), *part.said]
        ],
        "grids": [_grid(grid) for grid in grids],
    }


def _over(counted: Counted | None) -> str:
    return over(counted.period.window, counted.period.last) if counted else ""


def _grid(grid: Grid) -> dict[str, Any]:
    """A table with its bars, in hundredths of the longest."""
    most = max((number for _, numbers in grid.rows for number in numbers), default=0)
    whole = grid.total
    return {
        "grid": grid,
        "wide": len(grid.columns) > 3,
        "sentence": largest(grid.totals, of=grid.of),
        "rows": [
            {
                "name": name,
                "cells": [
                    {
                        "column": column,
                        "number": number,
                        "length": percent(number, most),
                    }
                    for column, number in zip(grid.columns or ("Number",), numbers, strict=True)
                ],
                "total": sum(numbers),
                "said": part_of(sum(numbers), whole),
            }
            for name, numbers in grid.rows
        ],
        "sums": [sum(numbers[i] for _, numbers in grid.rows) for i in range(len(grid.columns))],
        "whole": whole,
    }
