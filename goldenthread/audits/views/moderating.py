"""Moderation: a second judgement beside the first, section by section."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.audits import forms, operations, queries
from goldenthread.audits.rules import moderation as moderation_rules
from goldenthread.audits.views.common import audit_or_404, base
from goldenthread.audits.views.reading import read_sections
from goldenthread.audits.vocabulary import AuditQuality, ChangeReason, Grade, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.http import SignedIn
from goldenthread.standards import queries as standards


def audit_and_moderation(request: SignedIn, token: str) -> tuple[Any, Any, HttpResponse | None]:
    """The audit and its moderation; or the page that says why not, or asks to begin it.

    Looking begins nothing: a button does, and whoever presses it second is told who was first.
    """
    found = audit_or_404(request, token)
    on = timezone.localdate()
    refusal = queries.why_not_moderate(request.user, found, on)
    begun = queries.moderation_of(found)
    if refusal is not None:
        if found.state != State.SUBMITTED:
            return found, begun, redirect(found)
        return (
            found,
            begun,
            render(request, "audits/not_moderate.html", base(found, refusal=refusal), status=403),
        )
    if "begin" in request.POST:
        operations.begin_moderation(audit=found, on=on, by=request.user, at=timezone.now())
        return found, begun, redirect("audits:moderate", found.token)
    if begun is None:
        independent = queries.is_independent(request.user, found)
        page = base(found, independent=independent)
        return found, begun, render(request, "audits/begin_moderation.html", page)
    if begun is not None and begun.by_id != request.user.pk:
        return found, begun, _taken(request, found, begun)
    return found, begun, None


def _taken(request: SignedIn, found: Any, begun: Any) -> HttpResponse:
    """Another moderator has begun: look only, or take over with a reason."""
    form = forms.WhyForm(request.POST if "take" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            operations.take_over(
                audit=found,
                why=form.cleaned_data["why"],
                on=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "You moderate this audit now.")
            return redirect("audits:moderate", found.token)
    return render(request, "audits/taken.html", base(found, begun=begun, form=form))


@require_http_methods(["GET", "POST"])
def moderate(request: SignedIn, token: str) -> HttpResponse:
    """The sections side by side, the overall grade, the audit itself, and what is left."""
    found, begun, instead = audit_and_moderation(request, token)
    if instead is not None:
        return instead
    sheet = queries.sheet(request.user, found)
    items = [(question.id, question.text) for question in sheet.tool.audit_quality]
    overall = forms.OverallModerationForm(
        request.POST if request.POST.get("part") == "overall" else None,
        initial={"grade": begun.grade, "codes": begun.codes, "reason": begun.reason},
    )
    quality = forms.QualityForm(
        request.POST if request.POST.get("part") == "quality" else None,
        items=items,
        initial={**begun.quality, "to_auditor": begun.to_auditor},
    )
    if request.method == "POST":
        answer = _post(request, found, overall, quality)
        if answer is not None:
            return answer
    moderated = {row.section: row for row in begun.grades.all()}
    rows = []
    judged = _judged(found)
    for one in sheet.progress.sections:
        grade = judged.get(one.section.id)
        rows.append(
            {
                "section": one.section,
                "audited": grade,
                "moderated": moderated.get(one.section.id),
                "direction": _direction(grade, moderated.get(one.section.id)),
            }
        )
    on = timezone.localdate()
    return render(
        request,
        "audits/moderate.html",
        base(
            found,
            sheet=sheet,
            moderation=begun,
            rows=rows,
            last=queries.last_grade(found),
            graded=len(judged),
            done=len(moderated),
            overall=overall,
            quality=quality,
            left=operations.what_is_left(found, begun),
            days=standards.calendar().between(on, found.moderate_by) if found.moderate_by else None,
            said=sheet.attempts,
            answered=[one for one in queries.responses(found) if one.answered_at],
            agreed=sum(row["direction"] == "Agreed" for row in rows),
            lowered=sum(row["direction"] == "Lowered" for row in rows),
            raised=sum(row["direction"] == "Raised" for row in rows),
        ),
    )


def _judged(found: Any) -> dict[str, str]:
    """The auditor's grades as handed in last, by section."""
    return {row.section: row.grade for row in found.judgements.order_by("round") if row.section}


def _direction(audited: str | None, moderated: Any) -> str:
    if audited is None or moderated is None:
        return ""
    return moderation_rules.outcome_of_moderation(
        audited=Grade(audited), moderated=Grade(moderated.grade), submitted_on=timezone.localdate()
    ).direction


def _post(request: SignedIn, found: Any, overall: Any, quality: Any) -> HttpResponse | None:
    part = request.POST.get("part", "")
    given: dict[str, Any] = {"audit": found, "by": request.user}
    try:
        if part == "agree":
            section = request.POST.get("section", "")
            grade = _judged(found).get(section)
            if grade is None:
                raise Http404
            operations.grade_section(
                section=section,
                grade=Grade(grade),
                codes=[],
                reason="",
                at=timezone.now(),
                **given,
            )
        elif part == "overall" and overall.is_valid():
            data = overall.cleaned_data
            operations.grade_overall(
                grade=Grade(data["grade"]),
                codes=[ChangeReason(code) for code in data["codes"]],
                reason=data["reason"],
                at=timezone.now(),
                **given,
            )
        elif part == "quality" and quality.is_valid():
            data = quality.cleaned_data
            operations.judge_audit(
                quality={
                    key: AuditQuality(data[key]) for key in quality.items_asked if data.get(key)
                },
                to_auditor=data["to_auditor"],
                **given,
            )
        else:
            return None
    except Refusal as refusal:
        form = overall if part == "overall" else quality
        if form.is_bound:
            form.add_error("reason" if part == "overall" else None, str(refusal))
            return None
        messages.error(request, str(refusal))
    return redirect(f"{reverse('audits:moderate', args=[found.token])}#{part}")


@require_http_methods(["GET", "POST"])
def moderate_section(request: SignedIn, token: str, number: int) -> HttpResponse:
    """One section: what the auditor wrote, and the moderator's grade."""
    found, begun, instead = audit_and_moderation(request, token)
    if instead is not None:
        return instead
    sheet = queries.sheet(request.user, found)
    section = sheet.tool.section(number)
    judged = _judged(found)
    if section is None or section.id not in judged:
        raise Http404
    row = begun.grades.filter(section=section.id).first()
    form = forms.ModerateSectionForm(
        request.POST if request.method == "POST" else None,
        initial={
            "grade": row.grade if row else judged[section.id],
            "codes": row.codes if row else [],
            "reason": row.reason if row else "",
        },
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            operations.grade_section(
                audit=found,
                section=section.id,
                grade=Grade(data["grade"]),
                codes=[ChangeReason(code) for code in data["codes"]],
                reason=data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            following = next(
                (
                    one.section.number
                    for one in sheet.progress.sections[number:]
                    if one.section.id in judged
                ),
                None,
            )
            if following and "next" in request.POST:
                return redirect("audits:moderate_section", found.token, following)
            return redirect("audits:moderate", found.token)
    return render(
        request,
        "audits/moderate_section.html",
        base(
            found,
            sheet=sheet,
            section=section,
            written=read_sections(sheet)[number - 1],
            audited=judged[section.id],
            form=form,
        ),
    )
