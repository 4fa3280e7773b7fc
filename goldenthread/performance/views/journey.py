"""The way of children from list to list, as a picture with its table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.chat.journey import STAGES
from goldenthread.performance.rules import Way, over, part_of, percent, period_of, way_words
from goldenthread.performance.rules.covering import reached_words
from goldenthread.performance.rules.quality import sentence_of
from goldenthread.performance.views.asked import Asked, asked, may_take
from goldenthread.performance.vocabulary import Window


def way_of(given: Asked, among: queries.Events) -> Way:
    """How children came to each step, in the twelve months up to the day."""
    return queries.journey(
        given.place,
        as_at=given.at.as_at,
        known=among.known(given.at.as_at),
        events=among.warehouse,
    )


def words_of(given: Asked, found: Way) -> str:
    """What the table of the way says."""
    teams = bool(given.place.teams)
    return way_words(found, [(one.words, one.of_team or not teams) for one in STAGES])


@require_GET
def journey(request: SignedIn) -> HttpResponse:
    """Contact, referral, assessment, enquiry, conference, plan, care, leaving (PER-5, T01)."""
    given = asked(request, then=True)
    among = queries.events(known_by=given.known_by, recorded=False) if given.at else None
    found = way_of(given, among) if among else None
    return render(
        request,
        "performance/journey.html",
        {
            "asked": given,
            "reach": sentence_of(_reach(given.at.as_at, among)) if among else "",
            "over": over(Window.ROLLING_12_MONTHS, given.at.as_at) if given.at else "",
            "steps": _steps(found, teams=bool(given.place.teams)) if found else [],
            "words": words_of(given, found) if found else "",
            "may_take": may_take(request),
            "stages": STAGES,
            "rows": _rows(found, teams=bool(given.place.teams)) if found else [],
        },
    )


def _reach(as_at: date, among: queries.Events) -> list[str]:
    """What of the twelve months no load tells: from when on all lists do, and which never."""
    period = period_of(Window.ROLLING_12_MONTHS, as_at)
    found = {
        name: one for stage in STAGES
        for name, one in queries.reached_by(stage.of, period, among.days)
    }  # fmt: skip
    since = max((one.since for one in found.values() if one.since), default=None)
    words = [f"all lists tell of them only from {since:%-d %B %Y} on"] if since else []
    return words + [
        reached_words(one, f"list {queries.LIST_OF[name]}")
        for name, one in found.items()
        if one.until is not None or not one.tells
    ]


def _steps(found: Way, *, teams: bool) -> list[dict[str, Any]]:
    """Each step with its bar, and who went on to the next."""
    most = max(found.children)
    return [
        {
            "title": stage.title,
            "number": found.children[place],
            "length": percent(found.children[place], most),
            "known": stage.of_team or not teams,
            "next": STAGES[place + 1].words if place + 1 < len(STAGES) else "",
            "went_on": part_of(found.went_on[place][place + 1], found.children[place])
            if place + 1 < len(STAGES)
            else "",
        }
        for place, stage in enumerate(STAGES)
    ]


def _rows(found: Way, *, teams: bool) -> list[dict[str, Any]]:
    """From each step to each later one."""
    return [
        {
            "title": stage.title,
            "number": found.children[place],
            "cells": [
                {
                    "to": STAGES[later].title,
                    "number": found.went_on[place][later] if later > place else None,
                }
                for later in range(1, len(STAGES))
            ],
        }
        for place, stage in enumerate(STAGES[:-1])
        if stage.of_team or not teams
    ]
