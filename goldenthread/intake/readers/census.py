"""The census of children in need: one XML file into tables, each row by its line in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from goldenthread.intake.lists import List
from goldenthread.intake.readers.columns import read_sheet
from goldenthread.intake.readers.files import Read
from goldenthread.intake.vocabulary import Source, Unreadable

LIMIT: Final = 200 * 1024 * 1024
"""Bytes of one file."""
WHO: Final = "LAchildID"
_HEAD: Final = ("Collection", "Year", "ReferenceDate")
_SAME: Final = {"GenderCurrent": "Sex"}
"""Elements of earlier years that mean the same."""


@dataclass(kw_only=True)
class Census:
    """What was read of a census."""

    head: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    """table → (line, element → text)."""


class _Reader(ContentHandler):
    """Goes through the file once. A row opens with its element and closes with it."""

    def __init__(self, tables: Mapping[str, frozenset[str]]) -> None:
        super().__init__()
        self._tables = tables
        self._open: list[tuple[str, int, dict[str, str]]] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._waiting: list[dict[str, str]] = []
        self.found = Census(rows={name: [] for name in tables})

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self._path.append(name)
        self._text = []
        if len(self._path) == 1 and name != "Message":
            raise Unreadable(f"This is no census: it begins with “{name}”, and not with “Message”.")
        if name in self._tables:
            line: int = self._locator.getLineNumber()  # type: ignore[attr-defined]
            self._open.append((name, line, {}))

    def characters(self, content: str) -> None:
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        self._path.pop()
        text = "".join(self._text).strip()
        self._text = []
        if name in _HEAD and "Header" in self._path:
            self.found.head[name] = text
        if self._open and name == self._open[-1][0]:
            table, line, row = self._open.pop()
            self._close(table, line, row)
        else:
            self._say(_SAME.get(name, name), text)

    def _say(self, name: str, text: str) -> None:
        """Put a text in the innermost open row that has such a column; several in one."""
        if name == "Disability":
            name = "Disabilities"
        for table, _, row in reversed(self._open):
            if name in self._tables[table] and text:
                row[name] = f"{row[name]} {text}" if name in row else text
                return

    def _close(self, table: str, line: int, row: dict[str, str]) -> None:
        """Keep a row; those inside a child wait for its end, to be told whose they are."""
        if table != "Child":
            self._waiting.append(row)
        else:
            for one in self._waiting:
                one[WHO] = row.get(WHO, "")
            self._waiting.clear()
        self.found.rows[table].append((line, row))


def read_census(path: Path, tables: Mapping[int, List]) -> tuple[Read, date]:
    """The tables of a census, and its reference date.

    Raises:
        Unreadable: it is no XML, no census, asks for entities, or its date is not 31 March.
    """
    if path.stat().st_size > LIMIT:
        raise Unreadable(f"We cannot read {path.name}: it is larger than 200 MB.")
    reader = _Reader({
        table.title: frozenset(column.header for column in table.columns)
        for table in tables.values()
    })  # fmt: skip
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(reader)
    try:
        with path.open("rb") as file:
            parser.parse(file)
    except DefusedXmlException as trouble:
        raise Unreadable(
            f"We cannot read {path.name}: it declares entities or a document type, as no census "
            "does."
        ) from trouble
    except SAXException as trouble:
        raise Unreadable(
            f"We cannot read {path.name}: it is not whole XML ({trouble.getMessage()}, line "
            f"{getattr(trouble, 'getLineNumber', int)()}). Export it again."
        ) from trouble
    found = reader.found
    as_at = _day(path, found.head)
    read = Read(source=Source.CIN_CENSUS)
    for number, table in tables.items():
        rows = found.rows[table.title]
        heads = [column.header for column in table.columns]
        cells = [heads, *([row.get(head, "") for head in heads] for _, row in rows)]
        sheet = read_sheet(table.title, cells, table=table, lines=[line for line, _ in rows])
        if sheet is not None:
            read.sheets[number] = sheet
    if not found.rows["Child"]:
        raise Unreadable(f"There is no child in {path.name}.")
    return read, as_at


def _day(path: Path, head: Mapping[str, str]) -> date:
    """The reference date, which is the last day of March."""
    if head.get("Collection") != "CIN":
        raise Unreadable(
            f"{path.name} is of the collection “{head.get('Collection', '')}”, and not of the "
            "census of children in need (CIN)."
        )
    said = head.get("ReferenceDate", "")
    try:
        found = date.fromisoformat(said)
    except ValueError:
        found = date.min
    if (found.month, found.day) != (3, 31):
        raise Unreadable(
            f"The reference date of {path.name} is “{said}”, and must be the last day of March. "
            "Correct its header."
        )
    return found
