"""Teams opened and merged."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.people import forms, operations, queries
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import act_on, ask_for, keeper, number, places, sent
from goldenthread.people.vocabulary import Wanted


@require_http_methods(["GET", "POST"])
def open_team(request: SignedIn) -> HttpResponse:
    """Open a team."""
    keeper(request)

    def act(data: dict[str, Any]) -> None:
        area = queries.area(int(data.pop("area")))
        if area is None:
            raise Http404
        operations.open_team(area=area, **data, by=request.user, at=timezone.now())

    return act_on(request, forms.TeamForm(sent(request), choices={"area": places()["area"]}), act,
                title="Open a team", button="Open", back="/people/", said="Opened.")  # fmt: skip


@require_http_methods(["GET", "POST"])
def merge(request: SignedIn, pk: int) -> HttpResponse:
    """Merge a team into another."""
    keeper(request)
    found = queries.team(pk)
    if found is None:
        raise Http404
    others = [(key, name) for key, name in places()["team"] if key != pk]

    return ask_for(
        request,
        forms.MergeForm(sent(request), choices={"into": others}),
        Wanted.MERGE,
        lambda data: {"team": pk, "into": number(data["into"]), "on": data["on"]},
        about=queries.whose_posts_go_on(found, timezone.localdate()),
        title=f"Merge {found.name} into another team",
        words="Its people go on in the other team. What was done before stays with this one.",
        button="Ask to merge",
        back=f"/people/teams/{pk}/",
    )
