"""The report of a load as a workbook, for whoever corrects the case system."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final

import xlsxwriter

HEAD: Final = ("Rule", "How grave", "List", "Row", "Column", "Value", "What is wrong", "What to do")


def as_workbook(findings: Iterable[Mapping[str, Any]]) -> bytes:
    """One sheet, a row a finding, filterable."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet("Findings")
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, HEAD, bold)
        last = 0
        for last, one in enumerate(findings, 1):
            sheet.write_row(
                last,
                0,
                [
                    one["code"],
                    str(one["severity"]),
                    one["list"],
                    one["row"] or "",
                    one["column"],
                    one["value"],
                    one["wrong"],
                    one["todo"],
                ],
            )
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(HEAD) - 1)
        for column, width in enumerate((8, 10, 6, 7, 34, 24, 50, 50)):
            sheet.set_column(column, column, width)
    return out.getvalue()
