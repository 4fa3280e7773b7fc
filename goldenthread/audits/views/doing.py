"""The pages on which an audit is written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.tool import Question
from goldenthread.audits.views.common import base, naming_in, why_not_write, writing_or_404
from goldenthread.audits.vocabulary import THREADS
from goldenthread.concerns import queries as concerns
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn
from goldenthread.ui.templatetags.ui import clock_time

CONVERSATION = {"RC0a", "RC0b", "RC0c"}


def sheet_of(request: SignedIn, token: str) -> tuple[Any, Any, HttpResponse | None]:
    """The audit, what is written in it, and where to go instead when it cannot be written now.

    What was sent to an audit that is closed to writing is shown again, so that no word is lost.
    """
    found = writing_or_404(request, token)
    refusal = why_not_write(request, found)
    if refusal is None:
        return found, queries.sheet(request.user, found), None
    if request.headers.get("X-Autosave"):
        return found, None, JsonResponse({"refusal": str(refusal)}, status=409)
    if request.method == "POST" and (unsaved := _unsaved(request, found)):
        page = base(found, refusal=refusal, unsaved=unsaved)
        return found, None, render(request, "audits/too_late.html", page, status=409)
    return found, None, redirect(found)


def _unsaved(request: SignedIn, audit: Any) -> list[tuple[str, str]]:
    """What was sent and is not kept: (the question, the words)."""
    asked = queries.read_tool(audit.tool)
    kept = {key: row.value for key, row in queries.sheet(request.user, audit).rows.items()}
    sent = []
    for key in request.POST:
        question = asked.wording(key.partition(":")[0])
        words = "\n".join(request.POST.getlist(key)).strip()
        if key in ("words", "said", "reason", "what", "why", "success"):
            question = "What you wrote"
        if question and words and words != kept.get(key, ""):
            sent.append((question, words))
    return sent


def keep(
    request: SignedIn, audit: Any, form: forms.QuestionsForm, *, only: Any = None
) -> operations.Saved:
    values = form.values()
    if only is not None:
        values = {key: value for key, value in values.items() if key in only}
    return operations.save_answers(
        audit=audit, values=values, versions=form.versions(), by=request.user, at=timezone.now()
    )


def autosaved(request: SignedIn, audit: Any, saved: operations.Saved) -> JsonResponse:
    """What script is told: when it was saved, the versions now, and what may name somebody."""
    if saved.conflicts:
        return JsonResponse({"conflict": request.path}, status=409)
    sent = [value for key, value in request.POST.items() if key.partition(":")[0] in saved.versions]
    return JsonResponse(
        {
            "saved_at": clock_time(timezone.now()),
            "versions": saved.versions,
            "naming": [f"“{one.text}” ({one.kind})" for one in naming_in(audit, sent)],
        }
    )


def both(
    request: SignedIn, audit: Any, saved: operations.Saved, *, title: str, back: str
) -> HttpResponse:
    """Both answers side by side: keep either, or write a third. Nothing was overwritten."""
    asked = queries.read_tool(audit.tool)
    rows = [
        {
            "conflict": conflict,
            "asked": asked.wording(conflict.question.partition(":")[0]),
            "open": asked.is_text(conflict.question.partition(":")[0]),
        }
        for conflict in saved.conflicts
    ]
    return render(
        request,
        "audits/both.html",
        base(audit, rows=rows, title=title, back=back),
        status=409,
    )


def settle(request: SignedIn, audit: Any) -> operations.Saved:
    """What was chosen on the page of both answers."""
    values, versions = {}, {}
    for key in request.POST:
        if not key.startswith("keep-"):
            continue
        question = key.removeprefix("keep-")
        choice = request.POST[key]
        if choice == "theirs":
            continue
        values[question] = request.POST.get(f"{choice}-{question}", "").strip()
        versions[question] = int(request.POST.get(f"version-{question}") or 0)
    return operations.save_answers(
        audit=audit, values=values, versions=versions, by=request.user, at=timezone.now()
    )


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
        if "settle" in request.POST:
            saved = settle(request, audit)
        elif form.is_valid():
            saved = keep(request, audit, form)
        else:
            saved = operations.Saved()
        if request.headers.get("X-Autosave"):
            return autosaved(request, audit, saved)
        if saved.conflicts:
            return both(
                request,
                audit,
                saved,
                title=f"Section {number}: {one.section.title}",
                back=request.path,
            )
        if "settle" not in request.POST and form.is_valid():
            return redirect(_after(request, audit, number))
        return redirect(request.path)
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
    questions = [
        question for question in sheet.tool.details if question.id in ("A14", "A11", "A15")
    ]
    return questions_page(
        request, audit, sheet, questions, template="audits/details.html", title="Case details"
    )


def questions_page(
    request: SignedIn,
    audit: Any,
    sheet: Any,
    questions: list[Question],
    *,
    template: str,
    title: str,
    **more: Any,
) -> HttpResponse:
    """A page of plain questions, saved as one goes."""
    form = forms.QuestionsForm(
        request.POST if request.method == "POST" and "settle" not in request.POST else None,
        questions=questions,
        answers=sheet.answers,
        versions={key: row.version for key, row in sheet.rows.items()},
        numbers=False,
    )
    if request.method == "POST":
        saved = operations.Saved()
        if "settle" in request.POST:
            saved = settle(request, audit)
        elif form.is_valid():
            saved = keep(request, audit, form)
        if request.headers.get("X-Autosave"):
            return autosaved(request, audit, saved)
        if saved.conflicts:
            return both(request, audit, saved, title=title, back=request.path)
        if "settle" in request.POST or form.is_valid():
            return redirect(request.path if "stay" in request.POST else audit)
    return render(
        request,
        template,
        base(
            audit,
            sheet=sheet,
            form=form,
            title=title,
            saved_at=max((row.at for row in sheet.rows.values()), default=None),
            naming=naming_in(audit, [sheet.answers.get(name, "") for name in form.names.values()]),
            **more,
        ),
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
        initial={key: sheet.answers.get(key, "") for key in ("B1", "B2", "B3")},
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        now = timezone.now()
        made = operations.answer_gate(
            audit=audit,
            answer=data["B1"],
            what=data["B2"],
            told=data["B3"],
            by=request.user,
            at=now,
        )
        if made is not None:
            who = made.responsible.name if made.responsible else "The Head of Service"
            messages.success(
                request,
                f"Raised at {clock_time(now)}. {who} and the QA team have been told. "
                "You will be told when it has been acknowledged.",
            )
        return redirect(audit)
    return render(request, "audits/safety.html", base(audit, sheet=sheet, form=form, raised=raised))


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
