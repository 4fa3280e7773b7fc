"""What a file really is, looked at before anything parses it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from goldenthread.intake.vocabulary import Unreadable

SHEET_LIMIT: Final = 200 * 1024 * 1024
"""Bytes of one sheet, unpacked."""
WHOLE_LIMIT: Final = 600 * 1024 * 1024
"""Bytes of a whole workbook, unpacked."""
RATIO_LIMIT: Final = 250
"""How many times larger than packed a sheet may be, once it is over 20 MB."""
_CHUNK: Final = 1024 * 1024
_FORMULA: Final = re.compile(
    rb"<c\b[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_SIGNS: Final = (
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"{\\rtf", "it is a text document"),
    (b"<!DOCTYPE html", "it is a web page"),
    (b"<html", "it is a web page"),
)


def guard(path: Path) -> str:
    """What the file is: "workbook" or "csv".

    Raises:
        Unreadable: it is something else, is damaged, has a macro, or would be too large.
    """
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(f"{path.name} is empty. Export the lists again.")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            f"We cannot read {path.name}: it is an old Excel file (.xls), or one with a password. "
            "Open it in Excel, save it as .xlsx without a password, and load that."
        )
    for sign, what in _SIGNS:
        if head.lstrip().startswith(sign):
            raise Unreadable(
                f"We cannot read {path.name}: {what} named {path.suffix or 'otherwise'}. Load the "
                "workbook that the case system exports."
            )
    if head.startswith(b"PK"):
        _guard_workbook(path)
        return "workbook"
    if b"\x00" in head:
        raise Unreadable(
            f"We cannot read {path.name}: it is neither a workbook nor a CSV. Load the workbook "
            "that the case system exports."
        )
    if size > SHEET_LIMIT:
        raise Unreadable(f"We cannot read {path.name}: it would be larger than 200 MB.")
    return "csv"


def _guard_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            names = {info.filename for info in book.infolist()}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable(
                    f"We cannot read {path.name}: it has a macro. Save it as .xlsx, which has none."
                )
            if "xl/workbook.xml" not in names:
                raise Unreadable(
                    f"We cannot read {path.name}: it is not an Excel workbook, though it is packed "
                    "like one."
                )
            _guard_sizes(path, book)
    except (zipfile.BadZipFile, EOFError, OSError) as trouble:
        raise Unreadable(
            f"We cannot read {path.name}: it stops half way, or is damaged. Export it again."
        ) from trouble


def _guard_sizes(path: Path, book: zipfile.ZipFile) -> None:
    """Sizes as the file says them, then as they are: a file may lie about itself."""
    infos = book.infolist()
    for info in infos:
        _not_too_large(path, info.filename, info.file_size, info.compress_size)
    if sum(info.file_size for info in infos) > WHOLE_LIMIT:
        raise Unreadable(f"We cannot read {path.name}: unpacked it would be larger than 600 MB.")
    without = 0
    for info in infos:
        if not info.filename.startswith("xl/worksheets/sheet"):
            continue
        seen, tail = 0, b""
        with book.open(info) as sheet:
            while chunk := sheet.read(_CHUNK):
                seen += len(chunk)
                _not_too_large(path, info.filename, seen, info.compress_size)
                if b"<f" in chunk or b"<f" in tail:
                    without += len(_FORMULA.findall(tail + chunk))
                tail = chunk[-512:]
    if without:
        raise Unreadable(
            f"We cannot read {path.name}: {without} cells hold a formula without its value. Open "
            "it in Excel, paste the lists as values, save, and load it again."
        )


def _not_too_large(path: Path, part: str, size: int, packed: int) -> None:
    if size > SHEET_LIMIT:
        raise Unreadable(
            f"We cannot read {path.name}: one sheet would be larger than 200 MB. Load the lists "
            "as CSV files, or ask for a shorter period."
        )
    if size > 20 * 1024 * 1024 and packed and size / packed > RATIO_LIMIT:
        raise Unreadable(
            f"We cannot read {path.name}: unpacked, {part.rsplit('/', 1)[-1]} is "
            f"{size // max(packed, 1)} times its size, as no real export is."
        )
