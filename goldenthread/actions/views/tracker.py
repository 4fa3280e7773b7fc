"""The tracker: every action the reader may see, and the same list as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from goldenthread.actions import forms, output, queries
from goldenthread.actions.vocabulary import State
from goldenthread.kernel.naming import Naming, may_name
from goldenthread.kernel.reference import parts
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role
from goldenthread.standards import queries as standards
from goldenthread.ui.http import download

SORTS = {
    "due": "due_on",
    "-due": "-due_on",
    "owner": "owner__name",
    "-owner": "-owner__name",
    "state": "state",
    "-state": "-state",
    "number": "pk",
    "-number": "-pk",
}

_OVER = (State.CLOSED, State.WITHDRAWN)


def _cuts(request: SignedIn) -> list[tuple[str, str]]:
    standing = people.standing(request.user)
    cuts = [("mine", "Mine")]
    if standing.holds(Role.PM):
        cuts.append(("team", "My team’s"))
    if standing.holds(*LEADERS, Role.AD):
        cuts.append(("team", "My services’"))
    if standing.holds(*QA_TEAM, *LEADERS, Role.AD, Role.DCS):
        cuts += [("verify", "To verify"), ("check", "To check the difference")]
    cuts.append(("all", "All I can see"))
    return cuts


def _first(request: SignedIn, cuts: list[str]) -> str:
    """The cut that opens: my own work; a leader without any begins with that of their people."""
    mine = queries.actions(request.user).filter(owner=request.user).exclude(state__in=_OVER)
    return "team" if "team" in cuts and not mine.exists() else "mine"


def _found(request: SignedIn) -> tuple[str, QuerySet[Any]]:
    """The cut that was asked for, narrowed by the filter, in order."""
    on = timezone.localdate()
    reader = request.user
    cuts = [key for key, _ in _cuts(request)]
    cut = request.GET.get("cut", "")
    cut = cut if cut in cuts else _first(request, cuts)
    found = {
        "mine": lambda: queries.actions(reader).filter(owner=reader),
        "team": lambda: queries.of_my_places(reader),
        "verify": lambda: queries.waiting_for_verification(reader),
        "check": lambda: queries.waiting_for_check(reader, on),
        "all": lambda: queries.actions(reader),
    }[cut]()
    asked = request.GET
    if q := asked.get("q", "").strip().upper():
        named = parts(q)
        found = found.filter(
            Q(pk=named[1]) if named and named[0] == "ACT" else Q(source_reference=q)
        )
    if child := asked.get("child"):
        found = found.filter(child__token=child)
    if state := asked.get("state"):
        found = found.filter(state=state)
    elif cut in ("mine", "team"):
        found = found.exclude(state__in=_OVER)
    if asked.get("late") == "yes":
        found = found.filter(state=State.OPEN, due_on__lt=on)
    elif asked.get("late") == "soon":
        found = found.filter(state=State.OPEN, due_on__range=(on, standards.calendar().add(on, 5)))
    for key in ("source", "priority"):
        if value := asked.get(key):
            found = found.filter(**{key: value})
    if (area := asked.get("area", "")).isdigit():
        found = found.filter(Q(area=int(area)) | Q(team__area=int(area)))
    if (owner := asked.get("owner", "")).isdigit():
        found = found.filter(owner=int(owner))
    if (team := asked.get("team", "")).isdigit():
        found = found.filter(team=int(team))
    return cut, found.order_by(SORTS.get(asked.get("sort", ""), "due_on"), "pk")


@require_GET
def tracker(request: SignedIn) -> HttpResponse:
    """Every action the reader may see, in fixed cuts, filtered and sorted (ACT-2, F08)."""
    on = timezone.localdate()
    cut, found = _found(request)
    calendar = standards.calendar()
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    rows = [
        (one, calendar.between(on, one.due_on) if one.state == State.OPEN else None) for one in page
    ]
    request.looked_at = {one.child_id for one in page if one.child_id}
    return render(
        request,
        "actions/tracker.html",
        {
            "cuts": _cuts(request),
            "cut": cut,
            "page": page,
            "rows": rows,
            "counts": queries.counts(request.user, on),
            "form": forms.FilterForm(
                request.GET,
                areas=[(area.pk, area.name) for area in people.areas()],
                teams=[(team.pk, team.name) for team in people.teams()],
                owners=[(who.pk, who.name) for who in people.people_in_post(on).order_by("name")],
            ),
            "filtered": any(
                request.GET.get(key)
                for key in ("q", "state", "late", "source", "priority", "area", "team", "owner")
            ),
        },
    )


@require_GET
def export(request: SignedIn) -> HttpResponse:
    """The same list as CSV or XLSX: references, no names of children."""
    _, found = _found(request)
    kind = "xlsx" if request.GET.get("as") == "xlsx" else "csv"
    rows = list(found)
    if "anyway" not in request.GET and (named := _naming(rows)):
        return render(request, "actions/before_export.html", {"named": named, "count": len(rows)})
    request.looked_at = {one.child_id for one in rows if one.child_id}
    return download(
        f"actions-{timezone.localdate():%Y-%m-%d}",
        kind,
        head=output.HEAD,
        rows=output.rows(rows),
        title="Actions",
    )


def _naming(rows: list[Any]) -> list[tuple[Any, tuple[Naming, ...]]]:
    """The actions whose words may name somebody, before they leave the service (C06)."""
    found = []
    for one in rows:
        named = may_name(f"{one.what}\n{one.why}\n{one.success}", staff=[one.owner.name])
        if named:
            found.append((one, named))
    return found
