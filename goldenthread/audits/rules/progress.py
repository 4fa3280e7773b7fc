"""How far an audit is: which sections apply, what is answered, what comes next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from goldenthread.audits.tool import Question, Section, Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionProgress:
    """How far one section is."""

    section: Section
    applies: bool
    answered: int
    asked: int
    grade: str
    has_reason: bool
    next_question: str
    """The first not answered: its id, or that of the grade or its reason; none when settled."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do in it."""
        return not self.applies or not self.next_question

    @property
    def started(self) -> bool:
        """Whether anything was answered."""
        return bool(self.answered or self.grade or self.has_reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an audit is."""

    sections: tuple[SectionProgress, ...]

    @property
    def applying(self) -> int:
        """How many sections apply."""
        return sum(one.applies for one in self.sections)

    @property
    def settled(self) -> int:
        """How many of those are settled."""
        return sum(one.applies and one.settled for one in self.sections)

    @property
    def next(self) -> SectionProgress | None:
        """The first section that is not settled."""
        return next((one for one in self.sections if not one.settled), None)

    @property
    def answered(self) -> int:
        """Questions answered in sections that apply, grades and reasons among them."""
        return sum(
            one.answered + bool(one.grade) + one.has_reason for one in self.sections if one.applies
        )

    @property
    def asked(self) -> int:
        """Questions asked in sections that apply, grades and reasons among them."""
        return sum(one.asked + 2 for one in self.sections if one.applies)


def applies(
    section: Section, *, plan: str, facts: Collection[str], answers: Mapping[str, str]
) -> bool:
    """Whether a section applies to this child: by plan, by what the load says, or by an answer.

    The auditor's own answer wins over the load. C08, A04.
    """
    when = section.when
    if when.always:
        return True
    if when.question and answers.get(when.question):
        return answers[when.question] == when.answer
    return plan in when.plans or not set(when.facts).isdisjoint(facts)


def asked_in(section: Section, *, applying: bool) -> tuple[Question, ...]:
    """The questions put in a section: where it does not apply, only the one that decides. A04."""
    if applying:
        return section.questions
    return tuple(question for question in section.questions if question.switch)


def progress(
    tool: Tool, *, plan: str, facts: Collection[str], answers: Mapping[str, str]
) -> Progress:
    """How far an audit is, counting only what applies. C08.

    `answers` maps a question's id to what was answered; blank is not an answer.
    """
    return Progress(
        sections=tuple(
            _of_section(section, plan=plan, facts=facts, answers=answers)
            for section in tool.sections
        )
    )


def _of_section(
    section: Section, *, plan: str, facts: Collection[str], answers: Mapping[str, str]
) -> SectionProgress:
    applying = applies(section, plan=plan, facts=facts, answers=answers)
    asked = asked_in(section, applying=applying)
    open_ones = [question.id for question in asked if not answers.get(question.id, "").strip()]
    grade = answers.get(section.grade_id, "")
    reason = bool(answers.get(section.why_id, "").strip())
    left = [*open_ones]
    if applying and not grade:
        left.append(section.grade_id)
    if applying and not reason:
        left.append(section.why_id)
    return SectionProgress(
        section=section,
        applies=applying,
        answered=len(asked) - len(open_ones),
        asked=len(asked),
        grade=grade if applying else "",
        has_reason=reason and applying,
        next_question=left[0] if left else "",
    )
