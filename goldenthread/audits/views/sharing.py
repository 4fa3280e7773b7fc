"""An audit shared with me: to be recognised, to learn, to answer back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.views.common import audit_or_404, base
from goldenthread.audits.vocabulary import Grade, Outcome, Part, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import Role
from goldenthread.standards import queries as standards


@require_http_methods(["GET", "POST"])
def shared(request: SignedIn, token: str) -> HttpResponse:
    """The page of somebody with whom an audit was shared (AUD-9, RS1 to RS5)."""
    found = audit_or_404(request, token)
    mine = queries.response_of(request.user, found)
    if mine is None:
        raise Http404
    now = timezone.now()
    operations.mark_read(audit=found, by=request.user, at=now)
    form = forms.AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={
            "reflection": mine.reflection,
            "corrections": mine.corrections,
            "wrong": ("yes" if mine.corrections else "no") if mine.answered_at else "",
            "agrees": mine.agrees,
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.answer_audit(
                audit=found,
                reflection=data["reflection"],
                corrections=data["corrections"] if data["wrong"] == "yes" else "",
                agrees=data["agrees"],
                by=request.user,
                at=now,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            who = found.auditor.name if found.auditor else "The auditor"
            messages.success(request, f"Thank you. {who} and your managers can read your answer.")
            return redirect("audits:shared", found.token)
    sheet = queries.sheet(request.user, found)
    begun = queries.moderation_of(found) if found.state != State.SUBMITTED else None
    on = timezone.localdate()
    talk = next(
        (one for one in sheet.conversations if one.practitioner_id == request.user.pk), None
    )
    return render(
        request,
        "audits/shared.html",
        base(
            found,
            sheet=sheet,
            response=mine,
            form=form,
            days=standards.calendar().between(on, mine.due_on),
            grades=_grades(sheet),
            moderation=begun,
            changed=begun is not None and found.grade != found.moderated_grade,
            said=[one for one in sheet.attempts if one.outcome == Outcome.OBTAINED],
            worker=mine.part == Part.WORKER,
            open=found.state in (State.SUBMITTED, State.MODERATED)
            and not (mine.answered_at and found.state == State.MODERATED),
            talk=talk,
            psw=people.holders(Role.PSW, on=on).first(),
            readers=queries.responses(found),
        ),
    )


def _grades(sheet: Any) -> list[dict[str, Any]]:
    """Best first, so that nobody reads the worst on top."""
    rows = [
        {"section": one.section, "grade": one.grade}
        for one in sheet.progress.sections
        if one.applies and one.grade
    ]
    return sorted(rows, key=lambda row: -Grade(row["grade"]).rank)


@require_http_methods(["GET", "POST"])
def own_words(request: SignedIn, token: str) -> HttpResponse:
    """The practitioner's own reflection, written by them (AUD-3, RC15)."""
    talk = queries.conversation_of(request.user, token)
    if talk is None:
        raise Http404
    request.looked_at = talk.audit.child
    form = forms.OwnWordsForm(
        request.POST if request.method == "POST" else None, initial={"words": talk.own_words}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.set_own_words(
                conversation=talk,
                words=form.cleaned_data["words"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Kept with the audit.")
            return redirect("audits:own_words", token)
    return render(
        request, "audits/own_words.html", {"audit": talk.audit, "talk": talk, "form": form}
    )
