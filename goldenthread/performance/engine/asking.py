"""The one place that asks the events: DuckDB on the Parquet files of a council's loads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import add, itemgetter
from pathlib import Path
from typing import Any, Final

import ibis
import pyarrow as pa
from ibis.backends import BaseBackend
from ibis.backends.duckdb import Backend as DuckDB
from ibis.common.deferred import Deferred
from ibis.expr.types import Table

from goldenthread.performance.engine.periods import asked_rows
from goldenthread.performance.indicators.lines import HardLine
from goldenthread.performance.measure import (
    Average,
    During,
    Indicator,
    Mix,
    Rate,
    by_period,
    middle,
    span_of,
    spread,
    things,
    within,
)
from goldenthread.performance.tables import ASKED, EVENTS, RECORDS
from goldenthread.performance.vocabulary import Answer, Period

_COUNTS: Final = ("met", "eligible", "not_eligible", "incomplete", "total")
_WITH_TEAM: Final = partial(things, team=True)
_PREPARED: Final[dict[tuple[object, ...], tuple[tuple[object, ...], str, pa.Schema]]] = {}
"""(A question, identities of what it is about) → these, held so that they stay their own; DuckDB's
words, which take longer to make than events to ask; and the columns of the answer."""


def warehouse(folder: Path, records: Mapping[str, Sequence[Mapping[str, Any]]]) -> BaseBackend:
    """A connection to the events in a folder, one view a table, and to what we recorded."""
    found = ibis.duckdb.connect()
    for name in EVENTS:
        path = str(folder / f"{name}.parquet").replace("'", "''")
        found.raw_sql(f"CREATE VIEW \"{name}\" AS SELECT * FROM read_parquet('{path}')")  # noqa: S608
    for name, table in RECORDS.items():
        rows = pa.Table.from_pylist(list(records.get(name, ())), table.schema().to_pyarrow())
        found.con.register("recorded", rows)
        found.raw_sql(f'CREATE TABLE "{name}" AS SELECT * FROM recorded')  # noqa: S608
    found.con.unregister("recorded")
    return found


def sql(indicator: Indicator) -> str:
    """The question as it is put to the events, in DuckDB's words; `asked` are the periods."""
    return str(ibis.to_sql(by_period(indicator, ASKED), dialect="duckdb"))


def answer(
    indicator: Indicator,
    *,
    over: Sequence[Period],
    events: BaseBackend,
    split: Deferred | str | None = None,
    known: Sequence[date] | None = None,
    judged: date | None = None,
    population: Sequence[int | None] = (),
) -> list[Answer]:
    """What the indicator says of each period, in order; of each group of each, when split.

    `known` and `population` have one for each period, where they are given. What followed is
    judged on the last day of each, unless a later day is given (`judged`).
    A period in which nothing is found is an answer with noughts, which is no figure.
    """
    told = _put(by_period, (indicator, split), asked_rows(over, known, judged), events)
    keys = zip(
        told["period"].to_pylist(),
        [None if split is None else one or "" for one in told["group"].to_pylist()],
        strict=True,
    )
    found: _Found = {}
    by = told["_by"].to_pylist() if isinstance(indicator, Mix) else [None] * told.num_rows
    counts = zip(*(told[name].to_pylist() for name in _COUNTS), strict=True)
    for key, numbers, part in zip(keys, counts, by, strict=True):
        _add(found, key, numbers, {} if part is None else {part: numbers[0]})
    return _said(indicator, over, found, whole=split is None, population=population)


def added_up(
    indicator: Indicator,
    groups: Sequence[Answer],
    *,
    over: Sequence[Period],
    population: Sequence[int | None] = (),
) -> list[Answer]:
    """The answers of the whole from those of its groups, whatever they were split by.

    What is counted once is in one group (`measure.things`), so nothing is counted twice.
    """
    numbers = {period: number for number, period in enumerate(over)}
    found: _Found = {}
    for one in groups:
        counts = (one.met, one.eligible, one.not_eligible, one.incomplete, one.total)
        _add(found, (numbers[one.period], None), counts, one.mix or {})
    return _said(indicator, over, found, whole=True, population=population)


_Found = dict[tuple[int, str | None], tuple[list[int], dict[str, int]]]
"""(number of the period, group) → its counts, and how it divides."""


def _add(
    found: _Found, key: tuple[int, str | None], counts: Sequence[int], mix: Mapping[str, int]
) -> None:
    there = found.get(key)
    if there is None:
        found[key] = (list(counts), dict(mix))
        return
    there[0][:] = map(add, there[0], counts)
    for name, number in mix.items():
        there[1][name] = there[1].get(name, 0) + number


def _said(
    indicator: Indicator,
    over: Sequence[Period],
    found: _Found,
    *,
    whole: bool,
    population: Sequence[int | None],
) -> list[Answer]:
    """The answers by period and group; of the whole one a period, of nobody where none is told."""
    if whole:
        for number in range(len(over)):
            found.setdefault((number, None), ([0] * len(_COUNTS), {}))
    people = population if isinstance(indicator, Rate) and whole else ()
    mixed, told = isinstance(indicator, Mix), indicator.told
    return [
        Answer(
            code=indicator.code,
            unit=indicator.unit,
            period=over[number],
            group=group,
            population=people[number] if people and (any(counts[:4]) or not told) else None,
            mix=mix if mixed else None,
            met=counts[0],
            eligible=counts[1],
            not_eligible=counts[2],
            incomplete=counts[3],
            total=counts[4],
        )
        for (number, group), (counts, mix) in sorted(
            found.items(), key=lambda item: (item[0][0], item[0][1] or "")
        )
    ]


def _put(
    question: Callable[..., Table],
    about: tuple[object, ...],
    asked_of: pa.Table,
    events: BaseBackend,
) -> pa.Table:
    """Put a question: to DuckDB in words that were made once, to other engines by Ibis."""
    if not isinstance(events, DuckDB):
        first, *more = about
        memory = ibis.memtable(asked_of, schema=ASKED.schema())
        return events.to_pyarrow(question(first, memory, *more))
    words, shape = _prepared(question, about)
    (cursor := events.con.cursor()).register("asked", asked_of)
    return cursor.sql(words).to_arrow_table().cast(shape)  # a sum is wider in DuckDB than we say


def _prepared(question: Callable[..., Table], about: tuple[object, ...]) -> tuple[str, pa.Schema]:
    """A question in DuckDB's words, and the columns of its answer."""
    key = (question, *(one if isinstance(one, str) else id(one) for one in about))
    if key not in _PREPARED:
        first, *more = about
        asks = question(first, ASKED, *more)
        _PREPARED[key] = about, str(ibis.to_sql(asks, dialect="duckdb")), asks.schema().to_pyarrow()
    _, words, shape = _PREPARED[key]
    return words, shape


def prepare(figures: Iterable[tuple[Indicator, str | None]], lines: Iterable[HardLine]) -> None:
    """Make the words of these questions, so that who asks them first does not wait for them."""
    for indicator, split in figures:
        _prepared(by_period, (indicator, split))
    for line in lines:
        _prepared(_waits, (line,))


def rows(
    indicator: Indicator, *, period: Period, events: BaseBackend, known: date | None = None,
    split: Deferred | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Each thing behind the figure: `child` (or what is counted once), `team`, `side`, its `group`
    and `value`, the day it began (`begun`) and the day that places it in the period (`on`).

    The sides are met, not_met, not_eligible and incomplete. A child who counts twice is there
    twice; of a worker counted once, `child` is the worker's name. The group is that of `split`.
    """
    found = _put(
        _WITH_TEAM, (indicator, split), asked_rows([period], [known] if known else None), events
    )
    who = indicator.each or "child"
    on = indicator.placed.on if isinstance(indicator.placed, During) else ""
    return [
        {
            "child": row[who] or "",
            "team": row.get("team") or "",
            "side": side(row["_eligible"], row["_met"]),
            "group": row["group"] or "",
            "value": row["_value"] or 0,
            "begun": row.get("start"),
            "on": row.get(on),
        }
        for row in found.to_pylist()
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


def medians(
    indicator: Average, *, over: Sequence[Period], events: BaseBackend,
    known: Sequence[date] | None = None,
) -> list[Decimal | None]:  # fmt: skip
    """The median of what is averaged in each period; none where there is nothing."""
    found: list[Decimal | None] = [None] * len(over)
    told = _put(spread, (indicator,), asked_rows(over, known), events)
    counts = zip(*(told[name].to_pylist() for name in ("period", "_value", "things")), strict=True)
    for number, rows in groupby(counts, key=itemgetter(0)):
        found[number] = middle([(value, things) for _, value, things in rows])
    return found


def ends(
    indicator: Indicator, *, over: Sequence[Period], events: BaseBackend, known: Sequence[date]
) -> list[tuple[date, date] | None]:
    """The first and the last day of what happened in each period; none where nothing did."""
    found: list[tuple[date, date] | None] = [None] * len(over)
    for row in _put(span_of, (indicator,), asked_rows(over, known), events).to_pylist():
        found[row["period"]] = row["first"], row["last"]
    return found


def waiting(
    line: HardLine,
    *,
    over: Sequence[Period],
    events: BaseBackend,
    known: Sequence[date] | None = None,
) -> list[list[dict[str, Any]]]:
    """Whatever waits under a hard line in each period: `child`, `team` and since which day."""
    found: list[list[dict[str, Any]]] = [[] for _ in over]
    for row in _put(_waits, (line,), asked_rows(over, known), events).to_pylist():
        found[row["period"]].append(
            {"child": row["child"] or "", "team": row["team"] or "", "since": row["_since"]}
        )
    return found


def _waits(line: HardLine, asked: Table) -> Table:
    rows = within(line.counts, line.placed, asked)
    rows = rows.filter(line.waits).mutate(_since=line.since).filter(ibis._._since.notnull())
    return rows.select("period", "child", "team", "_since")
