"""Short ways to a state: through the real operations, never by writing a row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Audit, Cycle
from goldenthread.audits.rules import drawing
from goldenthread.audits.vocabulary import AuditQuality, Grade, Method, Outcome, Source
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

CONTENT = Path(operations.__file__).parent.parent / "content" / "full-case-review-2.yaml"
MONDAY = date(2026, 11, 16)
WHY = (
    "The plan says what must change and by when, the child is seen alone and safer than in March; "
    "visits of 9 July and 20 August show it. Not Outstanding: the father is missing from the plan. "
    "Not Requires improvement: progress is real and the child names it."
)


def publish() -> None:
    """The shipped tool."""
    operations.publish_tool(text=CONTENT.read_text(encoding="utf-8"), by=None, at=NOON)


def planned(cast: Cast) -> Cycle:
    """A cycle that begins this Monday."""
    publish()
    return operations.plan_cycles(first=MONDAY, count=1, by=cast.quinn, at=NOON)[0]


def drawn(cast: Cast, *, size: int = 1, children: int = 1) -> Cycle:
    """A cycle drawn from children of Aisha, FSP North."""
    cycle = planned(cast)
    for number in range(children):
        child_of(cast.aisha, cast.fsp_north, reference=str(109377 + number))
    operations.draw_cycle(
        cycle=queries.cycle(cycle.pk) or cycle,
        asked=drawing.Asked(size=size, seed="seed-1"),
        auditors=[cast.dana.pk, cast.omar.pk],
        on=TODAY,
        by=cast.quinn,
        at=NOON,
    )
    cycle.refresh_from_db()
    return cycle


def issued(cast: Cast) -> Audit:
    """An audit that has been given out."""
    cycle = drawn(cast)
    operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    return Audit.objects.get(cycle=cycle, state="issued")


def opened(cast: Cast) -> Audit:
    """An audit whose auditor has opened the record."""
    audit = issued(cast)
    auditor = auditor_of(audit)
    operations.open_record(audit=audit, files="Case file", why="Audit", by=auditor, at=NOON)
    return audit


def begun(cast: Cast) -> Audit:
    """An audit in which the safety question is answered: it may be graded."""
    audit = opened(cast)
    answers = {"B1": "no"}
    operations.save_answers(audit=audit, values=answers, versions={}, by=auditor_of(audit), at=NOON)
    return audit


def auditor_of(audit: Audit) -> Person:
    """Its auditor, who is there."""
    assert audit.auditor is not None
    return audit.auditor


def write_all(audit: Audit, overall: Grade = Grade.GOOD, at: datetime = NOON) -> None:
    """Write everything that is asked."""
    by = auditor_of(audit)
    sheet = queries.sheet(by, audit)
    values = {"B1": "no", "A14": "No line or case responsibility"}
    for one in sheet.progress.sections:
        for question in one.section.questions:
            if not one.applies:
                if question.switch:
                    values[question.id] = "no"
                continue
            values[question.id] = {
                "ynp": "yes",
                "yn": "no" if question.switch else "yes",
                "choice": question.options[0] if question.options else "",
            }.get(question.kind, "Seen in the visit notes of 9 July and 20 August.")
        if one.applies:
            values[one.section.grade_id] = overall
            values[one.section.why_id] = WHY
    for talk in sheet.conversations:
        values[f"RC0a:{talk.pk}"] = "2026-11-18"
        values[f"RC0b:{talk.pk}"] = "In person, side by side"
    values |= {"FS1": "The child says the same.", "OV3": overall, "OV4": WHY}
    operations.save_answers(audit=audit, values=values, versions={}, by=by, at=at)
    for source in (Source.CHILD, Source.MOTHER, Source.PROFESSIONAL):
        operations.log_attempt(
            audit=audit,
            source=source,
            method=Method.PHONE,
            on=at.date(),
            outcome=Outcome.OBTAINED,
            reason="",
            said="She listens.",
            may_quote=True,
            by=by,
            at=at,
        )
    for index, strength in enumerate((True, False)):
        operations.add_finding(
            audit=audit,
            strength=strength,
            words="You kept going with the father." if strength else "The plan lists tasks.",
            section="FCA-06",
            thread="GT7",
            token=f"{audit.pk}-{index}",
            by=by,
            at=at,
        )


def submitted(cast: Cast, overall: Grade = Grade.GOOD) -> Audit:
    """An audit handed in."""
    audit = opened(cast)
    write_all(audit, overall)
    operations.submit(audit=audit, by=auditor_of(audit), at=NOON + timedelta(hours=1), on=TODAY)
    audit.refresh_from_db()
    return audit


def moderated(cast: Cast, overall: Grade = Grade.GOOD) -> Audit:
    """An audit handed in and moderated by Helen, in agreement."""
    audit = submitted(cast, overall)
    moderate(audit, cast.helen, overall)
    return audit


def moderate(audit: Audit, by: Person, grade: Grade, at: datetime = NOON) -> Audit | None:
    """Moderate every section in agreement, and the whole with this grade."""
    at = at + timedelta(hours=2)
    operations.begin_moderation(audit=audit, on=at.date(), by=by, at=at)
    for row in audit.judgements.exclude(section="").order_by("round"):
        operations.grade_section(
            audit=audit,
            section=row.section,
            grade=Grade(row.grade),
            codes=[],
            reason="",
            by=by,
            at=at,
        )
    from goldenthread.audits.vocabulary import ChangeReason

    operations.grade_overall(
        audit=audit,
        grade=grade,
        codes=[ChangeReason.IMPACT_OVERSTATED],
        reason="The descriptor of Good asks for progress that the child would name. " * 3,
        by=by,
        at=at,
    )
    asked = queries.read_tool(audit.tool)
    operations.judge_audit(
        audit=audit,
        quality={question.id: AuditQuality.SOUND for question in asked.audit_quality},
        to_auditor="Clear and kind.",
        by=by,
    )
    again = operations.finish_moderation(audit=audit, on=at.date(), by=by, at=at)
    audit.refresh_from_db()
    return again
