"""Forms of the programme."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.audits.vocabulary import Grade, State
from goldenthread.caseload.vocabulary import Plan
from goldenthread.ui.fields import DateField


class PlanForm(forms.Form):
    """Cycles to plan."""

    first = DateField(
        label="Which Monday does the first begin?", help_text="For example, 4 1 2027."
    )
    count = forms.IntegerField(
        label="How many cycles?",
        help_text="Cohorts A and B in turn, four weeks apart. 13 make a year.",
        min_value=1,
        max_value=26,
        error_messages={
            "required": "Say how many cycles",
            "min_value": "Plan at least 1 cycle",
            "max_value": "Plan at most 26 cycles",
        },
        widget=forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(
        label="Why?", widget=forms.Textarea({"rows": 3}), error_messages={"required": "Say why"}
    )


class DateForm(forms.Form):
    """A date that moves."""

    due_on = DateField(label="The new date", help_text="A working day. For example, 27 11 2026.")
    why = forms.CharField(
        label="Why does it move?",
        max_length=200,
        error_messages={"required": "Say why the date moves"},
    )


class DrawForm(forms.Form):
    """The query of a draw."""

    size = forms.IntegerField(
        label="How many children?",
        min_value=1,
        max_value=500,
        error_messages={"required": "Say how many children", "max_value": "Draw at most 500"},
        widget=forms.TextInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    plans = forms.MultipleChoiceField(
        label="Of which plans?",
        help_text="None ticked means all.",
        choices=Plan.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    areas = forms.MultipleChoiceField(
        label="Of which services?",
        help_text="None ticked means all.",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    auditors = forms.MultipleChoiceField(
        label="Who audits?",
        help_text="Those of this cohort are ticked. Nobody gets their own child, team or service.",
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one auditor"},
    )
    seed = forms.CharField(
        label="Seed",
        help_text="The same seed on the same load draws the same children.",
        max_length=40,
        error_messages={"required": "Give a seed"},
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
    )

    def __init__(
        self,
        *args: Any,
        areas: list[tuple[int, str]],
        people: list[tuple[int, str]],
        strata: list[tuple[str, str]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.strata = [name for name, _ in strata]
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["auditors"].choices = people  # type: ignore[attr-defined]
        for name, title in strata:
            self.fields[f"least-{name}"] = forms.IntegerField(
                label=f"At least: {title}",
                min_value=0,
                max_value=100,
                required=False,
                widget=forms.TextInput({"class": "govuk-input--width-2", "inputmode": "numeric"}),
            )

    def leasts(self) -> list[Any]:
        """The fields of the minimums."""
        return [self[f"least-{name}"] for name in self.strata]

    def minimums(self) -> tuple[tuple[str, int], ...]:
        """At least so many of each stratum, those that were given."""
        return tuple(
            (name, int(self.cleaned_data[f"least-{name}"]))
            for name in self.strata
            if self.cleaned_data.get(f"least-{name}")
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wanted = sum(data.get(f"least-{name}") or 0 for name in self.strata)
        if data.get("size") and wanted > data["size"]:
            self.add_error(
                "size", f"The minimums add up to {wanted}, which is more than {data['size']}"
            )
        return data


class SwapForm(forms.Form):
    """Another auditor."""

    to = forms.ChoiceField(
        label="Give this child to",
        choices=[],
        error_messages={"required": "Choose an auditor"},
    )
    why = forms.CharField(
        label="Why are you swapping?",
        help_text="Needed where a wish is not kept. Printed on the record of the draw.",
        widget=forms.Textarea({"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"].choices = [("", "Choose an auditor"), *people]  # type: ignore[attr-defined]


class ExemptForm(forms.Form):
    """Somebody is excused."""

    person = forms.ChoiceField(
        label="Who?", choices=[], error_messages={"required": "Choose a person"}
    )
    from_on = DateField(label="From", help_text="For example, 1 12 2026.")
    until_on = DateField(label="Until", help_text="The last day. For example, 31 1 2027.")
    why = forms.CharField(
        label="Why?", max_length=200, error_messages={"required": "Say why this person is exempt"}
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["person"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class ListForm(forms.Form):
    """The filter of the list of audits."""

    q = forms.CharField(label="Number, such as AUD-0042", required=False)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Any state"),
            *((key, name) for key, name in State.choices() if key not in ("drawn", "withdrawn")),
        ],
    )
    grade = forms.ChoiceField(
        label="Grade that stands", required=False, choices=[("", "Any grade"), *Grade.choices()]
    )
    area = forms.ChoiceField(label="Service", required=False, choices=[])
    auditor = forms.ChoiceField(label="Auditor", required=False, choices=[])

    def __init__(
        self,
        *args: Any,
        areas: list[tuple[int, str]],
        auditors: list[tuple[int, str]],
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.fields["auditor"].choices = [("", "Anybody"), *auditors]  # type: ignore[attr-defined]
        self.fields["area"].choices = [("", "Every service"), *areas]  # type: ignore[attr-defined]
