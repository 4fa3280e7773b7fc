"""The overview report of a cycle drafted from the data, and copies of audits."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.actions import queries as actions
from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import Grade, Outcome, Source, spoken
from goldenthread.concerns import queries as concerns
from goldenthread.reports import rules
from goldenthread.reports.drafts import PARTS
from goldenthread.reports.models import Report
from goldenthread.reports.vocabulary import Paper, Part, State, Table, paper_from

if TYPE_CHECKING:
    from goldenthread.audits.models import Audit, Cycle
    from goldenthread.people.models import Person


def report_of(cycle: int) -> Report | None:
    """The report of a cycle, if it was begun."""
    return Report.objects.select_related("cycle", "signed_by").filter(cycle=cycle).first()


def report_numbered(number: int) -> Report | None:
    """The report of this number."""
    return Report.objects.select_related("cycle").filter(pk=number).first()


def reports() -> list[Report]:
    """Every report, the newest first."""
    return list(Report.objects.select_related("cycle", "signed_by"))


def paper(reader: Person, report: Report, on: date) -> Paper:
    """The report: as it was signed off, or drafted from the data as they are now."""
    if report.state == State.SIGNED_OFF and report.frozen:
        return paper_from(report.frozen)
    return _draft(reader, report.cycle, report.written, on)


def counted(cycle: int) -> dict[str, int]:
    """How many audits of a cycle were handed in, are moderated, and are with their auditors."""
    found = audits.of_cycle(cycle)
    handed_in = found.filter(submitted_at__isnull=False)
    return {
        "submitted": handed_in.count(),
        "moderated": handed_in.filter(moderated_at__isnull=False).count(),
        "outstanding": found.filter(submitted_at__isnull=True).count(),
    }


def _draft(reader: Person, cycle: Cycle, written: dict[str, str], on: date) -> Paper:
    done = list(
        audits.of_cycle(cycle.pk)
        .filter(submitted_at__isnull=False)
        .select_related("moderation", "child")
        .prefetch_related("judgements", "moderation__grades", "findings", "feedback")
    )
    graded = [_graded(audit) for audit in done]
    tool = audits.read_tool(cycle.tool)
    titles = {one.id: f"{one.number}. {one.title}" for one in tool.sections}
    states: list[str] = []
    late = 0
    cites: dict[str, list[tuple[str, str]]] = defaultdict(list)
    risks = 0
    every = actions.of_sources([audit.reference for audit in done])
    for action in every:
        states.append(action.state)
        late += action.state == "open" and action.due_on < on
        if action.child and action.child.restricted:
            continue
        cites["actions"].append((action.reference, rules.in_short(action.what)))
    for audit in done:
        if audit.child.restricted:
            continue  # it is counted, and none of its words are read by others (SEC-2)
        for finding in audit.findings.all():
            part = "strengths" if finding.strength else "stronger"
            cites[part].append((audit.reference, rules.in_short(finding.words)))
        for attempt in audit.feedback.all():
            if attempt.outcome == Outcome.OBTAINED and attempt.may_quote and attempt.said:
                who = Source(attempt.source).label.lower()
                cites["voice"].append(
                    (audit.reference, f"“{rules.in_short(attempt.said)}” ({who})")
                )
    for concern in concerns.of_sources([audit.reference for audit in done]):
        risks += 1
        if concern.child.restricted:
            continue
        cites["safety"].append((concern.reference, concern.get_state_display().lower()))
    heard = sum(
        any(one.outcome == Outcome.OBTAINED for one in audit.feedback.all()) for audit in done
    )
    threads = [
        (finding.thread, finding.strength)
        for audit in done
        for finding in audit.findings.all()
        if finding.thread
    ]
    drafted = {
        "grades": rules.grade_sentence(graded),
        "moderation": rules.moderation_sentence(graded),
        "voice": f"Somebody was heard in {rules.n_of_n(heard, len(done))} audits." if done else "",
        "safety": f"{risks} concern{'s' if risks != 1 else ''} about a child’s safety "
        f"{'were' if risks != 1 else 'was'} raised.",
        "actions": rules.action_sentence(states, late),
    }
    tables: dict[str, tuple[Table, ...]] = {
        "grades": (
            rules.grade_table(graded),
            rules.section_table(graded, titles),
            rules.area_table(graded),
        ),
        "stronger": (rules.thread_table(threads),),
    }
    whole = audits.of_cycle(cycle.pk).count()
    return Paper(
        title="Overview report",
        subtitle=str(cycle),
        meta=(
            ("Cycle", cycle.reference),
            ("Audits handed in", rules.n_of_n(len(done), whole)),
            ("Audit tool", f"{tool.title}, version {tool.version}"),
        ),
        parts=tuple(
            Part(
                code=code,
                title=title,
                drafted=drafted.get(code, ""),
                written=written.get(code, ""),
                tables=tables.get(code, ()),
                cites=tuple(cites.get(code, [])[: rules.CITED]),
                more=max(0, len(cites.get(code, [])) - rules.CITED),
                asks=asks,
            )
            for code, title, asks in PARTS
        ),
    )


def _graded(audit: Audit) -> rules.Graded:
    moderation = getattr(audit, "moderation", None)
    return rules.Graded(
        area=audit.area.name if audit.area else "No service",
        audited=Grade(audit.grade),
        moderated=Grade(audit.moderated_grade) if audit.moderated_grade else None,
        independent=moderation.independent if moderation and audit.moderated_at else None,
        sections=audits.standing_by_section(audit),
    )


def copy_of(reader: Person, token: str) -> tuple[Audit, Paper] | None:
    """An audit as a paper for the child's record, if the reader may read it (AUD-9)."""
    audit = audits.audit(reader, token)
    if audit is None or audit.submitted_at is None:
        return None
    sheet = audits.sheet(reader, audit)
    parts = [
        Part(
            code="grade",
            title="Overall grade",
            drafted=f"{audit.get_grade_display()} by the auditor. "
            + (
                f"{audit.get_moderated_grade_display()} after moderation."
                if audit.moderated_at
                else "Provisional: not moderated yet."
            ),
            written=sheet.answers.get("OV4", ""),
        ),
        Part(
            code="strengths",
            title="What was done well",
            written="\n".join(f"- {one.words}" for one in sheet.strengths),
        ),
        Part(
            code="stronger",
            title="What could be stronger",
            written="\n".join(f"- {one.words}" for one in sheet.areas),
        ),
    ]
    for one in sheet.progress.sections:
        rows = tuple(
            (f"{question.id.split('-')[-1].lstrip('0')} {question.text}",
             spoken(sheet.answers[question.id]))
            for question in one.section.questions
            if sheet.answers.get(question.id)
        )  # fmt: skip
        parts.append(
            Part(
                code=one.section.id,
                title=f"{one.section.number}. {one.section.title}",
                drafted=Grade(one.grade).label if one.grade else "Not applicable to this child.",
                written=sheet.answers.get(one.section.why_id, ""),
                tables=(
                    Table(caption="Questions and answers", head=("Question", "Answer"), rows=rows),
                )
                if rows
                else (),
            )
        )
    parts.append(
        Part(
            code="actions",
            title="Actions",
            tables=(
                Table(
                    caption="Actions",
                    head=("Action", "Who", "By"),
                    rows=tuple(
                        (one.what, one.owner.name, f"{one.due_on:%-d %B %Y}")
                        for one in sheet.actions
                    ),
                ),
            )
            if sheet.actions
            else (),
            drafted="" if sheet.actions else "No action was set.",
        )
    )
    return audit, Paper(
        title=sheet.tool.title,
        subtitle=f"Child {audit.child.reference}",
        meta=(
            ("Audit", audit.reference),
            ("Auditor", audit.auditor.name if audit.auditor else ""),
            ("Handed in", f"{audit.submitted_at:%-d %B %Y}"),
            ("Tool", f"Version {sheet.tool.version}"),
        ),
        parts=tuple(parts),
    )
