"""The exceptions of a month: hard lines first, then in the order in which to talk of them."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.kernel.naming import Naming, may_name
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, output, queries
from goldenthread.performance.views.asked import day_of
from goldenthread.performance.views.breakdown import may_see_children
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import EXCEPTION_POLICY, RANKS, AnswerState
from goldenthread.standards import queries as standards
from goldenthread.ui.http import download


@require_GET
def newest(request: SignedIn) -> HttpResponse:
    """The exceptions of the month of the day asked for, else of the newest, filtered as asked.

    Before any are found, the page says so.
    """
    _sees(request)
    form = _filter(request)
    months = queries.months()
    if not months:
        return render(request, "performance/no_exceptions.html", {"load_on": _load_on()})
    day = day_of(request.GET.get("as_at", ""))
    wanted = day.replace(day=1) if day else None
    month = wanted if wanted in months else months[0]
    where = urlencode({name: words for name, words in form.data.items() if words})
    path = reverse("performance:exceptions", args=[f"{month:%Y-%m}"])
    return redirect(f"{path}?{where}" if where else path)


@require_GET
def month(request: SignedIn, month: str) -> HttpResponse:
    """The exceptions of a month, with how many of them chance alone would show (PER-6, Q05)."""
    _sees(request)
    on = timezone.localdate()
    found, months, shown = _found(request, month, on)
    form, kept = _filtered(request, shown)
    calendar = standards.calendar()
    rows = [(one, _days(one, on, calendar)) for one in kept]
    lines = [one for one in shown if one.sighting.rank == 1]
    owed = [one for one in shown if one.sighting.owed_by is not None]
    load_on = _load_on()
    return render(
        request,
        "performance/exceptions.html",
        {
            "month": found.reckoning.as_at,
            "months": months,
            "reckoning": found.reckoning,
            "header": queries.header(request.user, found, shown),
            "children": sum(one.sighting.met for one in lines),
            "lines": len(lines),
            "lines_kinds": len({one.exception.code for one in lines}),
            "lines_owed": sum(one.state is AnswerState.OWED for one in lines),
            "answered": sum(one.state is not AnswerState.OWED for one in owed),
            "owed": len(owed),
            "late": sum(days is not None and days < 0 for _, days in _all(shown, on, calendar)),
            "today": sum(days == 0 for _, days in _all(shown, on, calendar)),
            "states": _states(kept, found, months, on),
            "form": form,
            "filtered": any(form.cleaned_data.values()),
            "whole": len(shown),
            "shown": len(kept),
            "may_see_children": may_see_children(request),
            "keys": {place.group: place.key for place in queries.places(request.user)},
            "classes": [
                (number, words, [row for row in rows if row[0].sighting.rank == number])
                for number, words in RANKS.items()
                if any(row[0].sighting.rank == number for row in rows)
            ],
            "quiet": queries.quiet(request.user, found),
            "load_on": load_on,
            "old": load_on is not None and (on - load_on).days > EXCEPTION_POLICY.stale_after_days,
            "old_days": (on - load_on).days if load_on else 0,
        },
    )


@require_GET
def export(request: SignedIn, month: str, kind: str) -> HttpResponse:
    """The same list, filtered as the page is, as CSV or a workbook.

    Where what was said may name somebody, it asks first (decision 23).
    """
    _sees(request)
    on = timezone.localdate()
    found, months, shown = _found(request, month, on)
    _, kept = _filtered(request, shown)
    if "anyway" not in request.GET and (named := _naming(kept)):
        back, asked = reverse("performance:exceptions", args=[month]), request.GET.urlencode()
        return render(
            request,
            "performance/before_export.html",
            {"named": named, "count": len(kept), "back": f"{back}?{asked}" if asked else back},
        )
    hidden = queries.withheld_exceptions(kept)
    states = _states(kept, found, months, on)
    return download(
        f"exceptions-{month}",
        kind,
        head=output.EXCEPTIONS_HEAD,
        rows=[
            output.exception_row(
                one, states.get(one.exception.pk), hidden=one.exception.pk in hidden
            )
            for one in kept
        ],
        title="Exceptions",
        widths=output.EXCEPTIONS_WIDTHS,
        note=output.NOTE,
    )


def _naming(kept: list[queries.Shown]) -> list[tuple[Any, tuple[Naming, ...]]]:
    """The exceptions to which something was said that may name somebody (C06, decision 23)."""
    found = []
    for one in kept:
        if one.said is None:
            continue
        said = one.said
        parts = (said.happening, said.because, said.for_children, said.next_step, said.reason)
        words = "\n".join(parts)
        if may_name(words) and (named := may_name(words, staff=people.staff_named_in(words))):
            found.append((one.exception, named))
    return found


def _sees(request: SignedIn) -> None:
    """Exceptions are there for who sees figures."""
    if not queries.places(request.user):
        raise Http404


def _load_on() -> date | None:
    return queries.newest_load_on()


def _states(
    kept: list[queries.Shown], found: Any, months: list[date], on: date
) -> dict[int, queries.Quality]:
    """Exception → the state of the data behind its number."""
    at = found.reckoning
    newest = at.as_at.replace(day=1) == months[0]
    return queries.states_of(kept, at, queries.behind_figures(at, newest=newest, on=on))


def _found(request: SignedIn, month: str, on: date) -> tuple[Any, list[date], list[queries.Shown]]:
    """The triage of the month that was asked for, the months there are, and what it shows."""
    first = date.fromisoformat(f"{month}-01")
    months = queries.months()
    found = queries.triage_of(first)
    if found is None:
        raise Http404
    shown = queries.exceptions(request.user, found, on=on, newest=months[0])
    return found, months, shown


def _filter(request: SignedIn) -> forms.FilterForm:
    """The filter of the address; a place that is not theirs, or no such kind, is not there.

    The whole council, which the boards name, is no filter for who sees it.
    """
    places = queries.teams_of(request.user)
    names = ("where", "kind", "level", "answer")
    given = {name: request.GET[name] for name in names if name in request.GET}
    if given.get("where") == "all" and any(
        one.key == "all" for one in queries.places(request.user)
    ):
        given["where"] = ""
    form = forms.FilterForm(given, places=[(place.key, place.name) for place in places])
    if not form.is_valid():
        raise Http404
    return form


def _filtered(
    request: SignedIn, shown: list[queries.Shown]
) -> tuple[forms.FilterForm, list[queries.Shown]]:
    """The filter, and what it leaves."""
    form = _filter(request)
    asked = form.cleaned_data
    places = queries.teams_of(request.user)
    where = next((place for place in places if place.key == asked["where"]), None)
    return form, [
        one
        for one in shown
        if (where is None or _within(one, where))
        and asked["level"] in ("", one.exception.level)
        and asked["kind"] in ("", one.exception.kind)
        and asked["answer"] in ("", one.state)
    ]


def _within(one: queries.Shown, where: queries.Place) -> bool:
    """Whether an exception is of a place: of a service, its own and those of its teams."""
    if one.exception.level == Level.AREA:
        return where.level == Level.AREA and one.exception.group == where.name
    return one.exception.level == Level.TEAM and one.exception.group in where.teams


def _days(one: queries.Shown, on: date, calendar: Any) -> int | None:
    """Working days until an answer is owed; None where none is owed, or the month is over."""
    if one.state is not AnswerState.OWED or one.sighting.owed_by is None or not one.due:
        return None
    return int(calendar.between(on, one.sighting.owed_by))


def _all(shown: list[queries.Shown], on: date, calendar: Any) -> list[tuple[Any, int | None]]:
    return [(one, _days(one, on, calendar)) for one in shown]
