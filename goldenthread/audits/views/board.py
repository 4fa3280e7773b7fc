"""The cycle board: where both cohorts stand, who is late, what comes next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from goldenthread.audits import operations, queries
from goldenthread.audits.views.programme import runner, runs, sees
from goldenthread.audits.vocabulary import Stage
from goldenthread.kernel.working_days import Calendar
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards


@require_GET
def board(request: SignedIn) -> HttpResponse:
    """The cycle board: where both cohorts stand, who is late, what comes next (PRG-1, PRG-2)."""
    sees(request)
    on = timezone.localdate()
    calendar = standards.calendar()
    running = queries.running(on, calendar)
    late = queries.who_is_late(on, calendar)
    owed = queries.expectations(on)
    reaudits = list(queries.reaudits_waiting())
    readable = set(
        queries.audits(request.user)
        .filter(pk__in=[*(one.audit.pk for one in late), *(one.pk for one in reaudits)])
        .values_list("pk", flat=True)
    )
    away = {one.away_id: one.ends_on for one in people.acting_on(on)}
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
            "timeline": _timeline(running, on, calendar),
            "late": [(one, away.get(one.who.pk), one.audit.pk in readable) for one in late],
            "next": _next(running, late, on),
            "coming": _coming(running, on),
            "reaudits": [(audit, audit.pk in readable) for audit in reaudits],
            "apart": queries.draws_apart(request.user)[:20],
            "owed": queries.by_role(owed),
            "expected": sum(one.counts.expected for one in owed),
            "done": sum(min(one.counts.done, one.counts.expected) for one in owed),
            "runs": runs(request),
            "cycles": list(queries.cycles()[:14]),
        },
    )


def _timeline(running: list[Any], on: Any, calendar: Calendar) -> dict[str, Any]:
    """Weeks as columns, cohorts as rows, stages as cells."""
    if not running:
        return {}
    first = min(now.cycle.starts_on for now in running)
    last = max(now.cycle.starts_on for now in running) + timedelta(weeks=8)
    weeks = [first + timedelta(weeks=index) for index in range((last - first).days // 7)]
    spans = {
        Stage.ISSUE: (1, 1, "Give out"),
        Stage.REVIEW: (2, 3, "Review"),
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
            to = f"{due:%-d %b}" if due else ""
            more = "done" if state == "done" else f"to {to}" if end > start else to
            cells.append({"kind": state, "span": end - start + 1, "name": name, "more": more})
        after = len(weeks) - before - 8
        if after > 0:
            cells.append({"kind": "none", "span": after, "name": "", "more": ""})
        rows.append({"now": now, "cells": cells})
    this = on - timedelta(days=on.weekday())
    short = {
        week: sum(calendar.is_working(week + timedelta(days=day)) for day in range(5))
        for week in weeks
    }
    return {
        "weeks": [(week, week == this, short[week] if short[week] < 5 else None) for week in weeks],
        "rows": rows,
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


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
                name = f"Cohort {now.cycle.cohort}: {_lower(Stage(stage).label)}"
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
