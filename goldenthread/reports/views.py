"""Reports in the browser, as Word and as PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import CycleState
from goldenthread.kernel.naming import may_name
from goldenthread.kernel.reference import parts
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people
from goldenthread.people.http import SignedIn
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role
from goldenthread.reports import forms, operations, output, queries, rules
from goldenthread.reports.vocabulary import State

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def _reader(request: SignedIn) -> None:
    """Overview reports are for leaders, QA and the Principal Social Worker."""
    if not people.standing(request.user).holds(
        *QA_TEAM, *LEADERS, Role.AD, Role.DCS, Role.PSW, Role.PFM, Role.PFA, Role.WFD, Role.PM
    ):
        raise Http404


def _writes(request: SignedIn) -> bool:
    return rules.why_not_write(people.standing(request.user).roles) is None


def _report(request: SignedIn, cycle: int) -> Any:
    """The report of a cycle, begun; a draft is for QA alone."""
    _reader(request)
    found = queries.report_of(cycle)
    if found is None or (found.state == State.DRAFT and not _writes(request)):
        raise Http404
    return found


@require_GET
def index(request: SignedIn) -> HttpResponse:
    """Every overview report."""
    _reader(request)
    found = [
        report
        for report in queries.reports()
        if report.state == State.SIGNED_OFF or _writes(request)
    ]
    return render(request, "reports/index.html", {"reports": found})


@require_GET
def by_reference(request: SignedIn, reference: str) -> HttpResponse:
    """REP-0003 leads to its page."""
    named = parts(reference)
    found = queries.report_numbered(named[1]) if named else None
    if found is None:
        raise Http404
    return redirect(found)


def _begin(request: SignedIn, cycle: int) -> HttpResponse:
    """The page of a report that nobody has begun, for who writes it; or it is begun."""
    whose = audits.cycle(cycle)
    if whose is None or not _writes(request):
        raise Http404
    if request.method == "POST":
        try:
            operations.begin(cycle=whose, by=request.user, at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return redirect("reports:report", cycle=cycle)
    why_not = rules.why_not_begin(
        roles=people.standing(request.user).roles, state=CycleState(whose.state)
    )
    return render(request, "reports/begin.html", {"cycle": whose, "refusal": why_not})


@require_http_methods(["GET", "POST"])
def report(request: SignedIn, cycle: int) -> HttpResponse:
    """The report on a page: not begun, a draft with what is left, or as signed off."""
    _reader(request)
    if queries.report_of(cycle) is None:
        return _begin(request, cycle)
    found = _report(request, cycle)
    on = timezone.localdate()
    paper = queries.paper(request.user, found, on)
    counted = queries.counted(cycle)
    refusal = rules.why_not_sign_off(
        roles=people.standing(request.user).roles,
        state=State(found.state),
        **counted,
        written=bool(found.written.get("summary")),
        why="said when it is signed off",
    )
    return render(
        request,
        "reports/report.html",
        {
            "report": found,
            "paper": paper,
            "parts": [(part, list(output.blocks(part.written))) for part in paper.parts],
            "draft": found.state == State.DRAFT,
            "refusal": refusal,
            "form": forms.SignOffForm() if counted["outstanding"] else None,
            "outstanding": counted["outstanding"],
            "naming": may_name("\n".join(paper.words())),
        },
    )


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, cycle: int, code: str) -> HttpResponse:
    """Edit one part; somebody else's text is shown beside, never overwritten."""
    found = _report(request, cycle)
    if not _writes(request) or found.state != State.DRAFT:
        raise Http404
    paper = queries.paper(request.user, found, timezone.localdate())
    part = next((one for one in paper.parts if one.code == code), None)
    if part is None:
        raise Http404
    form = forms.PartForm(
        request.POST if request.method == "POST" else None,
        initial={"words": part.written, "version": found.version},
    )
    behind = False
    if form.is_bound and form.is_valid():
        try:
            operations.write(
                report=found,
                part=code,
                words=form.cleaned_data["words"],
                version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            behind = True
            form.add_error("words", str(refusal))
        else:
            return redirect(f"{found.get_absolute_url()}#{code}")
    return render(
        request,
        "reports/edit.html",
        {"report": found, "part": part, "form": form, "behind": behind},
        status=409 if behind else 200,
    )


@require_POST
def sign_off(request: SignedIn, cycle: int) -> HttpResponse:
    """Sign the report off."""
    found = _report(request, cycle)
    try:
        operations.sign_off(
            report=found, on=timezone.localdate(), by=request.user, at=timezone.now(),
            why=request.POST.get("why", ""),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Signed off. It is frozen as it reads now.")
    return redirect(found)


def _file(body: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


@require_GET
def as_file(request: SignedIn, cycle: int, kind: str) -> HttpResponse:
    """The report as Word or as tagged PDF."""
    found = _report(request, cycle)
    paper = queries.paper(request.user, found, timezone.localdate())
    make = output.as_word if kind == "docx" else output.as_pdf
    return _file(make(paper), f"overview-report-{found.reference}", kind)


@require_GET
def audit_copy(request: SignedIn, token: str, kind: str) -> HttpResponse:
    """An audit as Word or PDF for the child's record (AUD-9)."""
    found = queries.copy_of(request.user, token)
    if found is None:
        raise Http404
    audit, paper = found
    request.looked_at = audit.child
    make = output.as_word if kind == "docx" else output.as_pdf
    return _file(make(paper), f"audit-{audit.reference}", kind)
