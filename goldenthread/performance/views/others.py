"""What the page of an indicator says of others, and of teams beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from goldenthread.kernel.sentences import capital
from goldenthread.performance import lists, queries
from goldenthread.performance.chat.bands import SOURCES
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import (
    against_others,
    against_words,
    among_words,
    beyond_mark,
    divided_words,
    figure,
    funnel,
    funnel_key,
    funnel_words,
    like_window,
    over,
    percent,
    place_words,
    placed_words,
    published_over,
    published_words,
    stands_in,
    withheld_words,
)
from goldenthread.performance.views.asked import Asked
from goldenthread.performance.vocabulary import Answer, Unit

_SPELT = {key: words.lower() for key, words in SOURCES}
"""Who contacted us, as ChAT says it: the lists shorten some."""


def of_others(found: Indicator, given: Asked) -> dict[str, Any] | None:
    """What is published of the same measure, of the whole council only (R04)."""
    if given.place.level != "all":
        return None
    said = queries.published(found)
    ours = lists.authority(settings.AUTHORITY)
    if said.beside is None or not said.areas or ours is None:
        return {"beside": said.beside, "areas": []}
    return {
        "beside": said.beside,
        "over": published_over(found.windows, said.period),
        "earlier": said.earlier,
        "unit": found.unit.label if found.unit == Unit.PER_10_000 else "",
        "areas": [
            {
                "name": area.name,
                "own": area.name == ours.name,
                "now": place_words(area.now, found.unit, there=area.there),
                "before": published_words(area.before, found.unit) or "–",
            }
            for area in said.areas
        ],
        "neighbours": ours.neighbours,
        "edition": said.source or lists.edition(),
        "stands_in": stands_in(ours.name, settings.COUNCIL_NAME),
        "placed": placed_words(ours.name, said.position, unit=found.unit, better=found.better)
        if said.position
        else "",
        "among": _among(found, ours, said.neighbours),
        "here": _here(found, given, said),
    }


def _among(
    found: Indicator, ours: lists.Authority, among: queries.Neighbours | None
) -> dict[str, Any] | None:
    """Our place among our neighbours, and their own figures: ten are too few for a band alone."""
    if among is None:
        return None
    most = max((float(value) for _, value in among.each if value is not None), default=0.0)
    return {
        "words": among_words(among.position, found.better),
        "withheld": withheld_words(among.position),
        "rows": [
            {
                "name": name,
                "own": name == ours.name,
                "said": published_words(value, found.unit) or "Withheld",
                "length": round(100 * float(value) / most) if value and most else 0,
            }
            for name, value in among.each
        ],
    }


def _here(found: Indicator, given: Asked, said: queries.Published) -> str:
    """Our own newest figure over as long a time, not published yet, and whether it is beyond."""
    window = like_window(found.windows)
    if window is None or given.at is None:
        return ""
    points = queries.trend(given.place, found, [given.at], window)
    if not points:
        return ""
    answer = points[-1].answer
    words = f"{over(window, answer.period.last)}: {figure(answer)}."
    return f"{words} {against_words(beyond(found, answer, said), answer.unit)}".strip()


def beyond(found: Indicator, answer: Answer | None, said: queries.Published) -> str | None:
    """Whether our figure is beyond neighbours and England by more than chance, and which way."""
    theirs = {area.name: area.now for area in said.areas}
    neighbours, england = theirs.get("Statistical neighbours"), theirs.get("England")
    if answer is None or neighbours is None or england is None:
        return None
    return against_others(
        answer, better=found.better, neighbours=float(neighbours), england=float(england)
    )


def of_teams(found: Indicator, given: Asked, teams: Sequence[Answer]) -> dict[str, Any]:
    """The teams that have something to count, and where each stands among them (R03)."""
    seen = funnel(teams)
    placed = {one.answer.group: one.beyond for one in seen.teams} if seen else {}
    some = [one for one in teams if one.eligible or one.met or found.code in queries.COUNTED]
    most = max((float(one.value) for one in some if one.value is not None), default=0.0)
    if found.unit == Unit.PERCENT:
        most = 100
    return {
        "rows": [
            {
                **_team(one, most, given.places),
                "to_do": to_do(found, one),
                "beyond": placed.get(one.group),
                "mark": beyond_mark(placed[one.group], found.better) if one.group in placed else "",
            }
            for one in some
        ],
        "empty": len(teams) - len(some),
        "elsewhere": any(
            one.group and not any(place.name == one.group for place in given.places) for one in some
        ),
        "funnel": seen,
        "words": funnel_words(seen) if seen else "",
        "key": funnel_key(seen, found.better) if seen else "",
    }


def of_mix(answer: Answer) -> dict[str, Any]:
    """How a figure divides, the largest part first, and what that says."""
    parts = {_SPELT.get(name, name): number for name, number in (answer.mix or {}).items()}
    return {
        "words": divided_words(parts),
        "rows": [
            {
                "name": capital(name),
                "number": number,
                "whole": answer.eligible,
                "length": percent(number, answer.eligible),
            }
            for name, number in sorted(parts.items(), key=lambda item: (-item[1], item[0]))
        ],
    }


def to_do(found: Indicator, one: Answer) -> int:
    """How many things are on the side of the figure that asks for something."""
    return one.eligible - one.met if found.to_do == "not_met" else one.met


def _team(one: Answer, most: float, places: list[queries.Place]) -> dict[str, Any]:
    """A team's row: its figure, its page, and its bar in hundredths of the longest."""
    value = None if one.value is None else float(one.value)
    own = next((place.key for place in places if place.name == one.group), "")
    return {
        "name": one.group or "No team recorded",
        "key": own,
        "said": figure(one),
        "length": round(100 * value / most) if value and most else 0,
    }
