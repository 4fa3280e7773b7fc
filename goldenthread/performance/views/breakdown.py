"""A figure broken down: by age, sex, ethnicity, disability or worker."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries, rules
from goldenthread.performance.indicators.groups import may_break
from goldenthread.performance.rules import figure, period_of
from goldenthread.performance.rules.quality import sentence_of
from goldenthread.performance.views.asked import asked, indicator_of, window_of


@require_GET
def breakdown(request: SignedIn, code: str, by: str) -> HttpResponse:
    """The groups of a figure in a table with its picture; where it stops, it says why (T01)."""
    given = asked(request)
    found = indicator_of(code)
    ways = may_break(found)
    among = queries.events(recorded=queries.list_of(found) is None)
    if by not in ways or given.at is None or among is None:
        raise Http404
    window = window_of(request, found.every_window)
    refusal = (
        rules.why_not_by_worker(
            leads=queries.leads(request.user, given.place), level=given.place.level
        )
        if by == "worker"
        else None
    )
    period = period_of(window, given.at.as_at)
    told = queries.tells(found, period, among)
    groups = (
        queries.broken_down(request.user, found, by, period=period, among=among, place=given.place)
        if refusal is None and told
        else []
    )
    most = max((float(one.value) for one in groups if one.value is not None), default=0.0)
    return render(
        request,
        "performance/breakdown.html",
        {
            "asked": given,
            "indicator": found,
            "window": window,
            "windows": found.every_window,
            "by": by,
            "by_words": ways[by],
            "ways": ways,
            "refusal": refusal,
            "untold": "" if told else sentence_of([queries.reach_words(found, period, among.days)]),
            "groups": [
                {
                    "name": (one.group or "")[:1].upper() + (one.group or "")[1:],
                    "said": figure(one),
                    "incomplete": one.incomplete,
                    "length": round(100 * float(one.value) / most) if one.value and most else 0,
                }
                for one in groups
            ],
        },
    )
