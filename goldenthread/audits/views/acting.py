"""Actions set in an audit, each from an exact answer."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.actions import operations as action_operations
from goldenthread.actions import queries as open_actions
from goldenthread.actions import rules as action_rules
from goldenthread.actions.vocabulary import Level, Priority
from goldenthread.actions.vocabulary import Source as ActionSource
from goldenthread.audits import forms
from goldenthread.audits.views.common import base
from goldenthread.audits.views.writing import (
    sheet_of,
)
from goldenthread.audits.vocabulary import Grade, spoken
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards


def _answers_to_act_on(sheet: Any) -> list[tuple[str, str]]:
    """The answers that an action may come from: the weak ones first."""
    weak: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    for one in sheet.progress.sections:
        if not one.applies:
            continue
        if one.grade:
            row = (one.section.grade_id, f"Section {one.section.number}: {Grade(one.grade).label}")
            (weak if one.grade in ("RI", "I") else rest).append(row)
        for question in one.section.questions:
            value = sheet.answers.get(question.id, "")
            if value in ("no", "partly", "not_recorded"):
                number = question.id.split("-")[-1].lstrip("0")
                asked = shorten(question.text, 90, placeholder="…")
                weak.append((question.id, f"{number} {asked}: {spoken(value).lower()}"))
    return [*weak, *rest]


def _owners(audit: Any, on: date) -> list[tuple[int, str]]:
    """Who may do it: those who work with the child first, and then everybody in post."""
    child = audit.child
    team, area = child.team or audit.team, child.area or audit.area
    near = {
        who.pk: f"{who.name}: {said} of this child"
        for said, who in (
            ("Head of Service", people.head_of(area.pk, on) if area else None),
            ("practice manager", people.manager_of(team.pk, on) if team else None),
            ("IRO or chair", child.chair),
            ("second worker", audit.second_worker),
            ("worker", audit.worker),
        )
        if who is not None
    }
    rest = people.people_in_post(on).exclude(pk__in=near).order_by("name")
    return [*reversed(near.items()), *((who.pk, who.name) for who in rest)]


@require_http_methods(["GET", "POST"])
def actions(request: SignedIn, token: str) -> HttpResponse:
    """Actions, each from an exact answer, with plain warnings that never stop (ACT-1, F01, F02)."""
    audit, sheet, instead = sheet_of(request, token)
    if instead is not None:
        return instead
    on = timezone.localdate()
    calendar = standards.calendar()
    sources = _answers_to_act_on(sheet)
    form = forms.ActionForm(
        request.POST if request.method == "POST" else None,
        people=_owners(audit, on),
        answers=sources,
        initial={
            "source_code": request.GET.get("from", ""),
            "owner": audit.worker_id or "",
        },
    )
    if "answers" in request.POST:
        return _answer_too(request, audit, sheet, dict(sources))
    doubts: tuple[Any, ...] = ()
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        priority = Priority(data["priority"])
        due: date = data["due"] or action_rules.due_by_default(priority, on=on, calendar=calendar)
        doubts = action_rules.smart_warnings(
            what=data["what"],
            success=data["success"],
            why=data["why"],
            due=due,
            today=on,
            calendar=calendar,
        )
        if (not doubts or "anyway" in request.POST) and _set(request, audit, sheet, form, due):
            return redirect("audits:actions", audit.token)
    return render(
        request,
        "audits/actions.html",
        base(
            audit,
            sheet=sheet,
            form=form,
            doubts=doubts,
            sources=sources,
            similar=open_actions.similar(request.user, audit.child_id)[:8],
            chosen=form["source_code"].value() or "",
        ),
    )


def _answer_too(request: SignedIn, audit: Any, sheet: Any, sources: dict[str, str]) -> HttpResponse:
    """An open action answers this finding too, in place of a second one (F03)."""
    named = parts(request.POST["answers"])
    found = open_actions.action(request.user, named[1]) if named else None
    code = request.POST.get("source_code", "")
    if found is None or found.child_id != audit.child_id:
        raise Http404
    try:
        action_operations.answer_too(
            action=found,
            source_reference=audit.reference,
            source_code=code if code in sources else "",
            finding=_finding(sheet, code),
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"{found.reference} answers this too. {found.owner.name} has been told."
        )
    return redirect("audits:actions", audit.token)


def _finding(sheet: Any, code: str) -> str:
    """The answer an action comes from, in the words it was asked and answered."""
    row = sheet.rows.get(code)
    if row is None:
        return ""
    why = sheet.answers.get(code.replace(".grade", ".why"), "") if code.endswith(".grade") else ""
    return f"{row.asked} {row.value}. {why}".strip()


def _set(request: SignedIn, audit: Any, sheet: Any, form: forms.ActionForm, due: date) -> bool:
    """Set the action that the form describes; say why not on the form."""
    data = form.cleaned_data
    owner = people.person(int(data["owner"]))
    if owner is None:
        raise Http404
    try:
        action_operations.set_action(
            source=ActionSource.AUDIT,
            source_reference=audit.reference,
            source_code=data["source_code"],
            finding=_finding(sheet, data["source_code"]),
            what=data["what"],
            why=data["why"],
            success=data["success"],
            owner=owner,
            due=due,
            level=Level(data["level"]),
            priority=Priority(data["priority"]),
            thread=data["thread"],
            child=audit.child,
            team=audit.child.team or audit.team,
            area=audit.child.area or audit.area,
            token=data["token"],
            held=audit.submitted_at is None,
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    told = "is told when you hand the audit in" if audit.submitted_at is None else "has been told"
    messages.success(request, f"Set. {owner.name} {told}.")
    return True
