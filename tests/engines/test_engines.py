"""The same declarations give the same integers on other engines (issue 3 §1; decision 12)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import ibis
import polars as pl
import pytest
from ibis.backends import BaseBackend
from ibis.expr.types import Table

from goldenthread.demo.borough import make, writing
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Average
from goldenthread.performance.rules import period_of
from goldenthread.performance.tables import EVENTS, RECORDS
from goldenthread.performance.vocabulary import Answer
from tests.engines.folder import events_of
from tests.engines.spark import session

LAST = date(2026, 10, 31)
DAYS = (LAST, date(2026, 7, 31))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The events of eight loads of a small borough."""
    place = tmp_path_factory.mktemp("engines")
    borough = make(200, 8, 3, LAST)
    made = events_of(
        list(zip(borough.as_at(), writing(borough, place / "made"), strict=False)), place
    )
    for name, rows in TOLD.items():
        shape = EVENTS[name].schema().to_polars()
        pl.DataFrame(
            [{column: row.get(column) for column in shape} for row in rows], schema=shape
        ).write_parquet(made / f"{name}.parquet")
    for name, day in EARLIER.items():
        frame = pl.read_parquet(made / f"{name}.parquet")
        early = pl.when(pl.col("known_from") > frame["known_from"].min()).then("known_from")
        frame.with_columns(known_from=early.fill_null(day)).write_parquet(made / f"{name}.parquet")
    return made


EARLIER = {
    "need": date(2025, 1, 31),
    "protection_plan": date(2024, 1, 31),
    "care": date(2022, 12, 31),
}
"""The first load that has a list, so that there are years of them."""
_T1: Mapping[str, Any] = {
    "child": "T1", "team": "C4C", "birth": date(2014, 2, 28), "known_from": date(2026, 7, 31),
}  # fmt: skip
_T2: Mapping[str, Any] = {**_T1, "child": "T2", "team": "FSP", "birth": date(2009, 3, 31)}
TOLD: Mapping[str, list[dict[str, Any]]] = {
    "review": [
        {**_T1, "on": date(2026, 7, 1), "kind": "care", "took_part": "PN1"},
        {**_T1, "on": date(2026, 10, 1), "kind": "care", "took_part": "PN7"},
        {**_T2, "on": date(2026, 10, 1), "kind": "care"},
        {**_T2, "on": date(2026, 10, 2), "kind": "protection", "took_part": "PN5"},
    ],
    "factors": [
        {**_T1, "on": date(2026, 7, 1), "found": ";3A;11A;"},
        {**_T2, "on": date(2026, 10, 1), "found": ";13A;"},
        {**_T2, "on": date(2026, 10, 2), "found": ";21;"},
    ],
    "contact_outcome": [
        {**_T1, "on": date(2026, 7, 1), "source": "6", "early_help": "yes"},
        {**_T2, "on": date(2026, 7, 1), "source": "6", "early_help": "no"},
        {**_T2, "on": date(2026, 10, 1), "source": "6"},
    ],
    "distance": [
        {**_T1, "on": date(2026, 3, 31), "tenths": 201, "location": "out"},
        {**_T2, "on": date(2026, 3, 31), "tenths": 9999, "location": "out"},
    ],
    "year_in_care": [
        {**_T1, "on": date(2026, 3, 31), "immunised": "yes", "score": 12, "convicted": "no"},
        {**_T2, "on": date(2026, 3, 31), "immunised": "no", "score": 30, "convicted": "yes",
         "misuse": "yes"},
    ],
}  # fmt: skip
"""What doors tell one by one, which lists of Annex A do not."""


RECORDED: Mapping[str, list[dict[str, Any]]] = {
    "audit": [
        {"child": "A1", "team": "FSP", "known_from": date(2026, 6, 1), "due": date(2026, 7, 1),
         "submitted": date(2026, 6, 30), "moderated": date(2026, 7, 10), "first_rank": 3,
         "stands_rank": 1, "heard": True, "again_by": date(2026, 9, 30),
         "again": date(2026, 9, 1)},
        {"child": "A2", "team": "C4C", "known_from": date(2026, 6, 1), "due": date(2026, 9, 1),
         "submitted": date(2026, 9, 1), "moderated": date(2026, 9, 10), "first_rank": 3,
         "stands_rank": 3, "heard": False, "before_rank": 1},
    ],
    "action": [
        {"child": "A1", "team": "FSP", "known_from": date(2026, 7, 1), "due": date(2026, 8, 1),
         "reported": date(2026, 7, 30), "verified": date(2026, 8, 6)},
    ],
    "concern": [
        {"child": "A1", "team": "FSP", "known_from": date(2026, 7, 1), "raised": date(2026, 7, 1),
         "acknowledged_in_time": True},
    ],
}  # fmt: skip


def answers(backend: BaseBackend, *, whole: bool = True) -> dict[str, list[Answer]]:
    """Every indicator over each of its windows on two days, by team where it can be, and whole.

    Of what is averaged the medians are said too.
    """
    found: dict[str, list[Answer]] = {}
    for code, indicator in CATALOGUE.items():
        periods = [period_of(window, day) for window in indicator.every_window for day in DAYS]
        split = "team" if "team" in indicator.counts.columns else None
        found[code] = engine.answer(indicator, over=periods, events=backend, split=split)
        if split and whole:
            found[code] += engine.answer(indicator, over=periods, events=backend)
        if isinstance(indicator, Average):
            medians = engine.medians(indicator, over=periods, events=backend)
            found[code] += [
                Answer(code=code, unit=indicator.unit, period=period, median=median)
                for period, median in zip(periods, medians, strict=True)
            ]
    return found


def tables(folder: Path) -> Iterator[tuple[str, Table]]:
    """The same events and records, for another engine to hold."""
    for name, table in EVENTS.items():
        frame = pl.read_parquet(folder / f"{name}.parquet").select(table.columns)
        yield name, ibis.memtable(frame.to_arrow(), schema=table.schema())
    for name, table in RECORDS.items():
        schema = table.schema()
        rows = [{column: row.get(column) for column in schema} for row in RECORDED[name]]
        yield name, ibis.memtable(rows, schema=schema)


def same(found: list[Answer]) -> list[str]:
    """Answers to compare, in an order that no engine decides."""
    return sorted(repr(replace(one, mix=one.mix or {})) for one in found)


def differ(one: dict[str, list[Answer]], other: dict[str, list[Answer]]) -> list[str]:
    """The codes whose answers are not the same integers."""
    return [code for code in one if same(one[code]) != same(other[code])]


@pytest.fixture(scope="module")
def plainly(folder: Path) -> dict[str, list[Answer]]:
    """What DuckDB says: the engine of a council."""
    found = answers(engine.warehouse(folder, RECORDED))
    empty = [code for code, said in found.items() if not any(one.eligible for one in said)]
    assert len(empty) < 12, f"too few say anything: {empty}"
    assert not {"FD05", "FD06", "CN10", "CP05", "CL08", "CV13"} & {*empty}
    return found


def test_the_whole_is_what_its_teams_add_up_to(folder: Path) -> None:
    """So that both are asked for at once; a child who is counted once is in one team."""
    events = engine.warehouse(folder, RECORDED)
    for code, indicator in CATALOGUE.items():
        if "team" in indicator.counts.columns:
            over = [period_of(window, day) for window in indicator.every_window for day in DAYS]
            people = [100 + number for number in range(len(over))]
            whole = engine.answer(indicator, over=over, events=events, population=people)
            teams = engine.answer(indicator, over=over, events=events, split="team")
            added = engine.added_up(indicator, teams, over=over, population=people)
            assert added == whole, code


@pytest.mark.skipif(not os.environ.get("PG"), reason="the second part of `make test` has one")
def test_postgresql_gives_the_same_integers(plainly: dict[str, list[Answer]], folder: Path) -> None:
    postgres = ibis.postgres.connect(host=os.environ["PG"], user="postgres", database="postgres")
    for name, frame in tables(folder):
        postgres.create_table(name, frame, temp=True)
    found = answers(postgres)
    assert differ(plainly, found) == []
    altered = {**found, "CP01": [replace(one, met=one.met + 1) for one in found["CP01"]]}
    assert differ(plainly, altered) == ["CP01"], "a difference is seen"


@pytest.mark.spark
@pytest.mark.skipif(find_spec("pyspark") is None, reason="`make spark` has it, where Java is")
@pytest.mark.filterwarnings("default")
def test_spark_gives_the_same_integers(folder: Path) -> None:
    spark = ibis.pyspark.connect(session())
    for name, frame in tables(folder):
        spark.create_view(name, frame)
    found = answers(spark, whole=False)
    assert differ(answers(engine.warehouse(folder, RECORDED), whole=False), found) == []
