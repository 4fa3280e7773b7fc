"""The directory, one person, one team, and the establishment in and out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import forms, lists, operations, output, queries, rules
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import Matter, Role

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _keeps(request: SignedIn) -> bool:
    return rules.why_not_manage_people(queries.standing(request.user)) is None


def _keeper(request: SignedIn) -> None:
    if not _keeps(request):
        raise Http404


def _places() -> dict[str, list[tuple[int, str]]]:
    on = timezone.localdate()
    return {
        "team": [(team.pk, team.name) for team in queries.teams(on)],
        "area": [(area.pk, area.name) for area in queries.areas()],
    }


@require_http_methods(["GET", "POST"])
def index(request: SignedIn) -> HttpResponse:
    """Everybody in post, by service and team; searched by POST: no name in an address."""
    on = timezone.localdate()
    q = request.POST.get("q", "").strip()
    found = queries.posts_on(on)
    if q:
        found = queries.search_posts(found, q)
    page = Paginator(found.order_by("person__name"), 40).get_page(request.GET.get("page"))
    return render(
        request,
        "people/index.html",
        {
            "page": page,
            "q": q,
            "areas": queries.areas_with_teams(on),
            "keeps": _keeps(request),
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
            "on": on,
            "labels": {role.value: role.label for role in Role},
            "delegations": queries.delegations(who, on),
            "keeps": _keeps(request),
            "mine": who.pk == request.user.pk,
            "changes": queries.changes(who) if _keeps(request) else [],
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
            "keeps": _keeps(request) and found.closed_on is None,
            "merged_from": found.merged_from.all(),
        },
    )


def _act(
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


def _data(request: SignedIn) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def add(request: SignedIn) -> HttpResponse:
    """Add a person."""
    _keeper(request)
    form = forms.PersonForm(_data(request))
    return _act(
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
    _keeper(request)
    who = queries.person(pk)
    if who is None:
        raise Http404
    form = forms.PostForm(_data(request), choices=_places())

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

    return _act(request, form, act, title=f"A post for {who.name}", button="Appoint",
                back=f"/people/{pk}/", said="Appointed.")  # fmt: skip


def _post(pk: int) -> Any:
    found = queries.post(pk)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def end(request: SignedIn, pk: int) -> HttpResponse:
    """End a post; it stays, with its days."""
    _keeper(request)
    post = _post(pk)
    return _act(
        request,
        forms.EndForm(_data(request)),
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
def move(request: SignedIn, pk: int) -> HttpResponse:
    """Move a person to another team."""
    _keeper(request)
    post = _post(pk)

    def act(data: dict[str, Any]) -> None:
        to = queries.team(int(data["team"]))
        if to is None:
            raise Http404
        operations.move_person(
            post=post, team=to, first_day=data["first_day"], by=request.user, at=timezone.now()
        )

    return _act(
        request,
        forms.MoveForm(_data(request), choices={"team": _places()["team"]}),
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
    if who is None or (who.pk != request.user.pk and not _keeps(request)):
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

    return _act(
        request,
        forms.DelegateForm(_data(request), choices={"to": staff}),
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
    if found is None or (found.away_id != request.user.pk and not _keeps(request)):
        raise Http404
    operations.end_delegation(
        delegation=found, on=timezone.localdate(), by=request.user, at=timezone.now()
    )
    messages.success(request, "Ended.")
    return redirect("people:person", found.away_id)


@require_http_methods(["GET", "POST"])
def open_team(request: SignedIn) -> HttpResponse:
    """Open a team."""
    _keeper(request)

    def act(data: dict[str, Any]) -> None:
        area = queries.area(int(data.pop("area")))
        if area is None:
            raise Http404
        operations.open_team(area=area, **data, by=request.user, at=timezone.now())

    return _act(request, forms.TeamForm(_data(request), choices={"area": _places()["area"]}), act,
                title="Open a team", button="Open", back="/people/", said="Opened.")  # fmt: skip


@require_http_methods(["GET", "POST"])
def merge(request: SignedIn, pk: int) -> HttpResponse:
    """Merge a team into another."""
    _keeper(request)
    found = queries.team(pk)
    if found is None:
        raise Http404
    others = [(key, name) for key, name in _places()["team"] if key != pk]

    def act(data: dict[str, Any]) -> None:
        into = queries.team(int(data["into"]))
        if into is None:
            raise Http404
        operations.merge_team(
            team=found, into=into, on=data["on"], by=request.user, at=timezone.now()
        )

    return _act(
        request,
        forms.MergeForm(_data(request), choices={"into": others}),
        act,
        title=f"Merge {found.name} into another team",
        words="Its people go on in the other team. What was done before stays with this one.",
        button="Merge",
        back=f"/people/teams/{pk}/",
        said="Merged.",
    )


@require_http_methods(["GET", "POST"])
def establishment(request: SignedIn) -> HttpResponse:
    """The establishment in: nothing is applied if any row is wrong (ORG-1)."""
    _keeper(request)
    form = forms.FileForm(_data(request), request.FILES if request.method == "POST" else None)
    errors: list[lists.RowError] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        lines, errors = lists.read(file.name, file.read())
        if errors:
            form.add_error("file", f"Nothing was loaded: {len(errors)} cells are wrong")
        else:
            done = operations.apply_establishment(lines=lines, by=request.user, at=timezone.now())
            if any(done.values()):
                words = ", ".join(f"{count} {name}" for name, count in done.items() if count)
                messages.success(request, f"Loaded: {words} made or changed.")
            else:
                messages.warning(request, "Nothing has changed: all of it was there.")
            return redirect("people:index")
    return render(request, "people/establishment.html", {"form": form, "errors": errors})


@require_GET
def export(request: SignedIn, kind: str) -> HttpResponse:
    """The establishment out."""
    _keeper(request)
    table = output.rows(queries.every_post(), queries.empty_teams())
    body = output.as_xlsx(table) if kind == "xlsx" else output.as_csv(table)
    answer = HttpResponse(body, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="establishment.{kind}"'
    return answer


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
