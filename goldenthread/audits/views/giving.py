"""Draw, allocation, swaps, and giving audits out."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import drawing
from goldenthread.audits.rules import programme as rules
from goldenthread.audits.views.programme import cycle_or_404, runner, sees
from goldenthread.audits.vocabulary import State
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import Role


@require_http_methods(["GET", "POST"])
def draw(request: SignedIn, pk: int) -> HttpResponse:
    """Set up a draw, and draw (PRG-3, B03 to B06)."""
    runner(request)
    found = cycle_or_404(pk)
    on = timezone.localdate()
    posts = queries.may_audit(on)
    form = forms.DrawForm(
        request.POST if request.method == "POST" else None,
        areas=[(area.pk, area.name) for area in people.areas()],
        people=[(post.person_id, f"{post.person.name}, {Role(post.role).label}") for post in posts],
        initial={
            "size": sum(queries.cohort_of(post.person_id) == found.cohort for post in posts),
            "auditors": [
                post.person_id
                for post in posts
                if queries.cohort_of(post.person_id) == found.cohort
            ],
            "seed": f"{on:%Y%m%d}-{secrets.randbelow(9000) + 1000}",
            "least-cp": 2,
            "least-cla": 2,
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.draw_cycle(
                cycle=found,
                asked=drawing.Asked(
                    size=data["size"],
                    seed=data["seed"],
                    minimums=form.minimums(),
                    plans=tuple(data["plans"]),
                    areas=tuple(int(area) for area in data["areas"]),
                ),
                auditors=[int(person) for person in data["auditors"]],
                on=on,
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("audits:allocation", found.pk)
    return render(
        request,
        "audits/draw.html",
        {
            "cycle": found,
            "form": form,
            "as_at": caseload.as_at(),
            "before": queries.kept_draw(found),
        },
    )


@require_GET
def allocation(request: SignedIn, pk: int) -> HttpResponse:
    """The result of a draw: where the children came from, who got whom, how to repeat it."""
    runner(request)
    found = cycle_or_404(pk)
    drawn = queries.kept_draw(found)
    if drawn is None:
        return redirect("audits:draw", pk)
    audits = list(queries.of_cycle(pk))
    lost: dict[int, list[str]] = {}
    for key, _person, wish in drawn.result.get("not_kept", []):
        lost.setdefault(int(key), []).append(wish)
    names = {
        **{plan.value: plan.label for plan in Plan},
        **{str(area.pk): area.name for area in people.areas()},
        "": "No plan",
    }
    left_out = [(drawing.LeftOut(key).label, count) for key, count in drawn.result["left_out"]]
    request.looked_at = {audit.child_id for audit in audits}
    return render(
        request,
        "audits/allocation.html",
        {
            "cycle": found,
            "draw": drawn,
            "audits": [(audit, lost.get(audit.pk, [])) for audit in audits],
            "auditors": len({audit.auditor_id for audit in audits if audit.auditor_id}),
            "without": sum(audit.auditor_id is None for audit in audits),
            "strata": [
                {**row, "title": names.get(row["name"], row["name"])}
                for row in drawn.result["strata"]
            ],
            "short": [row for row in drawn.result["strata"] if row["short"]],
            "left_out": left_out,
            "left": sum(count for _, count in left_out),
            "could": drawn.population - sum(count for _, count in left_out),
            "lost": sum(len(wishes) for wishes in lost.values()),
            "newer": caseload.as_at() != drawn.as_at,
            "names": names,
        },
    )


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


@require_GET
def repeat(request: SignedIn, pk: int) -> HttpResponse:
    """Draw again from the frozen frame and compare: the same list, or loudly not (B05)."""
    runner(request)
    found = cycle_or_404(pk)
    drawn = queries.kept_draw(found)
    if drawn is None:
        raise Http404
    return render(
        request,
        "audits/repeat.html",
        {"cycle": found, "draw": drawn, "result": queries.replay(drawn)},
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
    posts = queries.may_audit(on)
    form = forms.SwapForm(
        request.POST if request.method == "POST" else None,
        people=[
            (post.person_id, f"{post.person.name}, {Role(post.role).label}")
            for post in posts
            if post.person_id != found.auditor_id
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
        {"audit": found, "form": form, "checked": checked, "back": _back(found)},
    )


def _back(found: Any) -> str:
    if found.cycle_id is None:
        return "/programme/"
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


@require_http_methods(["GET", "POST"])
def expectations(request: SignedIn) -> HttpResponse:
    """Who owes an audit, and who has done it, over twelve months (PRG-2, B10)."""
    sees(request)
    on = timezone.localdate()
    may_exempt = (
        rules.why_not_exempt(roles=people.standing(request.user).roles, why="asked") is None
    )
    form = None
    if may_exempt:
        form = forms.ExemptForm(
            request.POST if request.method == "POST" else None,
            people=[(post.person_id, post.person.name) for post in queries.may_audit(on)],
        )
        if form.is_bound and form.is_valid():
            data = form.cleaned_data
            who = people.person(int(data.pop("person")))
            try:
                if who is not None:
                    operations.exempt(person=who, **data, by=request.user, at=timezone.now())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Exempted. It is shown openly, with your name.")
                return redirect("audits:expectations")
    owed = queries.expectations(on)
    return render(
        request,
        "audits/expectations.html",
        {
            "owed": sorted(owed, key=lambda one: (one.counts.met, one.person.name)),
            "by_role": queries.by_role(owed),
            "form": form,
            "on": on,
        },
    )
