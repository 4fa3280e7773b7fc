"""What people fill in to load lists."""

from __future__ import annotations

from typing import Any

from django import forms

from goldenthread.ui.fields import DateField


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A workbook, or a set of CSV files."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        for one in given:
            if not one.size:
                words = f"{one.name} is empty. Export it again, or leave it out."
                raise forms.ValidationError(words)
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class LoadForm(forms.Form):
    """A new load."""

    lists = FilesField(
        label="Which file?",
        help_text="The Annex A workbook, all its lists as CSV files at once, or all tables of the "
        "Standard Safeguarding Dataset (ssd_….csv) at once. Of a year that is over: the tables of "
        "an SSDA903 return, or the XML file of a children in need census, as at 31 March.",
        error_messages={"required": "Choose a file"},
    )
    as_at = DateField(label="As at which day?", help_text="The day of the extract: 31 10 2026.")
    without_bad_rows = forms.BooleanField(
        label="Load it at once without rows that cannot be used",
        help_text="Otherwise you are asked when there are any.",
        required=False,
    )
