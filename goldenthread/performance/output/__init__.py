"""Figures as they leave: tables, workbooks and papers."""

from goldenthread.performance.output.analysis import Told, as_pdf, as_workbook, compare, tell
from goldenthread.performance.output.figures import (
    EXCEPTIONS_HEAD,
    EXCEPTIONS_WIDTHS,
    HEAD,
    LINE_WIDTHS,
    LINES,
    NOTE,
    PUBLISHED_HEAD,
    PUBLISHED_WIDTHS,
    WHOLE_NOTE,
    WIDTHS,
    exception_row,
    lines,
    published,
    row,
)
from goldenthread.performance.output.mine import MINE_HEAD, MINE_WIDTHS, mine_rows

__all__ = [
    "EXCEPTIONS_HEAD",
    "EXCEPTIONS_WIDTHS",
    "HEAD",
    "LINES",
    "LINE_WIDTHS",
    "MINE_HEAD",
    "MINE_WIDTHS",
    "NOTE",
    "PUBLISHED_HEAD",
    "PUBLISHED_WIDTHS",
    "WHOLE_NOTE",
    "WIDTHS",
    "Told",
    "as_pdf",
    "as_workbook",
    "compare",
    "exception_row",
    "lines",
    "mine_rows",
    "published",
    "row",
    "tell",
]
