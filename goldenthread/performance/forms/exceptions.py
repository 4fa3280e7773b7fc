"""What people fill in about exceptions."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.performance.forms.plain import Plain, Worded, Words
from goldenthread.performance.rules.exceptions import too_short
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import (
    EXCEPTION_POLICY,
    AnswerState,
    ExceptionKind,
)
from goldenthread.ui.fields import DateField

LEAST, MOST = EXCEPTION_POLICY.say_at_least, EXCEPTION_POLICY.say_at_most
LONG = f"{LEAST} to {MOST:,} characters."


def _part(label: str, hint: str = "") -> Words:
    return Words(label=label, help_text=f"{hint} {LONG}".strip(), most=MOST)


class Seen(Worded):
    """A form that knows the last thing that was said when its page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(Seen):
    """The four parts of an answer."""

    happening = _part("What is happening?", "What you know of these children. No names.")
    because = _part("Why?", "What you looked at to know it.")
    for_children = _part("So what: what does it mean for children?")
    next_step = _part("What next?", "Who does what, by when. Set an action for it, too.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {name: str(data.get(name, "")) for name in self.fields}
        for name, refusal in too_short(given).items():
            if name not in self.errors:
                self.add_error(name, str(refusal))
        return data


class WaiveForm(Seen):
    """Until when, and why."""

    until = DateField(label="Until when?", help_text="It comes back after that. At most 6 months.")
    reason = Words(
        label="Why does it need no answer until then?",
        help_text=f"{LEAST} to {EXCEPTION_POLICY.reason_at_most} characters. Do not name a child.",
        most=EXCEPTION_POLICY.reason_at_most,
        required="Say why it is waived",
    )

    def clean_reason(self) -> str:
        """Long enough to tell whoever looks later."""
        reason = str(self.cleaned_data["reason"])
        if len(reason) < LEAST:
            raise forms.ValidationError(f"Say why, in at least {LEAST} characters.")
        return reason


class ActionForm(Worded):
    """An action from an exception."""

    what = Words(label="What will be done?", required="Say what will be done", rows=2, most=MOST)
    why = Words(label="What should it change for children?", rows=2, most=MOST)
    success = Words(label="What will somebody see when it is done?", rows=2, most=MOST)
    owner = forms.ChoiceField(
        label="Who does it?", choices=[], error_messages={"required": "Choose a person"}
    )
    due = DateField(label="By when?", help_text="For example, 27 3 2027.")
    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class DrawForm(Plain):
    """A draw from the children behind a figure."""

    size = forms.IntegerField(
        label="How many children?",
        min_value=1,
        error_messages={
            "required": "Say how many children",
            "invalid": "Enter a whole number, such as 10",
        },
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    auditors = forms.MultipleChoiceField(
        label="Who audits?",
        help_text="Tick some, or none to share the audits among all of them who may audit now. "
        "Nobody gets their own child, team or service.",
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seed = forms.CharField(
        label="Seed",
        help_text="The same seed draws the same of these children.",
        max_length=40,
        error_messages={"required": "Give a seed"},
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], most: int, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["auditors"].choices = people  # type: ignore[attr-defined]
        self.most = most

    def clean_size(self) -> int:
        """No more than can be drawn."""
        size = int(self.cleaned_data["size"])
        if size > self.most:
            raise forms.ValidationError(f"Only {self.most} of these children can be drawn")
        return size


class FilterForm(forms.Form):
    """The filter of the exceptions: a GET form, so it stays in the address."""

    where = forms.ChoiceField(label="Service or team", required=False, choices=[])
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All kinds"), *ExceptionKind.choices()]
    )
    level = forms.ChoiceField(
        label="Level", required=False, choices=[("", "All levels"), *Level.choices()]
    )
    answer = forms.ChoiceField(
        label="Answer", required=False, choices=[("", "All"), *AnswerState.choices()]
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["where"].choices = [("", "All that I see"), *places]  # type: ignore[attr-defined]
