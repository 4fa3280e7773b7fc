"""What people fill in about people."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.people.vocabulary import Role
from goldenthread.ui.fields import DateField


def _choose(label: str, required: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[], required=bool(required), error_messages={"required": required}
    )


class Choosing(forms.Form):
    """A form whose choices come from the page: `choices={"team": [(key, name)]}`."""

    def __init__(self, *args: Any, choices: dict[str, list[tuple[int, str]]], **given: Any) -> None:
        super().__init__(*args, **given)
        for name, found in choices.items():
            self.fields[name].choices = [("", "Choose"), *found]  # type: ignore[attr-defined]


class Asking(forms.Form):
    """A form that asks for a change which a second administrator decides: it ends with why."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["why"] = forms.CharField(
            label="Why?",
            max_length=300,
            help_text="The second administrator reads it.",
            error_messages={"required": "Say why"},
        )


class PostForm(Choosing, Asking):
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose"), *Role.choices()],
        error_messages={"required": "Choose a role"},
    )
    team = _choose("Team", "")
    area = _choose("Or service area", "")
    starts_on = DateField(label="First day", help_text="For example, 1 12 2026.")
    ends_on = DateField(label="Last day, if it is known", required=False)


class NewForm(PostForm):
    """A person, and the post they come to: nobody signs in without one."""

    field_order = ("name", "email")
    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Give the name"}
    )
    email = forms.EmailField(
        label="Work e-mail",
        error_messages={"required": "Give the work e-mail", "invalid": "Enter an e-mail address"},
    )


class EndForm(Asking):
    last_day = DateField(label="Last day in this post", help_text="For example, 30 11 2026.")


class LeaveForm(Asking):
    last_day = DateField(label="Their last day", help_text="For example, 30 11 2026.")


class MoveForm(Choosing, Asking):
    team = _choose("To which team?", "Choose a team")
    first_day = DateField(label="First day there", help_text="For example, 1 12 2026.")


class DelegateForm(Choosing):
    to = _choose("Who acts?", "Choose a person")
    starts_on = DateField(label="From", help_text="For example, 30 11 2026.")
    ends_on = DateField(label="Until", help_text="The last day. For example, 4 12 2026.")
    reason = forms.CharField(label="Why?", max_length=120, required=False)


class TeamForm(Choosing):
    name = forms.CharField(
        label="Name", max_length=80, error_messages={"required": "Give the team’s name"}
    )
    area = _choose("Service area", "Choose a service area")
    opened_on = DateField(label="Opens on", help_text="For example, 1 12 2026.")


class MergeForm(Choosing, Asking):
    into = _choose("Into which team?", "Choose a team")
    on = DateField(label="On which day?", help_text="For example, 1 12 2026.")


class FileForm(Asking):
    file = forms.FileField(
        label="The establishment, as CSV or XLSX", error_messages={"required": "Choose a file"}
    )


class EndDeputyForm(Asking):
    """Why somebody acts no longer."""


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Why is it refused?",
        max_length=300,
        help_text="Who asked reads it.",
        error_messages={"required": "Say why it is refused"},
    )
