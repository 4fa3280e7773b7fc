"""Noting something on the line of an indicator, agreeing to a step change, and withdrawing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.performance import forms, operations, queries, rules
from goldenthread.performance.views.asked import asked, indicator_of, part_of
from goldenthread.performance.vocabulary import Mark


@require_http_methods(["GET", "POST"])
def note(request: SignedIn, code: str) -> HttpResponse:
    """Note an event, or a step change, on the line of a place (R02)."""
    given = asked(request)
    found = indicator_of(code)
    points = [one.as_at for one in queries.trend(given.place, found, given.days, found.trend)]
    steps = rules.why_not_step(people.standing(request.user).roles) is None
    form = forms.NoteForm(request.POST if request.method == "POST" else None, steps=steps)
    if form.is_bound and form.is_valid():
        try:
            operations.add_note(
                indicator=found,
                place=given.place,
                kind=Mark(form.cleaned_data["kind"]),
                day=form.cleaned_data["day"],
                words=form.cleaned_data["words"],
                points=points,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            step = form.cleaned_data["kind"] == Mark.STEP
            messages.success(
                request,
                "Proposed. It counts once a second person agrees."
                if step
                else "Noted on the line.",
            )
            return redirect(_line(code, given.place.key))
    return render(
        request,
        "performance/note.html",
        {
            "asked": given,
            "indicator": found,
            "part": part_of(found),
            "form": form,
            "steps": steps,
            "back": _line(code, given.place.key),
        },
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Withdraw a note; it stays on record (R02)."""
    found = indicator_of(code)
    one = queries.note(code, pk)
    if one is None or queries.place(request.user, one.place) is None:
        raise Http404
    refusal = rules.why_not_withdraw(
        by=request.user.pk,
        author=one.by_id,
        roles=people.standing(request.user).roles,
        withdrawn=False,
        agreed=False,
    )
    if refusal is not None:
        raise Http404
    if request.method == "GET" and one.withdrawn_by_id is not None:
        messages.warning(request, "This note was withdrawn already. It stays on record.")
        return redirect(_line(code, one.place))
    if (step := queries.agreed(one)) is not None:
        messages.warning(request, "Somebody agreed to this step change: it is withdrawn here.")
        return redirect("performance:withdraw_note", code, step.pk)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.withdraw_note(
                note=one, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
            )
        except Refusal as stopped:
            form.add_error(None, str(stopped))
        else:
            messages.success(request, "Withdrawn. It stays on record.")
            return redirect(_line(code, one.place))
    return render(
        request,
        "performance/withdraw_note.html",
        {"indicator": found, "note": one, "form": form, "back": _line(code, one.place)},
    )


@require_http_methods(["GET", "POST"])
def agree(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Agree to a step change that somebody else proposed, so that it counts (R02)."""
    found = indicator_of(code)
    one = queries.note(code, pk)
    if one is None or one.kind != Mark.PROPOSED or queries.place(request.user, one.place) is None:
        raise Http404
    roles = people.standing(request.user).roles
    if rules.why_not_step(roles) is not None:
        raise Http404
    agreed = queries.agreed(one)
    refusal = rules.why_not_agree(
        by=request.user.pk,
        author=one.by_id,
        roles=roles,
        withdrawn=one.withdrawn_by_id is not None,
        agreed=agreed is not None,
    )
    if request.method == "POST":
        try:
            operations.agree_step(note=one, by=request.user, at=timezone.now())
        except Refusal as stopped:
            refusal = stopped
        else:
            messages.success(request, "Agreed. The usual range begins anew from that day.")
            return redirect(_line(code, one.place))
    return render(
        request,
        "performance/agree_step.html",
        {
            "indicator": found,
            "note": one,
            "agreed": agreed,
            "refusal": refusal,
            "back": _line(code, one.place),
        },
    )


def _line(code: str, place: str) -> str:
    return f"{reverse('performance:indicator', args=[code])}?where={place}#trend"
