"""Returns in the browser: services, their months, the grid of a month, and earlier versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn
from goldenthread.returns import forms, operations, output, queries, rules
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Purpose, Sender
from goldenthread.ui.http import download

SHOWN = 24
YEAR = 12
"""Months that are over of which the page says that they were not handed in."""


def _service(request: SignedIn, slug: str) -> Sender:
    if slug not in services() or not queries.may_see(request.user):
        raise Http404
    return services()[slug]


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every service, and what it handed in last (PER-1)."""
    if not queries.may_see(request.user):
        raise Http404
    newest = queries.latest()
    return render(
        request,
        "returns/index.html",
        {"rows": [(service, newest.get(service.slug)) for service in services().values()]},
    )


@require_GET
def service(request: SignedIn, slug: str) -> HttpResponse:
    """A service: its newest figures, its months, and the next to hand in."""
    found = _service(request, slug)
    months = queries.months(found)
    today = timezone.localdate()
    there = {one.month for one in months}
    whole = [_back(today, back) for back in range(1, YEAR + 1)]
    return render(
        request,
        "returns/service.html",
        {
            "service": found,
            "months": months[:SHOWN],
            "lacking": [month for month in whole if month not in there],
            "figures": queries.over_time(found, until=today, months=YEAR + 1),
            "may_enter": queries.may_enter(request.user, found),
        },
    )


@require_http_methods(["GET", "POST"])
def month(request: SignedIn, slug: str, month: str) -> HttpResponse:
    """A month as a grid to type or paste into; for those who only read it, as a table."""
    found, day = _service(request, slug), _month(month)
    may_enter = queries.may_enter(request.user, found)
    if rules.why_not_month(day, today=timezone.localdate()) or (
        request.method == "POST" and not may_enter
    ):
        raise Http404
    newest = queries.newest_of(found, day)
    kept = queries.entries_of(newest)
    seen = newest.number if newest else 0
    table = forms.TableForm(service=found)
    form = forms.GridForm(service=found, initial=forms.as_data(kept, seen))
    theirs = None
    if request.method == "POST" and "put_in" in request.POST:
        table = forms.TableForm(request.POST, request.FILES, service=found)
        data = {key: str(value) for key, value in request.POST.items()}
        put = table.is_valid()
        if put:
            data |= table.cleaned_data["data"]
        form = forms.GridForm(data, service=found)
        if form.is_valid() and put:
            messages.success(request, "The rows are in the grid. Look at them, and hand it in.")
    elif request.method == "POST":
        form = forms.GridForm(request.POST, service=found)
        if form.is_valid():
            try:
                operations.hand_in(
                    service=found,
                    month=day,
                    entries=form.entries,
                    seen=form.cleaned_data["seen"] or 0,
                    by=request.user,
                    at=timezone.now(),
                )
            except operations.Overtaken:
                theirs = queries.newest_of(found, day)
                form.data = {**request.POST.dict(), "seen": str(theirs.number if theirs else 0)}
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Handed in: {found.name}, {day:%B %Y}.")
                return redirect("returns:service", slug)
    return render(
        request,
        "returns/month.html",
        _grid(found, day, form)
        | {
            "table": table,
            "newest": newest,
            "kept": _rows(found, kept),
            "earlier": queries.versions(found, day)[1:],
            "may_enter": may_enter,
            "theirs": theirs,
            "both": _both(found, form, theirs) if theirs else [],
        },
    )


@require_GET
def version(request: SignedIn, slug: str, month: str, number: str) -> HttpResponse:
    """A return as it was handed in once."""
    found, day = _service(request, slug), _month(month)
    versions = queries.versions(found, day)
    one = next((one for one in versions if one.number == int(number)), None)
    if one is None:
        raise Http404
    return render(
        request,
        "returns/version.html",
        {
            "service": found,
            "month": day,
            "version": one,
            "newest": versions[0],
            "rows": _rows(found, queries.entries_of(one)),
        },
    )


@require_GET
def export(request: SignedIn, slug: str, month: str, kind: str) -> HttpResponse:
    """The month as CSV or a workbook, small numbers withheld, whoever takes it (PER-8)."""
    return _file(_service(request, slug), _month(month), kind, whole=False)


@require_http_methods(["GET", "POST"])
def small_numbers(request: SignedIn, slug: str, month: str, kind: str) -> HttpResponse:
    """The same whole, to fill in again, for who hands it in and says what for (PER-8)."""
    found, day = _service(request, slug), _month(month)
    if not queries.may_enter(request.user, found):
        raise Http404
    form = forms.PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        operations.take_small_numbers(
            service=found,
            month=day,
            why=Purpose(form.cleaned_data["why"]),
            by=request.user,
            at=timezone.now(),
        )
        return _file(found, day, kind, whole=True)
    return render(
        request, "returns/small_numbers.html", {"service": found, "month": day, "form": form}
    )


def _file(found: Sender, day: date, kind: str, *, whole: bool) -> HttpResponse:
    """The newest return of a month as a file; whole it ends with its rows, to be put in again."""
    entries = output.by_code(queries.entries_of(queries.newest_of(found, day)))
    name = f"return-{found.slug}-{day:%Y-%m}"
    return download(
        f"{name}-with-small-numbers" if whole else name,
        kind,
        head=output.HEAD,
        rows=output.rows(found, entries, whole=whole),
        title="Return",
        widths=output.WIDTHS,
        note="" if whole else output.NOTE,
    )


def _back(today: date, months: int) -> date:
    """The first day of the month so many months ago."""
    whole = today.year * 12 + today.month - 1 - months
    return date(whole // 12, whole % 12 + 1, 1)


def _grid(found: Sender, day: date, form: forms.GridForm) -> dict[str, Any]:
    return {"service": found, "month": day, "form": form}


def _rows(found: Sender, entries: list[Any]) -> list[dict[str, Any]]:
    """Each measure that was handed in, with its figure in words."""
    given = output.by_code(entries)
    return [
        {"measure": measure, "entry": one, "said": rules.said(measure, one)}
        for measure in found.measures
        if (one := given.get(measure.code)) is not None
    ]


def _both(found: Sender, form: forms.GridForm, theirs: Any) -> list[dict[str, Any]]:
    """The rows on which mine and theirs differ, both in words."""
    other = queries.entries_of(theirs)
    given, mine = output.by_code(other), output.by_code(form.entries)
    unlike = rules.differs(form.entries, other)
    return [
        {
            "measure": measure,
            "mine": rules.said(measure, mine.get(measure.code)),
            "theirs": rules.said(measure, given.get(measure.code)),
        }
        for measure in found.measures
        if measure.code in unlike
    ]
