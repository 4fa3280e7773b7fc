"""The establishment as a table: read from CSV or XLSX, and checked row by row."""

from goldenthread.people.lists.checks import among
from goldenthread.people.lists.reading import read
from goldenthread.people.lists.shapes import HEAD, Known, Line, RowError, as_row, from_row

__all__ = ["HEAD", "Known", "Line", "RowError", "among", "as_row", "from_row", "read"]
