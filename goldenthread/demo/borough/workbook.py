"""Writes the borough as files: workbooks, the establishment and a README. Same world, same bytes."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, fields
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import xlsxwriter

from goldenthread.demo.borough import yearly
from goldenthread.demo.borough.columns import COLUMNS, TITLES
from goldenthread.demo.borough.making import Borough, Placed, make
from goldenthread.demo.borough.readme import readme
from goldenthread.demo.borough.view import Row

_EPOCH: Final = date(1899, 12, 30).toordinal()
_MADE: Final = datetime(2026, 1, 1)  # noqa: DTZ001 — the format has no zone
LARGE: Final = 100_000
"""Children times months from which on several processes write: each makes the borough first."""
HEADINGS: Final = (
    "service area", "clinic group", "team", "opened on", "closed on", "merged into",
    "person name", "e-mail", "role", "from", "to",
)  # fmt: skip


def write(borough: Borough, out: Path) -> list[Path]:
    """Write everything into a folder; the files in the order they were written."""
    return list(writing(borough, out))


def writing(borough: Borough, out: Path) -> Iterator[Path]:
    """Write file by file, giving each path when it is done."""
    out.mkdir(parents=True, exist_ok=True)
    months = [(as_at, out / f"annex-a-{as_at:%Y-%m-%d}.xlsx") for as_at in borough.as_at()]
    hands = min(len(months), os.cpu_count() or 1)
    if borough.children * borough.months < LARGE or hands == 1:
        for as_at, path in months:
            workbook(path, borough.lists(as_at))
            yield path
    else:
        given = (borough.children, borough.months, borough.seed, borough.end)
        with ProcessPoolExecutor(
            hands, mp_context=get_context("spawn"), initializer=_remake, initargs=given
        ) as pool:
            yield from pool.map(_month, *zip(*months, strict=True))
    for as_at in yearly.years(borough):
        folder = out / f"ssda903-{as_at.year}"
        folder.mkdir(exist_ok=True)
        for name, rows in yearly.year(borough, as_at).items():
            yield _csv(folder / f"{name}.csv", yearly.HEADS[name], rows)
    assert len(fields(Placed)) == len(HEADINGS)
    yield _csv(
        out / "establishment.csv", HEADINGS, (astuple(one) for one in borough.establishment())
    )
    path = out / "README.md"
    path.write_text(readme(borough), encoding="utf-8")
    yield path


_MADE_AGAIN: list[Borough] = []
"""The borough as a process of its own has made it: the same arguments make the same one."""


def _remake(children: int, months: int, seed: int, end: date) -> None:
    _MADE_AGAIN[:] = [make(children, months, seed, end)]


def _month(as_at: date, path: Path) -> Path:
    workbook(path, _MADE_AGAIN[0].lists(as_at))
    return path


def _csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)
    return path


def workbook(path: Path, lists: dict[str, list[Row]]) -> None:
    """One workbook: a sheet a list, its title in the first row, its headings in the second."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "Annex A of Thornley, a fictional borough", "created": _MADE})
    dates = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    for name, title in TITLES.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, len(COLUMNS[name]) - 1, 18)
        sheet.write_string(0, 0, f"{name}: {title}" if name.startswith("List") else title, bold)
        for column, heading in enumerate(COLUMNS[name]):
            sheet.write_string(1, column, heading, bold)
        text, number = sheet.write_string, sheet.write_number
        for at, row in enumerate(lists[name], 2):
            for column, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, str):
                    text(at, column, value)
                elif isinstance(value, int):
                    number(at, column, value)
                else:
                    number(at, column, value.toordinal() - _EPOCH, dates)
    book.close()
