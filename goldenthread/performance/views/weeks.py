"""The weeks of a place on one page: what happened in each, and what falls due in the next."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.indicators import PARTS
from goldenthread.performance.indicators.duties import DUTIES_OF
from goldenthread.performance.measure import Count, Rate
from goldenthread.performance.rules import spark, week_ends
from goldenthread.performance.rules.weekly import due_words, in_a_month, in_a_week, week_words
from goldenthread.performance.views.asked import asked

SHOWN: Final = 6
_FIGURE_OF: Final = {duty: code for code, among in DUTIES_OF.items() for duty in among}


@require_GET
def board(request: SignedIn) -> HttpResponse:
    """What happened in the last six weeks, and what falls due in the next (PER-4)."""
    given = asked(request)
    found = queries.week_by_week(given.place, given.at, given.days) if given.at else None
    rows = {one.indicator.code: _row(one) for one in found.rows} if found else {}
    return render(
        request,
        "performance/weeks.html",
        {
            "asked": given,
            "found": found,
            "week_words": week_words(
                [
                    (one.indicator.title, one.answers[-1])
                    for one in found.rows
                    if isinstance(one.indicator, Count)
                ],
                end=given.at.as_at,
            )
            if found and found.rows
            else "",
            "due_words": due_words(
                overdue=sum(one.overdue for one in found.due),
                coming=sum(one.coming for one in found.due),
                as_at=given.at.as_at,
            )
            if found and found.due
            else "",
            "due": [(one, _FIGURE_OF.get(one.duty.code)) for one in found.due] if found else [],
            "ends": week_ends(given.at.as_at, SHOWN) if given.at else [],
            "parts": [
                (name, shown)
                for name, among in PARTS.items()
                if (shown := [rows[one.code] for one in among if one.code in rows])
            ],
            "quiet": [one.title for one in found.quiet] if found else [],
            "whole": queries.WEEKS,
        },
    )


def _row(one: queries.WeekRow) -> dict[str, Any]:
    """A figure as the page has it: its newest weeks, its line, and a usual month."""
    month, words = in_a_month(one.months)
    return {
        "indicator": one.indicator,
        "rate": isinstance(one.indicator, Rate),
        "weeks": [
            (each.end, *in_a_week(each.answer)) for each in one.weeks[-SHOWN:] if each.answer
        ],
        "spark": spark(one.answers),
        "month": month,
        "words": words,
    }
