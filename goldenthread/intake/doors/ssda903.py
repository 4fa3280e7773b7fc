"""The return of children in care (SSDA903) as Lists 8, 9 and 10, and as history of one year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.declared import tables as declared
from goldenthread.intake.doors.frames import (
    NO,
    YES,
    Tables,
    Told,
    age_on,
    as_history,
    as_list,
    code,
    last_within,
    months_before,
    one_each,
    said,
    took_part,
)
from goldenthread.intake.doors.periods import periods, second_in_a_year, with_known_start
from goldenthread.intake.doors.yearly import INSIDE, distances, year_in_care
from goldenthread.intake.lists import code_sets

MAIN: Final[dict[int, str]] = {8: "episodes", 9: "oc3", 10: "placed_for_adoption"}
_WHO: Final = dict.fromkeys(("child_id", "gender", "ethnicity", "date_of_birth", "age"), "header")
TELLS: Final[dict[int, dict[str, str]]] = {
    8: {
        **_WHO,
        **dict.fromkeys(
            ("care_start_date", "care_end_date", "care_end_reason", "care_category_of_need",
             "care_second_period_12m", "legal_status", "legal_status_start", "placements_12m",
             "placement_start_date", "placement_type", "placement_provider", "placement_urn"),
            "episodes",
        ),
        "uasc_12m": "uasc",
        "care_last_review_date": "reviews",
        "missing_episodes_12m": "missing",
        "absent_episodes_12m": "missing",
    },
    9: {
        **_WHO,
        **dict.fromkeys(("in_touch", "accommodation_type", "accommodation_suitable",
                         "activity_status"), "oc3"),
    },
    10: {
        **_WHO,
        **dict.fromkeys(("adm_decision_date", "reversal_date", "reversal_reason",
                         "adoption_order_date", "care_entry_date"), "placed_for_adoption"),
        "match_date": "ad1",
    },
}  # fmt: skip
"""Columns of each list that the return fills, and the table that must be there for it."""
PART: Final = frozenset({9})
"""Lists of which it has some children only: those in the window of their birthday."""
LEGAL_ONLY: Final = "L"
"""The reason of an episode that began with another legal status alone: the home stays."""
TEMPORARY: Final = ("T0", "T1", "T2", "T3", "T4")
"""Placements that are no move: hospital, holiday, up to seven days."""


def tell(
    frames: Mapping[str, pl.DataFrame], as_at: date, earlier: Mapping[str, pl.DataFrame]
) -> Told:
    """Lists 8 to 10, the year's reviews, placements and missing episodes, and what OC2 says.

    `earlier` has the episodes of the years before, so that a period of care that began then has its
    start. Where none tells it, the start is blank: the child counts as in care, and as nobody who
    came into care.
    """
    tables = Tables(frames, declared("ssda903"))
    episodes = _chain(tables("episodes"), earlier.get("episodes"))
    found = with_known_start(second_in_a_year(periods(episodes)), episodes)
    found = found.filter(pl.col("_now"))
    homes = _homes(episodes)
    span = {"start": "care_start_date", "end": "care_end_date"}
    care = last_within(found, homes, on="placement_start_date", **span, take={
        key: key for key in ("placement_start_date", "placement_type", "placement_provider",
                             "placement_postcode", "placement_urn", "placement_location",
                             "placement_la")})  # fmt: skip
    care = last_within(care, _statuses(episodes), on="legal_start", **span, take={
        "legal_status": "legal_status", "legal_status_start": "legal_start"})  # fmt: skip
    care = last_within(care, tables("reviews"), on="review_date", **span,
                       take={"care_last_review_date": "review_date"})  # fmt: skip
    care = _counted(care, homes, tables, as_at)
    asylum = tables("uasc")["child_id"].to_list()
    care = care.with_columns(
        care_second_period_12m=_second(as_at, whole="episodes" in earlier),
        uasc_12m=said(pl.col("child_id").is_in(asylum)) if tables.has("uasc") else None,
        care_start_date=pl.when(pl.col("_known")).then("care_start_date"),
    )
    made = {8: care, 9: _care_leavers(tables), 10: _adoptions(tables, found)}
    people = one_each(tables("header"), "child_id").select(
        "child_id", "gender", "ethnicity", "date_of_birth",
        age=age_on(pl.col("date_of_birth"), as_at),
    )  # fmt: skip
    return Told(
        lists={
            number: as_list(
                number,
                made[number]
                .drop("date_of_birth", strict=False)
                .join(people, on="child_id", how="left", maintain_order="left"),
            )
            for number, name in MAIN.items()
            if tables.has(name)
        },
        history=_history(tables, found, homes, as_at),
        since=date(as_at.year - 1, 4, 1),
    )


def _second(as_at: date, *, whole: bool) -> pl.Expr:
    """Whether it is a second period of twelve months; blank where the year before may hide one."""
    recent = pl.col("second") & (pl.col("care_start_date") >= months_before(as_at, 12))
    return pl.when(recent).then(pl.lit(YES)).otherwise(pl.lit(NO if whole else None, pl.String))


def _chain(now: pl.DataFrame, before: pl.DataFrame | None) -> pl.DataFrame:
    """Episodes of this and of earlier years, each once as the newest return has it."""
    marked = now.with_columns(_now=pl.lit(value=True))
    if before is not None:
        old = before.select(name for name in now.columns if name in before.columns)
        marked = pl.concat([old.with_columns(_now=pl.lit(value=False)), marked], how="diagonal")
    return one_each(marked, "child_id", "episode_start")


def _homes(episodes: pl.DataFrame) -> pl.DataFrame:
    """Placements: an episode that began with another legal status alone goes on in the same."""
    ordered = episodes.sort("child_id", "episode_start", maintain_order=True)
    moved = (
        (pl.col("child_id") != pl.col("child_id").shift()).fill_null(value=True)
        | (pl.col("start_reason").str.to_uppercase() != LEGAL_ONLY).fill_null(value=True)
        | (pl.col("placement_type") != pl.col("placement_type").shift()).fill_null(value=True)
    )
    kept = ("placement_type", "placement_provider", "placement_postcode", "placement_urn",
            "placement_location", "placement_la")  # fmt: skip
    return (
        ordered.with_columns(_home=moved.cum_sum())
        .group_by("_home", maintain_order=True)
        .agg(
            pl.col("child_id").first(),
            placement_start_date=pl.col("episode_start").first(),
            placement_end=pl.col("episode_end").last(),
            **{name: pl.col(name).last() for name in kept},
        )
        .drop("_home")
    )


def _statuses(episodes: pl.DataFrame) -> pl.DataFrame:
    """Legal statuses with the day each began, however many episodes it lasted."""
    ordered = episodes.sort("child_id", "episode_start", maintain_order=True)
    other = (
        (pl.col("child_id") != pl.col("child_id").shift())
        | (pl.col("legal_status") != pl.col("legal_status").shift())
    ).fill_null(value=True)
    return (
        ordered.with_columns(_status=other.cum_sum())
        .group_by("_status", maintain_order=True)
        .agg(
            pl.col("child_id").first(),
            pl.col("legal_status").first(),
            legal_start=pl.col("episode_start").first(),
        )
    )


def _counted(care: pl.DataFrame, homes: pl.DataFrame, tables: Tables, as_at: date) -> pl.DataFrame:
    """Placements and missing episodes within the year and the period of care."""
    keys = ["child_id", "care_start_date"]
    spans = care.select(*keys, "care_end_date")
    recent = pl.col("placement_end").is_null() | (
        pl.col("placement_end") > months_before(as_at, 12)
    )
    lived = (
        spans.join(homes, on="child_id")
        .filter(
            recent
            & ~code("placement_type").is_in(TEMPORARY).fill_null(value=False)
            & (pl.col("placement_start_date") >= pl.col("care_start_date"))
            & (pl.col("placement_start_date") <= pl.col("care_end_date")).fill_null(value=True)
        )
        .group_by(keys)
        .agg(placements_12m=pl.len().cast(pl.Int64))
    )
    away = (pl.col("missing_type").str.to_uppercase() == "A").fill_null(value=False)
    gone = (
        spans.join(tables("missing"), on="child_id")
        .filter(
            (pl.col("missing_start") >= pl.col("care_start_date"))
            & (pl.col("missing_start") <= pl.col("care_end_date")).fill_null(value=True)
            & (pl.col("missing_start") > months_before(as_at, 12))
        )
        .group_by(keys)
        .agg(
            missing_episodes_12m=(~away).sum().cast(pl.Int64),
            absent_episodes_12m=away.sum().cast(pl.Int64),
        )
    )
    both = care.join(lived, on=keys, how="left", maintain_order="left").join(
        gone, on=keys, how="left", maintain_order="left"
    )
    none = 0 if tables.has("missing") else None
    return both.with_columns(
        pl.col("missing_episodes_12m").fill_null(pl.lit(none, pl.Int64)),
        pl.col("absent_episodes_12m").fill_null(pl.lit(none, pl.Int64)),
    )


def _care_leavers(tables: Tables) -> pl.DataFrame:
    """List 9 from OC3. Its code of accommodation ends in 1 where it is suitable, else in 2."""
    homes, doing = code_sets()["accommodation_type"], code_sets()["activity_status"]
    fits = {"1": "a) Suitable", "2": "b) Unsuitable"}
    where = pl.col("accommodation").str.strip_chars()
    return one_each(tables("oc3"), "child_id").with_columns(
        accommodation_type=where.str.head(1).map_elements(homes.find, return_dtype=pl.String),
        accommodation_suitable=where.str.tail(1).replace_strict(fits, default=None),
        activity_status=pl.col("activity").map_elements(doing.find, return_dtype=pl.String),
        eligibility=pl.lit(None, pl.String),
    )


def _adoptions(tables: Tables, found: pl.DataFrame) -> pl.DataFrame:
    """List 10: decisions, matches and the end of care by adoption."""
    decided = tables("placed_for_adoption").drop_nulls("decided")
    matched = one_each(tables("ad1"), "child_id").select("child_id", "match_date")
    last = (
        found.sort("care_start_date")
        .unique(subset="child_id", keep="last", maintain_order=True)
        .select("child_id", "care_start_date", "care_end_date", "care_end_reason", "_known")
    )
    adopted = code("care_end_reason").is_in(["E11", "E12"])
    return (
        decided.join(matched, on="child_id", how="left", maintain_order="left")
        .join(last, on="child_id", how="left", maintain_order="left")
        .with_columns(
            adm_decision_date=pl.col("decided"),
            reversal_date=pl.col("reversed"),
            care_entry_date=pl.when(pl.col("_known")).then("care_start_date"),
            adoption_order_date=pl.when(adopted).then("care_end_date"),
        )
    )


def _history(
    tables: Tables, found: pl.DataFrame, homes: pl.DataFrame, as_at: date
) -> dict[str, pl.DataFrame]:
    """The year's reviews and missing episodes, and each placement of those who were in care."""
    spans = found.select("child_id", "care_start_date", "care_end_date", "_known")
    lived = homes.join(spans, on="child_id").filter(
        (pl.col("placement_start_date") >= pl.col("care_start_date"))
        & (pl.col("placement_start_date") <= pl.col("care_end_date")).fill_null(value=True)
    )  # fmt: skip
    placements = lived.select(
        child="child_id", care_start=pl.when(pl.col("_known")).then("care_start_date"),
        start="placement_start_date", end="placement_end", placement=code("placement_type"),
        provider=code("placement_provider"),
        location=pl.col("placement_location").replace_strict(INSIDE, default=None),
    )  # fmt: skip
    away = pl.col("missing_type").str.to_uppercase() == "A"
    missing = tables("missing").drop_nulls("missing_start").select(
        child="child_id", start="missing_start", end="missing_end",
        kind=pl.when(away).then(pl.lit("absent")).otherwise(pl.lit("missing")),
    )  # fmt: skip
    reviews = tables("reviews").drop_nulls("review_date").select(
        child="child_id", on="review_date", kind=pl.lit("care"),
        took_part=took_part("participation"),
    )  # fmt: skip
    return {
        "review": as_history("review", reviews),
        "placement": as_history("placement", placements),
        "missing": as_history("missing", missing),
        "year_in_care": as_history("year_in_care", year_in_care(tables("oc2"), as_at)),
        "distance": as_history("distance", distances(tables, as_at)),
    }
