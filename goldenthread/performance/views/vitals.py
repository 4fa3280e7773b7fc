"""Vital Signs: one page an area of the service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators.vital import VITALS
from goldenthread.performance.measure import Rate
from goldenthread.performance.rules import figure, named, over, percent, rated, spark
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import asked
from goldenthread.performance.views.telling import beside_goal
from goldenthread.performance.vocabulary import Asks, Better, Goal, Window
from goldenthread.returns.vocabulary import Sender


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The areas that have vital signs (PER-5)."""
    return render(
        request,
        "performance/vitals.html",
        {"asked": asked(request, then=True), "vitals": VITALS.values()},
    )


@require_GET
def area(request: SignedIn, code: str) -> HttpResponse:
    """How much, how well, what difference: the vital signs of an area, on one sheet (PER-5)."""
    given = asked(request, then=True)
    if code not in VITALS:
        raise Http404
    found = VITALS[code]
    place: queries.Place | None = given.place
    if found.service:
        place = queries.of_service(given.place, given.places, found.service)
    signs = queries.signs(place, found.signs, given.days, given.at) if given.at and place else []
    targets = (
        queries.targets_in_force(place, given.at.as_at, known_by=given.moment)
        if given.at and place
        else {}
    )
    beside = (
        queries.handed(request.user, given.place, found, until=given.at.as_at)
        if given.at and found.returned
        else queries.Beside()
    )
    behind = state.behind(given) if given.at else None
    return render(
        request,
        "performance/vital.html",
        {
            "asked": given,
            "place": place,
            "vital": found,
            "vitals": VITALS.values(),
            "groups": [
                (asks.label, rows)
                for asks in Asks
                if (
                    rows := [
                        _sign(one, targets.get(one.indicator.code), place or given.place, behind)
                        for one in signs
                        if one.indicator.asks == asks
                    ]
                )
            ],
            "handed": [_handed(one) for one in beside.rows],
            "of": _names(row.service for row in beside.rows),
            "elsewhere": _names(beside.elsewhere),
            "shut": _names(beside.shut),
        },
    )


def _names(services: Iterable[Sender]) -> str:
    """Services in a sentence, each once."""
    return " and ".join(dict.fromkeys(one.name for one in services))


def _handed(one: queries.Handed) -> dict[str, Any]:
    """A figure of a return as the page has it: who handed it in, and what lacks."""
    month = f"{one.due:%B %Y}"
    lacks = f"Not in the return for {month}" if one.here else f"Not handed in for {month}"
    return {
        "service": one.service,
        "measure": one.measure,
        "found": one.found,
        "lacks": lacks if one.lacks else "",
        "better": one.measure.better.label if one.measure.better != "neutral" else "",
    }


def _sign(
    one: queries.Sign, target: Goal | None, place: queries.Place, behind: queries.Footing | None
) -> dict[str, Any]:
    """A figure as the page has it."""
    indicator, now = one.indicator, one.now
    part = now is not None and now.group is not None
    return {
        "indicator": indicator,
        "title": named(indicator.title, rate=isinstance(indicator, Rate), part=part),
        "now": figure(now) if now else "Not known here",
        "over": over(now.period.window, now.period.last) if now else "",
        "length": percent(now.met, now.eligible) if now and now.unit == "percent" else None,
        "better": indicator.better.label if indicator.better != Better.NEUTRAL else "",
        "rating": rated(now, target, indicator.better, here=place.key),
        "goal": beside_goal(now, target, indicator, place),
        "each": "Each month by itself:" if indicator.trend == Window.MONTH and one.trend else "",
        "spark": spark(one.trend),
        "quality": queries.quality_of(indicator, now, behind) if behind and now else None,
    }
