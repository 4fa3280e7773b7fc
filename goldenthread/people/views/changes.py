"""Changes to people and posts that wait for a second administrator, and what became of them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import forms, operations, queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import keeper, seconds
from goldenthread.people.vocabulary import Decide, Role, Stand

SAID = {
    Stand.CONFIRMED: "Confirmed: it is done.",
    Stand.REFUSED: "Refused. Nothing has changed, and who asked is told.",
    Stand.WITHDRAWN: "Withdrawn. Nothing has changed.",
}


@require_GET
def changes(request: SignedIn) -> HttpResponse:
    """What waits, and what was decided."""
    keeper(request)
    decided = queries.proposals().exclude(stand=Stand.WAITING)
    return render(
        request,
        "people/changes.html",
        {
            "waiting": queries.waiting(),
            "page": Paginator(decided, 25).get_page(request.GET.get("page")),
            **seconds(request),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, pk: int) -> HttpResponse:
    """One change: who asks, when and why, what it would change; confirmed, refused, withdrawn."""
    keeper(request)
    found = queries.proposal(pk)
    if found is None:
        raise Http404
    act = request.POST.get("act", "")
    form = forms.RefuseForm(request.POST if act == Decide.REFUSE else None)
    trouble = ""
    if act in (Decide.CONFIRM, Decide.WITHDRAW) or form.is_valid():
        reason = form.cleaned_data["reason"] if form.is_bound else ""
        try:
            done = operations.decide(
                proposal=found, act=Decide(act), reason=reason, by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            trouble = str(refusal)
            found = queries.proposal(pk) or found
        else:
            if done.stand == Stand.LAPSED:
                messages.error(request, f"It can no longer be done. {done.reason}")
            else:
                messages.success(request, SAID[Stand(done.stand)])
            return redirect("people:change", pk)
    return render(
        request,
        "people/change.html",
        {
            "one": found,
            "page": Paginator(found.shown, 50).get_page(request.GET.get("page")),
            "why_not": queries.why_not_decide(request.user, found, Decide.CONFIRM),
            "mine": found.by_id == request.user.pk,
            "waits": found.stand == Stand.WAITING,
            "has_changed": queries.has_changed(found),
            **seconds(request, found.about),
            "own": found.kind in rules.OWN_TO_ASK,
            "posts": queries.posts_of(found.person, timezone.localdate()) if found.person else None,
            "labels": {role.value: role.label for role in Role},
            "form": form,
            "trouble": [{"text": trouble}] if trouble else [],
        },
        status=409 if trouble else 200,
    )
