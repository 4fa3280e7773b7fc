"""Tables as files."""

from __future__ import annotations

import io

import openpyxl
import pytest

from goldenthread.kernel import sheets

HEAD = ("What", "How many")
ROWS = [["=1+1", 3], ["plain, with a comma", None], ["@sum", -2]]


def test_no_text_becomes_a_formula_and_numbers_stay_numbers() -> None:
    text = sheets.as_csv(head=HEAD, rows=ROWS).decode("utf-8-sig")
    assert text.splitlines() == ["What,How many", "'=1+1,3", '"plain, with a comma",', "'@sum,-2"]
    book = openpyxl.load_workbook(
        io.BytesIO(sheets.as_xlsx(head=HEAD, rows=ROWS, title="Table", widths=(30, 9)))
    )
    cells = [[cell.value for cell in row] for row in book["Table"].iter_rows()]
    assert cells[1] == ["=1+1", 3]
    assert book["Table"]["A2"].data_type == "s"
    assert cells[3] == ["@sum", -2]


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_an_empty_table_is_a_file_with_its_head(kind: str, begins: bytes) -> None:
    assert sheets.as_file(kind, head=HEAD, rows=[], title="Empty").startswith(begins)
