"""The catalogue by team and month: events made, figures worked out and stored; ten by hand too."""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.bench import boroughs
from scripts.bench.setting import apart, begin_empty, peak, say

CHILDREN = int(os.environ.get("CHILDREN") or 3_000)
MONTHS = int(os.environ.get("MONTHS") or 36)


def catalogue(children: int, months: int, of: int) -> dict[str, Any]:
    """In a process of its own: events and readings of the last months of a borough's lists."""
    from django.utils import timezone

    from goldenthread.intake import queries as intake
    from goldenthread.people.models import Person
    from goldenthread.performance import operations
    from goldenthread.performance.models import Reading
    from goldenthread.performance.operations import readings as working

    begin_empty()
    boroughs.load(boroughs.lists_of(children, of), months)
    started = time.perf_counter()
    folder = intake.events_of(intake.kept())
    made, after = time.perf_counter() - started, peak()
    storing: list[float] = []
    create = Reading.objects.bulk_create
    working.Reading.objects.bulk_create = lambda rows, **how: _clocked(create, rows, how, storing)
    started = time.perf_counter()
    operations.take_readings(by=Person.objects.get(), at=timezone.now())
    took = time.perf_counter() - started
    return {
        "events": made, "events_mb": after, "figures": took - sum(storing),
        "storing": sum(storing), "mb": peak(), "readings": Reading.objects.count(),
        "teams": Reading.objects.exclude(group="").values("group").distinct().count(),
        "folder": str(folder),
    }  # fmt: skip


def _clocked(create: Any, rows: Any, how: Any, storing: list[float]) -> None:
    started = time.perf_counter()
    create(rows, **how)
    storing.append(time.perf_counter() - started)


def ten(folder: str, months: int) -> dict[str, Any]:
    """In a process of its own: each indicator of the catalogue timed, and ten three ways."""
    import duckdb

    from goldenthread.performance import engine
    from goldenthread.performance.indicators import CATALOGUE
    from goldenthread.performance.rules import month_ends, period_of
    from goldenthread.performance.vocabulary import Window
    from scripts.bench import byhand

    place = Path(folder)
    events = engine.warehouse(place, {})
    first, *_ = days = month_ends(boroughs.LAST, months)
    engine.answer(CATALOGUE["EH01"], over=[period_of(Window.MONTH, first)], events=events)  # wakes
    con = duckdb.connect()
    every = {}
    found = {}
    for code, indicator in CATALOGUE.items():
        over = [period_of(window, day) for day in days for window in indicator.every_window]
        split = "team" if "team" in indicator.counts.columns else None

        def ours(one=indicator, over=over, split=split) -> byhand.Counts:  # type: ignore[no-untyped-def]
            said = engine.answer(one, over=over, events=events, split=split)
            whole = engine.added_up(one, said, over=over) if split else said
            numbers = {period: number for number, period in enumerate(over)}
            return {
                (numbers[a.period], a.group): [
                    a.met, a.eligible, a.not_eligible, a.incomplete, a.mix or {}
                ]
                for a in (*whole, *(said if split else ()))
            }  # fmt: skip

        once, said = _took(ours)
        every[code], _ = _took(ours)
        if code not in byhand.SQL:
            continue
        table = engine.asked_rows(over, None)
        took = {"first": once, "ours": every[code]}
        by_hand = [
            _took(lambda c=code, t=table: byhand.figures(c, place, t, con)) for _ in range(2)
        ]
        took["sql"] = min(seconds for seconds, _ in by_hand)
        took["ours"] = min(took["ours"], _took(ours)[0])
        _same(code, "SQL by hand", said, by_hand[0][1])
        if importlib.util.find_spec("pandas"):
            from scripts.bench import bypandas

            took["pandas"], rows = _took(
                lambda c=code, t=table: bypandas.figures(c, place, t)  # type: ignore[misc]
            )
            _same(code, "pandas", said, rows)
        found[code] = took
    heaviest = sorted(every, key=lambda code: -every[code])[:10]
    return {"every": sum(every.values()), "ten": found, "heaviest": heaviest,
            "titles": {code: CATALOGUE[code].title for code in {*found, *heaviest}}}  # fmt: skip


def _took(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    found = work()
    return time.perf_counter() - started, found


def _same(code: str, how: str, ours: Any, theirs: Any) -> None:
    """The same integers, or the bench ends."""
    if ours != theirs:
        apart_ = {key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key)}
        one = min(apart_, key=str)
        raise SystemExit(
            f"{code}: {how} gives other integers for {len(apart_)} of {len(ours)} figures: "
            f"{one}: {ours.get(one)} here, {theirs.get(one)} there"
        )


def bench_figures() -> None:
    """Time and memory as children and months grow; then the ten heaviest three ways."""
    boroughs.lists_of(CHILDREN, MONTHS)
    few = max(CHILDREN // 10, 300)
    boroughs.lists_of(few, MONTHS)
    say(f"## Figures: the whole catalogue, every team, {MONTHS} months\n")
    say("From the lists kept as Parquet to stored readings. Each line is a process of its own;")
    say("memory is the most it held. The first and the last line differ in children, the last two")
    say("in months.\n")
    say("| Children | Months | Teams | Readings | Events made | Figures | Stored | Most memory |")
    say("|---|---|---|---|---|---|---|---|")
    for children, months in ((few, MONTHS), (CHILDREN, MONTHS // 3), (CHILDREN, MONTHS)):
        found = apart("catalogue", children, months, MONTHS)
        say(
            f"| {children:,} | {months} | {found['teams']} | {found['readings']:,} "
            f"| {found['events']:.1f} s, {found['events_mb']:,} MB | {found['figures']:.1f} s "
            f"| {found['storing']:.1f} s | {found['mb']:,} MB |"
        )
    say()
    _three_ways(apart("ten", found["folder"], MONTHS))


def _three_ways(found: dict[str, Any]) -> None:
    say(f"## Ten heavy indicators three ways, {CHILDREN:,} children, {MONTHS} months\n")
    say("Each from Parquet to the figures of every team and the whole, over every window. The")
    say("integers of the three are compared, and a difference ends the bench. “First” has the")
    say("making of the question, which a process does once for each; the ratios are without it.\n")
    say("| Indicator | First | Ours | SQL by hand | Ours to SQL | pandas | pandas to ours |")
    say("|---|---|---|---|---|---|---|")
    whole: dict[str, float] = {}
    rows = sorted(found["ten"].items(), key=lambda item: -item[1]["ours"])
    for code, took in rows:
        _line(f"{code} {found['titles'][code]}", took)
        for name, seconds in took.items():
            whole[name] = whole.get(name, 0) + seconds
    _line("All ten", whole)
    say()
    ratio = whole["ours"] / whole["sql"]
    under = "under" if ratio < 1.5 else "NOT under"
    say(f"Ours takes {ratio:.2f} times the SQL by hand: {under} 1.5; with the making of the")
    say(f"questions {whole['first'] / whole['sql']:.2f} times. The heaviest by time here are")
    say(f"{', '.join(found['heaviest'])}; the whole catalogue takes {found['every']:.1f} s.\n")
    if "pandas" not in whole:
        say("pandas is not here: not compared.\n")


def _line(name: str, took: dict[str, float]) -> None:
    beside = took.get("pandas")
    pandas = f"{beside:.2f} s | {beside / took['ours']:.1f}" if beside else "- | -"
    ratio = took["ours"] / took["sql"]
    say(
        f"| {name} | {took['first']:.2f} s | {took['ours']:.2f} s | {took['sql']:.2f} s "
        f"| {ratio:.2f} | {pandas} |"
    )
