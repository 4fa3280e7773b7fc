"""Cycles planned, seen, moved and withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import programme as rules
from goldenthread.audits.vocabulary import Stage
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role
from goldenthread.standards import queries as standards


def sees(request: SignedIn) -> None:
    """The programme is open to QA, its business support and leaders: status, no text."""
    if not people.standing(request.user).holds(
        *QA_TEAM, Role.QAB, *LEADERS, Role.AD, Role.DCS, Role.PSW, Role.PM
    ):
        raise Http404


def runs(request: SignedIn) -> bool:
    return rules.why_not_run(people.standing(request.user).roles) is None


def runner(request: SignedIn) -> None:
    if not runs(request):
        raise Http404


@require_http_methods(["GET", "POST"])
def plan(request: SignedIn) -> HttpResponse:
    """Plan cycles: cohorts A and B in turn, four weeks apart (PRG-1)."""
    runner(request)
    newest = queries.cycles().first()
    first = newest.starts_on + timedelta(weeks=4) if newest else None
    form = forms.PlanForm(
        request.POST if request.method == "POST" else None, initial={"first": first, "count": 6}
    )
    if form.is_bound and form.is_valid():
        try:
            made = operations.plan_cycles(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refusal as refusal:
            form.add_error("first", str(refusal))
        else:
            messages.success(request, f"{len(made)} cycle{'s' if len(made) != 1 else ''} planned.")
            return redirect("audits:board")
    return render(request, "audits/plan.html", {"form": form})


def cycle_or_404(pk: int) -> Any:
    found = queries.cycle(pk)
    if found is None:
        raise Http404
    return found


@require_GET
def cycle_by_reference(request: SignedIn, reference: str) -> HttpResponse:
    """CYC-0003 leads to its page."""
    named = parts(reference)
    if named is None:
        raise Http404
    return redirect(cycle_or_404(named[1]))


@require_GET
def cycle(request: SignedIn, pk: int) -> HttpResponse:
    """One cycle: its dates and its audits (PRG-1, B02)."""
    sees(request)
    found = cycle_or_404(pk)
    on = timezone.localdate()
    calendar = standards.calendar()
    readable = set(queries.audits(request.user).filter(cycle=found).values_list("pk", flat=True))
    return render(
        request,
        "audits/cycle.html",
        {
            "cycle": found,
            "dates": [
                (Stage(row.stage), row, calendar.is_working(row.due_on))
                for row in found.dates.all()
            ],
            "audits": [
                (audit, audit.pk in readable, calendar.between(on, audit.due_on))
                for audit in queries.of_cycle(pk)
            ],
            "draw": queries.kept_draw(found),
            "runs": runs(request),
            "steps": found.steps.select_related("by"),
            "text": not people.standing(request.user).holds(Role.QAB),
        },
    )


@require_http_methods(["GET", "POST"])
def move_date(request: SignedIn, pk: int, stage: str) -> HttpResponse:
    """Move a date of a cycle, with the reason: see first what follows from it (B02)."""
    runner(request)
    found = cycle_or_404(pk)
    row = next((one for one in found.dates.all() if one.stage == stage), None)
    if row is None:
        raise Http404
    form = forms.DateForm(
        request.POST if request.method == "POST" else None, initial={"due_on": row.due_on}
    )
    checked = None
    if form.is_bound and form.is_valid():
        asked: dict[str, Any] = {
            "stage": Stage(stage),
            "due_on": form.cleaned_data["due_on"],
            "dates": {Stage(one.stage): (one.starts_on, one.due_on) for one in found.dates.all()},
            "calendar": standards.calendar(),
        }
        refusal = rules.why_not_move(**asked)
        if refusal is not None:
            form.add_error("due_on", str(refusal))
        elif "move" not in request.POST:
            checked = {
                "on": asked["due_on"],
                "clashes": rules.clashes(**asked),
                "following": queries.following(found, Stage(stage)).count(),
            }
        else:
            try:
                operations.move_date(
                    cycle=found,
                    stage=Stage(stage),
                    **form.cleaned_data,
                    by=request.user,
                    at=timezone.now(),
                )
            except Refusal as stopped:
                form.add_error("due_on", str(stopped))
            else:
                messages.success(request, "The date has moved.")
                return redirect(found)
    return render(
        request,
        "audits/move_date.html",
        {"cycle": found, "stage": Stage(stage), "row": row, "form": form, "checked": checked},
    )


@require_http_methods(["GET", "POST"])
def withdraw_cycle(request: SignedIn, pk: int) -> HttpResponse:
    """Withdraw a cycle that was not given out."""
    runner(request)
    found = cycle_or_404(pk)
    form = forms.WhyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.withdraw_cycle(
                cycle=found, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, "The cycle is withdrawn.")
            return redirect("audits:board")
    return render(
        request,
        "audits/why.html",
        {
            "title": f"Withdraw cohort {found.cohort} of {found.starts_on:%-d %B %Y}",
            "words": "Its dates stay on record. Children who were drawn are not audited.",
            "button": "Withdraw this cycle",
            "back": found.get_absolute_url(),
            "form": form,
        },
    )
