"""What people fill in about known issues of the data."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.performance.forms.plain import Worded, Words
from goldenthread.performance.rules.worded import ISSUE_AT_MOST, TITLE_AT_MOST
from goldenthread.performance.vocabulary.quality import QUALITY_POLICY, IssueAct

LEAST = QUALITY_POLICY.say_at_least
LONG = f"{LEAST} to {ISSUE_AT_MOST} characters. Do not name a child."


class IssueForm(Worded):
    """A known issue, and who sees to it."""

    about = forms.ChoiceField(
        label="What is it about?",
        help_text="An issue of a list stands beside every figure that is counted from it.",
        choices=[],
        error_messages={"required": "Choose a list or a figure"},
    )
    title = forms.CharField(
        label="In a few words",
        help_text="For example: Visits of October are not all entered. At most "
        f"{TITLE_AT_MOST} characters. Do not name a child.",
        max_length=TITLE_AT_MOST,
        error_messages={"required": "Say what it is in a few words"},
    )
    words = Words(
        label="What is wrong, and what does it do to the figures?",
        help_text=LONG,
        most=ISSUE_AT_MOST,
        rows=4,
        required="Say what is wrong",
    )
    owner = forms.ChoiceField(
        label="Who sees to it?", choices=[], error_messages={"required": "Choose a person"}
    )

    def __init__(
        self, *given: Any, about: list[Any], people: list[tuple[int, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["about"].choices = [("", "Choose a list or a figure"), *about]  # type: ignore[attr-defined]
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]


class IssueNoteForm(Worded):
    """A dated note on a known issue."""

    act = forms.ChoiceField(
        label="Where is it?",
        widget=forms.RadioSelect,
        choices=[],
        error_messages={"required": "Say where it is"},
    )
    words = Words(
        label="What is there to say?",
        help_text=LONG,
        most=ISSUE_AT_MOST,
        rows=4,
        required="Say what there is to say",
    )
    owner = forms.ChoiceField(
        label="Who sees to it from now on?",
        choices=[],
        error_messages={"required": "Choose a person"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *given: Any, acts: list[IssueAct], people: list[tuple[int, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.fields["act"].choices = [(act.value, act.label) for act in acts]  # type: ignore[attr-defined]
        self.fields["owner"].choices = people  # type: ignore[attr-defined]
