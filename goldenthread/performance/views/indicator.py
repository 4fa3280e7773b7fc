"""One indicator: its figure, trend, teams, meaning, and the children behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import partial
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.audits import queries as auditing
from goldenthread.intake import queries as intake
from goldenthread.kernel.sentences import capital
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import drawing, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import OPEN_AND_LATE
from goldenthread.performance.indicators.groups import may_break
from goldenthread.performance.indicators.workers import CASES
from goldenthread.performance.measure import During, Indicator, Mix, Rate, Share, halves
from goldenthread.performance.queries.sides import SIDES
from goldenthread.performance.rules import (
    figure,
    moved,
    named,
    period_of,
    sentence,
    why_not_keep_targets,
)
from goldenthread.performance.rules import funnel as beside
from goldenthread.performance.rules.caseload import Owed
from goldenthread.performance.rules.quality import sentence_of
from goldenthread.performance.views import others, restating, state, telling, theme
from goldenthread.performance.views.asked import (
    Asked,
    asked,
    indicator_of,
    may_take,
    part_of,
    window_of,
)
from goldenthread.performance.views.breakdown import group_of, may_see_children
from goldenthread.performance.views.mine import due_words
from goldenthread.performance.views.starting import may_start
from goldenthread.performance.vocabulary import Window
from goldenthread.standards import queries as standards

_DRAWN: Final[dict[bytes, bytes]] = {}
"""Pictures drawn already, by the fingerprint of what they show."""
_AT_MOST: Final = 500
_COUNTED: Final = {"not_eligible": "do not count", "incomplete": "cannot be counted"}
"""What is said of the things on a side that are not counted."""


@require_GET
def indicator(request: SignedIn, code: str) -> HttpResponse:
    """What it is, what it says, how it went, who it is about (PER-2, T02, T03)."""
    given = asked(request, then=True)
    found = indicator_of(code)
    window = window_of(request, found.every_window)
    shown = queries.trend(given.place, found, given.days, window)
    about = queries.exceptions_of(found.code)
    told = telling.tell(found, given, unfrozen=request.GET.get("limits") == "all", about=about,
                        points=shown if window == found.trend else None)  # fmt: skip
    now = next((one for one in shown if given.at and one.as_at == given.at.as_at), None)
    if now is not None and not now.answer.told and "window" not in request.GET:
        other = queries.told_over(given.place, found, given.at)
        if other != window:
            return redirect(f"{request.path}?{_with(request, window=other)}")
    teams = queries.groups(given.place, found, given.at, window) if given.at else []
    behind = state.behind(given) if given.at else None
    part, yearly = bool(given.place.teams), found.windows == (Window.YEAR_TO_MARCH,)
    title = named(found.title, rate=isinstance(found, Rate), part=part)
    return render(
        request,
        "performance/indicator.html",
        {
            "asked": given,
            "indicator": found,
            "halves": halves(found),
            "part": part_of(found),
            "thread": standards.thread_name(found.thread),
            "window": window,
            "windows": found.windows if yearly else found.every_window,
            "yearly": yearly,
            "now": now,
            "figure": figure(now.answer) if now else "",
            "title": title,
            "sentence": sentence(title, now.answer) if now else "",
            "apart": now and telling.apart(found, told, window, now.answer, given),
            "moved": moved([one.answer for one in told.line.known if one.answer]),
            "trend": telling.of_line(found, told, window, now.answer if now else None, given),
            "teams": others.of_teams(found, given, teams),
            "mix": others.of_mix(now.answer) if now else {},
            "is_mix": isinstance(found, Mix),
            "holds": CASES,
            "weekly": not yearly and (not given.place.teams or "team" in found.counts.columns),
            "ways": may_break(found, whole=not given.place.teams),
            "side": found.to_do,
            "may_take": may_take(request),
            "withdraws": why_not_keep_targets(people.standing(request.user).roles) is None,
            "counts": now.answer if now else None,
            "late": now.answer.eligible - now.answer.met if now else 0,
            "others": others.of_others(found, given),
            "raised": given.at
            and queries.raised_on(request.user, found.code, given.place, given.at),
            "doing": queries.doing(request.user, about, given.place)[:6],
            "today": timezone.localdate(),
            "may_see_children": may_see_children(request),
            "has_team": "team" in found.counts.columns,
            "leads_to_children": may_see_children(request)
            and found.each != "worker"
            and found.counted_in != {"adopter"}
            and not isinstance(found, Mix),
            "to_do": others.to_do(found, now.answer) if now else 0,
            "theme": theme.in_short(found.thread, given) if now else {},
            "back": _back_years(found, given, behind),
            "overdue": _open_and_late(found, given) if now else None,
            "restated": restating.of_figure(found, given, window),
            "sees_loads": intake.may_load(request.user),
            "quality": queries.quality_of(found, now.answer, behind) if now and behind else None,
            "target": telling.of_target(request, found, told, given, now.answer if now else None),
        },
    )


def _with(request: SignedIn, **more: str) -> str:
    """The question of the address with more in it."""
    asks = request.GET.copy()
    asks.update(more)
    return asks.urlencode()


@require_GET
def chart(request: SignedIn, code: str) -> HttpResponse:
    """The trend as a picture; its words and its table stand on the page."""
    given = asked(request, then=True)
    found = indicator_of(code)
    told = telling.tell(found, given, unfrozen=request.GET.get("limits") == "all")
    picture = partial(
        drawing.trend,
        told.line,
        unit=told.unit or found.unit,
        target=told.drawn_target,
        notes=[one.day for one in told.standing],
        narrow="narrow" in request.GET,
    )
    return HttpResponse(_drawn(picture), content_type="image/svg+xml")


@require_GET
def funnel(request: SignedIn, code: str) -> HttpResponse:
    """The teams beside each other as a picture; their table stands on the page."""
    given = asked(request, then=True)
    found = indicator_of(code)
    window = window_of(request, found.every_window)
    seen = beside(queries.groups(given.place, found, given.at, window)) if given.at else None
    if seen is None:
        raise Http404
    picture = partial(drawing.funnel, seen, better=found.better, narrow="narrow" in request.GET)
    return HttpResponse(_drawn(picture), content_type="image/svg+xml")


def _drawn(picture: partial[bytes]) -> bytes:
    """A picture, drawn once of all that it shows, in full, whoever looks: to draw takes long."""
    said = repr((picture.func.__name__, picture.args, picture.keywords))
    key = hashlib.sha256(said.encode()).digest()
    found = _DRAWN.get(key)
    if found is None:
        if len(_DRAWN) >= _AT_MOST:
            _DRAWN.clear()
        found = _DRAWN[key] = picture()
    return found


@require_GET
def children(request: SignedIn, code: str) -> HttpResponse:
    """The children on one side of the figure, what needs doing first, first. A look at each."""
    given = asked(request)
    found = indicator_of(code)
    if not may_see_children(request) or found.each == "worker" or given.at is None:
        raise Http404
    side = request.GET.get("side", found.to_do)
    if side not in SIDES:
        raise Http404
    among = queries.events(recorded=queries.list_of(found) is None)
    if among is None:
        raise Http404
    window = window_of(request, found.every_window)
    group = group_of(request, found, given)
    period = period_of(window, given.at.as_at)
    listed = queries.listed(
        request.user,
        found,
        period=period,
        among=among,
        place=given.place,
        side=side,
        group=group,
    )
    if group is not None and not listed.group:
        raise Http404

    def everybody() -> Collection[str]:
        return queries.tokens_of(
            queries.on_side(found, period=period, among=among, place=given.place, side=side)
        )

    page = Paginator(listed.children, 25).get_page(request.GET.get("page"))
    shown = queries.in_order(request.user, page.object_list)
    request.looked_at = {child.pk for child in shown}
    return render(
        request,
        "performance/children.html",
        {
            "asked": given,
            "indicator": found,
            "window": window,
            "listed": listed,
            "group": capital(listed.group),
            "by": group.by if group else "",
            "page": page,
            "rows": [
                (child, _due(listed.due.get(child.reference)), listed.days.get(child.reference))
                for child in shown
            ],
            "heads": day_heads(found, listed.days),
            "flow": isinstance(found.placed, During),
            "sides": SIDES.items() if isinstance(found, Share) else [],
            "side": side,
            "side_words": SIDES[side],
            "counted": _COUNTED.get(side, "counted"),
            "reach": sentence_of([queries.reach_words(found, period, among.days)]),
            "started": auditing.started_from(request.user, found.code),
            "may_start": group is None and may_start(request, everybody),
            "start_at": f"{reverse('performance:start_from_figure', args=[found.code])}"
            f"?where={given.place.key}&as_at={given.at.as_at:%Y-%m-%d}&window={window}&side={side}",
        },
    )


def day_heads(found: Indicator, days: queries.Days) -> list[str]:
    """How the list heads the two days of things behind a figure; nothing where none has one."""
    heads = queries.heads_of(found)
    on = found.placed.on if isinstance(found.placed, During) else ""
    names = "start" if on != "start" else "", on
    return [
        heads.get(name, "") if any(both[number] for both in days.values()) else ""
        for number, name in enumerate(names)
    ]


def _back_years(
    found: Indicator, given: Asked, behind: queries.Footing | None
) -> list[dict[str, Any]]:
    """Years before the first load, of the council alone: the newest first."""
    if given.place.level != "all" or isinstance(found, Mix) or behind is None:
        return []
    return [
        {"as_at": one.as_at, "load": one.load, "said": figure(one.answer),
         "over": one.answer.period.window.label, "lacking": one.answer.incomplete}
        for one in reversed(queries.back_years(found, behind.loads))
    ]  # fmt: skip


def _due(one: Owed | None) -> dict[str, Any] | None:
    """By when it was due, and how far that is from the day of the lists."""
    if one is None:
        return None
    return {"on": one.due_on, "mark": "late" if one.overdue else "clock", "words": due_words(one)}


def _open_and_late(found: Indicator, given: Asked) -> dict[str, Any] | None:
    """What is open now and past the limit, beside what was done late (PER-4)."""
    code = OPEN_AND_LATE.get(found.code)
    if code is None:
        return None
    other = CATALOGUE[code]
    points = queries.trend(given.place, other, [given.at], other.windows[0])
    return {"indicator": other, "answer": points[0].answer if points else None}
