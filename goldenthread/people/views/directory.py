"""The directory, one person, one team, and who can do what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.people import queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import keeps
from goldenthread.people.vocabulary import Matter, Role


@require_http_methods(["GET", "POST"])
def index(request: SignedIn) -> HttpResponse:
    """Everybody in post, by service and team; searched by POST: no name in an address."""
    on = timezone.localdate()
    q = request.POST.get("q", "").strip()
    found = queries.posts_on(on)
    if q:
        found = queries.search_posts(found, q)
    size = max(found.count(), 1) if q else 40  # a search is one page: its words are in no address
    page = Paginator(found.order_by("person__name"), size).get_page(request.GET.get("page"))
    return render(
        request,
        "people/index.html",
        {
            "page": page,
            "q": q,
            "areas": queries.areas_with_teams(on),
            "keeps": keeps(request),
            "waiting": queries.waiting().count() if keeps(request) else 0,
            "labels": {role.value: role.label for role in Role},
        },
    )


@require_GET
def person(request: SignedIn, pk: int) -> HttpResponse:
    """One person: posts now and before, and who acts for them."""
    who = queries.person(pk)
    if who is None:
        raise Http404
    on = timezone.localdate()
    return render(
        request,
        "people/person.html",
        {
            "who": who,
            "posts": queries.all_posts(who),
            "in_post": queries.posts_of(who, on).exists(),
            "on": on,
            "labels": {role.value: role.label for role in Role},
            "delegations": queries.delegations(who, on),
            "acting_for": queries.acting_for(who, on),
            "keeps": keeps(request),
            "mine": who.pk == request.user.pk,
            "changes": queries.changes(who) if keeps(request) else [],
            "waiting": queries.waits_about(who) if keeps(request) else [],
        },
    )


@require_GET
def account(request: SignedIn) -> HttpResponse:
    """The reader's own page."""
    return person(request, request.user.pk)


@require_GET
def team(request: SignedIn, pk: int) -> HttpResponse:
    """One team: who is in it, and what became of it."""
    found = queries.team(pk)
    if found is None:
        raise Http404
    on = timezone.localdate()
    return render(
        request,
        "people/team.html",
        {
            "team": found,
            "posts": queries.posts_on(on).filter(team=found),
            "labels": {role.value: role.label for role in Role},
            "keeps": keeps(request) and found.closed_on is None,
            "merged_from": found.merged_from.all(),
        },
    )


@require_GET
def permissions(request: SignedIn) -> HttpResponse:
    """Who can do what: the permission table as it is applied."""
    rows = [
        (matter.label, [rules.PERMISSIONS[matter][role].label for role in Role])
        for matter in Matter
    ]
    return render(
        request, "people/permissions.html", {"roles": [role.label for role in Role], "rows": rows}
    )
