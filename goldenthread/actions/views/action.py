"""The page of one action: what it is, why it is there, whose turn it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.actions import forms, operations, queries
from goldenthread.actions.vocabulary import Impact, State
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards


def _action(request: SignedIn, reference: str) -> Any:
    named = parts(reference)
    found = queries.action(request.user, named[1]) if named and named[0] == "ACT" else None
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
def action(request: SignedIn, reference: str) -> HttpResponse:
    """One action: what it is, why it is there, whose turn it is, whether it helped."""
    found = _action(request, reference)
    if found.child_id:
        request.looked_at = found.child
    turn = _turn(request, found)
    form = turn["form"] if turn else None
    status = 200
    if request.method == "POST":
        if request.POST.get("act") == "accept":
            try:
                operations.accept(
                    action=found,
                    version=int(request.POST.get("version") or 0),
                    by=request.user,
                    at=timezone.now(),
                )
            except Refusal as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "Accepted. Report it complete when it is done.")
            return redirect(found)
        if turn is None:
            messages.error(request, "Somebody else has just done something with this action.")
            return redirect(found)
        form = turn["bound"](request.POST)
        if form.is_valid():
            try:
                said = turn["do"](form.cleaned_data)
            except Refusal as refusal:
                if refusal == operations.MOVED:
                    status = 409
                form.add_error(None, str(refusal))
            else:
                messages.success(request, said)
                return redirect(found)
        if status == 409:
            found = _action(request, reference)
    return render(request, "actions/action.html", _page(request, found, turn, form), status=status)


def _page(request: SignedIn, found: Any, turn: Any, form: Any) -> dict[str, Any]:
    on = timezone.localdate()
    others = (
        queries.for_child(request.user, found.child_id)
        .exclude(pk=found.pk)
        .filter(state__in=[State.OPEN, State.REPORTED])[:5]
        if found.child_id
        else []
    )
    return {
        "action": found,
        "days": standards.calendar().between(on, found.due_on),
        "turn": turn,
        "form": form,
        "steps": _steps(found),
        "happened": list(queries.steps(found))[::-1],
        "others": others,
        "leads": queries.leads(request.user, found),
        "on": on,
        "accepted": any(step.act == "accept" for step in queries.steps(found)),
        "verifier_refusal": operations.why_not_verify(request.user, found)
        if found.state == State.REPORTED
        else None,
        "check_refusal": operations.why_not_check(request.user, found, on)
        if found.state == State.VERIFIED
        else None,
    }


def _turn(request: SignedIn, found: Any) -> dict[str, Any] | None:
    """What the reader can do with it now, if it is their turn."""
    on, now, by = timezone.localdate(), timezone.now(), request.user
    start = {"version": found.version}
    if found.state == State.OPEN:
        manager = queries.manager_of(found, on)
        if by.pk not in {found.owner_id, manager.pk if manager else 0}:
            return None

        def report(data: dict[str, Any]) -> str:
            operations.report_complete(
                action=found, evidence=data["evidence"], version=data["version"], by=by, at=now
            )
            return "Reported complete. Somebody else verifies it."

        return {
            "label": "Your turn: do it, and say so",
            "what": "When it is done, report it complete",
            "why": "Somebody else then looks whether it was done as meant.",
            "button": "Report complete",
            "form": forms.ReportForm(initial=start),
            "bound": forms.ReportForm,
            "do": report,
        }
    if found.state == State.REPORTED and operations.why_not_verify(by, found) is None:

        def verify(data: dict[str, Any]) -> str:
            given = {"action": found, "version": data["version"], "by": by, "at": now}
            if data["found"] == "verified":
                operations.verify(words=data["words"], **given)
                return "Verified. The difference is checked in 8 to 12 weeks."
            operations.return_action(reason=data["words"], **given)
            return f"Returned to {found.owner.name}."

        return {
            "label": "Your turn: verify",
            "what": "Was it done as meant?",
            "why": "Look at the record yourself. You can verify this because you neither own it "
            "nor reported it.",
            "button": "Save my decision",
            "form": forms.VerifyForm(initial=start),
            "bound": forms.VerifyForm,
            "do": verify,
        }
    if found.state == State.VERIFIED and operations.why_not_check(by, found, on) is None:

        def check(data: dict[str, Any]) -> str:
            operations.check_impact(
                action=found,
                impact=Impact(data["impact"]),
                words=data["words"],
                due=data["due"],
                version=data["version"],
                by=by,
                at=now,
            )
            return "Saved what you found."

        return {
            "label": "Your turn: check the difference",
            "what": "Did it help?",
            "why": "Look again, eight to twelve weeks on. Ask the child or the family if you can.",
            "button": "Save what we found",
            "form": forms.CheckForm(initial=start),
            "bound": forms.CheckForm,
            "do": check,
        }
    return None


def _steps(found: Any) -> list[dict[str, Any]]:
    """The lifecycle as a row of steps."""
    order = [State.OPEN, State.REPORTED, State.VERIFIED, State.CLOSED]
    if found.state == State.WITHDRAWN:
        return [
            {"name": "Set", "state": "done", "more": f"{found.at:%-d %b}, by {found.by.name}"},
            {"name": "Withdrawn", "state": "now", "more": ""},
        ]
    place = order.index(State(found.state))

    def state(index: int) -> str:
        return "done" if index < place else "now" if index == place else "next"

    reported = (
        f"{timezone.localtime(found.reported_at):%-d %b}, by {found.reported_by.name}"
        if found.reported_at and place > 0
        else f"By {found.due_on:%-d %b}, {found.owner.name}"
    )
    verified = (
        f"{timezone.localtime(found.verified_at):%-d %b}, by {found.verified_by.name}"
        if found.verified_at and place > 1
        else "By somebody else"
    )
    checked = (
        f"{timezone.localtime(found.checked_at):%-d %b}, by {found.checked_by.name}"
        if found.checked_at and place == 3
        else f"From {found.check_from:%-d %b} to {found.check_by:%-d %b}"
        if found.check_from
        else "8 to 12 weeks later"
    )
    return [
        {"name": "Set", "state": "done", "more": f"{found.at:%-d %b}, by {found.by.name}"},
        {"name": "Reported complete" if place else "Do it", "state": state(0), "more": reported},
        {"name": "Verified" if place > 1 else "Verify", "state": state(1), "more": verified},
        {"name": "Check the difference", "state": state(2), "more": checked},
        {
            "name": "Closed",
            "state": "done" if place == 3 else "next",
            "more": found.get_impact_display() if place == 3 else "",
        },
    ]


CHANGES = {
    "date": ("Ask for a later date", "Move the date"),
    "give": ("Give it to somebody else", "Give it"),
    "withdraw": ("Withdraw this action", "Withdraw"),
}


@require_http_methods(["GET", "POST"])
def change(request: SignedIn, reference: str, what: str) -> HttpResponse:
    """A later date, another owner, or withdrawal: each with its reason."""
    if what not in CHANGES:
        raise Http404
    found = _action(request, reference)
    if found.child_id:
        request.looked_at = found.child
    data = request.POST if request.method == "POST" else None
    start = {"version": found.version}
    form: Any
    if what == "give":
        staff = [
            (who.pk, who.name)
            for who in people.people_in_post(timezone.localdate()).order_by("name")
            if who.pk != found.owner_id
        ]
        form = forms.GiveForm(data, initial=start, people=staff)
    else:
        form = {"date": forms.DateForm, "withdraw": forms.WithdrawForm}[what](data, initial=start)
    if form.is_bound and form.is_valid():
        clean = form.cleaned_data
        given: dict[str, Any] = {
            "action": found,
            "version": clean["version"],
            "reason": clean["reason"],
            "by": request.user,
            "at": timezone.now(),
        }
        try:
            if what == "date":
                operations.change_due(due=clean["due"], **given)
            elif what == "give":
                owner = people.person(int(clean["owner"]))
                if owner is None:
                    raise Http404
                operations.reassign(owner=owner, **given)
            else:
                operations.withdraw(**given)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect(found)
    title, button = CHANGES[what]
    return render(
        request,
        "actions/change.html",
        {"action": found, "form": form, "title": title, "button": button, "what": what},
    )
