"""Lists 1 to 7 from the Standard Safeguarding Dataset: contact, need, enquiry, protection plan."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.frames import (
    NO,
    YES,
    Tables,
    before_latest,
    code,
    factors,
    is_yes,
    last_within,
    months_before,
    one_each,
    said,
    yes,
)
from goldenthread.intake.doors.ssd.people import People

EMERGENCY = ("L1", "L2")
"""Police protection and emergency protection orders (Children Act 1989, sections 46 and 44)."""
_EARLY_HELP: Final = re.compile(r"early[\s_-]*help|(^|[^a-z])eh([^a-z]|$)")


def seen(tables: Tables, name: str) -> pl.DataFrame:
    """Visits at which the child was seen. A visit that says the child was not seen is none."""
    return tables(name).filter(
        pl.col("visit_date").is_not_null() & ~(pl.col("seen") == NO).fill_null(value=False)
    )


def referrals(tables: Tables, people: People) -> pl.DataFrame:
    """List 3: every episode begins with a referral; the count of earlier ones is counted."""
    episodes = tables("ssd_cin_episodes")
    once = one_each(episodes, "child_id", "referral_date", "referral_source")
    counted = before_latest(once, "referral_date", once, "referral_date")
    return people.by(episodes.join(counted, on="child_id", how="left")).with_columns(
        referrals_prior_12m=pl.col("before")
    )


def outcomes(tables: Tables) -> pl.DataFrame:
    """Whether each contact went to early help; of none, where no outcome of them names it.

    Some councils write words ("EH Referral", "Early Help, Advice"), others an object of flags. Of
    the flags that the dataset asks for none is of early help, and nothing can be told from them.
    """
    found = one_each(
        tables("ssd_contacts").drop_nulls(["child_id", "contact_date", "contact_source"]),
        "child_id", "contact_date", "contact_source",
    ).with_columns(
        _said=pl.col("outcome").map_elements(_early_help, return_dtype=pl.String)
    )  # fmt: skip
    named = found["outcome"].drop_nulls().map_elements(_names_it, return_dtype=pl.Boolean).any()
    return (found if named else found.clear()).select(
        child="child_id", on="contact_date", source=code("contact_source"), early_help="_said"
    )


def _flags(outcome: str) -> dict[str, object] | None:
    """The flags of an outcome that is an object of them; none where it is words."""
    try:
        said = json.loads(outcome)
    except ValueError:
        return None
    return said if isinstance(said, dict) else {}


def _names_it(outcome: str) -> bool:
    """Whether an outcome names early help: in its words, or as a flag. Comments are not read."""
    flags = _flags(outcome)
    names = [outcome] if flags is None else list(flags)
    return any(_EARLY_HELP.search(name.lower()) for name in names)


def _early_help(outcome: str) -> str | None:
    """Whether a contact went to early help: blank where its flags say nothing at all."""
    flags = _flags(outcome)
    if flags is None:
        return "yes" if _names_it(outcome) else "no"
    named = [value for name, value in flags.items() if _EARLY_HELP.search(name.lower())]
    if any(is_yes(value) for value in named):
        return "yes"
    return "no" if named and any(str(value).strip() for value in flags.values()) else None


def assessments(tables: Tables, people: People) -> pl.DataFrame:
    """List 4: "requires support" is the reverse of no further action, once authorised."""
    supported = pl.when(pl.col("outcome_nfa") == YES).then(pl.lit(NO)).otherwise(pl.lit(YES))
    told = pl.col("assessment_authorised_date").is_not_null() & pl.col("outcome_nfa").is_not_null()
    return people.by(tables("ssd_cin_assessments")).with_columns(
        assessed_needs_support=pl.when(told).then(supported)
    )


def enquiries(tables: Tables, people: People) -> pl.DataFrame:
    """List 5: each enquiry with the conference it led to; counts of earlier ones are counted.

    A conference that came with a child from elsewhere belongs to no enquiry of ours. One with a
    target and no date has not been held.
    """
    every = one_each(tables("ssd_s47_enquiry"), "child_id", "s47_start_date")
    ours = tables("ssd_initial_cp_conference").filter(~yes(pl.col("transfer_in")))
    held = ours.filter(pl.col("icpc_date").is_not_null())
    led = one_each(held.sort("icpc_date"), "enquiry_id").select(
        "enquiry_id", "icpc_date", icpc_led_to_plan="led_to_plan"
    )
    latest = every.filter(
        pl.col("s47_start_date") == pl.col("s47_start_date").max().over("child_id")
    )
    others = held.join(latest.select("enquiry_id"), on="enquiry_id", how="anti", nulls_equal=True)
    enquired = before_latest(every, "s47_start_date", every, "s47_start_date")
    met = before_latest(every, "s47_start_date", others, "icpc_date")
    unnecessary = (
        pl.when(pl.col("icpc_date").is_not_null()).then(pl.lit(NO)).otherwise(pl.col("s47_nfa"))
    )
    return (
        people.by(tables("ssd_s47_enquiry"))
        .join(led, on="enquiry_id", how="left", maintain_order="left")
        .join(enquired.rename({"before": "s47_prior_12m"}), on="child_id", how="left")
        .join(met.rename({"before": "icpc_prior_12m"}), on="child_id", how="left")
        .with_columns(icpc_unnecessary=unnecessary)
    )


def found(tables: Tables) -> pl.DataFrame:
    """What each assessment found when it ended."""
    ended = tables("ssd_cin_assessments").select(
        "assessment_id", "child_id", "assessment_authorised_date"
    )
    said = tables("ssd_assessment_factors").select("assessment_id", "factors")
    return factors(
        said.join(ended, on="assessment_id", maintain_order="left"), "assessment_authorised_date"
    )


def need(tables: Tables, people: People, as_at: date) -> pl.DataFrame:
    """List 6: every episode of need, its status by a ladder, and when the child was last seen.

    Closed; else in care; else on a protection plan; else on a plan for a child in need; else being
    assessed; else in need, for the episode is open. A referral that ended in no further action is
    not an episode of need.
    """
    visits = pl.concat(
        seen(tables, name).select("child_id", "visit_date")
        for name in ("ssd_cin_visits", "ssd_cp_visits", "ssd_cla_visits")
    )
    episodes = tables("ssd_cin_episodes").filter(~yes(pl.col("referral_nfa")))
    rungs = (
        ("a) Looked after child", "ssd_cla_episodes", "episode_start", "episode_end"),
        ("b) Child Protection plan", "ssd_cp_plans", "cp_start_date", "cp_end_date"),
        ("c) Child in need plan", "ssd_cin_plans", "plan_start", "plan_end"),
        ("d) Open assessment", "ssd_cin_assessments", "assessment_start_date",
         "assessment_authorised_date"),
    )  # fmt: skip
    closed = (pl.col("close_date") <= as_at).fill_null(value=False)
    status = pl.when(closed).then(pl.lit("e) Closed episode")).when(pl.lit(value=False)).then(None)
    for words, name, start, end in rungs:
        open_now = _open(tables(name), start, end, as_at)
        if name == "ssd_cp_plans":
            open_now = open_now.filter(~yes(pl.col("other_authority")))
        status = status.when(pl.col("child_id").is_in(open_now["child_id"].to_list())).then(
            pl.lit(words)
        )
    found = last_within(
        episodes, visits, on="visit_date", start="referral_date", end="close_date",
        take={"last_seen_date": "visit_date"},
    )  # fmt: skip
    return people.allocated(found).with_columns(
        case_status=status.otherwise(pl.lit("c) Child in need plan")),
        cin_start_date=pl.col("referral_date"),
        cin_end_date=pl.col("close_date"),
        cin_end_reason=pl.col("close_reason"),
    )


def _open(frame: pl.DataFrame, start: str, end: str, as_at: date) -> pl.DataFrame:
    """Rows that hold on the day: one that ends on it has ended."""
    return frame.filter((pl.col(start) <= as_at) & (pl.col(end).is_null() | (pl.col(end) > as_at)))


def plans(tables: Tables, people: People, as_at: date) -> pl.DataFrame:
    """List 7: every plan of ours with its last visit and review; earlier plans are counted.

    A plan of another authority, kept for a child who stays here, is not ours.
    """
    ours = tables("ssd_cp_plans").filter(~yes(pl.col("other_authority")))
    emergency = tables("ssd_legal_status").filter(
        code("legal_status").is_in(EMERGENCY)
        & (pl.col("status_start") <= as_at)
        & (pl.max_horizontal("status_start", "status_end") >= months_before(as_at, 6))
    )
    seen_last = last_within(
        ours, seen(tables, "ssd_cp_visits"), on="visit_date", start="cp_start_date",
        end="cp_end_date", take={"cp_last_visit_date": "visit_date", "cp_seen_alone": "seen_alone"},
    )  # fmt: skip
    found = last_within(
        seen_last, tables("ssd_cp_reviews").drop_nulls("review_date"), on="review_date",
        start="cp_start_date", end="cp_end_date", take={"cp_last_review_date": "review_date"},
    )  # fmt: skip
    before = pl.col("cp_start_date").rank("dense").over("child_id") - 1
    return people.allocated(found).with_columns(
        epo_or_police_protection_6m=said(pl.col("child_id").is_in(emergency["child_id"].to_list())),
        cp_previous_plans=before.cast(pl.Int64),
    )
