"""An audit started from the very children behind an exception or a figure (PRG-7)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import operations as audits
from goldenthread.audits import queries as auditing
from goldenthread.audits.rules import drawing
from goldenthread.audits.vocabulary import Origin
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import Role
from goldenthread.performance import forms, queries
from goldenthread.performance.queries.sides import SIDES
from goldenthread.performance.rules import figure, period_of
from goldenthread.performance.views.asked import asked, indicator_of, window_of

USUAL = 10
"""So many are drawn unless somebody says otherwise."""


def may_start(request: SignedIn, tokens: Callable[[], Collection[str]]) -> bool:
    """Whether a page offers this reader to start an audit of these children (PRG-7).

    Who they are is asked only for a Head of Service: QA starts one of any children.
    """
    if auditing.why_not_draw(request.user, []) is None:
        return True
    if not people.standing(request.user).areas(Role.HOS):
        return False
    frame = auditing.frame_of(tokens(), timezone.localdate())
    return auditing.why_not_draw(request.user, frame) is None


@require_http_methods(["GET", "POST"])
def from_exception(request: SignedIn, reference: str) -> HttpResponse:
    """Start an audit of the children behind an exception: they are the whole frame (PRG-7)."""
    named = parts(reference)
    found = queries.exception(request.user, named[1]) if named else None
    months = queries.sightings(request.user, found, on=timezone.localdate()) if found else []
    among = queries.events()
    if found is None or not months or among is None:
        raise Http404
    now = months[0]
    return _start(
        request,
        tokens=queries.tokens_of(queries.references(found, now.as_at, among)),
        origin=Origin(
            words=f"{now.title}, {now.where}, as at {now.as_at:%-d %B %Y}",
            figure=now.sighting.said,
            reference=found.reference,
            address=found.get_absolute_url(),
        ),
    )


@require_http_methods(["GET", "POST"])
def from_figure(request: SignedIn, code: str) -> HttpResponse:
    """Start an audit of the children on one side of a figure (PRG-7)."""
    given = asked(request)
    found = indicator_of(code)
    among = queries.events()
    side = request.GET.get("side", found.to_do)
    if found.each == "worker" or given.at is None or among is None or side not in SIDES:
        raise Http404
    window = window_of(request, found.every_window)
    shown = queries.trend(given.place, found, given.days, window)
    now = next((one for one in shown if one.as_at == given.at.as_at), None)
    references = queries.on_side(
        found, period=period_of(window, given.at.as_at), among=among, place=given.place, side=side
    )
    where = f"where={given.place.key}&as_at={given.at.as_at:%Y-%m-%d}&window={window}&side={side}"
    return _start(
        request,
        tokens=queries.tokens_of(references),
        origin=Origin(
            words=f"{found.title} ({SIDES[side].lower()}), {given.place.name}, "
            f"as at {given.at.as_at:%-d %B %Y}",
            figure=figure(now.answer) if now else "",
            reference=found.code,
            address=f"{reverse('performance:children', args=[found.code])}?{where}",
        ),
    )


def _start(request: SignedIn, *, tokens: Collection[str], origin: Origin) -> HttpResponse:
    """Say who can be drawn and who may draw; then draw."""
    on = timezone.localdate()
    frame = auditing.frame_of(tokens, on)
    query = drawing.Asked(size=1, seed="")
    out = [reason for one in frame if (reason := drawing.left_out(one, query, on=on))]
    able = len(frame) - len(out)
    auditors = auditing.to_choose_from(on)
    refusal = auditing.why_not_draw(request.user, frame)
    form = forms.DrawForm(
        request.POST if request.method == "POST" and refusal is None else None,
        people=[(one.person, str(one)) for one in auditors],
        most=max(able, 1),
        initial={
            "size": min(USUAL, able) or 1,
            "seed": f"{on:%Y%m%d}-{secrets.randbelow(9000) + 1000}",
        },
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        chosen = [int(person) for person in form.cleaned_data["auditors"]]
        everybody = [one.person for one in auditors if not one.not_now]
        made = _drawn(request, form, tokens, origin, chosen or everybody)
        if made is not None:
            messages.success(request, f"{made.reference} is drawn.")
            return redirect(made)
    return render(
        request,
        "performance/start.html",
        {
            "origin": origin,
            "whole": len(frame),
            "able": able,
            "out": [(one.label, out.count(one)) for one in drawing.LeftOut if one in out],
            "form": form,
            "refusal": refusal,
        },
    )


def _drawn(
    request: SignedIn, form: Any, tokens: Collection[str], origin: Origin, auditors: list[int]
) -> Any:
    """The draw that was made; None, with why on the form, where none was."""
    data = form.cleaned_data
    try:
        return audits.draw_children(
            tokens=tokens,
            origin=origin,
            asked=drawing.Asked(size=data["size"], seed=data["seed"]),
            auditors=auditors,
            on=timezone.localdate(),
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
