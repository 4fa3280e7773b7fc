"""What people write in a report."""

from __future__ import annotations

from django import forms


class PartForm(forms.Form):
    """One part of a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label="What you want to say",
        help_text="A blank line begins a paragraph. A line that begins with “- ” is a point. "
        "No names of children or families.",
        widget=forms.Textarea({"rows": 10}),
        required=False,
    )


class SignOffForm(forms.Form):
    """Why a report is signed off while audits are not handed in."""

    why = forms.CharField(
        label="Why do you not wait for them?",
        help_text="The report says it, beside how many there are.",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )
