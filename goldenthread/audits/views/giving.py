"""Draw, allocation, swaps, and giving audits out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.views.common import base, writing_or_404
from goldenthread.audits.views.programme import cycle_or_404, runner
from goldenthread.audits.vocabulary import Cannot, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn


@require_http_methods(["GET", "POST"])
def issue(request: SignedIn, pk: int) -> HttpResponse:
    """Say who is told and what the message says, then give the audits out (PRG-4)."""
    runner(request)
    found = cycle_or_404(pk)
    audits = [audit for audit in queries.of_cycle(pk) if audit.state == State.DRAWN]
    if request.method == "POST":
        try:
            told = operations.issue_cycle(cycle=found, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("audits:allocation", pk)
        messages.success(request, f"{told} auditor{'s have' if told != 1 else ' has'} been told.")
        return redirect(found)
    return render(
        request,
        "audits/issue.html",
        {"cycle": found, "audits": audits, "auditors": len({one.auditor_id for one in audits})},
    )


@require_http_methods(["GET", "POST"])
def swap(request: SignedIn, token: str) -> HttpResponse:
    """Give a child to another auditor: choose and check, then swap (PRG-4, B07)."""
    runner(request)
    found = queries.audit(request.user, token)
    if found is None:
        raise Http404
    request.looked_at = found.child
    on = timezone.localdate()
    form = forms.SwapForm(
        request.POST if request.method == "POST" else None,
        people=[
            (one.person, str(one))
            for one in queries.to_choose_from(on)
            if one.person != found.auditor_id
        ],
    )
    checked = None
    if form.is_bound and form.is_valid():
        to = people.person(int(form.cleaned_data["to"]))
        if to is None:
            raise Http404
        refusal, lost = operations.check_swap(found, to, on)
        checked = {"to": to, "refusal": refusal, "lost": lost}
        if refusal is None and "swap" in request.POST:
            try:
                operations.swap(
                    audit=found,
                    to=to,
                    why=form.cleaned_data["why"],
                    on=on,
                    by=request.user,
                    at=timezone.now(),
                )
            except Refusal as stopped:
                form.add_error("why", str(stopped))
            else:
                messages.success(request, f"Child {found.child.reference} goes to {to.name}.")
                return redirect(_back(found))
    return render(
        request,
        "audits/swap.html",
        {
            "audit": found,
            "form": form,
            "checked": checked,
            "asked": queries.asked_out(found),
            "back": _back(found),
        },
    )


@require_http_methods(["GET", "POST"])
def ask_out(request: SignedIn, token: str) -> HttpResponse:
    """The auditor cannot audit this child: the QA team is told, and gives it to another (B08)."""
    found = writing_or_404(request, token)
    if found.state not in (State.ISSUED, State.UNDERWAY):
        return redirect(found)
    form = forms.AskOutForm(
        request.POST if request.method == "POST" else None,
        initial={"because": request.GET.get("because", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            operations.ask_out(
                audit=found,
                because=Cannot(form.cleaned_data["because"]),
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(
                request, "The QA team has been told. The audit stays yours until they decide."
            )
            return redirect(found)
    return render(request, "audits/ask_out.html", base(found, form=form))


def _back(found: Any) -> str:
    if found.cycle_id is None:
        return str(found.draw.get_absolute_url()) if found.draw else "/programme/"
    if found.state == State.DRAWN:
        return f"/programme/cycles/{found.cycle_id}/allocation/"
    return str(found.cycle.get_absolute_url())


@require_http_methods(["GET", "POST"])
def replace(request: SignedIn, token: str) -> HttpResponse:
    """Take the next child in line instead (B05)."""
    return _with_reason(
        request,
        token,
        title="Replace child",
        words="The next child in line of the same draw is taken instead. The draw stays on record.",
        button="Take the next child",
        act=lambda found, why: operations.replace_child(
            audit=found, why=why, on=timezone.localdate(), by=request.user, at=timezone.now()
        ),
    )


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedIn, token: str) -> HttpResponse:
    """Withdraw an audit that was not handed in."""
    return _with_reason(
        request,
        token,
        title="Withdraw the audit of child",
        words="It stays on record with the reason. The auditor no longer sees the child’s record.",
        button="Withdraw this audit",
        act=lambda found, why: operations.withdraw(
            audit=found, why=why, by=request.user, at=timezone.now()
        ),
    )


def _with_reason(
    request: SignedIn, token: str, *, title: str, words: str, button: str, act: Any
) -> HttpResponse:
    runner(request)
    found = queries.audit(request.user, token)
    if found is None:
        raise Http404
    request.looked_at = found.child
    form = forms.WhyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act(found, form.cleaned_data["why"])
        except Refusal as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, "Done.")
            return redirect(_back(found))
    return render(
        request,
        "audits/why.html",
        {
            "title": f"{title} {found.child.reference}",
            "words": words,
            "button": button,
            "back": _back(found),
            "form": form,
        },
    )


@require_POST
def give(request: SignedIn, token: str) -> HttpResponse:
    """Give out one audit, such as one that repeats an inadequate one (MOD-4)."""
    runner(request)
    found = queries.audit(request.user, token)
    if found is None:
        raise Http404
    try:
        operations.issue_audit(audit=found, by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        who = found.auditor.name if found.auditor else ""
        messages.success(request, f"{who} has been told.")
    return redirect("audits:board")
