"""Indicators tried on drawn tables: a drawing, a day, and what must come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from typing import Any

import ibis
import pyarrow as pa
from ibis.backends import BaseBackend
from ibis.expr.operations import UnboundTable
from ibis.expr.types import Table

from goldenthread.performance import engine
from goldenthread.performance.measure import Indicator, placed
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
    known: str | None = None,
) -> Answer:
    """What the indicator says of drawn tables as at a day, over its first window unless said.

    As it was known on that day, unless another is said.
    """
    return answers(
        indicator, drawn, as_at, window=window, population=population, split=split, known=known
    )[0]


def answers(
    indicator: Indicator,
    drawn: Mapping[Table, str] | str,
    as_at: str,
    *,
    window: Window | None = None,
    population: int | None = None,
    split: str | None = None,
    known: str | None = None,
    judged: str | None = None,
) -> list[Answer]:
    """As `asks`, with an answer a group when split."""
    given = drawn if isinstance(drawn, Mapping) else {indicator.counts: drawn}
    period = period_of(window or indicator.windows[0], date.fromisoformat(as_at))
    with _holding(_read(given)) as events:
        return engine.answer(
            indicator,
            over=[period],
            events=events,
            split=split,
            known=[date.fromisoformat(known)] if known else None,
            judged=date.fromisoformat(judged) if judged else None,
            population=[population],
        )


@cache
def _empty() -> BaseBackend:
    """Every table of events with nothing in it: made once, since making them takes longest."""
    events = ibis.duckdb.connect()
    for name, table in TABLES.items():
        events.create_table(name, schema=table.schema())
    return events


def _read(given: Mapping[Table, str]) -> dict[str, list[dict[str, Any]]]:
    return {table.get_name(): read(drawing, table) for table, drawing in given.items()}


@contextmanager
def drawn_events(given: Mapping[Table, str]) -> Iterator[BaseBackend]:
    """The events of drawn tables, to ask anything of."""
    with _holding(_read(given)) as events:
        yield events


@contextmanager
def events_of(given: Mapping[str, list[dict[str, Any]]]) -> Iterator[BaseBackend]:
    """The events of rows given column by column; each row is a child of its own."""
    made = {
        name: [
            {
                **dict.fromkeys(TABLES[name].columns),
                "known_from": LONG_AGO,
                "child": f"C{number}",
                **row,
            }
            for number, row in enumerate(rows)
        ]
        for name, rows in given.items()
    }
    with _holding(made) as events:
        yield events


@contextmanager
def _holding(given: Mapping[str, list[dict[str, Any]]]) -> Iterator[BaseBackend]:
    """The tables with these rows in them, and nothing in them afterwards."""
    events = _empty()
    try:
        for name, rows in given.items():
            schema = TABLES[name].schema().to_pyarrow()
            events.con.register("drawn", pa.Table.from_pylist(rows, schema=schema))  # type: ignore[attr-defined]
            events.raw_sql(f'INSERT INTO "{name}" SELECT * FROM drawn')
        yield events
    finally:
        for name in given:
            events.raw_sql(f'DELETE FROM "{name}"')


def said(
    indicator: Indicator,
    drawn: Mapping[Table, str] | str,
    as_at: str = "2026-03-31",
    window: Window | None = None,
) -> str:
    """As `asks`, as a drawing puts it; as at the end of March 2026 unless said."""
    return says(asks(indicator, drawn, as_at, window=window))


def sides(
    indicator: Indicator, drawn: Mapping[Table, str] | str, as_at: str = "2026-03-31"
) -> dict[str, list[str]]:
    """The children on each side of the figure, over its first window."""
    given = drawn if isinstance(drawn, Mapping) else {indicator.counts: drawn}
    period = period_of(indicator.windows[0], date.fromisoformat(as_at))
    with _holding(_read(given)) as events:
        return engine.children(indicator, period=period, events=events)


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


def found(
    indicator: Indicator, rows: Mapping[str, Mapping[str, Any]], as_at: date
) -> set[str | None]:
    """Which of these rows (their child → what is said of it) belong to the first window."""
    (base,) = indicator.counts.op().find(UnboundTable)
    table = TABLES[base.name]
    made = [
        {**dict.fromkeys(table.columns), "known_from": LONG_AGO, "child": child, **row}
        for child, row in rows.items()
    ]
    asked = engine.asked([period_of(indicator.windows[0], as_at)])
    with _holding({base.name: made}) as events:
        there = events.to_pyarrow(placed(indicator, asked).select("child"))
    return set(there["child"].to_pylist())
