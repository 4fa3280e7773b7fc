"""A form made of a tool's questions: exactly the wording of the version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from goldenthread.audits.tool import Question, Section
from goldenthread.audits.vocabulary import THREADS, Grade, Reply
from goldenthread.ui.fields import DateField

_KINDS = {
    "ynp": Reply.choices(),
    "yn": [("yes", "Yes"), ("no", "No")],
    "scale_1_5": [(str(number), str(number)) for number in range(1, 6)],
}


class QuestionsForm(forms.Form):
    """Questions and, where a section is graded, its grade and the reason.

    Nothing is required here: an audit is saved as it is, and checked when it is handed in.
    `values()` gives text by question; several choices are joined by a line break.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        questions: Sequence[Question],
        answers: Mapping[str, str],
        versions: Mapping[str, int],
        section: Section | None = None,
        suffix: str = "",
        numbers: bool = True,
    ) -> None:
        super().__init__(data)
        self.versions_shown = versions
        self.section = section
        self.names: dict[str, str] = {}
        for question in questions:
            self._add(question, answers, suffix=suffix, numbers=numbers)
        if section is not None:
            self._add_grade(section, answers)
        for question_id in self.names.values():
            self.fields[f"version-{question_id}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=versions.get(question_id, 0)
            )

    def _add(
        self, question: Question, answers: Mapping[str, str], *, suffix: str, numbers: bool
    ) -> None:
        name = f"{question.id}{suffix}"
        self.names[question.id] = name
        number = question.id.split("-")[-1]
        label = f"{_short(number)} {question.text}" if numbers else question.text
        field = _field(question, label)
        field.initial = _initial(question, answers.get(name, ""))
        self.fields[name] = field

    def _add_grade(self, section: Section, answers: Mapping[str, str]) -> None:
        self.names[section.grade_id] = section.grade_id
        self.names[section.why_id] = section.why_id
        self.fields[section.grade_id] = forms.ChoiceField(
            label=f"Your grade for section {section.number}",
            choices=Grade.choices(),
            widget=forms.RadioSelect,
            required=False,
            initial=answers.get(section.grade_id, ""),
        )
        chosen = answers.get(section.grade_id, "")
        words = f"Why {Grade(chosen).label}," if chosen else "Why this grade,"
        self.fields[section.why_id] = forms.CharField(
            label=f"{words} and not the grade above or below?",
            help_text="Quote the descriptor and the evidence. The moderator and the worker will "
            "read this.",
            widget=forms.Textarea({"rows": 4}),
            required=False,
            initial=answers.get(section.why_id, ""),
        )

    def asked(self) -> list[Any]:
        """The fields of the questions, in order, without grade and hidden versions."""
        graded = {self.section.grade_id, self.section.why_id} if self.section else set()
        return [self[name] for question, name in self.names.items() if question not in graded]

    def grade(self) -> Any:
        """The field of the grade."""
        return self[self.section.grade_id] if self.section else None

    def why(self) -> Any:
        """The field of the reason."""
        return self[self.section.why_id] if self.section else None

    def hidden(self) -> list[Any]:
        """The versions that this page showed."""
        return list(self.hidden_fields())

    def values(self) -> dict[str, str]:
        """What was answered, as text, by question; what cannot be read is left out."""
        found = {}
        for name in self.names.values():
            if name not in self.cleaned_data:
                continue
            value: Any = self.cleaned_data[name]
            if isinstance(value, list):
                value = "\n".join(value)
            elif hasattr(value, "isoformat"):
                value = value.isoformat()
            found[name] = (value or "").strip()
        return found

    def versions(self) -> dict[str, int]:
        """Which version of each answer the page showed."""
        return {name: self.cleaned_data.get(f"version-{name}") or 0 for name in self.names.values()}


def _short(number: str) -> str:
    """07.3 as people say it: 7.3."""
    return number.lstrip("0") if number[:1].isdigit() else number


def _field(question: Question, label: str) -> forms.Field:
    common: dict[str, Any] = {"label": label, "required": False}
    if question.kind in _KINDS:
        return forms.ChoiceField(choices=_KINDS[question.kind], widget=forms.RadioSelect, **common)
    if question.kind == "choice" and question.options:
        return forms.ChoiceField(
            choices=[(option, option) for option in question.options],
            widget=forms.RadioSelect,
            **common,
        )
    if question.kind == "grade4":
        return forms.ChoiceField(choices=Grade.choices(), widget=forms.RadioSelect, **common)
    if question.kind == "multi":
        options = [(key, name) for key, name in THREADS.items()]
        if question.options:
            options = [(option, option) for option in question.options]
        return forms.MultipleChoiceField(
            choices=options, widget=forms.CheckboxSelectMultiple, **common
        )
    if question.kind == "date":
        return DateField(**common)
    if question.kind == "num":
        return forms.RegexField(
            r"^\d{1,3}$", error_messages={"invalid": "Enter a number, such as 3"}, **common
        )
    hint = (
        "Say what you saw, where it is in the record, and its date. No names: write “the child”, "
        "“the carer”."
        if question.id.startswith("FCA-")
        else ""
    )
    return forms.CharField(widget=forms.Textarea({"rows": 4}), help_text=hint, **common)


def _initial(question: Question, value: str) -> Any:
    if question.kind == "multi":
        return value.split("\n") if value else []
    if question.kind == "date" and value:
        return date.fromisoformat(value)
    return value
