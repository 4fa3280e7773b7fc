"""Lists of audits, the task list, the whole audit, and what has happened to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import programme as programme_rules
from goldenthread.audits.views.common import audit_or_404, base, naming_in, why_not_write
from goldenthread.audits.vocabulary import THREADS, State, spoken
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import QA_TEAM, Role
from goldenthread.standards import queries as standards


@require_http_methods(["GET", "POST"])
def audit(request: SignedIn, token: str) -> HttpResponse:
    """An audit: its task list for its auditor, the whole of it for whoever else may read it."""
    found = audit_or_404(request, token)
    mine = found.auditor_id == request.user.pk
    if mine and found.state == State.ISSUED:
        return _open(request, found)
    if not (mine and found.state == State.UNDERWAY):
        return _whole(request, found)
    sheet = queries.sheet(request.user, found)
    on = timezone.localdate()
    returned = found.steps.filter(act="return").last()
    tasks = _tasks(sheet)
    return render(
        request,
        "audits/audit.html",
        base(
            found,
            sheet=sheet,
            tasks=tasks,
            days=standards.calendar().between(on, found.due_on),
            next=sheet.progress.next,
            openings=list(found.openings.select_related("by"))[-5:],
            returned=returned,
            moved=found.child.team_id != found.team_id or not found.child.open,
            ready=not sheet.gaps,
            told=queries.conflict_told(request.user, found),
            clinic=queries.clinic_of(found),
            asked=queries.asked_out(found),
            came=queries.came_from(request.user, found),
        ),
    )


def _open(request: SignedIn, found: Any) -> HttpResponse:
    """The first opening asks one thing: which files, and why."""
    form = forms.OpenForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.open_record(
                audit=found,
                files=form.cleaned_data["record"],
                why=form.cleaned_data["why"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(found)
    on = timezone.localdate()
    return render(
        request,
        "audits/open.html",
        base(
            found,
            form=form,
            days=standards.calendar().between(on, found.due_on),
            asked=queries.asked_out(found),
            came=queries.came_from(request.user, found),
        ),
    )


@require_http_methods(["GET", "POST"])
def opening(request: SignedIn, token: str) -> HttpResponse:
    """Another file is opened for the audit (C10)."""
    found = audit_or_404(request, token)
    if why_not_write(request, found) is not None:
        raise Http404
    return _open(request, found)


def _tasks(sheet: Any) -> dict[str, list[dict[str, Any]]]:
    """The task list: each with its address, its state and a hint."""
    answers = sheet.answers
    heard = [attempt for attempt in sheet.attempts if attempt.outcome == "obtained"]
    talked = [one for one in sheet.conversations if sheet.said_in(one).get("RC0b")]
    parts_with_gaps = {gap.part for gap in sheet.gaps}
    unsettled = sum(not one.settled for one in sheet.progress.sections)

    def task(name: str, where: str, state: str, hint: str = "", tag: str = "") -> dict[str, Any]:
        return {"name": name, "where": where, "state": state, "hint": hint, "tag": tag}

    before = [
        task("Case details", "details",
             "Conflict declared" if sheet.conflict
             else "Done" if sheet.independence else "Not started",
             "Filled from the load. You say how independent you are"),
        task("Is any child at immediate risk?", "safety",
             "Done" if "safety" not in parts_with_gaps else "Not started",
             f"You answered {'No' if answers['B1'] == 'no' else 'Yes or not sure'}. You can "
             "change this at any time" if answers.get("B1") else "Answered before anything else"),
        task("Timeliness facts", "facts", "Done" if sheet.audit.facts else "None",
             f"{len(sheet.audit.facts)} from the load, with source and date"),
    ]  # fmt: skip
    people_ = [
        task("Reflective conversation", "conversation",
             "Done" if "conversation" not in parts_with_gaps
             else f"{len(talked)} of {len(sheet.conversations)} held" if sheet.conversations
             else "Not started",
             ", ".join(one.practitioner.name for one in sheet.conversations)),
        task("Feedback", "feedback",
             "Done" if "feedback" not in parts_with_gaps
             else f"{len(heard)} heard" if sheet.attempts else "Not started",
             "The child, the family or carers, and a professional"),
    ]  # fmt: skip
    strengths, areas = len(sheet.strengths), len(sheet.areas)
    judgement = [
        task("Strengths and areas for development", "strengths",
             f"{strengths} and {areas} so far" if strengths or areas else "Not started"),
        task("Actions", "actions", f"{len(sheet.actions)} set" if sheet.actions else "None set"),
        task("Overall grade, and why", "overall",
             "Cannot start yet" if unsettled
             else "Done" if "overall" not in parts_with_gaps else "Not started",
             f"Opens when {unsettled} more section{'s are' if unsettled != 1 else ' is'} settled"
             if unsettled else ""),
        task("Check and return the audit", "check",
             "Ready" if not sheet.gaps else "Cannot start yet",
             f"{len(sheet.gaps)} thing{'s are' if len(sheet.gaps) != 1 else ' is'} missing"
             if sheet.gaps else ""),
    ]  # fmt: skip
    return {"before": before, "people": people_, "judgement": judgement}


def read_sections(sheet: Any) -> list[dict[str, Any]]:
    """The sections as text, for reading and printing: question, answer, grade, reason."""
    found = []
    for one in sheet.progress.sections:
        rows = [
            (question.id.split("-")[-1].lstrip("0"), sheet.rows[question.id].asked,
             spoken(sheet.answers[question.id]))
            for question in one.section.questions
            if sheet.answers.get(question.id)
        ]  # fmt: skip
        found.append(
            {
                "section": one.section,
                "applies": one.applies,
                "rows": rows,
                "grade": one.grade,
                "why": sheet.answers.get(one.section.why_id, ""),
            }
        )
    return found


def _whole(request: SignedIn, found: Any) -> HttpResponse:
    """The whole audit, for reading and printing."""
    sheet = queries.sheet(request.user, found)
    on = timezone.localdate()
    begun = queries.moderation_of(found)
    refusal = queries.why_not_moderate(request.user, found, on)
    moderated = {row.section: row for row in begun.grades.all()} if begun else {}
    standing = people.standing(request.user)
    runs = programme_rules.why_not_run(standing.roles) is None
    sections = read_sections(sheet)
    for row in sections:
        row["moderated"] = moderated.get(row["section"].id)
    repeat = found.followed_by.exclude(state=State.WITHDRAWN).first()
    return render(
        request,
        "audits/whole.html",
        base(
            found,
            sheet=sheet,
            sections=sections,
            threads=THREADS,
            moderation=begun,
            may_moderate=refusal is None,
            moderate_refusal=refusal if found.state == State.SUBMITTED else None,
            shared=queries.response_of(request.user, found),
            hears=found.auditor_id == request.user.pk or standing.holds(*QA_TEAM),
            responses=queries.responses(found),
            repeat=repeat,
            runs=runs,
            close_refusal=operations.why_not_close(request.user, found)
            if runs and found.state == State.MODERATED
            else None,
            may_close=runs and found.state == State.MODERATED,
            story=queries.story(found),
            first_rounds=list(found.judgements.filter(section="").order_by("round")),
            qa=standing.holds(*QA_TEAM, Role.PSW),
            compared=queries.compared(request.user, found, sheet.tool.sections),
            came=queries.came_from(request.user, found),
            naming=naming_in(found, [*sheet.answers.values(), *sheet.texts]),
        ),
    )


@require_GET
def history(request: SignedIn, token: str) -> HttpResponse:
    """Who opened it, what was done, what an answer was before (BB1, C10)."""
    found = audit_or_404(request, token)
    return render(
        request,
        "audits/history.html",
        base(
            found,
            story=queries.story(found)[::-1],
            before=queries.answers_before(found)
            if found.auditor_id == request.user.pk or people.standing(request.user).holds(*QA_TEAM)
            else [],
        ),
    )


@require_http_methods(["GET", "POST"])
def close(request: SignedIn, token: str) -> HttpResponse:
    """Close the loop of an audit."""
    found = audit_or_404(request, token)
    if request.method == "POST":
        try:
            operations.close(audit=found, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The loop of this audit is closed.")
    return redirect(found)
