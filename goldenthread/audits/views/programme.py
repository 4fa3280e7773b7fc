"""The programme: the cycle board, dates, draw, allocation, expectations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

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


def _runs(request: SignedIn) -> bool:
    return rules.why_not_run(people.standing(request.user).roles) is None


def runner(request: SignedIn) -> None:
    if not _runs(request):
        raise Http404


@require_GET
def board(request: SignedIn) -> HttpResponse:
    """The cycle board: where both cohorts stand, who is late, what comes next (PRG-1, PRG-2)."""
    sees(request)
    on = timezone.localdate()
    calendar = standards.calendar()
    running = queries.running(on, calendar)
    late = queries.who_is_late(on, calendar)
    owed = queries.expectations(on)
    return render(
        request,
        "audits/board.html",
        {
            "on": on,
            "running": running,
            "shown": [
                (now, [(stage, stage.state(now.audits)) for stage in now.stages])
                for now in running
                if now.cycle.starts_on <= on and now.cycle.state != "reported"
            ],
            "timeline": _timeline(running, on),
            "late": late,
            "next": _next(running, late, on),
            "coming": _coming(running, on),
            "reaudits": [
                (audit, calendar.between(on, audit.due_on)) for audit in queries.reaudits_waiting()
            ],
            "owed": queries.by_role(owed),
            "expected": sum(one.counts.expected for one in owed),
            "done": sum(min(one.counts.done, one.counts.expected) for one in owed),
            "runs": _runs(request),
            "cycles": list(queries.cycles()[:14]),
        },
    )


def _timeline(running: list[Any], on: Any) -> dict[str, Any]:
    """Weeks as columns, cohorts as rows, stages as cells."""
    if not running:
        return {}
    first = min(now.cycle.starts_on for now in running)
    last = max(now.cycle.starts_on for now in running) + timedelta(weeks=8)
    weeks = [first + timedelta(weeks=index) for index in range((last - first).days // 7)]
    spans = {
        Stage.ISSUE: (1, 1, "Give out"),
        Stage.REVIEW: (2, 3, "Review with worker"),
        Stage.SHARE: (4, 4, "Share"),
        Stage.MODERATE: (5, 6, "Moderate"),
        Stage.REPORT: (7, 7, "Write up"),
        Stage.CLINIC: (8, 8, "Clinic"),
    }
    rows = []
    for now in running:
        before = (now.cycle.starts_on - first).days // 7
        cells = [{"kind": "none", "span": before, "name": "", "more": ""}] if before else []
        for stage, (start, end, name) in spans.items():
            due = now.dates[stage].due_on if stage in now.dates else None
            state = (
                "done"
                if end < now.week or now.cycle.state == "reported"
                else "now"
                if start <= now.week
                else "next"
            )
            more = "done" if state == "done" else f"to {due:%a %-d %b}" if due else ""
            cells.append({"kind": state, "span": end - start + 1, "name": name, "more": more})
        after = len(weeks) - before - 8
        if after > 0:
            cells.append({"kind": "none", "span": after, "name": "", "more": ""})
        rows.append({"now": now, "cells": cells})
    this = on - timedelta(days=on.weekday())
    return {"weeks": [(week, week == this) for week in weeks], "rows": rows}


def _next(running: list[Any], late: list[Any], on: Any) -> dict[str, Any] | None:
    """The one thing the programme needs next."""
    if late:
        people_ = len({one.who.pk for one in late})
        return {
            "what": f"{len(late)} thing{'s are' if len(late) != 1 else ' is'} late, of "
            f"{people_} {'people' if people_ != 1 else 'person'}",
            "why": "Remind them, or give the audit to somebody else.",
            "remind": True,
        }
    for now in running:
        if now.cycle.state == "drawn":
            return {
                "what": f"Give out cohort {now.cycle.cohort}: {now.audits} children are drawn",
                "why": "Nobody has been told yet.",
                "href": f"/programme/cycles/{now.cycle.pk}/allocation/",
                "button": "See the allocation",
            }
        if now.cycle.state == "planned" and now.cycle.starts_on <= on + timedelta(days=14):
            return {
                "what": f"Draw cohort {now.cycle.cohort}: it begins on "
                f"{now.cycle.starts_on:%A %-d %B}",
                "why": "Children are drawn from the newest load.",
                "href": f"/programme/cycles/{now.cycle.pk}/draw/",
                "button": "Set up the draw",
            }
    return None


def _coming(running: list[Any], on: Any) -> list[tuple[str, Any, str]]:
    """The next dates, soonest first."""
    found = []
    for now in running:
        for stage, row in now.dates.items():
            if row.due_on >= on and now.cycle.state != "reported":
                name = f"Cohort {now.cycle.cohort}: {Stage(stage).label.lower()}"
                found.append((name, row.due_on, f"/programme/cycles/{now.cycle.pk}/"))
    return sorted(found, key=lambda row: row[1])[:5]


@require_POST
def remind(request: SignedIn) -> HttpResponse:
    """Remind everybody who is late, each once a day."""
    runner(request)
    on = timezone.localdate()
    late = queries.who_is_late(on, standards.calendar())
    told = operations.remind(late=late, on=on, by=request.user, at=timezone.now())
    if told:
        messages.success(request, f"{told} reminder{'s' if told != 1 else ''} sent.")
    else:
        messages.warning(request, "Everybody who is late was reminded today already.")
    return redirect("audits:board")


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
                (Stage(row.stage), row, calendar.between(on, row.due_on))
                for row in found.dates.all()
            ],
            "audits": [
                (audit, audit.pk in readable, calendar.between(on, audit.due_on))
                for audit in queries.of_cycle(pk)
            ],
            "draw": queries.kept_draw(found),
            "runs": _runs(request),
            "steps": found.steps.select_related("by"),
            "text": not people.standing(request.user).holds(Role.QAB),
        },
    )


@require_http_methods(["GET", "POST"])
def move_date(request: SignedIn, pk: int, stage: str) -> HttpResponse:
    """Move a date of a cycle, with the reason."""
    runner(request)
    found = cycle_or_404(pk)
    row = next((one for one in found.dates.all() if one.stage == stage), None)
    if row is None:
        raise Http404
    form = forms.DateForm(
        request.POST if request.method == "POST" else None, initial={"due_on": row.due_on}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.move_date(
                cycle=found,
                stage=Stage(stage),
                **form.cleaned_data,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("due_on", str(refusal))
        else:
            messages.success(request, "The date has moved.")
            return redirect(found)
    return render(
        request,
        "audits/move_date.html",
        {"cycle": found, "stage": Stage(stage), "row": row, "form": form},
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
