"""A figure week by week; where lists come monthly, why a week cannot be said (PER-4)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.people.http import SignedIn
from goldenthread.performance import queries
from goldenthread.performance.measure import Indicator, Mix, Rate
from goldenthread.performance.rules import figure, weeks_words
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked, indicator_of, may_take, part_of
from goldenthread.performance.vocabulary import Answer


def weeks_of(given: Asked, found: Indicator) -> list[queries.Week]:
    """The last thirteen weeks of a figure, oldest first. Not there, if it has no weeks here."""
    if given.at is None or isinstance(found, Mix):
        raise Http404
    if given.place.teams and "team" not in found.counts.columns:
        raise Http404
    among = queries.events(known_by=given.known_by, recorded=queries.list_of(found) is None)
    if among is None:
        raise Http404
    return queries.weeks(given.place, found, given.at, given.days, among)


def words_of(found: Indicator, weeks: list[queries.Week]) -> str:
    """What the table of weeks says."""
    answers = [one.answer for one in weeks]
    return weeks_words(answers, stands=found.stands, adds_up=not found.each)


@require_GET
def weekly(request: SignedIn, code: str) -> HttpResponse:
    """The last thirteen weeks of a figure, as far as the lists can tell them."""
    given = asked(request, then=True)
    found = indicator_of(code)
    weeks = weeks_of(given, found)
    values = [float(one.answer.value) for one in weeks if one.answer and one.answer.value]
    most = max(values, default=0.0)
    stands = found.stands
    told = sum(one.answer is not None for one in weeks)
    return render(
        request,
        "performance/weekly.html",
        {
            "asked": given,
            "indicator": found,
            "part": part_of(found),
            "title": f"{found.title}: the number" if isinstance(found, Rate) else found.title,
            "stands": stands,
            "quality": state.of_all(found, _answers(weeks, stands=stands), given),
            "words": words_of(found, weeks),
            "may_take": may_take(request),
            "told": told,
            "whole": len(weeks),
            "monthly": stands and 2 * told < len(weeks),
            "weeks": [
                {
                    "end": one.end,
                    "on": one.on,
                    "said": figure(one.answer) if one.answer else "",
                    "incomplete": one.answer.incomplete if one.answer else 0,
                    "length": round(100 * float(one.answer.value) / most)
                    if most and one.answer and one.answer.value
                    else 0,
                }
                for one in reversed(weeks)
                if one.answer is not None or not stands or 2 * told >= len(weeks)
            ],
        },
    )


def _answers(weeks: list[queries.Week], *, stands: bool) -> list[Answer]:
    """What the weeks count together; of how things stood, the newest alone."""
    found = [one.answer for one in weeks if one.answer is not None]
    return found[-1:] if stands else found
