"""The grid of a month, and how a table is put into it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django import forms

from goldenthread.kernel.refusal import Refusal
from goldenthread.returns import rules
from goldenthread.returns.output import HEAD
from goldenthread.returns.vocabulary import Entry, Measure, Purpose, Sender

LARGEST: Final = 1024 * 1024
"""Bytes of a table that is put in."""
NOT_TEXT: Final = (
    "This is not a table of text: it looks like a workbook, a picture or another program’s file. "
    "Open it in your spreadsheet, save it as CSV (comma separated), and choose that file."
)
NOT_READ: Final = (
    "The table cannot be read: a quotation mark may be opened and never closed. "
    "Correct it, or save the sheet as CSV again."
)
NO_ROWS: Final = "There are no rows in this table. Put in at least one, with the code of a measure."
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no text has in it: a file that has is not one of text."""
_NUMBER: Final = re.compile(r"[\d.,]+")
"""What is no note."""
_NAMES: Final = {"how many": "upper", "numerator": "upper", "of how many": "lower",
                 "denominator": "lower", "note": "note", "code": "code"}  # fmt: skip


class NumberField(forms.CharField):
    """A number as people write it: 1,250 or 18.5."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            required=False,
            max_length=20,
            widget=forms.TextInput(
                {"class": "govuk-input govuk-input--width-5", "inputmode": "decimal"}
            ),
            **given,
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value).replace(",", "").replace(" ", "")
        if not text:
            return None
        try:
            found = Decimal(text)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise forms.ValidationError(f"{self.label}: enter a number, such as 150 or 18.5")
        return found


class GridForm(forms.Form):
    """A month of a service: three fields a measure."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *given: Any, service: Sender, **named: Any) -> None:
        super().__init__(*given, **named)
        self.service = service
        for measure in service.measures:
            self.fields[f"{measure.code}-upper"] = NumberField(label=f"{measure.title}, how many")
            if measure.lower:
                self.fields[f"{measure.code}-lower"] = NumberField(
                    label=f"{measure.title}, of how many"
                )
            self.fields[f"{measure.code}-note"] = forms.CharField(
                label=f"{measure.title}, note",
                required=False,
                max_length=300,
                widget=forms.TextInput({"class": "govuk-input"}),
            )

    def entry(self, measure: Measure) -> Entry:
        """A row as it was filled in."""
        given = self.cleaned_data
        return Entry(
            code=measure.code,
            upper=given.get(f"{measure.code}-upper"),
            lower=given.get(f"{measure.code}-lower"),
            note=given.get(f"{measure.code}-note", ""),
        )

    @property
    def entries(self) -> list[Entry]:
        """Every row as it was filled in."""
        return [self.entry(measure) for measure in self.service.measures]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for measure in self.service.measures:
            names = (f"{measure.code}-upper", f"{measure.code}-lower")
            entry = self.entry(measure)
            refusal = rules.why_not_row(measure, entry)
            if refusal is not None and not self.errors.keys() & set(names):
                second = rules.second_is_wrong(measure, entry) and names[1] in self.fields
                self.add_error(names[second], f"{measure.title}: {refusal}")
        return given

    def point(self) -> None:
        """Have each field that is wrong point at the words that say so."""
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "aria-describedby": f"{self[name].id_for_label}-error",
                    "aria-invalid": "true",
                }
                self.fields[name].widget.attrs["class"] += " govuk-input--error"

    def rows(self) -> list[tuple[Measure, Any, Any, Any]]:
        """Each measure with its fields."""
        if self.is_bound:
            self.point()
        return [
            (
                measure,
                self[f"{measure.code}-upper"],
                self[f"{measure.code}-lower"] if measure.lower else None,
                self[f"{measure.code}-note"],
            )
            for measure in self.service.measures
        ]


def as_data(entries: list[Entry], seen: int) -> dict[str, str]:
    """Rows as the grid has them."""
    data = {"seen": str(seen)}
    for entry in entries:
        data[f"{entry.code}-upper"] = rules.number(entry.upper)
        data[f"{entry.code}-lower"] = rules.number(entry.lower)
        data[f"{entry.code}-note"] = entry.note
    return data


class TableForm(forms.Form):
    """A table to put into the grid: pasted, or a CSV file."""

    pasted = forms.CharField(
        label="Paste rows from a spreadsheet",
        help_text="Code, how many, of how many, and a note. With a first row of names (Code, How "
        "many, Of how many, Note) the columns may come in any order, and others beside them.",
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    table = forms.FileField(label="Or choose a CSV file", required=False)

    def __init__(self, *given: Any, service: Sender, **named: Any) -> None:
        super().__init__(*given, **named)
        self.service = service

    def clean(self) -> dict[str, Any]:
        """The rows as the grid has them, under `data`."""
        given: dict[str, Any] = super().clean() or {}
        if "table" in self.errors:
            return given
        file = given.get("table")
        name = "table" if file else "pasted"
        if file is not None and file.size > LARGEST:
            self.add_error("table", "The file is larger than 1 MB: is it the return?")
            return given
        text = _text(file.read()) if file else given.get("pasted", "")
        if not text.strip():
            self.add_error("pasted", "Paste rows, or choose a file")
            return given
        try:
            given["data"] = put_in(self.service, text)
        except Refusal as refusal:
            for one in str(refusal).splitlines():
                self.add_error(name, one)
        return given


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _lines(text: str) -> list[list[str]]:
    """The rows of a table that say something, whichever sign ends a line.

    Raises:
        Refusal: it is no table of text, cannot be read, or has no row.
    """
    if _CONTROL.search(text):
        raise Refusal(NOT_TEXT)
    sign = max("\t,;", key=text.count)
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    try:
        lines = [row for row in csv.reader(io.StringIO(text), delimiter=sign) if any(row)]
    except csv.Error as trouble:
        raise Refusal(NOT_READ) from trouble
    if not lines:
        raise Refusal(NO_ROWS)
    return lines


def _last(head: Sequence[str], places: Mapping[str, int]) -> int:
    """So many cells may a row have: its named columns, and those of its first row beside them."""
    return max(len(head), 1 + max(places.values()))


def put_in(service: Sender, text: str) -> dict[str, str]:
    """A table as the grid has it. Which row is which, its code or its title says.

    Raises:
        Refusal: it is no table of text, or has no row; or, a line for each row that is wrong: it
            is of no measure of the service, one is there twice, or has a number too many.
    """
    lines = _lines(text)
    places = {"code": 0, "upper": 1, "lower": 2, "note": 3}
    first = [cell.strip().lower() for cell in lines[0]]
    headed = "code" in first or tuple(first[:2]) == tuple(one.lower() for one in HEAD[:2])
    if headed:
        places = {_NAMES[cell]: place for place, cell in enumerate(first) if cell in _NAMES}
    by_name = {one.code.lower(): one for one in service.measures} | {
        one.title.lower(): one for one in service.measures
    }
    data: dict[str, str] = {}
    wrong: list[str] = []
    for count, row in enumerate(lines[headed:], 1 + headed):
        cells = {
            name: row[place].strip().removeprefix("'") if place < len(row) else ""
            for name, place in places.items()
        }
        measure = by_name.get(cells.get("code", "").lower())
        if measure is None:
            wrong.append(f"Row {count}: {service.name} has no measure “{cells.get('code', '')}”.")
            continue
        if f"{measure.code}-upper" in data:
            wrong.append(f"Row {count}: {measure.code} is there twice.")
        if not measure.lower and cells.get("lower"):
            wrong.append(
                f"Row {count}: {measure.code} is one number, without “of how many”: take "
                f"{cells['lower']} out."
            )
        if spare := [cell for cell in row[_last(lines[0] if headed else [], places) :] if cell]:
            wrong.append(
                f"Row {count}: there is more in it than its columns: take {', '.join(spare)} out."
            )
        if _NUMBER.fullmatch(cells.get("note", "")):
            wrong.append(
                f"Row {count}: the note is only a number, {cells['note']}: is it in its column?"
            )
        for name in ("upper", "lower", "note"):
            data[f"{measure.code}-{name}"] = cells.get(name, "")
    if wrong:
        raise Refusal("\n".join(wrong))
    return data


class PurposeForm(forms.Form):
    """What a return with small numbers is for."""

    why = forms.ChoiceField(
        label="What is it for?",
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the file is for"},
    )
