"""The board of the data: lists, blanks, broken rules, who cannot be counted, known issues."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.intake import queries as intake
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.performance import forms, operations, queries
from goldenthread.performance.indicators import CATALOGUE, yearly
from goldenthread.performance.measure import Mix
from goldenthread.performance.rules.quality import NEXT, why_not_keep_issue
from goldenthread.performance.views.asked import asked
from goldenthread.performance.vocabulary.quality import IssueAct, IssueState

LOADS = 6
YEARLY = frozenset(one.code for one in yearly.INDICATORS)
"""What the yearly return of children in care alone tells: no list has a column of it."""


@require_GET
def board(request: SignedIn) -> HttpResponse:
    """What is known of the data of a place, and what is being done about it (N06)."""
    given = asked(request)
    rows = queries.catalogue(given.place, given.days, given.at) if given.at else []
    days, broken = queries.broken_rules(given.place, LOADS)
    every = list(queries.issues(request.user))
    state = queries.state_of_lists(given.place)
    return render(
        request,
        "performance/data.html",
        {
            "asked": given,
            "nav": "data",
            "issues": [one for one in every if one.state != IssueState.MENDED],
            "mended": [one for one in every if one.state == IssueState.MENDED],
            "about": queries.what_issues_are_about(),
            "lists": [one for one in state if one.rows],
            "no_team": [one.number for one in state if not one.has_team]
            if given.place.teams else [],
            "days": days,
            "broken": broken,
            "lacking": [
                {"indicator": row.indicator, "now": row.now,
                 "needs": queries.needs_of(row.indicator),
                 "yearly": row.indicator.code in YEARLY,
                 "whole": row.now.eligible + row.now.incomplete,
                 "children": row.indicator.each != "worker"
                 and not isinstance(row.indicator, Mix)}
                for row in queries.cannot_be_counted(rows)
            ],
            "load": next(iter(intake.counted(1)), None),
            "may_load": intake.may_load(request.user),
            "may_see_children": not span_in(
                people.standing(request.user), Matter.CHILD_LISTS
            ).nothing,
        },
    )  # fmt: skip


@require_GET
def one_list(request: SignedIn, number: int) -> HttpResponse:
    """The key columns of one list that are not filled in, by team (N06)."""
    given = asked(request)
    found = queries.blanks(given.place, number)
    if not found:
        raise Http404
    columns: dict[str, tuple[int, int]] = {}
    for gap in found:
        blank, whole = columns.get(gap.column, (0, 0))
        columns[gap.column] = (blank + gap.blank, whole + gap.whole)
    return render(
        request,
        "performance/data_list.html",
        {
            "asked": given,
            "number": number,
            "title": found[0].title,
            "gaps": [gap for gap in found if gap.blank],
            "columns": sorted(columns.items(), key=lambda item: (-item[1][0], item[0])),
            "has_team": any(gap.team for gap in found),
            "load": next(iter(intake.counted(1)), None),
        },
    )


@require_http_methods(["GET", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """Say what is wrong with a list or a figure, and who sees to it (N06)."""
    if not queries.places(request.user):
        raise Http404
    staff = queries.may_own(timezone.localdate())
    form = forms.IssueForm(
        request.POST if request.method == "POST" else None,
        about=list(queries.what_issues_are_about().items()),
        people=[(pk, one.name) for pk, one in staff.items()],
        initial={"about": request.GET.get("about", ""), "owner": request.user.pk},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.raise_issue(
                about=said["about"],
                title=said["title"],
                words=said["words"],
                owner=staff[int(said["owner"])],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is known now, and stands beside its figures.")
            return redirect(made)
    return render(request, "performance/issue_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """A known issue with its dated notes; its owner and the performance team add to them."""
    found = queries.issues(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    refusal = why_not_keep_issue(
        roles=people.standing(request.user).roles, by=request.user.pk, owner=found.owner_id
    )
    if refusal is not None and request.method == "POST":
        raise Http404
    staff = queries.may_own(timezone.localdate())
    staff.setdefault(found.owner_id, found.owner)
    form = None
    if refusal is None:
        form = forms.IssueNoteForm(
            request.POST if request.method == "POST" else None,
            acts=[act for state, act in NEXT if state == found.state],
            people=[(key, one.name) for key, one in staff.items()],
            initial={"owner": found.owner_id, "seen": len(found.notes.all())},
        )
    if form is not None and form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            operations.note_issue(
                issue=found,
                act=IssueAct(said["act"]),
                words=said["words"],
                owner=staff[int(said["owner"])],
                seen=said["seen"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as stopped:
            form.add_error(None, str(stopped))
            form.data = {**request.POST.dict(), "seen": str(found.notes.count())}
        else:
            messages.success(request, "Your note is kept.")
            return redirect(found)
    return render(
        request,
        "performance/issue.html",
        {
            "issue": found,
            "about": queries.what_issues_are_about().get(found.about, found.about),
            "figures": _figures(found.about),
            "form": form,
            "refusal": refusal,
        },
    )


def _figures(about: str) -> list[Any]:
    """The figures that an issue stands beside."""
    return [
        one for code, one in CATALOGUE.items() if about in (code, f"list-{queries.list_of(one)}")
    ]
