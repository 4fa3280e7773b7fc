"""What the pages of people share: who keeps them, and a form that does one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries, rules
from goldenthread.people.http import SignedIn


def keeps(request: SignedIn) -> bool:
    return rules.why_not_manage_people(queries.standing(request.user)) is None


def keeper(request: SignedIn) -> None:
    if not keeps(request):
        raise Http404


def places() -> dict[str, list[tuple[int, str]]]:
    on = timezone.localdate()
    return {
        "team": [(team.pk, team.name) for team in queries.teams(on)],
        "area": [(area.pk, area.name) for area in queries.areas()],
    }


def act_on(
    request: SignedIn, form: Any, act: Callable[[dict[str, Any]], Any], *,
    title: str, button: str, back: str, said: str, words: str = "",
) -> HttpResponse:  # fmt: skip
    """A form that does one thing, or says why not."""
    if form.is_bound and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(back)
    return render(
        request,
        "people/form.html",
        {"form": form, "title": title, "button": button, "back": back, "words": words},
    )


def sent(request: SignedIn) -> Any:
    return request.POST if request.method == "POST" else None
