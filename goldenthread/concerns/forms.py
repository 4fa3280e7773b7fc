"""What people fill in about a concern."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms

from goldenthread.concerns.vocabulary import Decision
from goldenthread.ui.fields import DateField


def _words(label: str, hint: str, required: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
        required=bool(required),
        error_messages={"required": required},
    )


class RaiseForm(forms.Form):
    child = forms.CharField(
        label="Which child?",
        help_text="The reference in the case system, for example 109377.",
        max_length=40,
        error_messages={"required": "Give the child’s reference"},
    )
    what = _words("What did you see?", "In your own words. No names.", "Say what you saw")
    where = forms.CharField(
        label="Where in the record?",
        help_text="Document and date, or where you were.",
        max_length=200,
        error_messages={"required": "Say where in the record you saw this"},
    )
    told = forms.CharField(
        label="Whom did you tell by voice, and when?",
        help_text="Ring the Head of Service straight away. For example: Helen Marsh, 3:35pm.",
        max_length=200,
        required=False,
    )
    another_child = forms.CharField(
        label="Is another child at risk?",
        help_text="Their reference, or who they are to this child.",
        max_length=200,
        required=False,
    )
    source = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(widget=forms.HiddenInput, required=False)
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **given: Any) -> None:
        given["initial"] = {"token": secrets.token_urlsafe(16), **given.get("initial", {})}
        super().__init__(*args, **given)


class DecideForm(forms.Form):
    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you decide"},
    )
    words = _words("Why, and who does what?", "Who goes to see the child.", "Give your reason")
    seen_by_when = DateField(
        label="By when is the child seen?", help_text="For example, 27 3 2027.", required=False
    )


class SeenForm(forms.Form):
    words = _words(
        "When and where was the child seen?",
        "Alone or not, by whom, and what was found.",
        "Say when and where the child was seen",
    )


class CloseForm(forms.Form):
    words = _words("What came of it?", "For the register.", "Say what came of it")
