"""Many boroughs at once, as a region or the nation would hold them: events, a folder each.

One question answers all of them: `engine.warehouse(out / "*", {})`, and each by itself when split
by `indicators.groups.AUTHORITY`. So that nobody of two authorities is taken for one, a child's
reference begins with the code of the authority, and the names of teams, workers and families end
with it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from math import exp
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import polars as pl

from goldenthread.demo.borough.chance import stream
from goldenthread.demo.borough.columns import COLUMNS, TITLES
from goldenthread.demo.borough.making import Borough, make
from goldenthread.intake import events, readers

_SPREAD: Final = 0.5
"""Of the sizes of authorities, of the logarithm: a few are three times the middle one."""
_LEAST: Final = 50


def code_of(number: int) -> str:
    """The code of an authority that does not exist: as long as a real one, and none of them."""
    return f"X{number:08}"


def size_of(number: int, *, children: int, seed: int) -> int:
    """The open children of an authority; `children` are those of the middle one."""
    drawn = stream(seed, "authority", number).gauss(0.0, _SPREAD)
    return max(_LEAST, round(children * exp(max(-1.2, min(1.2, drawn)))))


def writing_set(
    *, authorities: int, children: int, months: int, seed: int, end: date, out: Path
) -> Iterator[Path]:
    """Write each authority's events into a folder of its code, giving the folder when it is done.

    What is there already stays: a set can be added to.
    """
    out.mkdir(parents=True, exist_ok=True)
    work = partial(write_one, children=children, months=months, seed=seed, end=end, out=out)
    numbers = range(1, authorities + 1)
    hands = min(authorities, os.cpu_count() or 1)
    if hands == 1:
        yield from map(work, numbers)
        return
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, numbers)


def write_one(number: int, *, children: int, months: int, seed: int, end: date, out: Path) -> Path:
    """Make one authority, and write its events: whole or not at all."""
    place = out / code_of(number)
    if place.exists():
        return place
    size = size_of(number, children=children, seed=seed)
    borough = make(size, months, seed * 1000 + number, end)
    beside = out / f".{place.name}.part"
    shutil.rmtree(beside, ignore_errors=True)
    found = events.build([_kept(borough, day, beside) for day in borough.as_at()], beside / "made")
    for path in found.glob("*.parquet"):
        _with_code(pl.read_parquet(path), place.name).write_parquet(path)
    found.replace(place)
    shutil.rmtree(beside)
    return place


def _kept(borough: Borough, day: date, place: Path) -> events.Kept:
    """The lists of a day as a load keeps them, read as the sheets of a workbook are."""
    folder = place / f"{day}"
    folder.mkdir(parents=True)
    for name, rows in borough.lists(day).items():
        cells = [["" if cell is None else cell for cell in row] for row in rows]
        sheet = readers.read_sheet(name, [[TITLES[name]], list(COLUMNS[name]), *cells])
        if sheet is not None:
            sheet.frame.write_parquet(folder / f"list_{sheet.list.number}.parquet")
    return events.Kept(reference=f"LOAD-{day}", as_at=day, folder=folder)


def _with_code(frame: pl.DataFrame, code: str) -> pl.DataFrame:
    """The events of one authority, told apart from those of any other."""
    return frame.with_columns(
        pl.concat_str(pl.lit(f"{code}-"), "child").alias("child"),
        *(
            pl.concat_str(name, pl.lit(f" ({code})")).alias(name)
            for name in ("team", "worker", "family")
            if name in frame.columns
        ),
    )
