"""Vital Signs: one page an area of the service."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators.vital import VITALS
from goldenthread.performance.measure import Rate
from goldenthread.performance.rules import figure, goal_words, named, over, percent, rated, spark
from goldenthread.performance.views.asked import asked
from goldenthread.performance.vocabulary import Asks, Better, Goal, Window


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The areas that have vital signs (PER-5)."""
    return render(
        request, "performance/vitals.html", {"asked": asked(request), "vitals": VITALS.values()}
    )


@require_GET
def area(request: SignedIn, code: str) -> HttpResponse:
    """How much, how well, what difference: the vital signs of an area, on one sheet (PER-5)."""
    given = asked(request)
    if code not in VITALS:
        raise Http404
    found = VITALS[code]
    signs = queries.signs(given.place, found.signs, given.days, given.at) if given.at else []
    targets = queries.targets_in_force(given.at.as_at) if given.at else {}
    return render(
        request,
        "performance/vital.html",
        {
            "asked": given,
            "vital": found,
            "vitals": VITALS.values(),
            "groups": [
                (asks.label, rows)
                for asks in Asks
                if (
                    rows := [
                        _sign(one, targets.get(one.indicator.code))
                        for one in signs
                        if one.indicator.asks == asks
                    ]
                )
            ],
        },
    )


def _sign(one: queries.Sign, target: Goal | None) -> dict[str, Any]:
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
        "rating": rated(now, target, indicator.better),
        "goal": goal_words(target, indicator.unit, indicator.better),
        "each": "Each month by itself:" if indicator.trend == Window.MONTH and one.trend else "",
        "spark": spark(one.trend),
    }
