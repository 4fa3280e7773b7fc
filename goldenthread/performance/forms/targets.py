"""A decision on a target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from goldenthread.performance.vocabulary import Aim
from goldenthread.ui.fields import DateField

NUMBER = {"invalid": "Enter a number, such as 90 or 4.5"}


class TargetForm(forms.Form):
    """A decision on a target; `ends` offers to end the one in force."""

    aim = forms.ChoiceField(
        label="What was decided?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what was decided"},
    )
    value = forms.DecimalField(
        label="Target",
        required=False,
        max_digits=9,
        decimal_places=2,
        error_messages=NUMBER,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    tolerance = forms.DecimalField(
        label="Tolerance",
        help_text="How far beside the target is still near it. Leave it empty for none.",
        required=False,
        max_digits=9,
        decimal_places=2,
        error_messages=NUMBER,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    from_on = DateField(label="From which day does it count?", help_text="For example, 1 4 2026.")
    reason = forms.CharField(
        label="Why, and who decided it?",
        help_text="For example: agreed by the leadership team on 12 March, the level of the best "
        "quarter of councils.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say why, and who decided it"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, ends: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["aim"].choices = [  # type: ignore[attr-defined]
            (Aim.TARGET, "A target"),
            (Aim.BY_CHOICE, "No target, by choice"),
            *([(Aim.ENDED, "The target ends, and none follows")] if ends else []),
        ]

    def clean_tolerance(self) -> Decimal:
        """Empty is none."""
        return self.cleaned_data["tolerance"] or Decimal(0)

    def clean(self) -> dict[str, Any]:
        """A target has a value."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("aim") == Aim.TARGET and given.get("value") is None and "value" in given:
            self.add_error("value", "Give the target")
        return given
