"""What the doors share: tables by name, counts of what came before, frames of a list's shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from goldenthread.intake.events import HISTORY
from goldenthread.intake.lists import List, lists

YES, NO, UNKNOWN = "a) Yes", "b) No", "c) Unknown"
_TYPES: Final[dict[str, Any]] = {"date": pl.Date, "integer": pl.Int64}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the tables of a door amount to."""

    lists: dict[int, pl.DataFrame]
    """list of Annex A → its rows; `_row` is the row of the table they come from."""
    history: dict[str, pl.DataFrame] = field(default_factory=dict)
    """visit, review, placement or missing → every one of them (`HISTORY`)."""
    since: date | None = None
    """From which day the history is whole; None where it is from the beginning."""

    def files(self) -> dict[str, pl.DataFrame]:
        """What is kept of it, by the names of their files."""
        return {f"list_{number}": frame for number, frame in self.lists.items()} | {
            f"history_{kind}": frame.with_columns(since=pl.lit(self.since, pl.Date))
            for kind, frame in self.history.items()
        }


class Tables:
    """The tables of a door by name; one that is not there is empty."""

    def __init__(self, frames: Mapping[str, pl.DataFrame], declared: Mapping[int, List]) -> None:
        self._frames = frames
        self._declared = {table.title: table for table in declared.values()}

    def has(self, name: str) -> bool:
        """Whether the table was among the files."""
        return name in self._frames

    def __call__(self, name: str) -> pl.DataFrame:
        if name in self._frames:
            return self._frames[name]
        return empty(self._declared[name])


def empty(table: List) -> pl.DataFrame:
    """No rows of a table."""
    kinds = {column.key: _TYPES.get(column.kind, pl.String) for column in table.columns}
    return pl.DataFrame(schema={"_row": pl.Int64, **kinds})


def as_list(number: int, frame: pl.DataFrame) -> pl.DataFrame:
    """A frame in the shape of a list of Annex A; what it does not tell is blank."""
    shape = empty(lists()[number]).schema
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in shape.items()
    )


def as_history(kind: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A frame in the shape of a kind of history, each event once."""
    return (
        frame.select(
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(dtype).alias(name)
            for name, dtype in HISTORY[kind].items()
        )
        .drop_nulls("child")
        .unique(maintain_order=True)
    )


def one_each(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """One row for each key: of several, the later in the file counts."""
    return frame.unique(subset=list(keys), keep="last", maintain_order=True)


def yes(column: pl.Expr) -> pl.Expr:
    """Whether a yes or no says yes; blank says no."""
    return (column == YES).fill_null(value=False)


def said(condition: pl.Expr) -> pl.Expr:
    """A condition as lists say it: a) Yes or b) No."""
    return pl.when(condition).then(pl.lit(YES)).otherwise(pl.lit(NO))


def code(column: str) -> pl.Expr:
    """A code without the letter of its list and the words behind it: "o) K1: Secure…" is K1."""
    bare = pl.col(column).str.replace(r"^\s*[A-Za-z]+\d?\)\s*", "")
    return bare.str.replace(r"\s*(:| - ).*$", "").str.strip_chars()


def took_part(column: str) -> pl.Expr:
    """How a child took part in a review: PN0 to PN7, or blank where it is none of them."""
    return pl.col(column).str.to_uppercase().str.extract(r"\b(PN[0-7])\b")


_FACTOR: Final = re.compile(r"\b\d{1,2}[A-Z]?\b")


def factors(frame: pl.DataFrame, on: str) -> pl.DataFrame:
    """What each assessment found when it ended: every factor of its rows, between semicolons.

    They come as codes in a row, as a JSON list, or as a JSON object that says yes or no to each.
    """
    return (
        frame.drop_nulls(["child_id", on, "factors"])
        .with_columns(_each=pl.col("factors").map_elements(_codes, pl.List(pl.String)))
        .explode("_each")
        .drop_nulls("_each")
        .group_by("child_id", on, maintain_order=True)
        .agg(pl.col("_each").unique(maintain_order=True))
        .select(child="child_id", on=on, found=";" + pl.col("_each").list.join(";") + ";")
    )


def _codes(text: str) -> list[str]:
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if isinstance(said, dict):
        text = " ".join(key for key, value in said.items() if is_yes(value))
    return _FACTOR.findall(text.upper())


def is_yes(value: object) -> bool:
    """Whether an answer in JSON says yes."""
    return str(value).strip().upper() in {"Y", "YES", "1", "TRUE"}


def before_latest(frame: pl.DataFrame, day: str, among: pl.DataFrame, other: str) -> pl.DataFrame:
    """child_id, `before`: how many of `among` lie in the twelve months before the child's latest.

    The count of Annex A lists 3 and 5: tied to the latest, and the same on each row of a child.
    """
    latest = frame.group_by("child_id").agg(_latest=pl.col(day).max())
    dates = among.select("child_id", pl.col(other).alias("_other"))
    return (
        latest.join(dates, on="child_id", how="left")
        .group_by("child_id")
        .agg(
            before=(
                (pl.col("_other") < pl.col("_latest"))
                & (pl.col("_other").dt.offset_by("12mo") >= pl.col("_latest"))
            )
            .sum()
            .cast(pl.Int64)
        )
    )


def months_before(day: date, months: int) -> pl.Expr:
    """The day so many months earlier."""
    return pl.lit(day).dt.offset_by(f"-{months}mo")


def last_within(
    spans: pl.DataFrame,
    events: pl.DataFrame,
    *,
    on: str,
    start: str,
    end: str,
    take: Mapping[str, str],
) -> pl.DataFrame:
    """Each span with the newest event of its child that lies within it: name → column of `take`."""
    wanted = events.select("child_id", pl.col(on).alias("_on"), *(
        pl.col(column).alias(f"_{name}") for name, column in take.items()
    ))  # fmt: skip
    numbered = spans.with_row_index("_span")
    newest = (
        numbered.select("_span", "child_id", start, end)
        .join(wanted, on="child_id")
        .filter(
            (pl.col("_on") >= pl.col(start)) & (pl.col("_on") <= pl.col(end)).fill_null(value=True)
        )
        .sort("_on", maintain_order=True)
        .unique(subset="_span", keep="last", maintain_order=True)
        .select("_span", *(pl.col(f"_{name}").alias(name) for name in take))
    )
    return numbered.join(newest, on="_span", how="left", maintain_order="left").drop("_span")


NO_DISABILITY: Final = "NONE"
"""The code of a child who is known to have no disability."""


def age_on(born: pl.Expr, day: date) -> pl.Expr:
    """Whole years on a day; -1 before the birth."""
    had = (born.dt.month() * 100 + born.dt.day()) <= day.month * 100 + day.day
    years = pl.lit(day.year) - born.dt.year() - pl.when(had).then(0).otherwise(1)
    return pl.when(born > day).then(-1).otherwise(years).cast(pl.Int64)
