"""What people fill in about a note on a line."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.performance.forms.plain import Worded, Words
from goldenthread.performance.rules.worded import NOTE_AT_MOST
from goldenthread.performance.vocabulary import Mark
from goldenthread.ui.fields import DateField


class NoteForm(Worded):
    """A note on a line of points; `steps` offers a step change."""

    kind = forms.ChoiceField(
        label="What do you want to note?",
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you want to note"},
    )
    day = DateField(label="When did it happen?", help_text="For example, 1 7 2026.")
    words = Words(
        label="What happened?",
        help_text="For example: Duty & Assessment 4 merged into 2. At most "
        f"{NOTE_AT_MOST} characters. Do not name a child.",
        most=NOTE_AT_MOST,
        required="Say what happened",
    )

    def __init__(self, *given: Any, steps: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (Mark.ANNOTATION, "Something that happened: the usual range stays"),
            *(
                [
                    (
                        Mark.STEP,
                        "A step change: the usual range begins anew from that day, once a second "
                        "person agrees",
                    )
                ]
                if steps
                else []
            ),
        ]
        if not steps:
            self.fields["kind"].initial = Mark.ANNOTATION


class WithdrawForm(Worded):
    """Why a note is withdrawn."""

    why = Words(
        label="Why is it withdrawn?",
        help_text=f"At most {NOTE_AT_MOST} characters. Do not name a child.",
        most=NOTE_AT_MOST,
        required="Say why it is withdrawn",
    )
