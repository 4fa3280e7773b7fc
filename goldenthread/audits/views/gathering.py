"""The pages on which an audit’s facts, people, findings and actions are gathered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations
from goldenthread.audits.views.common import base
from goldenthread.audits.views.writing import (
    autosaved,
    both,
    keep,
    questions_page,
    settle,
    sheet_of,
)
from goldenthread.audits.vocabulary import Method, Outcome, Source
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn


@require_http_methods(["GET", "POST"])
def facts(request: SignedIn, token: str) -> HttpResponse:
    """The timeliness facts with source and date; one that is wrong is marked (FCA-T, C07)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    form = forms.DisputeForm(
        request.POST if request.method == "POST" else None,
        facts=[(str(fact["code"]), str(fact["name"])) for fact in audit.facts],
        initial={"fact": request.GET.get("fact", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            operations.dispute_fact(
                audit=audit, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Marked. The fact stays, and the data team sees it.")
            return redirect("audits:facts", audit.token)
    disputes: dict[str, list[Any]] = {}
    for dispute in audit.disputes.select_related("by"):
        disputes.setdefault(dispute.fact, []).append(dispute)
    return render(
        request,
        "audits/facts.html",
        base(
            audit,
            sheet=sheet,
            form=form,
            facts=[(fact, disputes.get(str(fact["code"]), [])) for fact in audit.facts],
        ),
    )


def _practitioner(request: SignedIn) -> forms.PractitionerForm:
    staff = [
        (who.pk, who.name)
        for who in people.people_in_post(timezone.localdate()).order_by("name")
        if who.pk != request.user.pk
    ]
    return forms.PractitionerForm(
        request.POST if "practitioner" in request.POST else None, people=staff
    )


def _added(request: SignedIn, audit: Any, form: forms.PractitionerForm) -> bool:
    """Add the practitioner that was chosen; say why not on the form."""
    who = people.person(int(form.cleaned_data["practitioner"]))
    if who is None:
        raise Http404
    try:
        operations.add_conversation(
            audit=audit, practitioner=who, by=request.user, at=timezone.now()
        )
    except Refusal as refusal:
        form.add_error("practitioner", str(refusal))
        return False
    return True


@require_http_methods(["GET", "POST"])
def conversation(request: SignedIn, token: str) -> HttpResponse:
    """The reflective conversation, one with each practitioner (AUD-3, decision 21)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    adding = _practitioner(request)
    if adding.is_bound and adding.is_valid() and _added(request, audit, adding):
        return redirect(request.path)
    blocks = []
    questions = [question for question in sheet.tool.conversation if question.by != "SW"]
    posting = request.method == "POST" and not adding.is_bound and "settle" not in request.POST
    for talk in sheet.conversations:
        form = forms.QuestionsForm(
            request.POST if posting else None,
            questions=questions,
            answers=sheet.answers,
            versions={key: row.version for key, row in sheet.rows.items()},
            suffix=f":{talk.pk}",
            numbers=False,
        )
        blocks.append((talk, form))
    if request.method == "POST" and not adding.is_bound:
        saved = operations.Saved()
        if "settle" in request.POST:
            saved = settle(request, audit)
        else:
            for _, form in blocks:
                done = keep(request, audit, form)
                saved.versions |= done.versions
                saved.conflicts += done.conflicts
        if request.headers.get("X-Autosave"):
            return autosaved(request, audit, saved, *(form for _, form in blocks))
        if saved.conflicts:
            return both(request, audit, saved, title="Reflective conversation", back=request.path)
        if "settle" in request.POST or all(form.is_valid() for _, form in blocks):
            return redirect(request.path if "stay" in request.POST else audit)
    return render(
        request,
        "audits/conversation.html",
        base(
            audit,
            sheet=sheet,
            blocks=blocks,
            adding=adding,
            saved_at=max((row.at for row in sheet.rows.values()), default=None),
        ),
    )


@require_http_methods(["GET", "POST"])
def feedback(request: SignedIn, token: str) -> HttpResponse:
    """Attempts to hear the child, the family and a professional (AUD-4)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    if request.method == "POST" and "remove" in request.POST:
        operations.remove_attempt(
            audit=audit, attempt=int(request.POST["remove"]), by=request.user, at=timezone.now()
        )
        return redirect(request.path)
    form = forms.AttemptForm(request.POST if "log" in request.POST else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.log_attempt(
                audit=audit,
                source=Source(data["source"]),
                method=Method(data["method"]) if data["method"] else None,
                on=data["on"],
                outcome=Outcome(data["outcome"]),
                reason=data["reason"],
                said=data["said"],
                may_quote=data["may_quote"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Noted.")
            return redirect(request.path)
    questions = list(sheet.tool.feedback.get("auditor_synthesis", ())) + list(
        sheet.tool.feedback.get("follow_up", ())
    )
    prompts = [
        ("A child under 8", sheet.tool.feedback.get("child_under_8", ())),
        ("A child or young person of 8 to 17", sheet.tool.feedback.get("child_8_to_17", ())),
        ("A parent or carer", sheet.tool.feedback.get("parent_carer", ())),
        ("A professional", sheet.tool.feedback.get("professional", ())),
    ]
    if form.is_bound:
        request.method = "GET"
    return questions_page(
        request,
        audit,
        sheet,
        questions,
        template="audits/feedback.html",
        title="Feedback",
        attempt=form,
        prompts=prompts,
    )


@require_http_methods(["GET", "POST"])
def strengths(request: SignedIn, token: str) -> HttpResponse:
    """Strengths, and what could be stronger (OV1, OV2)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    if request.method == "POST" and "remove" in request.POST:
        operations.remove_finding(
            audit=audit, finding=int(request.POST["remove"]), by=request.user, at=timezone.now()
        )
        return redirect(request.path)
    sections = [
        (one.section.id, f"{one.section.number}. {one.section.title}")
        for one in sheet.progress.sections
        if one.applies
    ]
    form = forms.FindingForm(
        request.POST if request.method == "POST" else None,
        sections=sections,
        initial={"section": request.GET.get("section", "")},
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.add_finding(
                audit=audit,
                strength=data["strength"] == "yes",
                words=data["words"],
                section=data["section"],
                thread=data["thread"],
                token=data["token"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(request.path)
    return render(
        request,
        "audits/strengths.html",
        base(audit, sheet=sheet, form=form, titles=dict(sections)),
    )
