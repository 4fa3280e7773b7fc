"""The tracker as CSV and as a workbook: references and staff, no names of children."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import xlsxwriter

from goldenthread.actions.vocabulary import Impact, Priority, Source, State

if TYPE_CHECKING:
    from goldenthread.actions.models import Action

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
HEAD: Final = (
    "Action", "From", "Reference", "Question", "Child", "Service", "Team", "What",
    "Difference it should make", "How we will know", "Owner", "Priority", "First due", "Due",
    "State", "Reported complete", "Verified", "Difference", "Checked",
)  # fmt: skip


def _rows(actions: Iterable[Action]) -> Iterator[list[str]]:
    for one in actions:
        yield [
            one.reference,
            Source(one.source).label,
            one.source_reference,
            one.source_code,
            one.child.reference if one.child else "",
            one.area.name if one.area else "",
            one.team.name if one.team else "",
            one.what,
            one.why,
            one.success,
            one.owner.name,
            Priority(one.priority).label,
            one.first_due_on.isoformat(),
            one.due_on.isoformat(),
            State(one.state).label,
            one.reported_at.date().isoformat() if one.reported_at else "",
            one.verified_at.date().isoformat() if one.verified_at else "",
            Impact(one.impact).label if one.impact else "",
            one.checked_at.date().isoformat() if one.checked_at else "",
        ]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell


def as_csv(actions: Iterable[Action]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it rightly."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_safe(cell) for cell in row] for row in _rows(actions))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(actions: Iterable[Action]) -> bytes:
    """One sheet, its head frozen and filterable; every cell is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Actions")
        bold = book.add_format({"bold": True})
        last = 0
        sheet.write_row(0, 0, HEAD, bold)
        for last, row in enumerate(_rows(actions), 1):
            sheet.write_row(last, 0, row)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(HEAD) - 1)
        sheet.set_column(0, len(HEAD) - 1, 18)
    return out.getvalue()
