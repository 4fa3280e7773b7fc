"""From the lists of many loads to one table an event: each state once, with when it was known."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import numpy as np
import polars as pl

from goldenthread.intake.events.following import follow
from goldenthread.intake.events.kinds import EVENTS, Event, Field
from goldenthread.intake.events.telling import told
from goldenthread.intake.vocabulary import Source
from goldenthread.kernel.bank_holidays import BANK_HOLIDAYS

_FORM: Final = 8
"""Raised when the same loads would give other events."""
_LETTER: Final = r"^\s*[A-Za-z]+\d?\)\s*"
_TYPES: Final[dict[str, Any]] = {"date": pl.Date, "number": pl.Int64}
_OFF: Final = np.array(
    sorted(day for day in BANK_HOLIDAYS if day.weekday() < 5), dtype="datetime64[D]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A load that was kept: its reference, its day and its folder of lists."""

    reference: str
    as_at: date
    folder: Path
    left_out: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """list → the children whose rows could not be used."""
    source: str = "annex_a"
    """Through which door it came."""

    @property
    def is_return(self) -> bool:
        """Whether it tells of a year that is over."""
        return Source(self.source).is_return


def fingerprint(loads: Sequence[Kept]) -> str:
    """What these loads are called together: 16 letters and digits, the same for the same loads."""
    said = "\n".join([str(_FORM), *(f"{load.as_at} {load.folder.name}" for load in _order(loads))])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def build(loads: Sequence[Kept], to: Path) -> Path:
    """Write every table of events of these loads to a folder, whole or not at all.

    Of two loads as at one day, the later in the sequence counts (a load that was sent again).
    There already: untouched. Of two that build the same at once the first to end counts. The
    folder comes back.
    """
    if to.exists():
        return to
    beside = to.with_name(f".{to.name}.{uuid4().hex}.part")
    beside.mkdir(parents=True)
    made = {event.name: table(event, loads) for event in EVENTS}
    tellers = [load.reference for load in loads if any(load.folder.glob("history_*.parquet"))]
    for name, frame in follow(made, told(_order(loads)), tellers).items():
        frame.write_parquet(beside / f"{name}.parquet")
    try:
        beside.replace(to)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        if not to.exists():
            raise
    return to


def table(event: Event, loads: Sequence[Kept]) -> pl.DataFrame:
    """One kind of event from these loads: a row for each state that was said of it.

    Returns of years that are over tell of the time before the first other load that has the list.
    One of a later day fills in what that load could no longer show; it never changes what another
    load says (`docs/decisions/022`). What ended on the day on which another load says that it did
    is the same, whenever it began.
    """
    listed = _listed(event, loads)
    first = next((load.as_at for load in listed if not load.is_return), None)
    if first is None:
        return _states(event, listed)
    late = [load for load in listed if load.is_return and load.as_at >= first]
    early = [load for load in listed if load not in late]
    found = _states(event, early)
    if not late or not (event.ends or event.begins):
        return found
    over = pl.coalesce(*event.ends) if event.ends else pl.col(event.begins)
    more = _states(event, late).filter(over < first)
    unknown = more.join(found.select(event.key), on=list(event.key), how="anti", nulls_equal=True)
    if event.ends:
        ended = found.select("child", _over=pl.coalesce(*event.ends)).drop_nulls()
        unknown = (
            unknown.with_columns(_over=over)
            .join(ended, on=["child", "_over"], how="anti")
            .drop("_over")
        )
    return pl.concat([found, unknown]).sort(*event.key, "known_from", maintain_order=True)


def _states(event: Event, listed: Sequence[Kept]) -> pl.DataFrame:
    """The states of an event that these loads said, one after the other."""
    frames: list[pl.DataFrame] = []
    for number, load in enumerate(listed):
        frame = _rows(event, load, number)
        frames.append(_carried(event, load, number, frame, frames[-1]) if frames else frame)
    rows = pl.concat(frames) if frames else _rows(event, None, 0)
    if "birth" in rows.columns:
        rows = rows.with_columns(age=pl.when(pl.col("birth").is_null()).then("age"))
    state = [name for name in rows.columns if name not in ("row", "load", "_seq", "_as_at")]
    key = list(event.key)
    rows = (
        rows.unique(subset=["_seq", *key], keep="last", maintain_order=True)
        .sort(*key, "_seq", maintain_order=True)
        .with_columns(_state=pl.struct(state).hash())
    )
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in key)
    again = (pl.col("_state") == pl.col("_state").shift()) & (
        pl.col("_seq") == pl.col("_seq").shift() + 1
    )
    versions = (
        rows.with_columns(_run=(~(same & again)).fill_null(value=True).cum_sum())
        .group_by("_run", maintain_order=True)
        .agg(pl.all().exclude("_seq").first(), _last=pl.col("_seq").last())
        .with_columns(
            known_from=pl.col("_as_at"),
            stands_until=(pl.col("_last") + 1).replace_strict(
                dict(enumerate(load.as_at for load in listed)) or {0: None},
                default=None,
                return_dtype=pl.Date,
            ),
        )
        .sort(*key, "known_from", maintain_order=True)
        .with_columns(
            _next=pl.when(
                pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(-1)) for name in key)
            ).then(pl.col("known_from").shift(-1))
        )
        .join(_begun(event, rows), on=["child", "stands_until"], how="left", maintain_order="left")
        .with_columns(known_until=pl.coalesce(_withdrawn(event), "_next"))
    )
    return _numbered(event, versions.drop("_run", "_state", "_as_at", "_last", "_next", "_begun"))


def _order(loads: Sequence[Kept]) -> list[Kept]:
    """By day; of the same day and door only the last."""
    newest = {(load.as_at, load.source): load for load in loads}
    return sorted(newest.values(), key=lambda load: load.as_at)


def _listed(event: Event, loads: Sequence[Kept]) -> list[Kept]:
    """The loads that have the list of an event, one a day: of two doors the later received.

    A return and another load as at one day are both there.
    """
    there = [
        load for load in _order(loads) if (load.folder / f"list_{event.list}.parquet").exists()
    ]
    return list({(load.as_at, load.is_return): load for load in there}.values())


def _rows(event: Event, load: Kept | None, number: int) -> pl.DataFrame:
    """The rows of a load's list as events."""
    wanted: dict[str, Field] = {**event.person, **event.fields}
    if load is None:
        schema = {name: _TYPES.get(how, pl.String) for name, (_, how) in wanted.items()}
        frame = pl.DataFrame(schema=schema)
        return frame.with_columns(
            row=pl.lit(None, pl.Int64),
            load=pl.lit(None, pl.String),
            _seq=pl.lit(None, pl.Int64),
            _as_at=pl.lit(None, pl.Date),
        )
    frame = pl.read_parquet(load.folder / f"list_{event.list}.parquet")
    have = set(frame.columns)
    return frame.select(
        **{
            name: _taken(column, how)
            if column in have
            else pl.lit(None, _TYPES.get(how, pl.String))
            for name, (column, how) in wanted.items()
        },
        row=pl.col("_row"),
        load=pl.lit(load.reference),
        _seq=pl.lit(number, pl.Int64),
        _as_at=pl.lit(load.as_at, pl.Date),
    )


def _carried(
    event: Event, load: Kept, number: int, now: pl.DataFrame, before: pl.DataFrame
) -> pl.DataFrame:
    """The rows of a load, and those of the load before for children whose row was left out.

    A row that could not be used says nothing: what the load before said of the child still stands,
    as it does in the caseload (N02).
    """
    left = load.left_out.get(event.list, [])
    if not left:
        return now
    silent = before.filter(pl.col("child").is_in(left)).join(
        now, on=list(event.key), how="anti", nulls_equal=True
    )
    return pl.concat(
        [now, silent.with_columns(_seq=pl.lit(number, pl.Int64), _as_at=pl.lit(load.as_at))]
    )


def _taken(column: str, how: str) -> pl.Expr:
    """A column as an event has it: codes and words without the letter of the list."""
    if how not in ("code", "words"):
        return pl.col(column)
    bare = pl.col(column).str.replace(_LETTER, "").str.strip_chars()
    if how == "code":
        return bare.str.replace(r"\s*(:| - | – ).*$", "").str.strip_chars()
    return bare.str.replace(r"^\d{1,2}[A-Z]?: *", "").str.to_lowercase()


def _begun(event: Event, rows: pl.DataFrame) -> pl.DataFrame:
    """child, stands_until, `_begun`: since when the child's row of a load's list runs.

    None of a list that may have several rows of a child: there one does not replace another.
    """
    return (
        (rows if event.once else rows.clear())
        .group_by("child", stands_until="_as_at")
        .agg(_begun=pl.col(event.begins or event.key[-1]).cast(pl.Date).max())
    )


def _withdrawn(event: Event) -> pl.Expr:
    """The day of the load that should have listed it and did not: it is no longer known.

    One that had ended when a later one of the same child took its row is not withdrawn.
    """
    gone = pl.col("stands_until")
    if event.stays == "while_listed":
        return pl.lit(None, pl.Date)
    if event.stays == "from_start":
        expected = pl.col(event.begins).dt.offset_by(f"{event.months}mo") > gone
    else:
        ended = pl.coalesce(*event.ends)
        since = pl.col(event.begins) if event.stays == "open_or_from_start" else ended
        replaced = (pl.col("_begun") >= ended).fill_null(value=False)
        expected = ended.is_null() | (since.dt.offset_by(f"{event.months}mo") > gone) & ~replaced
    return pl.when(gone.is_not_null() & expected).then(gone)


def _numbered(event: Event, frame: pl.DataFrame) -> pl.DataFrame:
    """Dates that are measured in working days get their running number."""
    return frame.with_columns(
        working_number(frame[name]).alias(f"{name}_wd") for name in event.working
    )


def working_number(days: pl.Series) -> pl.Series:
    """The number of working days up to and including each day, from 1 January 1900.

    Working days from A to B are B's number less A's (`conventions.md`: day 0 is the start).
    """
    known = days.fill_null(date(1900, 1, 1)).to_numpy().astype("datetime64[D]") + 1
    counted = np.busday_count(np.datetime64("1900-01-01"), known, holidays=_OFF)
    return pl.select(
        pl.when(pl.Series(days).is_not_null()).then(pl.Series(counted, dtype=pl.Int64))
    ).to_series()
