"""Periods of care out of episodes of care: an episode is a change of status or placement."""

from __future__ import annotations

from typing import Final

import polars as pl

GOES_ON: Final = "X1"
"""The reason of an episode that ends because another begins on the same day."""

STARTED: Final = "S"
"""The reason of a first episode: the child came into care."""


def periods(episodes: pl.DataFrame) -> pl.DataFrame:
    """One row for each period of care of a child: `care_start_date`, `care_end_date` and reason.

    Episodes: `child_id`, `episode_start`, `episode_end`, `ceased_reason` (with or without its
    words) and `_row`. A period begins where the episode before has ended for another reason than
    that the next begins, or on an earlier day; the last row of a period tells the rest.
    """
    ordered = episodes.drop_nulls(["child_id", "episode_start"]).sort(
        "child_id", "episode_start", pl.col("episode_end").fill_null(pl.date(9999, 1, 1)),
        maintain_order=True,
    )  # fmt: skip
    ended = pl.col("episode_end").shift().over("child_id")
    left = ~pl.col("ceased_reason").shift().over("child_id").str.contains(rf"\b{GOES_ON}\b")
    begins = (
        (pl.col("child_id") != pl.col("child_id").shift()).fill_null(value=True)
        | (pl.col("episode_start") > ended).fill_null(value=False)
        | ((pl.col("episode_start") == ended) & left).fill_null(value=False)
    )
    numbered = ordered.with_columns(
        _period=begins.cum_sum(), _still=pl.col("episode_end").is_null()
    )
    others = [
        name for name in episodes.columns
        if name not in ("child_id", "episode_start", "episode_end", "ceased_reason")
    ]  # fmt: skip
    still = pl.col("_still").last()
    return numbered.group_by("_period", maintain_order=True).agg(
        pl.col("child_id").first(),
        care_start_date=pl.col("episode_start").min(),
        care_end_date=pl.when(~still).then(pl.col("episode_end").max()),
        care_end_reason=pl.when(~still).then(pl.col("ceased_reason").last()),
        **{name: pl.col(name).last() for name in others},
    ).drop("_period")  # fmt: skip


def second_in_a_year(found: pl.DataFrame) -> pl.DataFrame:
    """`second`: whether the child had another period of care in the twelve months before this."""
    ended = pl.col("care_end_date").shift().over("child_id", order_by="care_start_date")
    return found.with_columns(
        second=(ended.dt.offset_by("12mo") >= pl.col("care_start_date")).fill_null(value=False)
    )


def with_known_start(found: pl.DataFrame, episodes: pl.DataFrame) -> pl.DataFrame:
    """`_known`: whether the first episode of a period says that the child came into care then."""
    begun = (pl.col("start_reason").str.to_uppercase() == STARTED).fill_null(value=True)
    starts = episodes.filter(begun).select(
        "child_id", care_start_date="episode_start", _known=pl.lit(value=True)
    )
    on = ["child_id", "care_start_date"]
    return found.join(
        starts.unique(subset=on), on=on, how="left", maintain_order="left"
    ).with_columns(pl.col("_known").fill_null(value=False))
