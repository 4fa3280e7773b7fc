"""Indicators tried on drawn tables: a drawing, a day, and what must come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
from ibis.expr.types import Table

from goldenthread.performance import engine
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import period_of
from goldenthread.performance.tables import TABLES
from goldenthread.performance.vocabulary import Answer, Window

LONG_AGO = date(1900, 1, 1)


def read(drawing: str, table: Table) -> list[dict[str, Any]]:
    """The rows of a drawing: a line of column names, a line of dashes, a line a row.

    An empty cell is a blank. Working-day numbers are worked out; a row is known from long ago
    and still stands, unless the drawing says otherwise.
    """
    lines = [line.strip() for line in drawing.strip().splitlines() if line.strip()]
    heads = [head.strip() for head in lines[0].split("|")]
    unknown = set(heads) - set(table.columns)
    assert not unknown, f"{table.get_name()} has no column {unknown}"
    rows = []
    for line in lines[1:]:
        if set(line) <= set("-+ "):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        assert len(cells) == len(heads), line
        row: dict[str, Any] = dict.fromkeys(table.columns)
        row["known_from"] = LONG_AGO
        for head, cell in zip(heads, cells, strict=True):
            row[head] = _value(cell, str(table[head].type()))
        for name in table.columns:
            if name.endswith("_wd") and row[name.removesuffix("_wd")] is not None:
                row[name] = engine.working_number(row[name.removesuffix("_wd")])
        rows.append(row)
    return rows


def _value(cell: str, kind: str) -> Any:
    if cell == "":
        return None
    if kind == "date":
        return date.fromisoformat(cell)
    if kind == "int64":
        return int(cell)
    if kind == "boolean":
        return cell == "yes"
    return cell


def asks(
    indicator: Indicator,
    drawn: Mapping[Table, str] | str,
    as_at: str,
    *,
    window: Window | None = None,
    population: int | None = None,
    split: str | None = None,
) -> Answer:
    """What the indicator says of drawn tables as at a day, over its first window unless said."""
    return answers(indicator, drawn, as_at, window=window, population=population, split=split)[0]


def answers(
    indicator: Indicator,
    drawn: Mapping[Table, str] | str,
    as_at: str,
    *,
    window: Window | None = None,
    population: int | None = None,
    split: str | None = None,
) -> list[Answer]:
    """As `asks`, with an answer a group when split."""
    given = drawn if isinstance(drawn, Mapping) else {indicator.counts: drawn}
    rows = {table.get_name(): read(drawing, table) for table, drawing in given.items()}
    events = ibis.duckdb.connect()
    for name, table in TABLES.items():
        events.create_table(name, ibis.memtable(rows.get(name, []), schema=table.schema()))
    period = period_of(window or indicator.windows[0], date.fromisoformat(as_at))
    return engine.answer(
        indicator, over=[period], events=events, split=split, population=population
    )


def says(answer: Answer) -> str:
    """The answer as a drawing puts it: `1 of 2`, and what is left out where anything is."""
    under = "" if answer.denominator is None else f" of {answer.denominator}"
    left = [
        f"{number} {word}"
        for number, word in (
            (answer.not_eligible, "not eligible"),
            (answer.incomplete, "incomplete"),
        )
        if number
    ]
    return f"{answer.numerator}{under}" + (f"; {', '.join(left)}" if left else "")
