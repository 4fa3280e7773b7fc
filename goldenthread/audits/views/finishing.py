"""A moderation finished, or the audit returned to its auditor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import moderation as moderation_rules
from goldenthread.audits.views.common import base
from goldenthread.audits.views.moderating import audit_and_moderation
from goldenthread.audits.vocabulary import Grade
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn


@require_http_methods(["GET", "POST"])
def finish(request: SignedIn, token: str) -> HttpResponse:
    """Say what finishing brings, and finish."""
    found, begun, instead = audit_and_moderation(request, token)
    if instead is not None:
        return instead
    left = operations.what_is_left(found, begun)
    if left or not begun.grade:
        messages.error(request, f"Before you can finish: {'; '.join(left)}.")
        return redirect("audits:moderate", found.token)
    outcome = moderation_rules.outcome_of_moderation(
        audited=Grade(found.grade),
        moderated=Grade(begun.grade),
        submitted_on=found.submitted_at.date(),
    )
    if request.method == "POST":
        try:
            operations.finish_moderation(
                audit=found, on=timezone.localdate(), by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("audits:moderate", found.token)
        told = [who.name for who in (found.auditor, found.worker) if who is not None]
        messages.success(request, f"Moderation finished. {' and '.join(told)} have been told.")
        return redirect(found)
    return render(
        request,
        "audits/finish.html",
        base(
            found,
            moderation=begun,
            outcome=outcome,
            last=queries.last_grade(found),
            words="This makes an audit by another auditor by "
            f"{outcome.reaudit_by:%-d %B %Y}, three months after this one was handed in."
            if outcome.reaudit_by
            else "",
        ),
    )


@require_http_methods(["GET", "POST"])
def send_back(request: SignedIn, token: str) -> HttpResponse:
    """Return the audit to its auditor."""
    found, _, instead = audit_and_moderation(request, token)
    if instead is not None:
        return instead
    form = forms.ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.return_to_auditor(
                audit=found,
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Returned to the auditor.")
            return redirect("audits:index")
    return render(request, "audits/send_back.html", base(found, form=form))
