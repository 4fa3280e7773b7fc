"""A table as a file that spreadsheets read rightly, and in which no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import xlsxwriter

Cell = str | int | float | None

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What each kind of file is called in an answer."""


def as_file(
    kind: str,
    *,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    title: str,
    widths: Sequence[int] = (),
    note: str = "",
) -> bytes:
    """The table as `csv` or `xlsx`: see `as_csv` and `as_xlsx`."""
    if kind == "xlsx":
        return as_xlsx(head=head, rows=rows, title=title, widths=widths, note=note)
    return as_csv(head=head, rows=rows, note=note)


def as_csv(*, head: Sequence[str], rows: Iterable[Sequence[Cell]], note: str = "") -> bytes:
    """UTF-8 with a mark; text that a spreadsheet would take for a formula begins with '.

    A note stands in the last line, where programs that read the table find it last.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    if note:
        writer.writerow([_safe(note)])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(
    *,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    title: str,
    widths: Sequence[int] = (),
    note: str = "",
) -> bytes:
    """One sheet of this title, its head frozen and filterable; text stays text.

    `widths` are those of the columns in characters, 18 where none is given; a note stands under it.
    """
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        sheet = book.add_worksheet(title)
        sheet.write_row(0, 0, head, book.add_format({"bold": True}))
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.write_row(last, 0, ["" if cell is None else cell for cell in row])
        if note:
            sheet.write_string(last + 2, 0, note)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
        for column in range(len(head)):
            sheet.set_column(column, column, widths[column] if widths else 18)
    return out.getvalue()


def as_book(
    pages: Iterable[tuple[str, Sequence[Sequence[Cell]], Collection[int]]],
    *,
    widths: Sequence[int],
) -> bytes:
    """Several sheets: (title, rows, which of them are heads); text stays text."""
    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        strong = book.add_format({"bold": True})
        for title, rows, heads in pages:
            sheet = book.add_worksheet(title[:31])
            for place, row in enumerate(rows):
                cells = ["" if cell is None else cell for cell in row]
                sheet.write_row(place, 0, cells, strong if place in heads else None)
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r") else cell
