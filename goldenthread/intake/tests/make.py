"""Awkward workbooks, made as people and systems make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from goldenthread.intake import lists

WHO = ["109377", "b) Female", "a) WBRI", "01/06/2015", 11]
SIX = [*WHO, "b) No", "02/03/2026", "N1 - Abuse or neglect", "27/10/2026", None, None,
       "b) Child Protection plan", "FSP North", "Aisha Rahman"]  # fmt: skip
SEVEN = [*WHO, "b) No", "20/03/2026", "a) Neglect", "a) Neglect", "27/10/2026", "a) Yes",
         "12/06/2026", None, "b) No", 0, "FSP North", "Aisha Rahman"]  # fmt: skip


def headers(number: int) -> list[str]:
    """The headers of a list as the template prints them."""
    return [column.header for column in lists.lists()[number].columns]


def book(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    """A workbook of these sheets, rows as given."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def plain(path: Path, **more: Any) -> Path:
    """Lists 6 and 7 of one child."""
    return book(
        path,
        {
            "List 6": [headers(6), SIX],
            "List 7": [headers(7), SEVEN],
            **more,
        },
    )


def without(path: Path, part: str) -> bytes:
    """The bytes of a workbook with one part changed to nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != part:
                new.writestr(info, old.read(info))
    return out.getvalue()
