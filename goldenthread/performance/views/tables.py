"""The tables that leave only with small numbers (decision 038): laid beside each other, or beside
files of figures, they would give small numbers away, whatever each withholds by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404

from goldenthread.people.http import SignedIn
from goldenthread.performance import output, queries
from goldenthread.performance.chat.journey import STAGES
from goldenthread.performance.rules import divided_words
from goldenthread.performance.views import journey, weekly
from goldenthread.performance.views.asked import Asked, indicator_of, window_of
from goldenthread.performance.views.breakdown import broken


def _groups(request: SignedIn, given: Asked) -> output.Table:
    """By age, sex, ethnicity, disability, plan or service; by worker there is no file (T01)."""
    found = indicator_of(request.GET.get("code", ""))
    by = request.GET.get("by", "")
    if by == "worker":
        raise Http404
    shown = broken(request, given, found, by)
    if not shown.groups:
        raise Http404
    return output.by_group(found, shown.groups, by=by, place=given.place.name, words=shown.words)


def _weeks(request: SignedIn, given: Asked) -> output.Table:
    """The last thirteen weeks."""
    found = indicator_of(request.GET.get("code", ""))
    weeks = weekly.weeks_of(given, found)
    return output.by_week(found, weeks, place=given.place.name, words=weekly.words_of(found, weeks))


def _parts(request: SignedIn, given: Asked) -> output.Table:
    """How a figure divides."""
    found = indicator_of(request.GET.get("code", ""))
    window = window_of(request, found.every_window)
    points = queries.trend(given.place, found, [given.at], window) if given.at else []
    if not points or points[0].answer.mix is None:
        raise Http404
    answer = points[0].answer
    return output.by_part(found, answer, place=given.place.name, words=divided_words(answer.mix))


def _journey(request: SignedIn, given: Asked) -> output.Table:
    """Children's way, step by step."""
    among = queries.events(known_by=given.known_by, recorded=False) if given.at else None
    if among is None:
        raise Http404
    found = journey.way_of(given, among)
    return output.by_step(
        found,
        STAGES,
        as_at=given.at.as_at,
        place=given.place.name,
        teams=bool(given.place.teams),
        words=journey.words_of(given, found),
    )


TABLES: Final[dict[str, Callable[[SignedIn, Asked], output.Table]]] = {
    "groups": _groups,
    "weeks": _weeks,
    "parts": _parts,
    "journey": _journey,
}
"""What the address calls a table → how it is read."""
PAGES: Final = {
    "groups": "breakdown",
    "weeks": "weekly",
    "parts": "indicator",
    "journey": "journey",
}
"""The page on which each stands."""
