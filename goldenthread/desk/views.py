"""Your desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.desk import queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards

SHOWN = 8


@require_GET
def home(request: SignedIn) -> HttpResponse:
    """Due, late, waiting for me, changed: the first page of each role (ORG-3)."""
    on = timezone.localdate()
    calendar = standards.calendar()
    running = queries.running(request.user, on, calendar)
    dues = queries.dues(request.user, on, calendar, running)
    first = rules.next_step(dues, on=on, calendar=calendar)
    ordered = [due for due in rules.in_order(dues, on=on) if due is not first]
    everything = "all" in request.GET
    return render(
        request,
        "desk/home.html",
        {
            "now": timezone.now(),
            "who": queries.who(request.user, on),
            "first": first,
            "first_days": calendar.between(on, first.due_on) if first and first.due_on else None,
            "urgent": bool(first and rules.urgent(first)),
            "dues": [
                (due, calendar.between(on, due.due_on) if due.due_on else None)
                for due in (ordered if everything else ordered[:SHOWN])
            ],
            "more": 0 if everything else max(0, len(ordered) - SHOWN),
            "blocks": queries.blocks(request.user, on, calendar, running),
            "changed": queries.changed(request.user),
        },
    )
