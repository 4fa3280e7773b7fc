"""People added and appointed, posts moved and ended, deputies named: asked for, then decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import forms, operations, queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import (
    ask_for,
    asked,
    keeper,
    keeps,
    number,
    places,
    seconds,
    sent,
)
from goldenthread.people.vocabulary import Wanted


def _place(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "role": data["role"], "team": number(data["team"]), "area": number(data["area"]),
        "starts_on": data["starts_on"], "ends_on": data["ends_on"],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Add a person, with the post they come to."""
    keeper(request)
    return ask_for(
        request,
        forms.NewForm(sent(request), choices=places()),
        Wanted.PERSON,
        lambda data: {"name": data["name"], "email": data["email"], **_place(data)},
        title="Add a person",
        button="Ask for it",
        back="/people/",
    )


@require_http_methods(["GET", "POST"])
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    """Give a person a post."""
    keeper(request)
    who = queries.person(pk)
    if who is None:
        raise Http404
    return ask_for(
        request,
        forms.PostForm(sent(request), choices=places()),
        Wanted.POST,
        lambda data: {"person": who.pk, **_place(data)},
        about=[pk],
        title=f"A post for {who.name}",
        button="Ask for it",
        back=f"/people/{pk}/",
    )


def _post(pk: int) -> Any:
    found = queries.post(pk)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def end(request: SignedIn, pk: int) -> HttpResponse:
    """End a post; it stays, with its days."""
    keeper(request)
    post = _post(pk)
    return ask_for(
        request,
        forms.EndForm(sent(request)),
        Wanted.END,
        lambda data: {"post": pk, "was": queries.days_of(post), "last_day": data["last_day"]},
        about=[post.person_id],
        title=f"End the post of {post.person.name}",
        words=f"{post}. It stays on record, with its days.",
        button="Ask to end this post",
        back=f"/people/{post.person_id}/",
    )


@require_http_methods(["GET", "POST"])
def leave(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody leaves the council: all that they hold ends on a day."""
    keeper(request)
    who = queries.person(pk)
    if who is None:
        raise Http404
    return ask_for(
        request,
        forms.LeaveForm(sent(request)),
        Wanted.LEAVE,
        lambda data: {"person": who.pk, "last_day": data["last_day"]},
        about=[pk],
        title=f"{who.name} leaves",
        words="Every post they hold ends on that day, and they cannot sign in after it. What they "
        "did stays theirs.",
        button="Ask for it",
        back=f"/people/{pk}/",
    )


@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Move a person to another team."""
    keeper(request)
    post = _post(pk)
    return ask_for(
        request,
        forms.MoveForm(sent(request), choices={"team": places()["team"]}),
        Wanted.MOVE,
        lambda data: {"post": pk, "was": queries.days_of(post), "team": number(data["team"]),
                      "first_day": data["first_day"]},
        about=[post.person_id],
        title=f"Move {post.person.name} to another team",
        words=f"{post}. What was done there stays with that team.",
        button="Ask to move them",
        back=f"/people/{post.person_id}/",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def delegate(request: SignedIn, pk: int) -> HttpResponse:
    """Name who acts for somebody who is away."""
    who = queries.person(pk)
    if who is None or (who.pk != request.user.pk and not keeps(request)):
        raise Http404
    on = timezone.localdate()
    staff = [
        (one.pk, one.name) for one in queries.people_in_post(on).order_by("name") if one.pk != pk
    ]
    form = forms.DelegateForm(sent(request), choices={"to": staff})
    back = f"/people/{pk}/"
    waits = rules.needs_a_second(
        by=request.user.pk, away=pk, administers=queries.administers(who, on)
    )
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        to = queries.person(int(data.pop("to")))
        if to is None:
            raise Http404
        try:
            made = operations.name_deputy(
                away=who, to=to, **data, by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if waits:
                return asked(request, made, back)
            messages.success(request, "Named.")
            return redirect(back)
    return render(
        request,
        "people/form.html",
        {"form": form, "title": f"Who acts for {who.name}?", "back": back,
         "words": "They see and do what this person sees and does, from the first day to the last: "
         "at most twelve months."
         + (" An administrator whom you choose does not confirm it." if waits else ""),
         "button": "Ask for it" if waits else "Name them", "waits": waits,
         **(seconds(request, [pk]) if waits else {}), "own": True},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_delegation(request: SignedIn, pk: int) -> HttpResponse:
    """The deputy acts no longer: at once for one's own, else when it is confirmed."""
    found = queries.delegation(pk)
    if found is None or (found.away_id != request.user.pk and not keeps(request)):
        raise Http404
    on = timezone.localdate()
    back = f"/people/{found.away_id}/"
    if found.away_id != request.user.pk:
        return ask_for(
            request,
            forms.EndDeputyForm(sent(request)),
            Wanted.NO_DEPUTY,
            lambda _: {"delegation": pk, "person": found.away_id, "on": on},
            about=[found.away_id, found.to_id],
            title=f"{found.to.name} acts for {found.away.name} no longer",
            button="Ask for it",
            back=back,
        )
    if request.method == "POST":
        operations.end_delegation(delegation=found, on=on, by=request.user, at=timezone.now())
        messages.success(request, "Ended.")
    return redirect(back)
