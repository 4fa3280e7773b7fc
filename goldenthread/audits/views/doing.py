"""The pages on which an audit is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import completing, front
from goldenthread.audits.tool import Question
from goldenthread.audits.views.common import base, naming_in
from goldenthread.audits.views.writing import (
    autosaved,
    both,
    keep,
    questions_page,
    settle,
    sheet_of,
)
from goldenthread.audits.vocabulary import THREADS
from goldenthread.concerns import queries as concerns
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn
from goldenthread.ui.templatetags.ui import clock_time

CONVERSATION = {"RC0a", "RC0b", "RC0c"}


@require_http_methods(["GET", "POST"])
def section(request: SignedIn, token: str, number: int) -> HttpResponse:
    """One section: look at the record, think, answer, judge, move on."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    if not 1 <= number <= len(sheet.tool.sections):
        raise Http404
    one = sheet.progress.sections[number - 1]
    versions = {key: row.version for key, row in sheet.rows.items()}
    questions: list[Question] = list(
        one.section.questions
        if one.applies
        else [question for question in one.section.questions if question.switch]
    )
    form = forms.QuestionsForm(
        request.POST if request.method == "POST" and "settle" not in request.POST else None,
        questions=questions,
        answers=sheet.answers,
        versions=versions,
        section=one.section if one.applies else None,
    )
    if request.method == "POST":
        settling = "settle" in request.POST
        saved = settle(request, audit) if settling else keep(request, audit, form)
        if request.headers.get("X-Autosave"):
            return autosaved(request, audit, saved, form)
        if saved.conflicts:
            return both(
                request,
                audit,
                saved,
                title=f"Section {number}: {one.section.title}",
                back=request.path,
            )
        if settling or form.is_valid():
            return redirect(request.path if settling else _after(request, audit, number))
        sheet = queries.sheet(request.user, audit)
        one = sheet.progress.sections[number - 1]
    following = _following(sheet, number)
    why = sheet.answers.get(one.section.why_id, "")
    texts = [why] + [sheet.answers.get(question.id, "") for question in one.section.questions]
    return render(
        request,
        "audits/section.html",
        base(
            audit,
            sheet=sheet,
            one=one,
            form=form,
            number=number,
            threads=THREADS,
            following=following,
            conversations=[
                (talk, sheet.said_in(talk), talk.own_words) for talk in sheet.conversations
            ],
            saved_at=max((row.at for row in sheet.rows.values()), default=None),
            naming=naming_in(audit, texts),
            earlier=queries.earlier(request.user, audit, one.section),
            disputed={dispute.fact for dispute in audit.disputes.all()},
        ),
    )


def _following(sheet: Any, number: int) -> int | None:
    """The next section that applies, or asks whether it does."""
    for one in sheet.progress.sections[number:]:
        if one.applies or any(question.switch for question in one.section.questions):
            return int(one.section.number)
    return None


def _after(request: SignedIn, audit: Any, number: int) -> str:
    if "list" in request.POST:
        return str(audit.get_absolute_url())
    if "stay" in request.POST:
        return request.path
    following = _following(queries.sheet(request.user, audit), number)
    if following is None:
        return str(audit.get_absolute_url())
    return reverse("audits:section", args=[audit.token, following])


@require_http_methods(["GET", "POST"])
def details(request: SignedIn, token: str) -> HttpResponse:
    """The case details: from the load, and what the auditor says of themselves (FCA-A)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    details = {question.id: question for question in sheet.tool.details}
    questions = [
        question
        for question in details.values()
        if question.asked and question.id not in sheet.fact_codes
    ]
    period = sheet.answers.get("A15") or front.period_audited(timezone.localdate(audit.at))
    told = queries.conflict_told(request.user, audit)
    declared = request.POST.get(completing.INDEPENDENCE) == completing.CONFLICT
    return questions_page(
        request,
        audit,
        sheet,
        questions,
        template="audits/details.html",
        title="Case details",
        answers={
            **sheet.answers,
            completing.INDEPENDENCE: sheet.independence,
            "A15": period,
        },
        facts=[
            fact
            for fact in audit.facts
            if fact["code"] == "PLAN" or fact["code"].partition(".")[0] in details
        ],
        disputed={dispute.fact for dispute in audit.disputes.all()},
        then=reverse("audits:ask_out", args=[audit.token]) + "?because=conflict"
        if declared and not told
        else "",
        told=told,
    )


@require_http_methods(["GET", "POST"])
def safety(request: SignedIn, token: str) -> HttpResponse:
    """The safety question: a danger is raised the moment it is said (FCA-B, AUD-5)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    raised = concerns.of_source(request.user, audit.reference)
    form = forms.GateForm(
        request.POST if request.method == "POST" else None,
        initial={key: sheet.answers.get(key, "") for key in ("B1", "B2", "B3")}
        | _told(sheet.answers.get("B4", "")),
    )
    if form.is_bound and form.is_valid():
        now = timezone.now()
        try:
            made = operations.answer_gate(
                audit=audit,
                answer=form.cleaned_data["B1"],
                what=form.cleaned_data["B2"],
                told=form.cleaned_data["B3"],
                told_at=form.told(),
                by=request.user,
                at=now,
            )
        except Refusal as refusal:
            form.add_error("told_at", str(refusal))
            made = None
        if made is not None:
            who = made.responsible.name if made.responsible else "The Head of Service"
            messages.success(
                request,
                f"Raised at {clock_time(now)}. {who} and the QA team have been told. "
                "You will be told when it has been acknowledged.",
            )
        if form.is_valid():
            return redirect(audit)
    return render(request, "audits/safety.html", base(audit, sheet=sheet, form=form, raised=raised))


def _told(when: str) -> dict[str, Any]:
    """When somebody was told by voice, as the form asks it; today where nothing is said yet."""
    if not when:
        return {"told_on": timezone.localdate()}
    moment = datetime.fromisoformat(when)
    return {"told_on": moment.date(), "told_at": f"{moment:%H:%M}"}


@require_http_methods(["GET", "POST"])
def overall(request: SignedIn, token: str) -> HttpResponse:
    """The overall grade and its reason: a judgement, never an average (OV3 to OV6)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    unsettled = [one for one in sheet.progress.sections if not one.settled]
    return questions_page(
        request,
        audit,
        sheet,
        [question for question in sheet.tool.overall if question.id not in ("OV1", "OV2")],
        template="audits/overall.html",
        title="Overall grade, and why",
        unsettled=unsettled,
        scale=sheet.tool.sections[-1].descriptors,
    )


@require_http_methods(["GET", "POST"])
def check(request: SignedIn, token: str) -> HttpResponse:
    """Check and return: what is missing stops, what does not sit well warns (AUD-9, C09)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    if request.method == "POST":
        try:
            shared = operations.submit(
                audit=audit, by=request.user, at=timezone.now(), on=timezone.localdate()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        who = ", ".join(response.person.name for response in shared)
        messages.success(
            request,
            f"Audit returned. Shared with {who or 'nobody yet'}. Provisional until moderated.",
        )
        return redirect(audit)
    return render(
        request,
        "audits/check.html",
        base(
            audit,
            sheet=sheet,
            gaps=[(gap, _where(audit, gap.part)) for gap in sheet.gaps],
            naming=naming_in(audit, [*sheet.answers.values(), *sheet.texts]),
        ),
    )


def _where(audit: Any, part: str) -> str:
    if part.isdigit():
        return reverse("audits:section", args=[audit.token, int(part)])
    return reverse(f"audits:{part}", args=[audit.token])
