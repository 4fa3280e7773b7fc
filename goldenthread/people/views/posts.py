"""People added and appointed, posts moved and ended, deputies named."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.people import forms, operations, queries
from goldenthread.people.http import SignedIn
from goldenthread.people.views.common import act_on, keeper, keeps, places, sent
from goldenthread.people.vocabulary import Role


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Add a person."""
    keeper(request)
    form = forms.PersonForm(sent(request))
    return act_on(
        request,
        form,
        lambda data: operations.new_person(**data, by=request.user, at=timezone.now()),
        title="Add a person",
        button="Add",
        back="/people/",
        said="Added. Give them a post.",
    )


@require_http_methods(["GET", "POST"])
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    """Give a person a post."""
    keeper(request)
    who = queries.person(pk)
    if who is None:
        raise Http404
    form = forms.PostForm(sent(request), choices=places())

    def act(data: dict[str, Any]) -> None:
        operations.appoint(
            person=who,
            role=Role(data["role"]),
            team=queries.team(int(data["team"])) if data["team"] else None,
            area=queries.area(int(data["area"])) if data["area"] else None,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            by=request.user,
            at=timezone.now(),
        )

    return act_on(request, form, act, title=f"A post for {who.name}", button="Appoint",
                back=f"/people/{pk}/", said="Appointed.")  # fmt: skip


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
    return act_on(
        request,
        forms.EndForm(sent(request)),
        lambda data: operations.end_post(
            post=post, last_day=data["last_day"], by=request.user, at=timezone.now()
        ),
        title=f"End the post of {post.person.name}",
        words=f"{post}. It stays on record, with its days.",
        button="End this post",
        back=f"/people/{post.person_id}/",
        said="Ended.",
    )


@require_http_methods(["GET", "POST"])
def leave(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody leaves the council: all that they hold ends on a day."""
    keeper(request)
    who = queries.person(pk)
    if who is None:
        raise Http404
    return act_on(
        request,
        forms.LeaveForm(sent(request)),
        lambda data: operations.leave(person=who, **data, by=request.user, at=timezone.now()),
        title=f"{who.name} leaves",
        words="Every post they hold ends on that day, and they cannot sign in after it. What they "
        "did stays theirs.",
        button="They leave on this day",
        back=f"/people/{pk}/",
        said="Their posts end on that day.",
    )


@require_http_methods(["GET", "POST"])
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Move a person to another team."""
    keeper(request)
    post = _post(pk)

    def act(data: dict[str, Any]) -> None:
        to = queries.team(int(data["team"]))
        if to is None:
            raise Http404
        operations.move_person(
            post=post, team=to, first_day=data["first_day"], by=request.user, at=timezone.now()
        )

    return act_on(
        request,
        forms.MoveForm(sent(request), choices={"team": places()["team"]}),
        act,
        title=f"Move {post.person.name} to another team",
        words=f"{post}. What was done there stays with that team.",
        button="Move",
        back=f"/people/{post.person_id}/",
        said="Moved.",
    )


@require_http_methods(["GET", "POST"])
def delegate(request: SignedIn, pk: int) -> HttpResponse:
    """Name who acts for somebody who is away."""
    who = queries.person(pk)
    if who is None or (who.pk != request.user.pk and not keeps(request)):
        raise Http404
    staff = [
        (one.pk, one.name)
        for one in queries.people_in_post(timezone.localdate()).order_by("name")
        if one.pk != pk
    ]

    def act(data: dict[str, Any]) -> None:
        to = queries.person(int(data.pop("to")))
        if to is None:
            raise Http404
        operations.delegate(away=who, to=to, **data, by=request.user, at=timezone.now())

    return act_on(
        request,
        forms.DelegateForm(sent(request), choices={"to": staff}),
        act,
        title=f"Who acts for {who.name}?",
        words="They see and do what this person sees and does, from the first day to the last.",
        button="Name them",
        back=f"/people/{pk}/",
        said="Named.",
    )


@require_http_methods(["POST"])
def end_delegation(request: SignedIn, pk: int) -> HttpResponse:
    """The deputy acts no longer."""
    found = queries.delegation(pk)
    if found is None or (found.away_id != request.user.pk and not keeps(request)):
        raise Http404
    operations.end_delegation(
        delegation=found, on=timezone.localdate(), by=request.user, at=timezone.now()
    )
    messages.success(request, "Ended.")
    return redirect("people:person", found.away_id)
