"""What people fill in about standards."""

from __future__ import annotations

from django import forms

from goldenthread.standards.vocabulary import Kind
from goldenthread.ui.fields import DateField


class SearchForm(forms.Form):
    """The search of the standards: a GET form."""

    q = forms.CharField(label="Words or code", required=False)
    kind = forms.ChoiceField(
        label="Rests on", required=False, choices=[("", "Anything"), *Kind.choices()]
    )


class ClosureForm(forms.Form):
    """A day on which the council is closed."""

    day = DateField(label="Which day?", help_text="For example, 24 12 2026.")
    reason = forms.CharField(
        label="Why?",
        max_length=120,
        error_messages={"required": "Say why the council is closed"},
    )
