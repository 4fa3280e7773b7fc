"""ChAT on screen: the whole analysis of a load, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.kernel import sheets
from goldenthread.notices import jobs
from goldenthread.notices import queries as notices
from goldenthread.notices.vocabulary import JobState
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries, store, work
from goldenthread.performance.chat import PAGES, Page
from goldenthread.performance.chat.grids import Counted, Grid
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import (
    figure,
    largest,
    over,
    part_of,
    percent,
    rate,
    why_not_small_numbers,
)
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked

if TYPE_CHECKING:
    from goldenthread.performance.models import Reckoning

TYPES = {"xlsx": sheets.TYPES["xlsx"], "pdf": "application/pdf"}


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The pages of ChAT, for a load that the reader chooses (PER-5, N05)."""
    given = asked(request, then=True)
    ready = given.at is not None and _ready(given)
    return render(
        request,
        "performance/chat.html",
        {
            "asked": given,
            "pages": PAGES.values(),
            "whole": given.place.level == "all",
            "ready": ready,
            "earlier": [
                one
                for one in _until(given)
                if store.made(one.pk) is not None and not (ready and one == given.at)
            ],
            "job": notices.latest_job(_key(given.at.pk)) if given.at else None,
            "may_take": why_not_small_numbers(people.standing(request.user)) is None,
        },
    )


@require_POST
def make(request: SignedIn) -> HttpResponse:
    """Begin to make the files of a load: in the background, since it takes a minute."""
    given = _whole(request)
    key = _key(given.at.pk)
    before = notices.latest_job(key)
    again = before is not None and before.state in (JobState.FAILED, JobState.DONE)
    if not _ready(given) and (before is None or again):
        jobs.start(
            work.analyse,
            key=f"{key}:{before.pk}" if before is not None else key,
            at=timezone.now(),
            reckoning=given.at.pk,
            by=request.user.pk,
        )
    return redirect(f"{reverse('performance:chat')}?{request.GET.urlencode()}#files")


@require_GET
def as_file(request: SignedIn, kind: str) -> HttpResponse:
    """The whole analysis of the council as a workbook or a tagged PDF, small numbers withheld.

    Of `reckoning`, as it was made then, whatever was worked out since (N04); where that of the
    newest is not made yet, the page says so.
    """
    given = _whole(request)
    wanted = request.GET.get("reckoning", "")
    at = next((one for one in _until(given) if wanted in ("", str(one.pk))), None)
    form = store.made(at.pk) if at else None
    if at is None or (form is None and wanted):
        raise Http404
    if form is None or not (wanted or _ready(given)):
        return redirect(f"{reverse('performance:chat')}?{request.GET.urlencode()}#files")
    made = store.place(at.pk, kind, form)
    answer = HttpResponse(made.read_bytes(), content_type=TYPES[kind])
    anew = given.known_by is not None or at != given.at
    since = f"-known-{timezone.localdate(at.at):%Y-%m-%d}" if anew else ""
    name = f"chat-{at.as_at:%Y-%m-%d}{since}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _until(given: Asked) -> list[Reckoning]:
    """This time the figures of the day were worked out, and each before it; the newest first."""
    return [given.at, *reversed(given.before)] if given.at else []


def _ready(given: Asked) -> bool:
    """Whether the files are there; once worked out anew, as they were made, whatever their form."""
    if given.known_by is not None:
        return store.made(given.at.pk) is not None
    return store.ready(given.at.pk)


def _key(reckoning: int) -> str:
    return f"analysis:{reckoning}"


def _whole(request: SignedIn) -> Asked:
    """What is asked for; files are of the whole council only, so that none can be taken from it."""
    given = asked(request, then=True)
    if given.at is None or given.place.level != "all":
        raise Http404
    return given


@require_GET
def page(request: SignedIn, code: str) -> HttpResponse:
    """One page: every table with its picture and its sentence (PER-5, N05, T03)."""
    given = asked(request, then=True)
    if code not in PAGES:
        raise Http404
    found = PAGES[code]
    among = queries.events(known_by=given.known_by, recorded=False) if given.at else None
    parts = (
        queries.analysis(given.place, found, given.at, among, state.behind(given)) if among else []
    )
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
        "reach": part.reach,
        "counted": counted,
        "quality": part.quality.get(""),
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
                "quality": part.quality.get(one.code),
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
