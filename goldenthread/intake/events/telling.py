"""Events that a door told one by one: each visit, review, placement and missing episode, the
factors found by an assessment, what came of a contact, and what the yearly return says of a child.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

import polars as pl

HISTORY: Final[dict[str, dict[str, Any]]] = {
    "visit": {"child": pl.String, "on": pl.Date, "kind": pl.String, "alone": pl.String},
    "review": {
        "child": pl.String, "on": pl.Date, "kind": pl.String, "due": pl.Date,
        "took_part": pl.String,
    },
    "placement": {
        "child": pl.String, "care_start": pl.Date, "start": pl.Date, "end": pl.Date,
        "placement": pl.String, "provider": pl.String, "location": pl.String,
    },
    "missing": {
        "child": pl.String, "start": pl.Date, "end": pl.Date, "kind": pl.String,
        "interview_offered": pl.String, "interview_accepted": pl.String,
    },
    "factors": {"child": pl.String, "on": pl.Date, "found": pl.String},
    "contact_outcome": {
        "child": pl.String, "on": pl.Date, "source": pl.String, "early_help": pl.String,
    },
    "distance": {
        "child": pl.String, "on": pl.Date, "tenths": pl.Int64, "location": pl.String,
    },
    "year_in_care": {
        "child": pl.String, "on": pl.Date, "immunised": pl.String, "score": pl.Int64,
        "convicted": pl.String, "misuse": pl.String,
    },
}  # fmt: skip
"""Kinds of event of which Annex A has the last alone, a count, or nothing; a door may tell each.

`took_part`: how the child took part in the review, PN0 to PN7 (SSDA903). `factors`: what an
assessment found when it ended, codes of the census of children in need between semicolons.
`contact_outcome`: whether a contact went to early help, yes or no. `distance`: tenths of a mile
from home to where a child in care lives at the end of March, 9999 where the home is not known, and
whether that is in or out of the authority. A year in care: what the return says of a child who was
looked after for twelve months at the end of March (OC2), each yes or no; `score`: of the strengths
and difficulties questionnaire, 0 to 40.
"""


class Load(Protocol):
    """What is asked of a load here."""

    @property
    def reference(self) -> str: ...
    @property
    def as_at(self) -> date: ...
    @property
    def folder(self) -> Path: ...
    @property
    def source(self) -> str: ...


def told(loads: Sequence[Load]) -> dict[str, pl.DataFrame]:
    """Every kind of history from these loads, oldest first: nothing of it is inferred.

    For the days that a load covers it takes the place of earlier ones of its door, so that a visit
    whose date was corrected is there once. Each is known from the first load that told it.
    """
    return {kind: _told(kind, shape, loads) for kind, shape in HISTORY.items()}


def _told(kind: str, shape: dict[str, Any], loads: Sequence[Load]) -> pl.DataFrame:
    day = "on" if "on" in shape else "start"
    identity = [name for name in ("child", day, "kind", "placement", "source") if name in shape]
    covered: dict[str, date] = {}
    frames = [
        pl.DataFrame(
            schema={**shape, "load": pl.String, "known_from": pl.Date, "_counts": pl.Boolean}
        )
    ]
    for load in reversed(loads):
        path = load.folder / f"history_{kind}.parquet"
        if not path.exists():
            continue
        until = covered.get(load.source)
        counts = pl.lit(value=True) if until is None else pl.col(day) < until
        frame = pl.read_parquet(path)
        frames.append(
            frame.select(
                *(
                    pl.col(name) if name in frame.columns else pl.lit(None, kind).alias(name)
                    for name, kind in shape.items()
                ),
                load=pl.lit(load.reference),
                known_from=pl.lit(load.as_at),
                _counts=counts,
            )
        )
        since = frame["since"].min() if frame.height else None
        first = since if isinstance(since, date) else date.min
        covered[load.source] = min(until or date.max, first) if frame.height else until or date.max
    return (
        pl.concat(frames)
        .with_columns(
            pl.col("known_from").min().over(identity),
            pl.col("load").sort_by("known_from").first().over(identity),
        )
        .filter(pl.col("_counts"))
        .drop("_counts")
        .unique(subset=identity, keep="first", maintain_order=True)
        .with_columns(inferred=pl.lit(value=False))
    )
