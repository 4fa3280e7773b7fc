"""The pages on which an audit is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.actions import operations as action_operations
from goldenthread.actions import rules as action_rules
from goldenthread.actions.vocabulary import Level, Priority
from goldenthread.actions.vocabulary import Source as ActionSource
from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import names
from goldenthread.audits.tool import Question
from goldenthread.audits.views.common import base, why_not_write, writing_or_404
from goldenthread.audits.vocabulary import Method, Outcome, Source
from goldenthread.concerns import queries as concerns
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards
from goldenthread.ui.templatetags.ui import clock_time

CONVERSATION = {"RC0a", "RC0b", "RC0c"}


def _sheet(request: SignedIn, token: str) -> tuple[Any, Any, HttpResponse | None]:
    """The audit, what is written in it, and where to go instead when it cannot be written now."""
    found = writing_or_404(request, token)
    if why_not_write(request, found) is not None:
        if request.headers.get("X-Autosave"):
            return found, None, JsonResponse({"error": "handed in"}, status=409)
        return found, None, redirect(found)
    return found, queries.sheet(request.user, found), None


def _keep(
    request: SignedIn, audit: Any, form: forms.QuestionsForm, *, only: Any = None
) -> operations.Saved:
    values = form.values()
    if only is not None:
        values = {key: value for key, value in values.items() if key in only}
    return operations.save_answers(
        audit=audit, values=values, versions=form.versions(), by=request.user, at=timezone.now()
    )


def _autosaved(request: SignedIn, saved: operations.Saved) -> JsonResponse:
    if saved.conflicts:
        return JsonResponse({"conflict": request.path}, status=409)
    return JsonResponse({"saved_at": clock_time(timezone.now()), "versions": saved.versions})


def _both(
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


def _settle(request: SignedIn, audit: Any) -> operations.Saved:
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
    audit, sheet, instead = _sheet(request, token)
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
            saved = _settle(request, audit)
        elif form.is_valid():
            saved = _keep(request, audit, form)
        else:
            saved = operations.Saved()
        if request.headers.get("X-Autosave"):
            return _autosaved(request, saved)
        if saved.conflicts:
            return _both(
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
            following=following,
            conversations=[
                (talk, sheet.said_in(talk), talk.own_words) for talk in sheet.conversations
            ],
            saved_at=max((row.at for row in sheet.rows.values()), default=None),
            naming=names.may_name("\n".join(texts), staff=_staff(audit)),
            disputed={dispute.fact for dispute in audit.disputes.all()},
        ),
    )


def _staff(audit: Any) -> list[str]:
    return [
        who.name for who in (audit.auditor, audit.worker, audit.second_worker) if who is not None
    ]


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
    audit, sheet, instead = _sheet(request, token)
    if instead is not None:
        return instead
    questions = [
        question for question in sheet.tool.details if question.id in ("A14", "A11", "A15")
    ]
    return _questions(
        request, audit, sheet, questions, template="audits/details.html", title="Case details"
    )


def _questions(
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
            saved = _settle(request, audit)
        elif form.is_valid():
            saved = _keep(request, audit, form)
        if request.headers.get("X-Autosave"):
            return _autosaved(request, saved)
        if saved.conflicts:
            return _both(request, audit, saved, title=title, back=request.path)
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
            **more,
        ),
    )


@require_http_methods(["GET", "POST"])
def safety(request: SignedIn, token: str) -> HttpResponse:
    """The safety question: a danger is raised the moment it is said (FCA-B, AUD-5)."""
    audit, sheet, instead = _sheet(request, token)
    if instead is not None:
        return instead
    raised = concerns.of_source(request.user, audit.reference).first()
    form = forms.GateForm(
        request.POST if request.method == "POST" else None,
        initial={key: sheet.answers.get(key, "") for key in ("B1", "B2", "B3")},
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        now = timezone.now()
        operations.save_answers(
            audit=audit,
            values={key: data[key] for key in ("B1", "B2", "B3")},
            versions={},
            by=request.user,
            at=now,
        )
        if data["B1"] != "no" and raised is None:
            operations.raise_from_gate(
                audit=audit, what=data["B2"], told=data["B3"], by=request.user, at=now
            )
            messages.success(
                request,
                f"Raised at {clock_time(now)}. The Head of Service and the QA team have been "
                "told. You will be told when it has been acknowledged.",
            )
        return redirect(audit)
    return render(request, "audits/safety.html", base(audit, sheet=sheet, form=form, raised=raised))


@require_http_methods(["GET", "POST"])
def facts(request: SignedIn, token: str) -> HttpResponse:
    """The timeliness facts with source and date; one that is wrong is marked (FCA-T, C07)."""
    audit, sheet, instead = _sheet(request, token)
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
    audit, sheet, instead = _sheet(request, token)
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
            saved = _settle(request, audit)
        elif all(form.is_valid() for _, form in blocks):
            for _, form in blocks:
                done = _keep(request, audit, form)
                saved.versions |= done.versions
                saved.conflicts += done.conflicts
        if request.headers.get("X-Autosave"):
            return _autosaved(request, saved)
        if saved.conflicts:
            return _both(request, audit, saved, title="Reflective conversation", back=request.path)
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
    audit, sheet, instead = _sheet(request, token)
    if instead is not None:
        return instead
    if request.method == "POST" and "remove" in request.POST:
        operations.remove_attempt(
            audit=audit, attempt=int(request.POST["remove"]), by=request.user, at=timezone.now()
        )
        return redirect(request.path)
    logging = request.method == "POST" and "source" in request.POST
    form = forms.AttemptForm(request.POST if "log" in request.POST or logging else None)
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
    return _questions(
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
    audit, sheet, instead = _sheet(request, token)
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


def _answers_to_act_on(sheet: Any) -> list[tuple[str, str]]:
    """The answers that an action may come from: the weak ones first."""
    weak: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    for one in sheet.progress.sections:
        if not one.applies:
            continue
        if one.grade:
            row = (one.section.grade_id, f"Section {one.section.number}: grade {one.grade}")
            (weak if one.grade in ("RI", "I") else rest).append(row)
        for question in one.section.questions:
            value = sheet.answers.get(question.id, "")
            if value in ("no", "partly", "not_recorded"):
                number = question.id.split("-")[-1].lstrip("0")
                weak.append((question.id, f"{number} {question.text[:90]}: {value}"))
    return [*weak, *rest]


@require_http_methods(["GET", "POST"])
def actions(request: SignedIn, token: str) -> HttpResponse:
    """Actions, each from an exact answer, with plain warnings that never stop (ACT-1, F01, F02)."""
    audit, sheet, instead = _sheet(request, token)
    if instead is not None:
        return instead
    on = timezone.localdate()
    calendar = standards.calendar()
    sources = _answers_to_act_on(sheet)
    form = forms.ActionForm(
        request.POST if request.method == "POST" else None,
        people=[(who.pk, who.name) for who in people.people_in_post(on).order_by("name")],
        answers=sources,
        initial={
            "source_code": request.GET.get("from", ""),
            "owner": audit.worker_id or "",
        },
    )
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
        if not doubts or "anyway" in request.POST:
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
                    priority=priority,
                    thread=data["thread"],
                    child=audit.child,
                    team=audit.child.team or audit.team,
                    area=audit.child.area or audit.area,
                    token=data["token"],
                    by=request.user,
                    at=timezone.now(),
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Set. {owner.name} has been told.")
                return redirect("audits:actions", audit.token)
    return render(
        request,
        "audits/actions.html",
        base(audit, sheet=sheet, form=form, doubts=doubts, sources=sources),
    )


def _finding(sheet: Any, code: str) -> str:
    """The answer an action comes from, in the words it was asked and answered."""
    row = sheet.rows.get(code)
    if row is None:
        return ""
    why = sheet.answers.get(code.replace(".grade", ".why"), "") if code.endswith(".grade") else ""
    return f"{row.asked} {row.value}. {why}".strip()


@require_http_methods(["GET", "POST"])
def overall(request: SignedIn, token: str) -> HttpResponse:
    """The overall grade and its reason: a judgement, never an average (OV3 to OV6)."""
    audit, sheet, instead = _sheet(request, token)
    if instead is not None:
        return instead
    unsettled = [one for one in sheet.progress.sections if not one.settled]
    return _questions(
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
    audit, sheet, instead = _sheet(request, token)
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
    texts = "\n".join(sheet.answers.values())
    return render(
        request,
        "audits/check.html",
        base(
            audit,
            sheet=sheet,
            gaps=[(gap, _where(audit, gap.part)) for gap in sheet.gaps],
            naming=names.may_name(texts, staff=_staff(audit)),
        ),
    )


def _where(audit: Any, part: str) -> str:
    if part.isdigit():
        return reverse("audits:section", args=[audit.token, int(part)])
    return reverse(f"audits:{part}", args=[audit.token])
