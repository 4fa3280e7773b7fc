"""What a file really is, looked at before anything parses it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

from goldenthread.intake.vocabulary import Unreadable
from goldenthread.kernel.extent import Extent

SHEET_LIMIT: Final = 200 * 1024 * 1024
"""Bytes of one sheet, unpacked."""
WHOLE_LIMIT: Final = 600 * 1024 * 1024
"""Bytes of a whole workbook, unpacked."""
RATIO_LIMIT: Final = 250
"""How many times larger than packed a sheet may be, once it is over 20 MB."""
CSV_LIMIT: Final = 100 * 1024 * 1024
"""Bytes of a CSV file: read as text, it takes several times as much."""
_CHUNK: Final = 1024 * 1024
_FORMULA: Final = re.compile(
    rb"<c\b(?![^>]*\bt=\"str\")[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_SIGNS: Final = (
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"{\\rtf", "it is a text document"),
    (b"<!DOCTYPE html", "it is a web page"),
    (b"<html", "it is a web page"),
)


_LOOKED_AT: Final[dict[tuple[int, ...], str]] = {}
"""What a file was found to be when it was received, until it is read: the same file, unchanged."""
_REMEMBERED: Final = 64


def guard(path: Path) -> str:
    """What the file is: "workbook" or "csv".

    Raises:
        Unreadable: it is something else, is damaged, has a macro, or would be too large.
    """
    now = path.stat()
    same = (now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns)
    if (found := _LOOKED_AT.pop(same, None)) is None:
        found = _guard(path, now.st_size)
        if len(_LOOKED_AT) >= _REMEMBERED:
            _LOOKED_AT.clear()
        _LOOKED_AT[same] = found
    return found


def _guard(path: Path, size: int) -> str:
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
    if b"\x00" in head and head[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise Unreadable(
            f"We cannot read {path.name}: it is neither a workbook nor a CSV. Load the workbook "
            "that the case system exports."
        )
    if size > CSV_LIMIT:
        raise Unreadable(
            f"We cannot read {path.name}: it is larger than 100 MB. Ask for a shorter period."
        )
    return "csv"


def _guard_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            names = {info.filename for info in book.infolist()}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Unreadable(
                    f"We cannot read {path.name}: it has a macro. Save it as .xlsx, which has none."
                )
            if "xl/workbook.bin" in names:
                raise Unreadable(
                    f"We cannot read {path.name}: it is a binary workbook (.xlsb). Save it as "
                    ".xlsx, and load that."
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
        name = info.filename.lstrip("/")
        if not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        extent = Extent()
        seen, tail = 0, b""
        with book.open(info) as part:
            while chunk := part.read(_CHUNK):
                seen += len(chunk)
                _not_too_large(path, info.filename, seen, info.compress_size)
                if name.startswith("xl/worksheets/"):
                    both = tail + chunk
                    if b"<f" in both:
                        without += len(_FORMULA.findall(both))
                    extent.look(both)
                    tail = chunk[-512:]
        if extent.strays:
            raise Unreadable(
                f"We cannot read {path.name}: a sheet has a cell far away from its list, down to "
                f"row {extent.last:,}. Delete the rows below the list and the columns to the "
                "right of it, save, and load it again."
            )
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
