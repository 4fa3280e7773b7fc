"""Forms of carrying out, answering and moderating an audit."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.actions.vocabulary import Level, Priority
from goldenthread.audits.vocabulary import (
    THREADS,
    Cannot,
    Method,
    Outcome,
    Source,
)
from goldenthread.ui.fields import DateField


def text(label: str, hint: str = "", required: str = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
        required=bool(required),
        error_messages={"required": required},
    )


class Once(forms.Form):
    """A form with a token of its own: sent twice, it counts once."""

    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        given["initial"] = {"token": secrets.token_urlsafe(16), **given.get("initial", {})}
        super().__init__(*args, **given)


class OpenForm(forms.Form):
    record = forms.CharField(
        label="Which files do you open?",
        help_text="For example: case file, visits, plan of 12 August.",
        max_length=300,
        initial="The child’s case file",
        error_messages={"required": "Say which files you open"},
    )
    why = forms.CharField(
        label="Why?",
        max_length=200,
        initial="Full case review",
        error_messages={"required": "Say why you are opening the record"},
    )


class AskOutForm(forms.Form):
    """Why the auditor cannot audit this child."""

    because = forms.ChoiceField(
        label="What stands in the way?",
        choices=Cannot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what stands in the way"},
    )
    words = text(
        "Say a little more",
        "For a conflict: how do you know the child or family? No names. "
        "For time: until when are you away?",
        required="Say a little more, so that the QA team can decide",
        rows=3,
    )


class GateForm(forms.Form):
    """The safety question."""

    B1 = forms.ChoiceField(
        label="Is there anything in the record that suggests this child, or another child, may "
        "be at immediate risk of harm?",
        choices=[("no", "No"), ("yes", "Yes"), ("partly", "I am not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Answer the safety question"},
    )
    B2 = text("What did you see, and where in the record?", "If there is anything. No names.")
    B3 = forms.CharField(
        label="If there is anything: whom did you tell by voice?",
        help_text="Ring the Head of Service straight away.",
        max_length=200,
        required=False,
    )
    told_on = DateField(label="On which day did you tell them?", required=False)
    told_at = forms.TimeField(
        label="At what time?",
        help_text="For example, 3:35pm or 15:35.",
        input_formats=["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I %p"],
        widget=forms.TextInput({"class": "govuk-input--width-5"}),
        required=False,
        error_messages={"invalid": "Enter a time, such as 3:35pm or 15:35"},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("B1") not in ("yes", "partly"):
            return data
        if len(data.get("B2", "").strip()) < 10:
            self.add_error("B2", "Say what you saw, and where in the record")
        for name, words in (
            ("B3", "Say whom you told by voice: ring the Head of Service first"),
            ("told_on", "Enter the day on which you told them"),
            ("told_at", "Enter the time at which you told them"),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        return data

    def told(self) -> datetime | None:
        """The moment at which somebody was told by voice, where something was seen."""
        on, at = self.cleaned_data.get("told_on"), self.cleaned_data.get("told_at")
        if self.cleaned_data["B1"] == "no" or not (on and at):
            return None
        return timezone.make_aware(datetime.combine(on, at))


class DisputeForm(forms.Form):
    fact = forms.ChoiceField(
        label="Which fact is wrong?", choices=[], error_messages={"required": "Choose a fact"}
    )
    words = text(
        "What is right, and how do you know?",
        required="Say what is right, and how you know",
        rows=3,
    )

    def __init__(self, *args: Any, facts: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["fact"].choices = [("", "Choose a fact"), *facts]  # type: ignore[attr-defined]


class PractitionerForm(forms.Form):
    practitioner = forms.ChoiceField(
        label="Who works with the child?",
        choices=[],
        error_messages={"required": "Choose a person"},
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["practitioner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class ConversationForm(forms.Form):
    booked_on = DateField(label="Booked for", required=False)


class OwnWordsForm(forms.Form):
    words = text(
        "My reflection",
        "Kept with the audit. Read by the auditor, your managers and QA.",
        required="Write what you take from it",
        rows=6,
    )


class AttemptForm(forms.Form):
    source = forms.ChoiceField(
        label="Who was asked?",
        choices=Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say who was asked"},
    )
    method = forms.ChoiceField(
        label="How?", choices=[("", "Not asked"), *Method.choices()], required=False
    )
    on = DateField(label="When?", help_text="For example, 12 11 2026.")
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Outcome.choices,
        error_messages={"required": "Say what came of it"},
    )
    said = text("What did they say?", "In their own words as far as you can. No names.")
    reason = text("If they could not be heard: why?", rows=2)
    may_quote = forms.BooleanField(
        label="They agree that we quote this without their name", required=False
    )


class FindingForm(Once):
    strength = forms.ChoiceField(
        label="What is it?",
        choices=[
            ("yes", "A strength: name who did what"),
            ("no", "Something that could be stronger"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is"},
    )
    words = text("What did you find?", "One thing. No names of children or family.",
                   required="Write what you found", rows=3)  # fmt: skip
    section = forms.ChoiceField(label="From which section?", choices=[], required=False)
    thread = forms.ChoiceField(
        label="Which Golden Thread?",
        choices=[("", "None"), *THREADS.items()],
        required=False,
    )

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["section"].choices = [("", "None"), *sections]  # type: ignore[attr-defined]


class ActionForm(Once):
    what = text("What exactly will be done?", "Begin with a verb. One action.",
                  required="Say what will be done", rows=2)  # fmt: skip
    why = text("What should it change for the child?", "The difference, not the task.", rows=2)
    success = text("What will we see or hear when it is done?", rows=2)
    owner = forms.ChoiceField(
        label="Who does it?",
        help_text="One person, not a team.",
        choices=[],
        error_messages={"required": "Choose one person"},
    )
    priority = forms.ChoiceField(
        label="How soon?",
        choices=[
            ("urgent_safety", "Urgent: a child’s safety, 1 working day"),
            ("high", "High: 5 working days"),
            ("normal", "Normal: 20 working days"),
            ("development", "Development: 60 working days"),
        ],
        widget=forms.RadioSelect,
        initial=Priority.NORMAL.value,
    )
    due = DateField(
        label="By when?",
        help_text="Leave empty for the date that goes with how soon.",
        required=False,
    )
    level = forms.ChoiceField(
        label="Whom is it about?",
        choices=Level.choices,
        widget=forms.RadioSelect,
        initial=Level.CHILD.value,
    )
    thread = forms.ChoiceField(
        label="Which Golden Thread?", choices=[("", "None"), *THREADS.items()], required=False
    )
    source_code = forms.ChoiceField(
        label="Which answer does it come from?",
        choices=[],
        error_messages={"required": "Choose the answer that it comes from"},
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]],
        answers: list[tuple[str, str]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]
        self.fields["source_code"].choices = [("", "Choose an answer"), *answers]  # type: ignore[attr-defined]
