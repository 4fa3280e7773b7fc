"""Files with small numbers."""

from __future__ import annotations

from django import forms

from goldenthread.performance.forms.plain import Plain
from goldenthread.performance.vocabulary import Purpose


class PurposeForm(Plain):
    """What a file with small numbers is for."""

    why = forms.ChoiceField(
        label="What is it for?",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the file is for"},
    )
