"""One audit, and lists of audits, for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from goldenthread.actions import queries as actions
from goldenthread.audits import access, tool
from goldenthread.audits.models import Answer, Audit, Conversation, Response
from goldenthread.audits.rules import completing, progress
from goldenthread.audits.vocabulary import Grade, Outcome, Source, State
from goldenthread.caseload import access as children
from goldenthread.concerns import queries as concerns
from goldenthread.kernel.reference import parts

if TYPE_CHECKING:
    from datetime import date

    from goldenthread.audits.models import FeedbackAttempt, Finding
    from goldenthread.people.models import Person

_WITH = ("child", "auditor", "worker", "second_worker", "team", "area", "cycle", "tool")


def audits(reader: Person) -> QuerySet[Audit]:
    """The audits this reader may read."""
    return (
        Audit.objects.filter(access.seen_by(reader))
        .exclude(state=State.WITHDRAWN)
        .select_related(*_WITH)
    )


def audit(reader: Person, token: str) -> Audit | None:
    """The audit of this token, if the reader may read it."""
    return (
        Audit.objects.filter(access.seen_by(reader), token=token)
        .select_related(*_WITH, "moderation", "moderation__by", "follows")
        .first()
    )


def audit_numbered(reader: Person, number: int) -> Audit | None:
    """The audit of this number, if the reader may read it."""
    return Audit.objects.filter(access.seen_by(reader), pk=number).first()


def mine_to_do(reader: Person) -> QuerySet[Audit]:
    """Audits given to this reader and not handed in yet."""
    return audits(reader).filter(auditor=reader, state__in=[State.ISSUED, State.UNDERWAY])


def _open_to(reader: Person) -> Q:
    """What is of an audit whose child's record is not closed to this reader (SEC-2)."""
    return children.not_closed_to(reader, "audit__child__")


def to_answer(reader: Person) -> QuerySet[Response]:
    """What was shared with this reader and waits for their answer."""
    return (
        Response.objects.filter(_open_to(reader), person=reader, answered_at=None)
        .exclude(audit__state__in=[State.WITHDRAWN, State.UNDERWAY])
        .select_related("audit__child", "audit__auditor", "audit__tool")
        .order_by("due_on")
    )


def of_child(reader: Person, child: int) -> QuerySet[Audit]:
    """The audits of a child that this reader may read, newest first."""
    return audits(reader).filter(child=child).order_by("-pk")


def of_cycle(cycle: int) -> QuerySet[Audit]:
    """Every audit of a cycle that was not withdrawn: for the programme, which shows no text."""
    return (
        Audit.objects.filter(cycle=cycle)
        .exclude(state=State.WITHDRAWN)
        .select_related(*_WITH)
        .order_by("pk")
    )


def search(
    found: QuerySet[Audit], *, q: str, state: str, grade: str, area: str, auditor: str
) -> QuerySet[Audit]:
    """Audits narrowed by what a list’s filter asks: numbers of ours, never a name."""
    if q:
        named = parts(q.upper())
        found = found.filter(pk=named[1]) if named else found.none()
    if state:
        found = found.filter(state=state)
    if grade:
        found = found.filter(
            Q(moderated_grade=grade)
            | Q(moderated_grade="", grade=grade, submitted_at__isnull=False)
        )
    if area.isdigit():
        found = found.filter(area=int(area))
    if auditor.isdigit():
        found = found.filter(auditor=int(auditor))
    return found


@dataclass(kw_only=True)
class Sheet:
    """An audit with all that is written in it: read once a page, in a fixed number of queries."""

    audit: Audit
    tool: tool.Tool
    rows: dict[str, Answer]
    attempts: list[FeedbackAttempt]
    findings: list[Finding]
    conversations: list[Conversation]
    actions: list[Any]
    open_concerns: int

    @cached_property
    def answers(self) -> dict[str, str]:
        """What was answered, by question."""
        return {question: row.value for question, row in self.rows.items()}

    @cached_property
    def fact_codes(self) -> frozenset[str]:
        """The facts that the load gave."""
        return frozenset(str(fact["code"]) for fact in self.audit.facts)

    @cached_property
    def plan(self) -> str:
        """The plan the child had when drawn."""
        return next(
            (str(fact["value"]) for fact in self.audit.facts if fact["code"] == "PLAN"),
            self.audit.child.plan,
        )

    @cached_property
    def progress(self) -> progress.Progress:
        """How far it is."""
        return progress.progress(
            self.tool, plan=self.plan, facts=self.fact_codes, answers=self.answers
        )

    @cached_property
    def strengths(self) -> list[Finding]:
        """What was done well."""
        return [finding for finding in self.findings if finding.strength]

    @cached_property
    def areas(self) -> list[Finding]:
        """What could be stronger."""
        return [finding for finding in self.findings if not finding.strength]

    @cached_property
    def texts(self) -> list[str]:
        """Everything in words besides the answers: what people said, findings, actions. C06."""
        return [
            *(text for one in self.attempts for text in (one.said, one.reason)),
            *(one.words for one in self.findings),
            *(one.own_words for one in self.conversations),
            *(text for one in self.actions for text in (one.what, one.why, one.success)),
        ]

    @cached_property
    def grades(self) -> dict[str, Grade]:
        """The grades of sections that apply."""
        return {
            one.section.id: Grade(one.grade)
            for one in self.progress.sections
            if one.applies and one.grade
        }

    @cached_property
    def independence(self) -> str:
        """What the auditor said of their independence; what one before them said is not theirs."""
        row = self.rows.get(completing.INDEPENDENCE)
        return row.value if row and row.by_id == self.audit.auditor_id else ""

    @cached_property
    def conflict(self) -> bool:
        """Whether the auditor declared a conflict of interest."""
        return self.independence == completing.CONFLICT

    @cached_property
    def written(self) -> completing.Written:
        """What the rules of handing in ask about."""
        return completing.Written(
            answers=self.answers,
            attempts=[
                completing.Attempt(
                    source=Source(one.source), outcome=Outcome(one.outcome), reason=one.reason
                )
                for one in self.attempts
            ],
            strengths=len(self.strengths),
            areas=len(self.areas),
            actions=len(self.actions),
            open_concern=bool(self.open_concerns),
            conversations=[self.said_in(one) for one in self.conversations],
            conflict=self.conflict,
        )

    def said_in(self, conversation: Conversation) -> dict[str, str]:
        """The answers of one conversation, by question."""
        end = f":{conversation.pk}"
        return {
            question.removesuffix(end): row.value
            for question, row in self.rows.items()
            if question.endswith(end)
        }

    @cached_property
    def gaps(self) -> tuple[completing.Gap, ...]:
        """What stops it from being handed in."""
        return completing.what_is_missing(progress=self.progress, written=self.written)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What does not sit well together."""
        overall = self.answers.get("OV3", "")
        return completing.consistency_warnings(
            grades=self.grades,
            overall=Grade(overall) if overall else None,
            impact=self.tool.sections[-1].id,
            safety_critical={one.id for one in self.tool.sections if one.safety_critical},
            written=self.written,
        )


def sheet(reader: Person, audit: Audit) -> Sheet:
    """All that is written in an audit."""
    return Sheet(
        audit=audit,
        tool=tool.read(audit.tool.body),
        rows={row.question: row for row in Answer.objects.filter(audit=audit).select_related("by")},
        attempts=list(audit.feedback.select_related("by")),
        findings=list(audit.findings.select_related("by")),
        conversations=list(audit.conversations.select_related("practitioner")),
        actions=list(actions.of_source(reader, audit.reference)),
        open_concerns=concerns.of_source(reader, audit.reference).exclude(state="closed").count(),
    )


def story(audit: Audit) -> list[tuple[str, str, Any, Any]]:
    """What has happened to an audit, oldest first: (what, words, who, when). BB1, C10."""
    told = [(step.act, step.words, step.by, step.at) for step in audit.steps.select_related("by")]
    told += [
        ("opened", f"{one.files}: {one.why}", one.by, one.at)
        for one in audit.openings.select_related("by")
    ]
    return sorted(told, key=lambda row: row[3])


def answers_before(audit: Audit) -> QuerySet[Any]:
    """Answers as they were before somebody changed them."""
    return audit.answers_before.select_related("by").order_by("-at")


def responses(audit: Audit) -> list[Response]:
    """With whom it was shared, and what they answered."""
    return list(audit.responses.select_related("person"))


def response_of(reader: Person, audit: Audit) -> Response | None:
    """The reader's own copy of a shared audit."""
    return audit.responses.filter(person=reader).select_related("person").first()


def late(found: QuerySet[Audit], on: date) -> QuerySet[Audit]:
    """Those past their date and not handed in."""
    return found.filter(state__in=[State.ISSUED, State.UNDERWAY], due_on__lt=on)


def conversation_of(reader: Person, token: str) -> Conversation | None:
    """The reader's own conversation as practitioner: they write in it before it is shared."""
    return (
        Conversation.objects.filter(
            _open_to(reader),
            audit__token=token,
            practitioner=reader,
            audit__state__in=[State.UNDERWAY, *access.SHARED],
        )
        .select_related("audit__child", "audit__auditor")
        .first()
    )


def my_conversations(reader: Person) -> QuerySet[Conversation]:
    """Audits in which the reader is a practitioner and has not written their own words yet."""
    return Conversation.objects.filter(
        _open_to(reader),
        practitioner=reader,
        own_words_at=None,
        audit__state__in=[State.UNDERWAY, State.SUBMITTED],
    ).select_related("audit__child", "audit__auditor")
