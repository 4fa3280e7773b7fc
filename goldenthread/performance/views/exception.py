"""One exception: its months, its children, its answers, and what was set or drawn from it."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.actions import queries as actions
from goldenthread.audits import queries as auditing
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.performance import forms, operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.measure import During
from goldenthread.performance.rules.exceptions import month_of
from goldenthread.performance.views.indicator import day_heads
from goldenthread.performance.views.starting import may_start
from goldenthread.performance.vocabulary.exceptions import AnswerState
from goldenthread.standards import queries as standards


@require_http_methods(["GET", "POST"])
def exception(request: SignedIn, reference: str) -> HttpResponse:
    """What it is and for how long, what is said to it, and the answer (PER-6, Q05)."""
    found = _exception(request, reference)
    on = timezone.localdate()
    months = queries.sightings(request.user, found, on=on)
    if not months:
        raise Http404
    said = list(queries.said_to(request.user, found))
    form = forms.AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": said[0].number if said else 0},
    )
    if form.is_bound and form.is_valid():
        if _saved(request, form, found, month_of(months[0].as_at)):
            messages.success(request, "Your answer is saved.")
            return redirect(found)
        said = list(queries.said_to(request.user, found))
        form = _again(form, forms.AnswerForm, said)
    return render(request, "performance/exception.html", _about(request, found, months, said, form))


def _saved(request: SignedIn, form: Any, found: Any, month: date) -> bool:
    """Save the answer; say why not on the form."""
    data = dict(form.cleaned_data)
    seen = data.pop("seen")
    try:
        operations.answer(
            exception=found, month=month, words=data, seen=seen, by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _again(form: Any, kind: Any, said: list[Any]) -> Any:
    """The same words on a form that has seen what was said since, with why it was not saved."""
    again = kind({**form.data.dict(), "seen": said[0].number if said else 0})
    again.is_valid()
    for error in form.non_field_errors():
        again.add_error(None, error)
    return again


def _about(
    request: SignedIn, found: Any, months: list[queries.Shown], said: list[Any], form: Any
) -> dict[str, Any]:
    """What the page says of an exception."""
    now = months[0]
    calendar = standards.calendar()
    on = timezone.localdate()
    due = now.sighting.owed_by if now.due and now.state is AnswerState.OWED else None
    return {
        "exception": found,
        "now": now,
        "days": calendar.between(on, due) if due else None,
        "due": due,
        "months": months,
        "quality": _quality(now, on),
        "stands": _stands(now),
        "said": said,
        "form": form,
        "refusal": queries.why_not_answer(request.user, found),
        "line": LINES.get(found.code),
        "indicator": CATALOGUE.get(found.code),
        "place": next(
            (
                one.key
                for one in queries.places(request.user)
                if (one.level, one.name) == (found.level, found.group)
            ),
            "",
        ),
        "has_children": found.code in LINES or _of_children(found.code),
        "may_see_children": _may_see_children(request),
        "started": auditing.started_from(request.user, found.reference),
        "start_at": f"{found.get_absolute_url()}draw/",
        "may_start": _may_start(request, found, now.as_at),
        "actions": list(actions.of_source(request.user, found.reference)),
    }


@require_http_methods(["GET", "POST"])
def waive(request: SignedIn, reference: str) -> HttpResponse:
    """Waive it until a day, with the reason (Q05)."""
    found = _exception(request, reference)
    months = queries.sightings(request.user, found, on=timezone.localdate())
    theirs = queries.why_not_answer(request.user, found) is None
    if not months or not theirs or found.code in LINES:
        raise Http404
    said = list(queries.said_to(request.user, found))
    form = forms.WaiveForm(
        request.POST if request.method == "POST" else None,
        initial={"seen": said[0].number if said else 0},
    )
    if form.is_bound and form.is_valid():
        try:
            operations.waive(
                exception=found,
                month=month_of(months[0].as_at),
                **form.cleaned_data,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            said = list(queries.said_to(request.user, found))
            form = _again(form, forms.WaiveForm, said)
        else:
            messages.success(request, "It is waived.")
            return redirect(found)
    return render(
        request,
        "performance/waive.html",
        {"exception": found, "now": months[0], "form": form, "said": said},
    )


@require_http_methods(["GET", "POST"])
def act(request: SignedIn, reference: str) -> HttpResponse:
    """Set an action from it, on the tracker with every other (ACT-1)."""
    found = _exception(request, reference)
    on = timezone.localdate()
    months = queries.sightings(request.user, found, on=on)
    if not months or queries.why_not_answer(request.user, found) is not None:
        raise Http404
    staff = [(who.pk, who.name) for who in people.people_in_post(on).order_by("name")]
    form = forms.ActionForm(
        request.POST if request.method == "POST" else None,
        people=staff,
        initial={"token": secrets.token_urlsafe(16), "due": standards.calendar().add(on, 20)},
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        owner = people.person(int(data.pop("owner")))
        if owner is None:
            raise Http404
        try:
            made = operations.set_action(
                exception=found,
                finding=_finding(months[0]),
                owner=owner,
                **data,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.reference} is set. {owner.name} has been told.")
            return redirect(found)
    return render(
        request, "performance/act.html", {"exception": found, "now": months[0], "form": form}
    )


@require_GET
def children(request: SignedIn, reference: str) -> HttpResponse:
    """The very children behind it whom the reader sees. A look at each (PER-2, PER-6)."""
    found = _exception(request, reference)
    months = queries.sightings(request.user, found, on=timezone.localdate())
    among = queries.events()
    if not months or among is None or not _may_see_children(request):
        raise Http404
    listed = queries.behind(request.user, found, months[0].as_at, among)
    page = Paginator(listed.children, 25).get_page(request.GET.get("page"))
    shown = queries.in_order(request.user, page.object_list)
    request.looked_at = {child.pk for child in shown}
    return render(
        request,
        "performance/exception_children.html",
        {
            "exception": found,
            "now": months[0],
            "listed": listed,
            "page": page,
            "rows": [
                (child, listed.since.get(child.reference), listed.days.get(child.reference))
                for child in shown
            ],
            "heads": day_heads(CATALOGUE[found.code], listed.days) if listed.days else ["", ""],
            "flow": found.code in CATALOGUE and isinstance(CATALOGUE[found.code].placed, During),
            "line": LINES.get(found.code),
            "start_at": f"{found.get_absolute_url()}draw/",
            "may_start": _may_start(request, found, months[0].as_at),
        },
    )


def _may_start(request: SignedIn, found: Any, as_at: date) -> bool:
    """Whether this reader may start an audit of the children behind it."""
    among = queries.events()
    return among is not None and may_start(
        request, lambda: queries.tokens_of(queries.references(found, as_at, among))
    )


def _of_children(code: str) -> bool:
    """Whether children are behind a figure of this code: not workers, nor a list."""
    return code in CATALOGUE and CATALOGUE[code].each != "worker"


def _stands(now: queries.Shown) -> bool:
    """Whether the newest figures still raise it."""
    months = queries.months()
    found = queries.triage_of(months[0]) if months else None
    return found is not None and found.pk == now.sighting.triage_id


def _quality(now: queries.Shown, on: date) -> queries.Quality:
    """The state of the data behind its newest number (N06)."""
    at = now.sighting.triage.reckoning
    behind = queries.behind_figures(at, newest=now.due, on=on)
    return queries.states_of([now], at, behind)[now.exception.pk]


def _finding(now: queries.Shown) -> str:
    """The exception in a sentence, as the action keeps it."""
    return f"{now.title}, {now.where}: {now.sighting.said}. {now.sighting.why}."


def _exception(request: SignedIn, reference: str) -> Any:
    """The exception of this reference, if the reader sees it."""
    named = parts(reference)
    found = queries.exception(request.user, named[1]) if named else None
    if found is None:
        raise Http404
    return found


def _may_see_children(request: SignedIn) -> bool:
    return not span_in(people.standing(request.user), Matter.CHILD_LISTS).nothing
