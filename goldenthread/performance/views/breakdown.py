"""A figure broken down: by age, sex, ethnicity, disability, plan, service, worker or cycle."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.sentences import capital
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.performance import queries, rules
from goldenthread.performance.indicators.groups import may_break
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.rules import figure, period_of
from goldenthread.performance.rules.quality import sentence_of
from goldenthread.performance.views import state
from goldenthread.performance.views.asked import Asked, asked, indicator_of, may_take, window_of
from goldenthread.performance.views.others import to_do
from goldenthread.performance.vocabulary import Answer, Unit, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A figure by one thing, as far as the reader may see it."""

    ways: dict[str, str]
    window: Window
    groups: list[Answer]
    words: str
    """What its table says."""
    refusal: Refusal | None
    untold: str
    """Why no load tells of it."""


def broken(request: SignedIn, given: Asked, found: Indicator, by: str) -> Broken:
    """The groups of a figure; where it stops, why. Not there, if it is not broken down so."""
    ways = may_break(found, whole=not given.place.teams)
    among = queries.events(known_by=given.known_by, recorded=queries.list_of(found) is None)
    if by not in ways or given.at is None or among is None:
        raise Http404
    window = window_of(request, found.every_window)
    refusal = _why_not(request, by, given)
    period = period_of(window, given.at.as_at)
    told = queries.tells(found, period, among)
    groups = (
        queries.broken_down(request.user, found, by, period=period, among=among, place=given.place)
        if refusal is None and told
        else []
    )
    return Broken(
        ways=ways,
        window=window,
        groups=groups,
        words=rules.groups_words(groups, people=by == "worker"),
        refusal=refusal,
        untold="" if told else sentence_of([queries.reach_words(found, period, among.days)]),
    )


@require_GET
def breakdown(request: SignedIn, code: str, by: str) -> HttpResponse:
    """The groups of a figure in a table with its picture; where it stops, it says why (T01)."""
    given = asked(request, then=True)
    found = indicator_of(code)
    shown = broken(request, given, found, by)
    most = max((float(one.value) for one in shown.groups if one.value is not None), default=0.0)
    if found.unit == Unit.PERCENT:
        most = 100
    return render(
        request,
        "performance/breakdown.html",
        {
            "asked": given,
            "indicator": found,
            "title": rules.named(found.title, rate=isinstance(found, Rate), part=True),
            "window": shown.window,
            "windows": found.every_window,
            "by": by,
            "by_words": shown.ways[by],
            "ways": shown.ways,
            "quality": state.of_all(found, shown.groups, given),
            "refusal": shown.refusal,
            "may_see_children": may_see_children(request),
            "may_take": may_take(request),
            "untold": shown.untold,
            "words": shown.words,
            "groups": [
                {
                    "name": capital(one.group or ""),
                    "key": queries.key_of(one.group or ""),
                    "side": found.to_do if to_do(found, one) else "met",
                    "said": figure(one),
                    "incomplete": one.incomplete,
                    "length": round(100 * float(one.value) / most) if one.value and most else 0,
                }
                for one in shown.groups
            ],
        },
    )


def group_of(request: SignedIn, found: Indicator, given: Asked) -> queries.Group | None:
    """The group that the address asks for, if the reader may see it by itself (T01)."""
    by, key = request.GET.get("by", ""), request.GET.get("group", "")
    if not by and not key:
        return None
    ways = may_break(found, whole=not given.place.teams)
    if by not in ways or _why_not(request, by, given) is not None:
        raise Http404
    return queries.Group(by=by, key=key)


def _why_not(request: SignedIn, by: str, given: Asked) -> Refusal | None:
    """Why a figure stops before its workers."""
    if by != "worker":
        return None
    leads = queries.leads(request.user, given.place)
    return rules.why_not_by_worker(leads=leads, level=given.place.level)


def may_see_children(request: SignedIn) -> bool:
    """Whether figures lead this reader to children."""
    return not span_in(people.standing(request.user), Matter.CHILD_LISTS).nothing
