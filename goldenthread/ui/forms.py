"""The fields of the components page."""

from __future__ import annotations

from django import forms

from goldenthread.ui.fields import DateField


class Every(forms.Form):
    """One of each kind of field."""

    line = forms.CharField(
        label="A line", help_text="A hint.", error_messages={"required": "Fill it in"}
    )
    words = forms.CharField(label="Many words", widget=forms.Textarea({"rows": 3}), required=False)
    few = forms.CharField(
        label="Few words", max_length=120, widget=forms.Textarea({"rows": 2}), required=False
    )
    day = DateField(label="A date", help_text="For example, 27 3 2026.")
    one = forms.ChoiceField(
        label="One of some",
        choices=[("a", "The first"), ("b", "The second")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    some = forms.MultipleChoiceField(
        label="Some of many",
        choices=[("a", "The first"), ("b", "The second")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_list = forms.ChoiceField(label="From a list", choices=[("", "Choose"), ("a", "The first")])
    yes = forms.BooleanField(label="I agree", required=False)
    file = forms.FileField(label="A file", required=False)
    grade = forms.ChoiceField(
        label="A grade with its descriptors",
        choices=[("O", "O"), ("G", "G"), ("RI", "RI"), ("I", "I")],
        widget=forms.RadioSelect,
        required=False,
    )
