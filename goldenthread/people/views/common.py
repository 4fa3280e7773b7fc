"""What the pages of people share: who keeps them, and a form that does one thing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import operations, queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import Wanted


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


def ask_for(
    request: SignedIn, form: Any, kind: Wanted,
    detail: Callable[[dict[str, Any]], dict[str, Any]], *,
    title: str, button: str, back: str, words: str = "", about: Collection[int] = (),
) -> HttpResponse:  # fmt: skip
    """A form that asks for a change, about some people: a second administrator decides it, who
    is none of them (evidence §6.1)."""
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            made = operations.propose(
                kind=kind, detail=detail(data), why=data["why"], by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return asked(request, made, back)
    return render(
        request,
        "people/form.html",
        {"form": form, "title": title, "button": button, "back": back, "words": words,
         "waits": True, **seconds(request, about), "own": kind in rules.OWN_TO_ASK},
    )  # fmt: skip


def asked(request: SignedIn, made: Any, back: str) -> HttpResponse:
    """On to what waits now; back, where there was nothing to change."""
    if made is None:
        messages.warning(request, "Nothing has changed: all of it was there.")
        return redirect(back)
    messages.success(
        request, "Asked for. Nothing changes until a second administrator confirms it."
    )
    return redirect(made)


def seconds(request: SignedIn, about: Collection[int] = ()) -> dict[str, list[Any]]:
    """Who can decide what the reader asks for about these people, and which other administrators
    cannot, since it is about them."""
    others = list(queries.seconds(request.user, timezone.localdate()))
    return {
        "seconds": [one for one in others if one.pk not in about],
        "barred": [one for one in others if one.pk in about],
    }


def number(text: str) -> int | None:
    return int(text) if text else None


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
