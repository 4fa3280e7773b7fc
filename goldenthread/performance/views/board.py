"""Every figure of a place on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators import PARTS
from goldenthread.performance.measure import Rate
from goldenthread.performance.rules import (
    figure,
    named,
    rated,
    why_not_small_numbers,
)
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked, targets_at
from goldenthread.performance.views.telling import beside_goal
from goldenthread.performance.vocabulary import Asks, Better, Goal, Rating
from goldenthread.performance.vocabulary.quality import DataState
from goldenthread.returns import queries as returns
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Sender
from goldenthread.standards.lists import threads

_PART_OF = {one.code: name for name, among in PARTS.items() for one in among}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row as the page has it: all that it shows, in words."""

    code: str
    title: str
    window: str
    now: str
    before: str
    year: str
    incomplete: int
    better: str
    rating: Rating
    goal: str
    state: DataState
    restated: date | None
    """Since when the figure is known otherwise than before."""
    was: str


@lru_cache(maxsize=512)
def _table(name: str, rows: tuple[Shown, ...], tail: str) -> SafeString:
    """The table of a part of the work. Kept by all that it shows, whoever looks: the figures of a
    day are the same for everybody who may see them."""
    return render_to_string("performance/figures.html", {"name": name, "rows": rows, "tail": tail})


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The figures of the council, a service or a team, part by part (PER-4, T01)."""
    given = asked(request, then=True)
    rows = queries.catalogue(given.place, given.days, given.at) if given.at else []
    targets = targets_at(given)
    words = request.GET.get("q", "").strip().lower()
    part, rating, asks, thread = (
        request.GET.get(key, "") for key in ("part", "rating", "asks", "thread")
    )
    if asks not in ("", *Asks) or thread not in ("", *(one.code for one in threads())):
        raise Http404
    behind = state.behind(given) if given.at else None
    restated = queries.restated_since(
        given.place, given.before, [row.now for row in rows if row.now]
    )
    tail = _tail(request)
    found: dict[str, list[Shown]] = {}
    count = dict.fromkeys((Rating.OFF, Rating.NEAR, Rating.ON), 0)
    for row in rows:
        if words not in row.indicator.title.lower() or behind is None:
            continue
        if asks not in ("", row.indicator.asks) or thread not in ("", row.indicator.thread):
            continue
        code = row.indicator.code
        if part not in ("", _PART_OF[code]):
            continue
        one = _shown(
            row,
            targets.get(code),
            queries.quality_of(row.indicator, row.now, behind).state,
            restated.get((code, row.window)),
            given.place,
        )
        if one.rating in count:
            count[one.rating] += 1
        if not rating or one.rating == rating:
            found.setdefault(_PART_OF[code], []).append(one)
    return render(
        request,
        "performance/index.html",
        {
            "asked": given,
            "parts": [_table(name, tuple(found[name]), tail) for name in PARTS if name in found],
            "count": count.items(),
            "names": list(PARTS),
            "part": part,
            "q": request.GET.get("q", ""),
            "rating": rating,
            "ratings": (Rating.OFF, Rating.NEAR, Rating.ON, Rating.BY_CHOICE, Rating.NOT_SET),
            "may_take": why_not_small_numbers(people.standing(request.user)) is None,
            "asks": asks,
            "every_asks": tuple(Asks),
            "thread": thread,
            "threads": threads(),
            "filtered": bool(words or part or rating or asks or thread),
            "returned": [] if part or rating or asks or thread else _returned(given, words),
        },
    )


def _was(said: queries.Said | None) -> str:
    """What a figure was before it was restated."""
    return figure(said.answer) if said is not None and said.answer is not None else ""


@lru_cache(maxsize=512)
def _from_returns(service: Sender, figures: tuple[Any, ...]) -> SafeString:
    """The table of what a service handed in. Kept by all that it shows, whoever looks."""
    return render_to_string("returns/board.html", {"returned": [(service, figures)]})


def _returned(given: Asked, words: str) -> list[SafeString]:
    """Figures that services handed in: a service's own on its board, all on the council's."""
    if given.at is None or given.place.level == "team":
        return []
    every = [service.name for service in services().values()]
    names = every if given.place.level == "all" else [given.place.name]
    return [
        _from_returns(service, shown)
        for service, found in returns.board(names, until=given.at.as_at)
        if (shown := tuple(one for one in found if words in one.measure.title.lower()))
    ]


def _tail(request: SignedIn) -> str:
    """What the address of one figure takes over from this page's: whose, and as at which day."""
    given = request.GET.copy()
    for key in ("part", "q", "rating", "asks", "thread", "window"):
        given.pop(key, None)
    return f"?{given.urlencode()}"


def _shown(
    row: queries.Row,
    target: Goal | None,
    of_data: DataState,
    restated: queries.Said | None,
    place: queries.Place,
) -> Shown:
    """A row as the page has it: the figures in words, and the target beside them."""
    better, rate = row.indicator.better, isinstance(row.indicator, Rate)
    return Shown(
        code=row.indicator.code,
        title=named(row.indicator.title, rate=rate, part=bool(place.teams)),
        window=row.window.label,
        now=figure(row.now) if row.now else "",
        before=figure(row.before) if row.before else "",
        year=figure(row.year) if row.year else "",
        incomplete=row.now.incomplete if row.now else 0,
        better=better.label if better != Better.NEUTRAL else "",
        rating=rated(row.now, target, better, here=place.key),
        goal=beside_goal(row.now, target, row.indicator, place),
        state=of_data,
        restated=restated.on if restated else None,
        was=_was(restated),
    )
