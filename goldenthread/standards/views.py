"""The Golden Threads, the standards, who has read them, and the days the council is closed."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.standards import forms, lists, operations, queries, rules
from goldenthread.standards.vocabulary import Standard


def _words(one: Standard) -> str:
    """Everything that is said about a standard, in lower case: what a search looks through."""
    said = (one.code, one.title, one.section, one.limit, one.starts, one.stops, one.source)
    return " ".join(said).lower()


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every standard of the version in force, searchable (STD-1, STD-2)."""
    revision = queries.current(timezone.localdate())
    q = request.GET.get("q", "").strip().lower()
    kind = request.GET.get("kind", "")
    found = [
        one
        for one in queries.standards_of(revision)
        if (not q or q in _words(one)) and (not kind or one.kind == kind)
    ]
    return render(
        request,
        "standards/index.html",
        {
            "revision": revision,
            "sections": [
                (title, list(rows)) for title, rows in groupby(found, key=lambda one: one.section)
            ],
            "count": len(found),
            "form": forms.SearchForm(request.GET),
            "filtered": bool(q or kind),
            "read": queries.read_at(request.user, revision) if revision else None,
            "manages": queries.may_see_readers(request.user),
            "keeps": rules.why_not_keep_standards(people.standing(request.user).roles) is None,
            "threads": lists.threads(),
        },
    )


@require_GET
def standard(request: SignedIn, code: str) -> HttpResponse:
    """One standard: its clock, what it rests on, and its history (STD-1)."""
    revision = queries.current(timezone.localdate())
    found = next((one for one in queries.standards_of(revision) if one.code == code), None)
    if found is None:
        raise Http404
    history = [
        (version, next((one for one in queries.standards_of(version) if one.code == code), None))
        for version in queries.revisions()
    ]
    today = timezone.localdate()
    return render(
        request,
        "standards/standard.html",
        {
            "standard": found,
            "history": history,
            "today": today,
            "due": rules.due_on(found.clock, today, queries.calendar()) if found.clock else None,
        },
    )


@require_GET
def threads(request: SignedIn) -> HttpResponse:
    """The seven Golden Threads and the grade scale."""
    return render(
        request, "standards/threads.html", {"threads": lists.threads(), "grades": lists.grades()}
    )


@require_POST
def read(request: SignedIn) -> HttpResponse:
    """Read and understood (STD-2)."""
    revision = queries.current(timezone.localdate())
    if revision is None:
        raise Http404
    operations.read_and_understood(revision=revision, by=request.user, at=timezone.now())
    messages.success(request, f"You have read version {revision.number}.")
    return redirect("standards:index")


@require_GET
def readers(request: SignedIn) -> HttpResponse:
    """Who of the reader's people has read the version in force (STD-2)."""
    today = timezone.localdate()
    revision = queries.current(today)
    if revision is None or not queries.may_see_readers(request.user):
        raise Http404
    found = queries.who_reads(request.user, revision, today)
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return render(
        request,
        "standards/readers.html",
        {
            "revision": revision,
            "page": page,
            "done": revision.readers.filter(by__in=found).count(),
            "whole": page.paginator.count,
        },
    )


@require_http_methods(["GET", "POST"])
def closures(request: SignedIn) -> HttpResponse:
    """Days on which the council is closed besides bank holidays."""
    if rules.why_not_keep_standards(people.standing(request.user).roles) is not None:
        raise Http404
    form = forms.ClosureForm(request.POST if request.method == "POST" else None)
    if form.is_bound and "remove" in request.POST:
        try:
            day = date.fromisoformat(request.POST["remove"])
        except ValueError:
            raise Http404 from None
        operations.open_day(day=day, by=request.user, at=timezone.now())
        messages.success(request, "Removed.")
        return redirect("standards:closures")
    if form.is_bound and form.is_valid():
        try:
            operations.close_day(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error("day", str(refusal))
        else:
            messages.success(request, "Added. Dates that are set already do not move.")
            return redirect("standards:closures")
    return render(
        request, "standards/closures.html", {"form": form, "closures": queries.closures()}
    )
