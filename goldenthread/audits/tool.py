"""An audit tool read from its versioned content: what is asked, when, and in which words."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml

from goldenthread.audits.vocabulary import THREADS, Grade


class BadTool(ValueError):
    """The content is not a whole tool: what is wrong, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing asked. `kind` is ynp, yn, text, choice, multi, date, grade4, scale_1_5 …"""

    id: str
    kind: str
    text: str
    name: str = ""
    """What the content calls it, where it has a name of its own."""
    options: tuple[str, ...] = ()
    switch: bool = False
    """Whether the answer decides if its section applies."""
    by: str = ""
    theme: str = ""
    min_chars: int = 0
    needs: str = ""
    """What makes it required, as the content says it."""

    @property
    def asked(self) -> bool:
        """Whether it is put in words of its own, and not only named."""
        return self.text != self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a section applies: always, for these plans, for these facts, or by an answer."""

    plans: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    question: str = ""
    answer: str = ""

    @property
    def always(self) -> bool:
        """Whether it applies to every child."""
        return not (self.plans or self.facts or self.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A graded section of practice."""

    id: str
    number: int
    title: str
    threads: tuple[str, ...]
    safety_critical: bool
    applies: str
    when: When
    look_at: tuple[str, ...]
    questions: tuple[Question, ...]
    descriptors: dict[str, str]

    @property
    def grade_id(self) -> str:
        """Where its grade is kept: FCA-07.grade."""
        return f"{self.id}.grade"

    @property
    def why_id(self) -> str:
        """Where the reason for its grade is kept: FCA-07.why."""
        return f"{self.id}.why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A version of a tool, whole."""

    kind: str
    version: int
    title: str
    sections: tuple[Section, ...]
    details: tuple[Question, ...]
    gate: tuple[Question, ...]
    facts: tuple[Question, ...]
    conversation: tuple[Question, ...]
    feedback: dict[str, tuple[Question, ...]] = field(default_factory=dict)
    overall: tuple[Question, ...] = ()
    guidance: tuple[str, ...] = ()
    actions: tuple[Question, ...] = ()
    moderation: tuple[Question, ...] = ()
    audit_quality: tuple[Question, ...] = ()
    response: tuple[Question, ...] = ()

    def section(self, number: int) -> Section | None:
        """The section of this number, 1 for the first."""
        return self.sections[number - 1] if 1 <= number <= len(self.sections) else None

    def questions(self) -> Iterator[Question]:
        """Every question of the tool, in order."""
        for section in self.sections:
            yield from section.questions
        for part in (
            self.details,
            self.gate,
            self.facts,
            self.conversation,
            *self.feedback.values(),
            self.overall,
            self.actions,
            self.moderation,
            self.audit_quality,
            self.response,
        ):
            yield from part

    def is_text(self, question: str) -> bool:
        """Whether a question is answered in free words."""
        if question.endswith(".why"):
            return True
        return any(one.id == question and one.kind == "text" for one in self.questions())

    def is_grade(self, question: str) -> bool:
        """Whether a question is answered by a grade: of a section, or overall."""
        if question.endswith(".grade"):
            return True
        return any(one.id == question and one.kind == "grade4" for one in self.overall)

    def wording(self, question: str) -> str:
        """The words in which a question is asked, its section's where it is a grade or a reason."""
        return _wordings(self).get(question, "")


@lru_cache(maxsize=16)
def _index(key: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(key)


def _wordings(tool: Tool) -> dict[str, str]:
    pairs = [(question.id, question.text) for question in tool.questions()]
    for section in tool.sections:
        pairs.append((section.grade_id, f"Your grade for section {section.number}"))
        pairs.append((section.why_id, "Why this grade, and not the one above or below?"))
    return _index(tuple(pairs))


def _question(given: dict[str, Any]) -> Question:
    return Question(
        id=str(given["id"]),
        kind=str(given.get("type", "text")),
        text=str(given.get("text") or given.get("name", "")),
        name=str(given.get("name", "")),
        options=tuple(str(option) for option in given["options"])
        if isinstance(given.get("options"), list)
        else (),
        switch=bool(given.get("switch", False)),
        by=str(given.get("by", "")),
        theme=str(given.get("theme", "")),
        min_chars=int(given.get("min_chars", 0)),
        needs=str(given.get("required_if", "")),
    )


def _questions(given: list[dict[str, Any]] | dict[str, Any] | None) -> tuple[Question, ...]:
    rows = [given] if isinstance(given, dict) else given or []
    return tuple(_question(row) for row in rows)


def _when(given: dict[str, Any]) -> When:
    by_answer = given.get("or_answer", {})
    return When(
        plans=tuple(given.get("plans", ())),
        facts=tuple(given.get("facts", ())),
        question=str(by_answer.get("question", "")),
        answer=str(by_answer.get("is", "")),
    )


def _section(number: int, given: dict[str, Any]) -> Section:
    return Section(
        id=str(given["id"]),
        number=number,
        title=str(given["title"]),
        threads=tuple(given["threads"]),
        safety_critical=bool(given["safety_critical"]),
        applies=str(given["applies"]),
        when=_when(given.get("when", {})),
        look_at=tuple(given["look_at"]),
        questions=_questions(given["questions"]),
        descriptors=dict(given["descriptors"]),
    )


@lru_cache(maxsize=16)
def read(text: str) -> Tool:
    """Read a tool from its content.

    Raises:
        BadTool: it is not YAML, lacks a part, or contradicts itself.
    """
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as trouble:
        raise BadTool(f"The content is not YAML: {trouble}") from trouble
    try:
        front = {part["id"]: part["fields"] for part in given["fca_front"]}
        talk = given["reflective_conversation"]
        heard = given["feedback"]
        tool = Tool(
            kind=str(given["kind"]),
            version=int(given["version"]),
            title=str(given["title"]),
            sections=tuple(
                _section(number, section)
                for number, section in enumerate(given["fca_sections"]["sections"], 1)
            ),
            details=_questions(front["FCA-A"]),
            gate=_questions(front["FCA-B"]),
            facts=_questions(front["FCA-T"]),
            conversation=_questions(talk["set_up"])
            + _questions(talk["prompts"])
            + _questions(talk["practitioner_own_words"]),
            feedback={key: _questions(rows) for key, rows in heard.items()},
            overall=_questions(given["fca_overall"]["fields"]),
            guidance=tuple(given["fca_overall"]["guidance"]),
            actions=_questions(given["smart_actions"]["fields"]),
            moderation=_questions(given["moderation"]["part_1_quality_of_practice"])
            + _questions(given["moderation"]["part_3_feedback_to_auditor"]),
            audit_quality=_questions(given["moderation"]["part_2_quality_of_the_audit"]["items"]),
            response=_questions(given["response"]),
        )
    except (KeyError, TypeError) as trouble:
        raise BadTool(f"The content lacks {trouble}.") from trouble
    _check(tool)
    return tool


def _check(tool: Tool) -> None:
    """Refuse a tool that contradicts itself."""
    counted = Counter(question.id for question in tool.questions())
    if twice := [name for name, count in counted.items() if count > 1]:
        raise BadTool(f"Asked twice: {', '.join(twice)}.")
    for section in tool.sections:
        if lacking := {grade.value for grade in Grade} - set(section.descriptors):
            raise BadTool(f"{section.id} lacks a descriptor for {', '.join(sorted(lacking))}.")
        if unknown := set(section.threads) - set(THREADS):
            raise BadTool(f"{section.id} names threads that are not there: {sorted(unknown)}.")
        if section.when.question and section.when.question not in counted:
            raise BadTool(f"{section.id} hangs on {section.when.question}, which is not asked.")


def digest(text: str) -> str:
    """The hash of a tool's content, whatever its spacing and comments: SHA-256, hexadecimal."""
    plain = json.dumps(yaml.safe_load(text), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()
