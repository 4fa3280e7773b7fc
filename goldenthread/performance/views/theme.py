"""The figures of a Golden Thread beside its audits, its voice and its actions (T02, STD-3)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.actions import queries as actions
from goldenthread.actions.vocabulary import State
from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import Grade
from goldenthread.kernel.dates import months_after
from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.measure import Mix, Rate
from goldenthread.performance.rules import figure, named, rated, rated_words, spark
from goldenthread.performance.rules.theme import action_words, audited_words, heard_words
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked, targets_at
from goldenthread.performance.vocabulary import Window
from goldenthread.standards.lists import threads

_SHOWN = 10
"""So many of the actions to be done are shown, the first due first."""


@require_GET
def theme(request: SignedIn, code: str) -> HttpResponse:
    """One thread on one page: what is counted, how it was graded, what was said, what is done."""
    given = asked(request, then=True)
    thread = next((one for one in threads() if one.code == code), None)
    if thread is None:
        raise Http404
    if given.at is None:
        return render(request, "performance/theme.html", {"asked": given, "thread": thread})
    span = span_of(given)
    found = audits.theme(code, span)
    rows = _figures(given, code)
    acts = actions.on_thread(request.user, code, given.place.teams)
    today = timezone.localdate()
    return render(
        request,
        "performance/theme.html",
        {
            "asked": given,
            "thread": thread,
            "span": span,
            "rows": rows,
            "counted": rated_words([row["rating"] for row in rows]),
            "grades": list(Grade),
            "sections": [
                (one, [(grade, one.counts.get(grade, 0)) for grade in Grade])
                for one in found.sections
            ],
            "words": audits.words(request.user, code, span),
            "to_do": acts.filter(state=State.OPEN).order_by("due_on", "pk")[:_SHOWN],
            "today": today,
            "audited": audited_words(found),
            "heard": heard_words(found),
            "acted": action_words(acts, today),
        },
    )


def span_of(given: Asked) -> audits.Span:
    """The twelve months up to the day of the figures, of the place."""
    last = given.at.as_at
    return audits.Span(
        first=months_after(last.replace(day=1), -11), last=last, teams=given.place.teams
    )


def in_short(code: str, given: Asked) -> dict[str, Any]:
    """What audits and families say on a thread, a sentence each: for a figure's page."""
    found = audits.theme(code, span_of(given))
    return {"audited": audited_words(found), "heard": heard_words(found)}


def _figures(given: Asked, code: str) -> list[dict[str, Any]]:
    """The figures on the thread, each over time and beside its target."""
    targets, behind = targets_at(given), state.behind(given)
    rows = [
        row
        for row in queries.catalogue(given.place, given.days, given.at)
        if row.indicator.thread == code
    ]
    codes = [row.indicator.code for row in rows]
    trends = {
        one.indicator.code: one.trend
        for one in queries.signs(given.place, codes, given.days, given.at)
    }
    return [
        {
            "code": row.indicator.code,
            "title": named(
                row.indicator.title,
                rate=isinstance(row.indicator, Rate),
                part=bool(given.place.teams),
            ),
            "window": row.window.label,
            "said": figure(row.now) if row.now else "",
            "quality": queries.quality_of(row.indicator, row.now, behind) if row.now else None,
            "rating": rated(
                row.now,
                targets.get(row.indicator.code),
                row.indicator.better,
                here=given.place.key,
            ),
            "each": row.indicator.trend == Window.MONTH,
            "spark": None if isinstance(row.indicator, Mix) else spark(trends[row.indicator.code]),
        }
        for row in rows
    ]
