"""A decision on a target."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from goldenthread.kernel.refusal import Refusal
from goldenthread.performance.forms.plain import Worded, Words
from goldenthread.performance.rules.targets import (
    MONTHS_AHEAD,
    MONTHS_BACK,
    MOST_POINTS,
    REASON_AT_LEAST,
    REASON_AT_MOST,
    why_not_from,
    why_not_reason,
    why_not_tolerance,
)
from goldenthread.performance.vocabulary import Aim, Unit
from goldenthread.ui.fields import DateField

HIDES = {
    "all": "",
    "area": ". The council’s does not count here",
    "team": ". Neither its service’s nor the council’s counts here",
}
FOLLOWS = {
    "all": "none follows",
    "area": "the council’s counts again",
    "team": "its service’s or the council’s counts again",
}
NUMBER = {"invalid": "Enter a number, such as 90 or 4.5"}


class TargetForm(Worded):
    """A decision on a target of the council, a service or a team (`level`); `ends` offers to end
    the one in force."""

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
        help_text="How far beside the target is still near it: smaller than the target, and at "
        f"most {MOST_POINTS} points beside a percentage. Leave it empty for none.",
        required=False,
        max_digits=9,
        decimal_places=2,
        error_messages=NUMBER,
        widget=forms.TextInput({"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )
    from_on = DateField(
        label="From which day does it count?",
        help_text=f"For example, 1 4 2026. At most {MONTHS_BACK} months back "
        f"and {MONTHS_AHEAD} months ahead.",
    )
    reason = Words(
        label="Why, and who decided it?",
        help_text="For example: agreed by the leadership team on 12 March, the level of the best "
        f"quarter of councils. {REASON_AT_LEAST} to {REASON_AT_MOST} characters. Do not name a "
        "child.",
        most=REASON_AT_MOST,
        rows=4,
        required="Say why, and who decided it",
    )
    owner = forms.ChoiceField(
        label="Who answers for it?",
        help_text="Who says what is done where a target is missed.",
        required=False,
        choices=[],
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *given: Any,
        ends: bool,
        unit: Unit,
        today: date,
        newest: date | None,
        level: str = "all",
        people: list[tuple[int, str]],
        **named: Any,
    ) -> None:
        super().__init__(*given, **named)
        self.unit, self.today = unit, today
        if newest is not None:
            self.fields["from_on"].help_text += (
                f" The newest figures are as at {newest:%-d %B %Y}: if the target counts from that "
                "day or an earlier one, months already reported are rated anew."
            )
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", "Whoever keeps this decision"),
            *people,
        ]
        self.fields["aim"].choices = [  # type: ignore[attr-defined]
            (Aim.TARGET, "A target"),
            (Aim.BY_CHOICE, f"No target, by choice{HIDES[level]}"),
            *([(Aim.ENDED, f"The target ends, and {FOLLOWS[level]}")] if ends else []),
        ]

    def clean_tolerance(self) -> Decimal:
        """Empty is none."""
        return self.cleaned_data["tolerance"] or Decimal(0)

    def clean(self) -> dict[str, Any]:
        """A target has a value and a tolerance beside it, and begins on a day that may be."""
        given: dict[str, Any] = super().clean() or {}
        value, tolerance = given.get("value"), given.get("tolerance")
        if given.get("aim") == Aim.TARGET and value is None and "value" in given:
            self.add_error("value", "Give the target")
        if given.get("aim") == Aim.TARGET and value is not None and tolerance is not None:
            self._refuse("tolerance", why_not_tolerance(tolerance, value=value, unit=self.unit))
        if given.get("from_on"):
            self._refuse("from_on", why_not_from(given["from_on"], today=self.today))
        if given.get("reason"):
            self._refuse("reason", why_not_reason(given["reason"]))
        return given

    def _refuse(self, name: str, refusal: Refusal | None) -> None:
        """Say at its field what is wrong with it."""
        if refusal is not None:
            self.add_error(name, str(refusal))
