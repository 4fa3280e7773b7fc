"""What the return of children in care says of the end of March: distances from home, and OC2."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.frames import Tables, code, one_each

SHORT_BREAKS: Final = ("V3", "V4")
"""Legal statuses of a series of short breaks, which is not being looked after."""
INSIDE: Final = {"a) In": "in", "b) Out": "out"}


def distances(tables: Tables, as_at: date) -> pl.DataFrame:
    """How far from home each child in care lives at the end of March, and whether in the authority.

    Nothing of short breaks, nor of children who came alone to seek asylum and have no home here
    (rules 398 and 406); of nobody, where the return has no distances. Miles, in tenths.
    """
    miles = pl.col("distance").cast(pl.Float64, strict=False)
    asylum = pl.col("child_id").is_in(tables("uasc")["child_id"].to_list())
    there = one_each(
        tables("episodes")
        .filter(pl.col("episode_end").is_null() | (pl.col("episode_end") > as_at))
        .sort("episode_start", maintain_order=True),
        "child_id",
    )
    found = there.filter(
        ~code("legal_status").is_in(SHORT_BREAKS).fill_null(value=False)
        & ~(asylum & miles.is_null())
    ).select(
        child="child_id", on=pl.lit(as_at), tenths=(miles * 10).round().cast(pl.Int64),
        location=pl.col("placement_location").replace_strict(INSIDE, default=None),
    )  # fmt: skip
    told = found["tenths"].count() and found["location"].count()
    return found if told else found.clear()


def year_in_care(told: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """OC2: of each child who had been looked after for twelve months at the end of March."""
    score = pl.col("sdq_score").cast(pl.Int64, strict=False)
    words = {"1": "yes", "0": "no"}
    return one_each(told, "child_id").select(
        child="child_id", on=pl.lit(as_at),
        immunised=pl.col("immunisations").replace_strict(words, default=None),
        score=pl.when(score.is_between(0, 40)).then(score),
        convicted=pl.col("convicted").replace_strict(words, default=None),
        misuse=pl.col("substance_misuse").replace_strict(words, default=None),
    )  # fmt: skip
