"""What people fill in about an action."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.actions.vocabulary import Impact, Priority, Source, State
from goldenthread.ui.fields import DateField


def _words(label: str, hint: str = "", rows: int = 4, required: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
        required=bool(required),
        error_messages={"required": required},
    )


class Behind(forms.Form):
    """A form that knows which version of the action its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(Behind):
    evidence = _words(
        "What was done, and where can it be seen?",
        "Document and date. Somebody else will look at it.",
        required="Say what was done, and where it can be seen",
    )


class VerifyForm(Behind):
    found = forms.ChoiceField(
        label="What did you find?",
        choices=[
            ("verified", "Verified: I have seen it"),
            ("returned", "Return it: not done, or not as meant"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you found"},
    )
    words = _words(
        "What did you see, and where?",
        "Document and date. The owner and the auditor will read this.",
        required="Say what you saw, and where",
    )


class CheckForm(Behind):
    impact = forms.ChoiceField(
        label="Did it make the difference we meant?",
        choices=Impact.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what difference it made"},
    )
    words = _words(
        "How do you know?",
        "What is different for the child, in the record or in their own words.",
        required="Say how you know",
    )
    due = DateField(
        label="If there is no difference yet: a new date",
        help_text="The action opens again until then. For example, 27 3 2027.",
        required=False,
    )


class DateForm(Behind):
    due = DateField(label="The new date", help_text="For example, 27 3 2027. The first date stays.")
    reason = _words("Why does the date move?", rows=2, required="Say why the date moves")


class GiveForm(Behind):
    owner = forms.ChoiceField(label="Who takes it?", choices=[])
    reason = _words("Why?", rows=2, required="Say why somebody else takes it")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class WithdrawForm(Behind):
    reason = _words("Why is it withdrawn?", rows=3, required="Say why the action is withdrawn")


class FilterForm(forms.Form):
    """The tracker's filter: a GET form, so it stays in the address."""

    q = forms.CharField(
        label="Number",
        help_text="Its own, ACT-0007, or of what it comes from, AUD-0042.",
        max_length=20,
        required=False,
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any state"), *State.choices()]
    )
    late = forms.ChoiceField(
        label="Lateness",
        required=False,
        choices=[("", "Late or not"), ("yes", "Late"), ("soon", "Due in 5 working days")],
    )
    source = forms.ChoiceField(
        label="From", required=False, choices=[("", "Anything"), *Source.choices()]
    )
    priority = forms.ChoiceField(
        label="Priority", required=False, choices=[("", "Any"), *Priority.choices()]
    )
    area = forms.ChoiceField(label="Service", required=False, choices=[])
    team = forms.ChoiceField(label="Team", required=False, choices=[])
    owner = forms.ChoiceField(label="Owner", required=False, choices=[])

    def __init__(
        self,
        *args: Any,
        areas: list[tuple[int, str]],
        teams: list[tuple[int, str]],
        owners: list[tuple[int, str]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", "Anybody"), *owners]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", "Every service"), *areas]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "Every team"), *teams]  # type: ignore[attr-defined]
