"""What the pages on which an audit is written share: saved as one goes, never overwritten."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.tool import Question
from goldenthread.audits.views.common import base, naming_in, why_not_write, writing_or_404
from goldenthread.people.http import SignedIn
from goldenthread.ui.templatetags.ui import clock_time


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


def keep(request: SignedIn, audit: Any, form: forms.QuestionsForm) -> operations.Saved:
    """Save what can be saved; what cannot be is an error on the form, and nothing typed is lost."""
    form.full_clean()
    saved = operations.save_answers(
        audit=audit,
        values=form.values(),
        versions=form.versions(),
        sent_from=request.POST.get("sent_from", "")[:40],
        by=request.user,
        at=timezone.now(),
    )
    for question, words in saved.refused.items():
        form.add_error(question, words)
    return saved


def autosaved(
    request: SignedIn, audit: Any, saved: operations.Saved, *given: forms.QuestionsForm
) -> JsonResponse:
    """What script is told: when it was saved, the versions now, and what may name somebody.

    Where something could not be saved, `wrong` says why.
    """
    if saved.conflicts:
        return JsonResponse({"conflict": request.path}, status=409)
    sent = [str(value) for key, value in request.POST.items() if key in saved.versions]
    return JsonResponse(
        {
            "saved_at": clock_time(timezone.now()),
            "versions": saved.versions,
            "wrong": next((str(words[0]) for form in given for words in form.errors.values()), ""),
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
        base(
            audit,
            rows=rows,
            title=title,
            back=back,
            own=all(conflict.own for conflict in saved.conflicts),
        ),
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
    saved = operations.save_answers(
        audit=audit, values=values, versions=versions, by=request.user, at=timezone.now()
    )
    for words in set(saved.refused.values()):
        messages.error(request, words)
    return saved


def questions_page(
    request: SignedIn,
    audit: Any,
    sheet: Any,
    questions: list[Question],
    *,
    template: str,
    title: str,
    answers: dict[str, str] | None = None,
    then: str = "",
    **more: Any,
) -> HttpResponse:
    """A page of plain questions, saved as one goes; `then` is where saving leads, else the list."""
    form = forms.QuestionsForm(
        request.POST if request.method == "POST" and "settle" not in request.POST else None,
        questions=questions,
        answers=sheet.answers if answers is None else answers,
        versions={key: row.version for key, row in sheet.rows.items()},
        numbers=False,
    )
    if request.method == "POST":
        settling = "settle" in request.POST
        saved = settle(request, audit) if settling else keep(request, audit, form)
        if request.headers.get("X-Autosave"):
            return autosaved(request, audit, saved, form)
        if saved.conflicts:
            return both(request, audit, saved, title=title, back=request.path)
        if settling or form.is_valid():
            return redirect(request.path if "stay" in request.POST else then or audit)
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
