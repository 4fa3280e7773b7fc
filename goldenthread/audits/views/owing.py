"""Who owes an audit, and who has done it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import programme as rules
from goldenthread.audits.views.programme import sees
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn


@require_http_methods(["GET", "POST"])
def expectations(request: SignedIn) -> HttpResponse:
    """Who owes an audit, and who has done it, over twelve months (PRG-2, B10)."""
    sees(request)
    on = timezone.localdate()
    may_exempt = (
        rules.why_not_exempt(roles=people.standing(request.user).roles, why="asked") is None
    )
    form = None
    if may_exempt:
        form = forms.ExemptForm(
            request.POST if request.method == "POST" else None,
            people=[(post.person_id, post.person.name) for post in queries.may_audit(on)],
        )
        if form.is_bound and form.is_valid():
            data = form.cleaned_data
            who = people.person(int(data.pop("person")))
            try:
                if who is not None:
                    operations.exempt(person=who, **data, by=request.user, at=timezone.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Exempted. It is shown openly, with your name.")
                return redirect("audits:expectations")
    owed = queries.expectations(on)
    return render(
        request,
        "audits/expectations.html",
        {
            "owed": sorted(owed, key=lambda one: (one.counts.met, one.person.name)),
            "by_role": queries.by_role(owed),
            "form": form,
            "on": on,
        },
    )
