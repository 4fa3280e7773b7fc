"""The one place that asks the events: DuckDB on the Parquet files of a council's loads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import ibis
from ibis.backends import BaseBackend
from ibis.common.deferred import Deferred
from ibis.expr.types import Table

from goldenthread.kernel.working_days import Calendar
from goldenthread.performance.indicators.lines import HardLine
from goldenthread.performance.measure import (
    Average,
    Indicator,
    Mix,
    Rate,
    by_period,
    things,
    within,
)
from goldenthread.performance.tables import EVENTS, RECORDS
from goldenthread.performance.vocabulary import Answer, Period

_CALENDAR: Final = Calendar()
_ASKED: Final = ibis.table(
    {"period": "int64", "first": "date", "as_at": "date", "known": "date", "as_at_wd": "int64"},
    name="asked",
)
_BEFORE: Final = date(1899, 12, 31)
"""The day before the first that is numbered, so that Monday 1 January 1900 is 1."""


def warehouse(folder: Path, records: Mapping[str, Sequence[Mapping[str, Any]]]) -> BaseBackend:
    """A connection to the events in a folder, one view a table, and to what we recorded."""
    found = ibis.duckdb.connect()
    for name in EVENTS:
        path = str(folder / f"{name}.parquet").replace("'", "''")
        found.raw_sql(f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
    for name, table in RECORDS.items():
        schema = table.schema()
        rows = [{column: row.get(column) for column in schema} for row in records.get(name, ())]
        found.create_table(name, schema=schema)
        if rows:
            found.insert(name, ibis.memtable(rows, schema=schema))
    return found


def asked(periods: Sequence[Period], known: Sequence[date] | None = None) -> Table:
    """The periods as a table: see `measure.by_period`. Known by their last day, unless said."""
    knew = known or [period.last for period in periods]
    return ibis.memtable(
        [
            {
                "period": number,
                "first": period.first,
                "as_at": period.last,
                "known": day,
                "as_at_wd": working_number(period.last),
            }
            for number, (period, day) in enumerate(zip(periods, knew, strict=True))
        ],
        schema=_ASKED.schema(),
    )


def sql(indicator: Indicator) -> str:
    """The question as it is put to the events, in DuckDB's words; `asked` are the periods."""
    return str(ibis.to_sql(by_period(indicator, _ASKED), dialect="duckdb"))


def working_number(day: date) -> int:
    """The running number of working days up to and including the day, as the events have it."""
    return _CALENDAR.between(_BEFORE, day)


def answer(
    indicator: Indicator,
    *,
    over: Sequence[Period],
    events: BaseBackend,
    split: str | None = None,
    known: Sequence[date] | None = None,
    population: Sequence[int | None] = (),
) -> list[Answer]:
    """What the indicator says of each period, in order; of each group of each, when split.

    `known` and `population` have one for each period, where they are given.
    A period in which nothing is found is an answer with noughts, which is no figure.
    """
    rows = events.to_pyarrow(by_period(indicator, asked(over, known), split)).to_pylist()
    found: dict[tuple[int, str | None], dict[str, Any]] = {}
    mixed = isinstance(indicator, Mix)
    for row in rows:
        key = (row["period"], row["group"] if split is None else row["group"] or "")
        one = found.setdefault(key, {"mix": {}} if mixed else {})
        for name in ("met", "eligible", "not_eligible", "incomplete", "total"):
            one[name] = one.get(name, 0) + row[name]
        if mixed and row["_by"] is not None:
            one["mix"][row["_by"]] = row["met"]
    if split is None:
        for number in range(len(over)):
            found.setdefault((number, None), {"mix": {}} if mixed else {})
    whole = population if isinstance(indicator, Rate) and split is None else ()
    return [
        Answer(
            code=indicator.code,
            unit=indicator.unit,
            period=over[number],
            group=group,
            population=whole[number] if whole else None,
            **said,
        )
        for (number, group), said in sorted(
            found.items(), key=lambda item: (item[0][0], item[0][1] or "")
        )
    ]


def rows(
    indicator: Indicator,
    *,
    period: Period,
    events: BaseBackend,
    known: date | None = None,
    split: Deferred | None = None,
) -> list[dict[str, Any]]:
    """Each thing behind the figure: `child` (or what is counted once), `team`, `side`, and its
    `group` and `value`.

    The sides are met, not_met, not_eligible and incomplete. A child who counts twice is there
    twice; of a worker counted once, `child` is the worker's name. The group is that of `split`.
    """
    found = things(indicator, asked([period], [known] if known else None), split, team=True)
    who = indicator.each or "child"
    return [
        {
            "child": row[who] or "",
            "team": row.get("team") or "",
            "side": side(row["_eligible"], row["_met"]),
            "group": row["group"] or "",
            "value": row["_value"] or 0,
        }
        for row in events.to_pyarrow(found).to_pylist()
    ]


def children(
    indicator: Indicator, *, period: Period, events: BaseBackend, known: date | None = None
) -> dict[str, list[str]]:
    """The references on each side of the figure: met, not_met, not_eligible, incomplete."""
    found: dict[str, list[str]] = {"met": [], "not_met": [], "not_eligible": [], "incomplete": []}
    for row in rows(indicator, period=period, events=events, known=known):
        found[row["side"]].append(row["child"])
    return {side: sorted(names) for side, names in found.items()}


def side(eligible: bool | None, met: bool | None) -> str:
    """On which side of a figure a thing is: blank is incomplete (conventions, "Blanks")."""
    if eligible is None or (eligible and met is None):
        return "incomplete"
    if not eligible:
        return "not_eligible"
    return "met" if met else "not_met"


def values(
    indicator: Average,
    *,
    over: Sequence[Period],
    events: BaseBackend,
    known: Sequence[date] | None = None,
) -> list[list[int]]:
    """What is averaged in each period, one by one, smallest first: for the median."""
    found: list[list[int]] = [[] for _ in over]
    for row in events.to_pyarrow(things(indicator, asked(over, known))).to_pylist():
        if row["_eligible"] and row["_met"]:
            found[row["period"]].append(row["_value"])
    return [sorted(numbers) for numbers in found]


def waiting(
    line: HardLine,
    *,
    over: Sequence[Period],
    events: BaseBackend,
    known: Sequence[date] | None = None,
) -> list[list[dict[str, Any]]]:
    """Whatever waits under a hard line in each period: `child`, `team` and since which day."""
    rows = within(line.counts, line.placed, asked(over, known))
    rows = rows.filter(line.waits).mutate(_since=line.since).filter(ibis._._since.notnull())
    found: list[list[dict[str, Any]]] = [[] for _ in over]
    for row in events.to_pyarrow(rows.select("period", "child", "team", "_since")).to_pylist():
        found[row["period"]].append(
            {"child": row["child"] or "", "team": row["team"] or "", "since": row["_since"]}
        )
    return found
