"""Small workbooks for journeys: a few children of the cast's teams."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from goldenthread.intake import lists

if TYPE_CHECKING:
    from tests.cast import Cast

AS_AT = date(2026, 10, 31)
LONG_AGO = date(2026, 9, 1)


def annex_a(path: Path, cast: Cast, *, bad_rows: int = 0, children: int = 6, late: int = 0) -> Path:
    """A workbook of lists 6, 7 and the chairs, with title rows, as a case system exports it.

    The last visit to so many of the children lies months back.
    """
    six, seven, chairs = [], [], []
    for number in range(children):
        reference = str(109377 + number)
        who = [reference, "b) Female", "a) WBRI", date(2015, 6, 1), 11]
        team = [cast.fsp_north.name, cast.aisha.name]
        six.append([*who, "b) No", date(2026, 3, 2), "N1 - Abuse or neglect", date(2026, 10, 27),
                    None, None, "b) Child Protection plan", *team])  # fmt: skip
        seven.append([*who, "b) No", date(2026, 3, 20), "a) Neglect", "a) Neglect",
                      LONG_AGO if number < late else date(2026, 10, 27), "a) Yes",
                      date(2026, 6, 12), None, "b) No", 0, *team])  # fmt: skip
        chairs.append([reference, cast.ines.name])
    for _ in range(bad_rows):
        seven.append([None, *seven[0][1:]])
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in ((6, six), (7, seven), (12, chairs)):
            one = lists.lists()[number]
            sheet = book.add_worksheet("Chairs" if number == 12 else f"List_{number}")
            sheet.write_string(0, 0, f"List {number}: {one.title}")
            for column, known in enumerate(one.columns):
                sheet.write_string(1, column, known.header)
            for at, row in enumerate(rows, 2):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)  # type: ignore[arg-type]
                    elif value is not None:
                        sheet.write(at, column, value)
    return path
