"""Forms that say in our words what is wrong, and ask about words that may name a child."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from goldenthread.kernel.naming import TICK, may_name
from goldenthread.people.queries import staff_named_in
from goldenthread.performance.rules.worded import why_not_long

_SAID: Final = {
    "max_length": "Use at most %(limit_value)d characters: this has %(show_value)d",
    "max_digits": "Enter a smaller number: at most %(max)s digits in all",
    "max_decimal_places": "Enter at most %(max)s digits after the point",
    "max_whole_digits": "Enter a smaller number: at most %(max)s digits before the point",
    "min_value": "Enter %(limit_value)s or more",
    "max_value": "Enter %(limit_value)s or less",
    "invalid_choice": "Choose one of those offered",
}
"""What is said, by what is wrong: fields of numbers, lengths and choices say it alike."""


class Plain(forms.Form):
    """A form whose fields say in our words what is wrong with a number, a length or a choice."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.error_messages |= _SAID


class Words(forms.CharField):
    """A box to write in, of a length that whoever reads it reads to the end."""

    def __init__(self, *, most: int, rows: int = 3, required: str = "", **given: Any) -> None:
        super().__init__(
            widget=forms.Textarea({"rows": rows}),
            required=bool(required),
            error_messages={"required": required},
            **given,
        )
        self.max_length = most  # the page counts down; `validate` refuses in our words

    def to_python(self, value: Any) -> str:
        """A new line is one character, as the page counts it."""
        return str(super().to_python(value)).replace("\r\n", "\n")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if refusal := why_not_long(value, most=self.max_length or 0):
            raise forms.ValidationError(f"“{self.label}” {refusal}")


class Worded(Plain):
    """A form whose words may not name a child or their family, unless somebody says they do not.

    It comes back unsaved with what it found and a box to tick; once that is ticked, it is kept
    (C06, decision 23: it warns, and does not stop).
    """

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        texts = {
            name: str(given.get(name) or "")
            for name, field in self.fields.items()
            if isinstance(field, forms.CharField) and not field.widget.is_hidden
        }
        whole = "\n".join(texts.values())
        if not may_name(whole):
            return given
        staff = staff_named_in(whole)
        found = {
            name: named for name, text in texts.items() if (named := may_name(text, staff=staff))
        }
        if not found:
            return given
        self.fields[TICK] = forms.BooleanField(
            label="This names no child or family member", required=False
        )
        if not self.data.get(self.add_prefix(TICK)):
            for name, named in found.items():
                said = ", ".join(f"“{one.text}” ({one.kind})" for one in named[:5])
                self.add_error(
                    name,
                    f"This may name somebody: {said}. Change it, or tick below that it names no "
                    "child or family member",
                )
        return given
