"""Figures as files: references of children never stand in them without a look written down."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

HEAD = (
    "Code",
    "Indicator",
    "For",
    "Window",
    "First day",
    "As at",
    "Figure",
    "Numerator",
    "Denominator",
    "Met",
    "Eligible",
    "Not eligible",
    "Incomplete",
    "Load",
)


def as_csv(rows: Iterable[Sequence[Any]], head: Sequence[str] = HEAD) -> bytes:
    """Rows as CSV that Excel opens as it should."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue().encode()


def as_workbook(rows: Iterable[Sequence[Any]], head: Sequence[str] = HEAD) -> bytes:
    """Rows as a workbook, with a filter and a frozen head."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Figures")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, list(head), bold)
        count = 0
        for count, row in enumerate(rows, 1):
            sheet.write_row(count, 0, ["" if cell is None else _cell(cell) for cell in row])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(count, 1), len(head) - 1)
        sheet.set_column(1, 1, 50)
    return out.getvalue()


def _cell(cell: Any) -> Any:
    return cell if isinstance(cell, int | float | str) else str(cell)
