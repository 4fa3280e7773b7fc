"""Every figure of a place on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators import PARTS
from goldenthread.performance.rules import figure, goal_words, rated, why_not_small_numbers
from goldenthread.performance.views.asked import Asked, asked
from goldenthread.performance.vocabulary import Better, Goal, Rating
from goldenthread.returns import queries as returns
from goldenthread.returns.lists import services


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The figures of the council, a service or a team, part by part (PER-4, T01)."""
    given = asked(request, then=True)
    rows = queries.catalogue(given.place, given.days, given.at) if given.at else []
    targets = queries.targets_in_force(given.at.as_at) if given.at else {}
    words = request.GET.get("q", "").strip().lower()
    part, rating = request.GET.get("part", ""), request.GET.get("rating", "")
    behind = (
        queries.behind_figures(
            given.at,
            newest=given.known is None and given.at == given.days[0],
            on=timezone.localdate(),
        )
        if given.at
        else None
    )
    restated = (
        queries.restated_since(given.place, given.at, [row.now for row in rows if row.now])
        if given.at
        else {}
    )
    shown = [
        {
            "was": _was(restated.get((row.indicator.code, row.indicator.windows[0]))),
            "restated": restated.get((row.indicator.code, row.indicator.windows[0])),
            **_shown(row, targets.get(row.indicator.code)),
            "quality": queries.quality_of(row.indicator, row.now, behind) if behind else None,
        }
        for row in rows
        if words in row.indicator.title.lower()
    ]
    parts = [
        (name, found)
        for name, among in PARTS.items()
        if (not part or name == part)
        and (
            found := [
                row
                for row in shown
                if row["indicator"] in among and (not rating or row["rating"] == rating)
            ]
        )
    ]
    return render(
        request,
        "performance/index.html",
        {
            "asked": given,
            "parts": parts,
            "names": list(PARTS),
            "part": part,
            "q": request.GET.get("q", ""),
            "rating": rating,
            "ratings": (Rating.OFF, Rating.NEAR, Rating.ON, Rating.BY_CHOICE, Rating.NOT_SET),
            "may_take": why_not_small_numbers(people.standing(request.user)) is None,
            "filtered": bool(words or part or rating),
            "returned": [] if part or rating else _returned(given, words),
        },
    )


def _was(said: queries.Said | None) -> str:
    """What a figure was before it was restated."""
    return figure(said.answer) if said is not None and said.answer is not None else ""


def _returned(given: Asked, words: str) -> list[tuple[Any, list[Any]]]:
    """Figures that services handed in: a service's own on its board, all on the council's."""
    if given.at is None or given.place.level == "team":
        return []
    every = [service.name for service in services().values()]
    names = every if given.place.level == "all" else [given.place.name]
    return [
        (service, shown)
        for service, found in returns.board(names, until=given.at.as_at)
        if (shown := [one for one in found if words in one.measure.title.lower()])
    ]


def _shown(row: queries.Row, target: Goal | None) -> dict[str, Any]:
    """A row as the page has it: the figures in words, and the target beside them."""
    better = row.indicator.better
    return {
        "indicator": row.indicator,
        "window": row.indicator.windows[0].label,
        "now": figure(row.now) if row.now else "",
        "before": figure(row.before) if row.before else "",
        "year": figure(row.year) if row.year else "",
        "incomplete": row.now.incomplete if row.now else 0,
        "better": better.label if better != Better.NEUTRAL else "",
        "rating": rated(row.now, target, better),
        "goal": goal_words(target, row.indicator.unit, better),
    }
