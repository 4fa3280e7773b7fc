"""Files that are not what they should be: each has its message, and nothing is written."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest

from goldenthread.intake import readers
from goldenthread.intake.tests import make
from goldenthread.intake.vocabulary import Unreadable


def _zip(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, body in parts.items():
            out.writestr(name, body)
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _xls(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    return path


def _pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\n" + b"x" * 600)
    return path


def _truncated(path: Path) -> Path:
    whole = make.plain(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _macro(path: Path) -> Path:
    body = make.plain(path).read_bytes()
    out = io.BytesIO(body)
    with zipfile.ZipFile(out, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    path.write_bytes(out.getvalue())
    return path


def _bomb(path: Path) -> Path:
    return _zip(
        path,
        {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * (60 * 1024 * 1024)},
    )


def _large(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("xl/workbook.xml", b"<workbook/>")
        with out.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            chunk = bytes(range(256)) * 4096
            for _ in range(201):
                sheet.write(chunk)
    return path


def _formulas(path: Path) -> Path:
    row = [*make.SEVEN]
    row[0] = "=A1"
    return make.book(path, {"List 7": [make.headers(7), row]})


def _word(path: Path) -> Path:
    return _zip(path, {"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"})


def _nothing(path: Path) -> Path:
    return make.book(path, {"Sheet1": [["Hello"], ["World"]]})


def _xlsb(path: Path) -> Path:
    return _zip(path, {"xl/workbook.bin": b"x", "xl/worksheets/sheet1.bin": b"x"})


def _stray(path: Path) -> Path:
    """A blank typed by mistake in the last cell: a reader would make room for all before it."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List 6")
        sheet.write_row(0, 0, make.headers(6))
        sheet.write_row(1, 0, make.SIX)
        sheet.write(1_048_575, 16_383, " ")
    return path


def _hidden_bomb(path: Path) -> Path:
    """The texts of the workbook, not its sheets, are what swells."""
    return _zip(
        path,
        {
            "xl/workbook.xml": b"<workbook/>",
            "xl/worksheets/lists.xml": b"<worksheet/>",
            "xl/sharedStrings.xml": b"0" * (60 * 1024 * 1024),
        },
    )


CASES = [
    (_xlsb, "binary workbook"),
    (_stray, "far away from its list"),
    (_hidden_bomb, "times its size"),
    (_empty, "is empty"),
    (_xls, "old Excel file"),
    (_pdf, "it is a PDF"),
    (_truncated, "stops half way"),
    (_macro, "it has a macro"),
    (_bomb, "times its size"),
    (_large, "larger than 200 MB"),
    (_formulas, "formula without its value"),
    (_word, "not an Excel workbook"),
    (_nothing, "none of the lists"),
]


@pytest.mark.parametrize(("made", "words"), CASES, ids=[case[0].__name__[1:] for case in CASES])
def test_each_has_its_message_within_five_seconds(tmp_path: Path, made: object, words: str) -> None:
    path = made(tmp_path / "lists.xlsx")  # type: ignore[operator]
    started = time.perf_counter()
    with pytest.raises(Unreadable, match=words):
        readers.read_files([path])
    assert time.perf_counter() - started < 5


def test_a_formula_with_its_value_is_read_as_the_value(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List 7")
        sheet.write_row(0, 0, make.headers(7))
        sheet.write_row(1, 0, make.SEVEN)
        sheet.write_formula(1, 0, '="10"&"9377"', None, "109377")
    assert readers.read_files([path]).sheets[7].frame["child_id"][0] == "109377"


def test_a_formula_whose_value_is_an_empty_text_is_a_blank_and_refuses_nothing(
    tmp_path: Path,
) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("List 7")
        sheet.write_row(0, 0, make.headers(7))
        sheet.write_row(1, 0, make.SEVEN)
        sheet.write_formula(1, 12, '=IF(TRUE,"","")', None, " ")
    assert readers.read_files([path]).sheets[7].frame["cp_end_date"][0] is None


def test_a_note_beside_a_short_list_is_no_reason_to_refuse_it(tmp_path: Path) -> None:
    path = make.book(
        tmp_path / "a.xlsx", {"List 7": [make.headers(7), [*make.SEVEN, *[None] * 100, "checked"]]}
    )
    assert readers.read_files([path]).sheets[7].frame.height == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_is_read_in_every_way_that_excel_saves_it(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    import csv

    path = tmp_path / "list_7.csv"
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=sign).writerows([make.headers(7), make.SEVEN])
    found = readers.read_files([path]).sheets[7]
    assert found.frame["child_id"][0] == "109377"
    assert not found.missing


def test_a_csv_in_letters_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list_7.csv"
    path.write_bytes(bytes(range(1, 256)) * 40)
    with pytest.raises(Unreadable, match="CSV UTF-8"):
        readers.read_files([path])
