"""Forms of answering and moderating an audit."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.audits.forms.writing import text
from goldenthread.audits.vocabulary import (
    AuditQuality,
    ChangeReason,
    Grade,
)


class AnswerForm(forms.Form):
    """The answer of somebody with whom an audit was shared."""

    reflection = text("My reflection", required="Write what you take from this audit", rows=5)
    wrong = forms.ChoiceField(
        label="Is anything factually wrong?",
        choices=[("no", "No"), ("yes", "Yes, I will say what")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether anything is factually wrong"},
    )
    corrections = text("If so: what is wrong, and what is right?", rows=3)
    agrees = forms.ChoiceField(
        label="Do you agree with the overall grade?",
        choices=[("yes", "Yes"), ("no", "No, I want this looked at")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree with the overall grade"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("wrong") == "yes" and not data.get("corrections", "").strip():
            self.add_error("corrections", "Say what is wrong, and what is right")
        return data


class ModerateSectionForm(forms.Form):
    grade = forms.ChoiceField(
        label="Your grade",
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Give your grade"},
    )
    codes = forms.MultipleChoiceField(
        label="Reason for the change",
        help_text="If you change it: one or more.",
        choices=ChangeReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = text(
        "Why, in words, quoting the descriptor",
        "If you change it: at least 150 characters. The auditor and the worker read this.",
    )


class OverallModerationForm(ModerateSectionForm):
    """The overall grade: the same questions."""


class QualityForm(forms.Form):
    """The audit itself, apart from the practice."""

    to_auditor = text("What went well, and one thing to try next time", rows=3)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        for key, words in items:
            self.fields[key] = forms.ChoiceField(
                label=words,
                choices=AuditQuality.choices,
                widget=forms.RadioSelect,
                required=False,
                initial=(given.get("initial") or {}).get(key, ""),
            )
        self.items_asked = [key for key, _ in items]

    def asked(self) -> list[Any]:
        """The fields of the items."""
        return [self[key] for key in self.items_asked]


class ReturnForm(forms.Form):
    words = text(
        "What should the auditor look at again?",
        "Name the section and the question.",
        required="Say what the auditor should look at again",
    )
