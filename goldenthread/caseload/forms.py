"""What people fill in about children's records."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.caseload.vocabulary import Plan
from goldenthread.ui.fields import DateField


class FilterForm(forms.Form):
    """The filter of the list of children: a GET form."""

    plan = forms.ChoiceField(
        label="Plan", required=False, choices=[("", "Any plan"), *Plan.choices()]
    )
    area = forms.ChoiceField(label="Service", required=False, choices=[])
    team = forms.ChoiceField(label="Team", required=False, choices=[])
    open = forms.ChoiceField(
        label="Open", required=False, choices=[("", "Open now"), ("no", "Closed"), ("all", "All")]
    )

    def __init__(
        self, *args: Any, areas: list[tuple[int, str]], teams: list[tuple[int, str]], **given: Any
    ) -> None:
        super().__init__(*args, **given)
        self.fields["area"].choices = [("", "Every service"), *areas]  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", "Every team"), *teams]  # type: ignore[attr-defined]


class FindForm(forms.Form):
    """Find one child. Sent by POST: no reference in an address."""

    reference = forms.CharField(
        label="Find a child by reference",
        max_length=40,
        error_messages={"required": "Give the child’s reference"},
    )


class RestrictForm(forms.Form):
    """A record is closed to all but those named."""

    why = forms.CharField(
        label="Why is the record restricted?",
        help_text="For example: a member of staff is family. No names.",
        max_length=120,
        error_messages={"required": "Say why the record is restricted"},
    )
    find = forms.CharField(
        label="Find a person",
        help_text="A part of their name. Whom you have ticked stays ticked.",
        max_length=120,
        required=False,
    )
    named = forms.MultipleChoiceField(
        label="Who may see it?",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one person"},
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["named"].choices = people  # type: ignore[attr-defined]


class LogForm(forms.Form):
    """The search of the access log, sent by POST: no reference in an address."""

    child = forms.CharField(
        label="A child’s reference", help_text="For example, 109377.", required=False
    )
    person = forms.ChoiceField(label="Or a person", choices=[], required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="Until", required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"].choices = [("", "Anybody"), *people]  # type: ignore[attr-defined]
