"""Events that follow from others: visits, reviews and placements, repeat referrals, and who was
fostered on their 18th birthday."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

_SEEN = (
    ("need", "last_seen", "in_need"),
    ("protection_plan", "last_visit", "protection"),
    ("care", "last_visit", "care"),
)
_PEOPLE = ("referral", "assessment", "need", "protection_plan", "care")
_WHO = ("sex", "ethnicity", "birth", "age", "disability", "team", "worker")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
"""Placements with foster carers (SSDA903)."""
_REVIEWED = (("protection_plan", "last_review", "protection"), ("care", "last_review", "care"))


def follow(
    made: Mapping[str, pl.DataFrame],
    told: Mapping[str, pl.DataFrame],
    tellers: Collection[str] = (),
) -> dict[str, pl.DataFrame]:
    """Every table of events, those that follow from the lists among them.

    In lists a visit or a review is known only as the last one at a load: those between two loads
    are lost, and each that a later load replaced is marked as inferred (`ssd.md` §4). A door that
    tells each of them (`told`) goes before what was inferred, and from the lists of its loads
    (`tellers`, by their references) nothing is.
    """
    found = dict(made)
    own = pl.col("load").is_in(pl.Series(list(tellers), dtype=pl.String).implode())
    lists = {name: made[name].filter(~own) for name in ("need", "protection_plan", "care")}
    found["referral"] = _repeats(made["referral"])
    found["protection_plan"] = _next_status(made["protection_plan"], made["need"])
    found["care_leaver"] = _fostered(made["care_leaver"], made["care"])
    found["visit"] = _both(_dated(lists, _SEEN), told["visit"], ["child", "on", "kind"])
    reviews = _both(_dated(lists, _REVIEWED), told["review"], ["child", "on", "kind"])
    found["placement"] = _both(
        _placements(lists["care"]), told["placement"], ["child", "start", "placement"]
    )
    found["missing"] = told["missing"]
    people = _people(made)
    for name, frame in (
        ("review", reviews),
        ("factors", told["factors"]),
        ("contact_outcome", told["contact_outcome"]),
        ("distance", told["distance"]),
        ("year_in_care", told["year_in_care"]),
    ):
        found[name] = _of(frame, people)
    return found


def _people(made: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Who each child was, and who worked with them, as each list said from a day on."""
    said = [made[name].select("child", *_WHO, _day="known_from") for name in _PEOPLE]
    return (
        pl.concat(said)
        .drop_nulls(["child", "_day"])
        .sort("_day", maintain_order=True)
        .with_columns(pl.col(_WHO).forward_fill().over("child"))
        .unique(subset=["child", "_day"], keep="last", maintain_order=True)
    )


def _of(frame: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """What a door told of a child, with who the child was by then; else as first said later.

    A team or worker of its own goes before. What was told is never withdrawn (`known_until`).
    """
    found = frame.sort("known_from", maintain_order=True)
    for strategy in ("backward", "forward"):
        found = found.join_asof(
            people, left_on="known_from", right_on="_day", by="child", strategy=strategy,
            suffix="_then", check_sortedness=False,
        ).drop("_day")  # fmt: skip
        own = [name for name in _WHO if f"{name}_then" in found.columns]
        found = found.with_columns(pl.coalesce(name, f"{name}_then").alias(name) for name in own)
        found = found.drop(f"{name}_then" for name in own)
    return found.sort("child", "on", maintain_order=True).with_columns(
        pl.lit(None, pl.Date).alias(name) for name in ("known_until", "stands_until")
    )


def _both(last: pl.DataFrame, told: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """What lists showed and what a door told: of the same event the told one, known from the first.

    The team and the worker are those of the list, where both have it.
    """
    among = [name for name in ("team", "worker") if name in last.columns]
    return (
        pl.concat([last, told], how="diagonal")
        .with_columns(
            pl.col("known_from").min().over(key),
            *(pl.col(name).drop_nulls().first().over(key) for name in among),
        )
        .sort("inferred", "known_from", maintain_order=True)
        .unique(subset=key, keep="first", maintain_order=True)
        .sort(key, maintain_order=True)
    )


def _dated(
    made: Mapping[str, pl.DataFrame], among: tuple[tuple[str, str, str], ...]
) -> pl.DataFrame:
    """One row for each date that a load gave as the last of its kind."""
    frames = [
        made[name]
        .filter(pl.col(column).is_not_null())
        .sort("known_from", maintain_order=True)
        .select(
            "child",
            pl.col(column).alias("on"),
            pl.lit(kind).alias("kind"),
            "team",
            "worker",
            "load",
            "known_from",
            inferred=pl.col("stands_until").last().over("child", column).is_not_null(),
        )
        for name, column, kind in among
    ]
    return (
        pl.concat(frames)
        .sort("child", "on", "known_from", maintain_order=True)
        .unique(subset=["child", "on", "kind"], keep="first", maintain_order=True)
    )


def _placements(care: pl.DataFrame) -> pl.DataFrame:
    """Each placement that a load gave as the current one, until the next of the same period."""
    key = ["child", "start", "placement_start", "placement"]
    return (
        care.sort(*key, "known_from", maintain_order=True)
        .with_columns(pl.col("stands_until").last().over(key))
        .unique(subset=key, keep="first", maintain_order=True)
        .select(
            "child",
            pl.col("start").alias("care_start"),
            pl.col("placement_start").alias("start"),
            pl.col("placement_start")
            .shift(-1)
            .over("child", "start", order_by="placement_start")
            .alias("end"),
            "placement",
            "provider",
            "location",
            "team",
            "load",
            "known_from",
            inferred=pl.col("stands_until").is_not_null(),
        )
    )


def _repeats(referral: pl.DataFrame) -> pl.DataFrame:
    """`repeat`: whether an earlier referral of the child began in the twelve months before.

    From the dates of all referrals known at the time; where the list counts more in the twelve
    months before the child's latest than we know, the rest lie before our history, and so within
    twelve months of each of the child's referrals of that list (Annex A list 3, the count).
    Blank where none is known and the list does not count.
    """
    stands = pl.col("known_until").is_null().any().over("child", "on", "source")
    dates = referral.filter(stands).select("child", "on").unique().sort("child", "on")
    before = dates.with_columns(previous=pl.col("on").shift().over("child"))
    rows = referral.filter(stands).select("child", "on", "source").unique()
    known = (
        dates.join(rows, on="child", suffix="_other")
        .filter(
            (pl.col("on_other") < pl.col("on"))
            & (pl.col("on_other").dt.offset_by("12mo") >= pl.col("on"))
        )
        .group_by("child", "on")
        .agg(known=pl.len())
    )
    latest = (
        referral.join(known, on=["child", "on"], how="left")
        .with_columns(more=pl.col("prior") > pl.col("known").fill_null(0))
        .with_columns(latest=pl.col("on") == pl.col("on").max().over("child", "known_from"))
        .filter(pl.col("latest"))
        .group_by("child", "known_from")
        .agg(more=pl.col("more").any(ignore_nulls=False))
    )
    return (
        referral.join(before, on=["child", "on"], how="left", nulls_equal=True)
        .join(latest, on=["child", "known_from"], how="left", nulls_equal=True)
        .with_columns(
            repeat=(
                (pl.col("previous").dt.offset_by("12mo") >= pl.col("on")).fill_null(value=False)
                | pl.col("more")
            )
        )
        .drop("more")
    )


def _next_status(plan: pl.DataFrame, need: pl.DataFrame) -> pl.DataFrame:
    """`next_status`: the child's case status on list 6 of the load that told of the plan."""
    status = (
        need.filter(pl.col("child").is_not_null())
        .sort("known_from", "start")
        .select("child", "known_from", "stands_until", next_status="status")
    )
    return (
        plan.sort("known_from", maintain_order=True)
        .join_asof(status, on="known_from", by="child", suffix="_status", check_sortedness=False)
        .with_columns(
            next_status=pl.when(
                pl.col("stands_until_status").is_null()
                | (pl.col("stands_until_status") > pl.col("known_from"))
            ).then("next_status")
        )
        .drop("stands_until_status")
    )


def _fostered(leaver: pl.DataFrame, care: pl.DataFrame) -> pl.DataFrame:
    """`fostered`: yes or no, whether the young person lived in foster care on the 18th birthday.

    From what list 8 said last of their last time in care. Blank where no load has told of it, of
    its end, or of where they lived.
    """
    last = (
        care.filter(pl.col("child").is_not_null() & pl.col("known_until").is_null())
        .sort("start", "known_from", maintain_order=True)
        .unique(subset=["child"], keep="last", maintain_order=True)
        .select("child", _left="end", _home="placement")
    )
    grown = pl.col("birth").dt.offset_by("18y")
    stayed = pl.col("_left") >= grown
    fostered = (
        pl.when(stayed.not_()).then(pl.lit("no")).when(stayed & pl.col("_home").is_not_null())
    )
    return (
        leaver.join(last, on="child", how="left", maintain_order="left")
        .with_columns(
            fostered=fostered.then(
                pl.when(pl.col("_home").is_in(FOSTER)).then(pl.lit("yes")).otherwise(pl.lit("no"))
            )
        )
        .drop("_left", "_home")
    )
