"""The list of children the reader may see, and one child's page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.caseload import forms, operations, queries, rules
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter, Role
from goldenthread.ui.http import download

SORTS: dict[str, Any] = {
    "child": "reference",
    "-child": "-reference",
    "seen": F("last_seen_on").asc(nulls_first=True),
    "-seen": F("last_seen_on").desc(nulls_last=True),
    "plan": "plan",
    "-plan": "-plan",
    "team": "team__name",
    "-team": "-team__name",
}


def _found(request: SignedIn) -> QuerySet[Any]:
    asked = request.GET
    found = queries.children(request.user)
    if asked.get("open") == "no":
        found = found.filter(open=False)
    elif asked.get("open") != "all":
        found = found.filter(open=True)
    if plan := asked.get("plan"):
        found = found.filter(plan=plan)
    if (area := asked.get("area", "")).isdigit():
        found = found.filter(area=int(area))
    if (team := asked.get("team", "")).isdigit():
        found = found.filter(team=int(team))
    return found.order_by(SORTS.get(asked.get("sort", ""), SORTS["seen"]), "pk")


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """The children the reader may see: longest not seen first."""
    if span_in(people.standing(request.user), Matter.CHILD_LISTS).nothing:
        raise Http404
    page = Paginator(_found(request), 25).get_page(request.GET.get("page"))
    request.looked_at = {child.pk for child in page}
    return render(
        request,
        "caseload/index.html",
        {
            "page": page,
            "find": forms.FindForm(),
            "as_at": queries.as_at(),
            "form": forms.FilterForm(
                request.GET,
                areas=[(area.pk, area.name) for area in people.areas()],
                teams=[(team.pk, team.name) for team in people.teams()],
            ),
            "filtered": any(request.GET.get(key) for key in ("plan", "area", "team", "open")),
        },
    )


@require_POST
def find(request: SignedIn) -> HttpResponse:
    """One child by reference, if the reader may see it."""
    if span_in(people.standing(request.user), Matter.CHILD_LISTS).nothing:
        raise Http404
    form = forms.FindForm(request.POST)
    if form.is_valid():
        found = queries.children(request.user).filter(
            reference__iexact=form.cleaned_data["reference"].strip()
        )
        if child := found.first():
            return redirect(child)
    messages.error(request, "There is no child of this reference that you may see.")
    return redirect("caseload:index")


@require_GET
def export(request: SignedIn) -> HttpResponse:
    """The same list as CSV: references, no names of children."""
    if span_in(people.standing(request.user), Matter.CHILD_LISTS).nothing:
        raise Http404
    found = list(_found(request))
    request.looked_at = {child.pk for child in found}
    return download(
        f"children-{timezone.localdate():%Y-%m-%d}",
        "csv",
        head=("Child", "Plan", "Service", "Team", "Worker", "Started", "Last seen", "As at"),
        rows=(
            [
                child.reference,
                child.get_plan_display(),
                child.area.name if child.area else "",
                child.team_name,
                child.worker_name,
                child.started_on.isoformat() if child.started_on else "",
                child.last_seen_on.isoformat() if child.last_seen_on else "",
                child.as_at.isoformat(),
            ]
            for child in found
        ),
        title="Children",
    )


def _may_restrict(request: SignedIn, child: Any) -> bool:
    standing = people.standing(request.user)
    leads = child.area_id in standing.areas(Role.HOS)
    return rules.why_not_restrict(roles=standing.roles, leads=leads) is None


@require_GET
def child(request: SignedIn, token: str) -> HttpResponse:
    """One child: plan, dates and facts, each with where it comes from."""
    found = queries.child(request.user, token)
    if found is None:
        raise Http404
    request.looked_at = found
    return render(
        request,
        "caseload/child.html",
        {
            "child": found,
            "behind": newest if (newest := queries.as_at()) and found.as_at < newest else None,
            "may_restrict": _may_restrict(request, found),
            "let_in": queries.let_in(found),
        },
    )


def _to_tick(
    staff: Iterable[Any], *, ticked: set[int], before: set[int], words: list[str]
) -> list[tuple[int, str]]:
    """Whom one may tick: those ticked first, then who was, then those whose name has the words."""

    def is_found(name: str) -> bool:
        return bool(words) and all(word in name.lower() for word in words)

    shown = [who for who in staff if who.pk in ticked | before or is_found(who.name)]
    shown.sort(key=lambda who: (who.pk not in ticked, who.pk not in before))
    return [(who.pk, who.name) for who in shown]


@require_http_methods(["GET", "POST"])
def restrict(request: SignedIn, token: str) -> HttpResponse:
    """Close a child's record to all but those named; “Find” only adds people to tick."""
    found = queries.child(request.user, token)
    if found is None or not _may_restrict(request, found):
        raise Http404
    request.looked_at = found
    staff = people.people_in_post(timezone.localdate()).order_by("name")
    named_now = {one.person_id for one in queries.named(found) if one.person_id is not None}
    before = {request.user.pk, *named_now}
    sent, finds = request.method == "POST", "look" in request.POST
    ticked = {int(one) for one in request.POST.getlist("named") if one.isdecimal()}
    words = request.POST.get("find", "").lower().split()
    shown = _to_tick(staff, ticked=ticked if sent else before, before=before, words=words)
    form = forms.RestrictForm(
        request.POST if sent and not finds else None,
        people=shown,
        initial={
            "why": request.POST.get("why", "") if sent else found.restricted_why,
            "find": request.POST.get("find", ""),
            "named": ticked if sent else before,
        },
    )
    if form.is_bound and form.is_valid():
        named = [who for who in staff if str(who.pk) in form.cleaned_data["named"]]
        if request.user not in named:
            form.add_error("named", "Tick yourself too: somebody must be able to open it again")
        else:
            operations.restrict(
                child=found,
                why=form.cleaned_data["why"],
                named=named,
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, "The record is restricted. Only those named see it.")
            return redirect(found)
    more = len([one for one, _ in shown if one not in ticked | before])
    return render(
        request,
        "caseload/restrict.html",
        {"child": found, "form": form, "finds": finds, "more": more, "words": bool(words)},
    )


@require_http_methods(["POST"])
def unrestrict(request: SignedIn, token: str) -> HttpResponse:
    """Open a restricted record again."""
    found = queries.child(request.user, token)
    if found is None or not _may_restrict(request, found):
        raise Http404
    operations.unrestrict(child=found, by=request.user, at=timezone.now())
    messages.success(request, "The record is open again to those whose work it is.")
    return redirect(found)
