"""The census of children in need as Lists 3 to 7, each review of a protection plan, and the factors
found by each assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.declared import tables as declared
from goldenthread.intake.doors.frames import (
    NO,
    NO_DISABILITY,
    UNKNOWN,
    YES,
    Tables,
    Told,
    age_on,
    as_history,
    as_list,
    factors,
    last_within,
    one_each,
    yes,
)

MAIN: Final[dict[int, str]] = {
    3: "CINdetails",
    4: "Assessments",
    5: "Section47",
    6: "CINdetails",
    7: "ChildProtectionPlans",
}
_WHO: Final = dict.fromkeys(
    ("child_id", "gender", "ethnicity", "date_of_birth", "age", "disability"), "Child"
)
TELLS: Final[dict[int, dict[str, str]]] = {
    3: {
        **_WHO,
        **dict.fromkeys(("referral_date", "referral_source", "referral_nfa"), "CINdetails"),
    },
    4: {
        **_WHO,
        **dict.fromkeys(("assessment_start_date", "assessment_authorised_date"), "Assessments"),
    },
    5: {
        **_WHO,
        **dict.fromkeys(("s47_start_date", "icpc_unnecessary", "icpc_date"), "Section47"),
    },
    6: {
        **_WHO,
        **dict.fromkeys(("cin_start_date", "cin_end_date", "cin_end_reason", "primary_need"),
                        "CINdetails"),
    },
    7: {
        **_WHO,
        **dict.fromkeys(("cp_start_date", "cp_end_date", "cp_initial_category",
                         "cp_latest_category", "cp_previous_plans", "cp_last_review_date"),
                        "ChildProtectionPlans"),
    },
}  # fmt: skip
"""Columns of each list that the census fills, and the table that must be there for it."""


def tell(
    frames: Mapping[str, pl.DataFrame], as_at: date, earlier: Mapping[str, pl.DataFrame]
) -> Told:
    """Lists 3 to 7 as at the end of March, the reviews of the year, and what its assessments found.

    The census does not say whether a conference made a plan: one that begins on its day did, and of
    any other it stays blank. It counts no earlier enquiries; nor has it visits, teams or workers.
    """
    tables = Tables(frames, declared("cin_census"))
    cases = tables("CINdetails")
    begun = tables("ChildProtectionPlans").select("child_id", icpc_date="cp_start_date").unique()
    led = begun.with_columns(icpc_led_to_plan=pl.lit(YES))
    plans = last_within(
        tables("ChildProtectionPlans"), tables("Reviews"), on="review_date", start="cp_start_date",
        end="cp_end_date", take={"cp_last_review_date": "review_date"},
    )  # fmt: skip
    made = {
        3: cases,
        4: tables("Assessments"),
        5: tables("Section47").join(
            led, on=["child_id", "icpc_date"], how="left", maintain_order="left"
        ),
        6: cases.filter(~yes(pl.col("referral_nfa"))).with_columns(
            cin_start_date=pl.col("referral_date"),
            cin_end_date=pl.col("close_date"),
            cin_end_reason=pl.col("close_reason"),
        ),
        7: plans,
    }
    people = _children(tables, as_at)
    return Told(
        lists={
            number: as_list(
                number,
                made[number].join(people, on="child_id", how="left", maintain_order="left"),
            )
            for number in MAIN
        },
        history={
            "review": as_history(
                "review",
                tables("Reviews").drop_nulls("review_date").select(
                    child="child_id", on="review_date", kind=pl.lit("protection")
                ),
            ),
            "factors": as_history(
                "factors", factors(tables("Assessments"), "assessment_authorised_date")
            ),
        },
        since=date(as_at.year - 1, 4, 1),
    )  # fmt: skip


def _children(tables: Tables, as_at: date) -> pl.DataFrame:
    """Who each child is. No disability is said where the census says none; else it is not known."""
    born = pl.coalesce("date_of_birth", "expected_birth")
    codes = pl.col("disability").str.to_uppercase().str.strip_chars()
    return one_each(tables("Child"), "child_id").select(
        "child_id", "gender", "ethnicity",
        disability=pl.when(codes.is_null()).then(pl.lit(UNKNOWN))
        .when(codes == NO_DISABILITY).then(pl.lit(NO))
        .otherwise(pl.lit(YES)),
        date_of_birth=born,
        age=age_on(born, as_at),
    )  # fmt: skip
