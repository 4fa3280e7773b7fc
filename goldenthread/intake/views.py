"""Loads in the browser: the list, a new one, its progress and its result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.caseload.vocabulary import Plan
from goldenthread.intake import forms, operations, output, queries, work
from goldenthread.intake.vocabulary import State, Unreadable
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices import jobs
from goldenthread.notices import queries as notices
from goldenthread.notices.vocabulary import JobState
from goldenthread.people.http import SignedIn
from goldenthread.ui.http import download

SHOWN = 50


def _loader(request: SignedIn) -> None:
    if not queries.may_load(request.user):
        raise Http404


def _load(pk: int) -> Any:
    found = queries.load(pk)
    if found is None:
        raise Http404
    return found


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every load, the newest first."""
    _loader(request)
    page = Paginator(queries.loads(), 25).get_page(request.GET.get("page"))
    return render(request, "intake/index.html", {"page": page, "newest": queries.newest_as_at()})


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Choose a file and say as at when (PER-1)."""
    _loader(request)
    form = forms.LoadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if form.is_bound and form.is_valid():
        try:
            made, fresh = operations.receive(
                files=[(file.name, file.chunks()) for file in form.cleaned_data["lists"]],
                as_at=form.cleaned_data["as_at"],
                without_bad_rows=form.cleaned_data["without_bad_rows"],
                by=request.user,
                at=timezone.now(),
            )
        except Unreadable as trouble:
            form.add_error("lists", str(trouble))
        except Refusal as refusal:
            form.add_error("as_at", str(refusal))
        else:
            if not fresh:
                messages.warning(
                    request, f"This is the file of {made.at:%-d %B}. Nothing has changed."
                )
            jobs.start(
                work.read, key=f"load:{made.pk}", at=timezone.now(), first=True, load=made.pk
            )
            return redirect(made)
    return render(request, "intake/new.html", {"form": form, "newest": queries.newest_as_at()})


@require_GET
def by_reference(request: SignedIn, reference: str) -> HttpResponse:
    """LOD-0003 leads to its page."""
    named = parts(reference)
    if named is None or not queries.may_load(request.user):
        raise Http404
    return redirect(_load(named[1]))


@require_GET
def load(request: SignedIn, pk: int) -> HttpResponse:
    """Is it in? If not, what to do in the next five minutes."""
    _loader(request)
    found = _load(pk)
    job = notices.latest_job(f"load:{pk}")
    wrong = queries.findings_of(found)
    errors = [one for one in wrong if one["severity"] == "error"]
    return render(
        request,
        "intake/load.html",
        {
            "load": found,
            "job": job,
            "stuck": notices.is_stuck(job, timezone.now()),
            "waits": found.waits or (found.state == State.TO_DECIDE and _at_work(job)),
            "errors": errors[:SHOWN],
            "whole": [one for one in errors if not one["row"]],
            "more": max(0, len(errors) - SHOWN),
            "warnings": [rule for rule in found.by_rule if rule["severity"] == "warning"],
            "about_lists": [one for one in wrong if not one["row"] and one["severity"] != "error"],
            "stay": [
                f"{number:,} {Plan(plan).label.lower()}" if plan else f"{number:,} without a plan"
                for plan, number in found.against.get("stay", {}).items()
            ],
            "took": round(sum(found.seconds.values()), 1),
            "before": queries.before(found),
            "history": found.state == State.HISTORY,
            "older": found.state == State.TO_DECIDE and queries.is_older(found),
        },
    )


def _at_work(job: Any) -> bool:
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)


@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Load without the rows that cannot be used, in the background; or discard."""
    _loader(request)
    found, now = _load(pk), timezone.now()
    if "go_on" in request.POST:
        if found.state == State.TO_DECIDE and not _at_work(notices.latest_job(f"load:{pk}")):
            jobs.start(work.go_on, key=f"load:{pk}:{now:%Y%m%d%H%M%S}", at=now, first=True,
                       load=pk, by=request.user.pk)  # fmt: skip
        return redirect(found)
    try:
        operations.decide(load=found, go_on=False, by=request.user, at=now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Discarded. Nothing was loaded.")
    return redirect(found)


@require_POST
def explain(request: SignedIn, pk: int) -> HttpResponse:
    """A header of this file means a column that was not found: remember it."""
    _loader(request)
    found, now = _load(pk), timezone.now()
    number, _, header = request.POST.get("meant", "").partition(":")
    try:
        column = operations.explain(
            load=found,
            number=int(number) if number.isdecimal() else 0,
            header=header,
            by=request.user,
            at=now,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    found.refresh_from_db()
    if found.waits:
        jobs.start(work.read, key=f"load:{pk}:{now:%Y%m%d%H%M%S}", at=now, first=True, load=pk)
    else:
        messages.success(
            request,
            f"“{header}” is read as “{column}” from now on. Load the file again to have it.",
        )
    return redirect(found)


@require_GET
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Everything that is wrong, as a workbook."""
    _loader(request)
    found = _load(pk)
    return download(
        f"findings-{found.reference}",
        "xlsx",
        head=output.HEAD,
        rows=output.rows(queries.findings_of(found)),
        title="Findings",
        widths=output.WIDTHS,
    )
