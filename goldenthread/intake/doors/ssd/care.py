"""Lists 8 to 10 from the Standard Safeguarding Dataset, and every visit, review and placement."""

from __future__ import annotations

import json
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.doors.frames import (
    NO,
    YES,
    Tables,
    as_history,
    code,
    is_yes,
    last_within,
    months_before,
    one_each,
    said,
    took_part,
    yes,
)
from goldenthread.intake.doors.periods import periods, second_in_a_year
from goldenthread.intake.doors.ssd.need import seen
from goldenthread.intake.doors.ssd.people import People

_HEALTH: Final = r"(?i)health.*assess|assess.*health|^\(?iha|^rha|^health$"
_DENTAL: Final = r"(?i)dent|teeth"
_NOT_DONE: Final = r"(?i)refus|cancel|not attend|dna|did not"
_ASYLUM: Final = r"(?i)uasc|unaccompanied"
_NOT_ADOPTION: Final = r"(?i)special|sgo|guardian|arrangement|\bcao\b|residence|^E4\d"
_PLANS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("b) Adoption", ("ADOPTION",)),
    ("f) Long-term fostering", ("LTRELFR", "LTFOST18")),
    ("e) Long-term residential placement", ("RESPLMT",)),
    ("d) Supported living in the community", ("SUPPLIV",)),
    ("a) Return to family", ("RETURN1M", "RETURN6M", "RETURNEV", "REMAINSUP")),
    ("g) other", ("OTHERPLN",)),
)
"""The permanence plan of Annex A for the answers of a care plan, the most settled first."""


def care(tables: Tables, people: People, as_at: date) -> pl.DataFrame:
    """List 8: every period of care, with the last of each kind and the counts of twelve months."""
    found = second_in_a_year(_periods(tables))
    span = {"start": "care_start_date", "end": "care_end_date"}
    found = last_within(found, _legal(tables), on="status_start", **span, take={
        "legal_status": "legal_status", "legal_status_start": "status_start"})  # fmt: skip
    found = last_within(found, _reviews(tables), on="review_date", **span,
                        take={"care_last_review_date": "review_date"})  # fmt: skip
    found = last_within(found, seen(tables, "ssd_cla_visits"), on="visit_date", **span,
                        take={"care_last_visit_date": "visit_date"})  # fmt: skip
    for name, words in (("health_assessment_date", _HEALTH), ("dental_check_date", _DENTAL)):
        found = _checked(found, tables, name, words)
    found = last_within(found, _care_plans(tables), on="plan_start", **span,
                        take={"permanence_plan": "permanence_plan"})  # fmt: skip
    found = last_within(found, _placed(tables), on="placement_start_date", **span, take={
        key: key for key in ("placement_start_date", "placement_type", "placement_provider",
                             "placement_postcode", "placement_urn")})  # fmt: skip
    found = _counted(found, tables, as_at)
    uasc = _asylum(tables, people, as_at)
    return people.allocated(found).with_columns(
        care_second_period_12m=said(
            pl.col("second") & (pl.col("care_start_date") >= months_before(as_at, 12))
        ),
        uasc_12m=said(pl.col("child_id").is_in(uasc["child_id"].to_list()))
        if tables.has("ssd_immigration_status")
        else None,
    )


def _periods(tables: Tables) -> pl.DataFrame:
    """Periods of care. One that began before the years of the dataset says when it did."""
    return periods(tables("ssd_cla_episodes")).with_columns(
        care_start_date=pl.min_horizontal("care_start_date", "entered_care")
    )


def _legal(tables: Tables) -> pl.DataFrame:
    return tables("ssd_legal_status").drop_nulls(["status_start", "legal_status"])


def _whose(tables: Tables, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows that give the number of a period of care, with its child."""
    of = one_each(tables("ssd_cla_episodes").drop_nulls("cla_id"), "cla_id").select(
        "cla_id", _whose="child_id"
    )
    own = pl.col("child_id") if "child_id" in frame.columns else pl.lit(None, pl.String)
    return (
        frame.join(of, on="cla_id", how="left", maintain_order="left")
        .with_columns(child_id=pl.coalesce(own, "_whose"))
        .drop("_whose")
        .filter(pl.col("child_id").is_not_null())
    )


def _reviews(tables: Tables) -> pl.DataFrame:
    """Reviews that were held: a cancelled one was not."""
    held = tables("ssd_cla_reviews").drop_nulls("review_date").filter(~yes(pl.col("cancelled")))
    return _whose(tables, held)


def _placed(tables: Tables) -> pl.DataFrame:
    return _whose(tables, tables("ssd_cla_placement")).drop_nulls("placement_start_date")


def _checked(found: pl.DataFrame, tables: Tables, name: str, words: str) -> pl.DataFrame:
    """The last check of a kind that was done."""
    done = tables("ssd_cla_health").drop_nulls("check_date").filter(
        pl.col("check_type").str.contains(words).fill_null(value=False)
        & ~pl.col("check_status").str.contains(_NOT_DONE).fill_null(value=False)
    )  # fmt: skip
    latest = done.select("child_id", _on="check_date")
    ended = pl.col("care_end_date").is_null() | (pl.col("_on") <= pl.col("care_end_date"))
    newest = (
        found.select("child_id", "care_start_date", "care_end_date")
        .join(latest, on="child_id")
        .filter(ended)
        .group_by("child_id", "care_start_date")
        .agg(pl.col("_on").max().alias(name))
    )
    return found.join(newest, on=["child_id", "care_start_date"], how="left", maintain_order="left")


def _care_plans(tables: Tables) -> pl.DataFrame:
    """Care plans with the permanence plan that their answers amount to."""

    def read(text: str) -> str | None:
        try:
            answers = json.loads(text)
        except ValueError:
            return None
        if isinstance(answers, list):
            answers = answers[0] if answers else {}
        chosen = {str(key).upper() for key, value in answers.items() if is_yes(value)}
        return next((plan for plan, keys in _PLANS if chosen & set(keys)), None)

    return tables("ssd_cla_care_plan").with_columns(
        permanence_plan=pl.col("plan").map_elements(read, return_dtype=pl.String)
    ).drop_nulls(["plan_start", "permanence_plan"])  # fmt: skip


def _counted(found: pl.DataFrame, tables: Tables, as_at: date) -> pl.DataFrame:
    """Placements, missing and absent episodes of twelve months, counted from each of them.

    A placement counts if any day of it lies in the twelve months; the current one always does.
    Within the period of care alone.
    """
    since = months_before(as_at, 12)
    keys = ["child_id", "care_start_date"]
    spans = found.select(*keys, "care_end_date")

    def within(frame: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
        ended = pl.col("care_end_date").is_null() | (pl.col(start) <= pl.col("care_end_date"))
        recent = pl.col(end).is_null() | (pl.col(end) > since)
        return spans.join(frame, on="child_id").filter(
            (pl.col(start) >= pl.col("care_start_date")) & ended & recent
        )

    homes = within(_placed(tables), "placement_start_date", "placement_end")
    counted = homes.group_by(keys).agg(placements_12m=pl.len().cast(pl.Int64))
    gone = within(
        tables("ssd_missing").with_columns(_from=pl.col("missing_start")), "missing_start", "_from"
    )
    absent = pl.col("missing_type").str.contains(r"(?i)^a(bsent|way)?\b")
    offered, accepted = pl.col("rhi_offered"), pl.col("rhi_accepted")
    last = gone.sort("missing_start").group_by(keys, maintain_order=True).agg(
        missing_episodes_12m=(~absent).sum().cast(pl.Int64),
        absent_episodes_12m=absent.sum().cast(pl.Int64),
        rhi_offered=offered.filter(~absent).last(),
        rhi_accepted=accepted.filter(~absent).last(),
    )  # fmt: skip
    both = found.join(counted, on=keys, how="left", maintain_order="left").join(
        last, on=keys, how="left", maintain_order="left"
    )
    return both.with_columns(
        pl.col("missing_episodes_12m").fill_null(0) if tables.has("ssd_missing") else pl.lit(None),
        pl.col("absent_episodes_12m").fill_null(0) if tables.has("ssd_missing") else pl.lit(None),
    )


def _asylum(tables: Tables, people: People, as_at: date) -> pl.DataFrame:
    """Children who were unaccompanied and seeking asylum on any day of the twelve months.

    The status ends with the eighteenth birthday, whether or not somebody ended the record.
    """
    every = people.who(tables("ssd_immigration_status")).filter(
        pl.col("status").str.contains(_ASYLUM).fill_null(value=False)
    )
    grown = pl.col("date_of_birth").dt.offset_by("18y")
    ended = pl.min_horizontal(pl.col("status_end"), grown)
    return every.filter(
        (pl.col("status_start").is_null() | (pl.col("status_start") <= as_at))
        & (ended.is_null() | (ended > months_before(as_at, 12)))
    )


def care_leavers(tables: Tables, people: People) -> pl.DataFrame:
    """List 9: one row a young person; the later in the file counts."""
    ever = tables("ssd_immigration_status").filter(
        pl.col("status").str.contains(_ASYLUM).fill_null(value=False)
    )
    found = people.by(one_each(tables("ssd_care_leavers"), "child_id"))
    return found.with_columns(
        uasc_or_former=said(pl.col("child_id").is_in(ever["child_id"].to_list()))
        if tables.has("ssd_immigration_status")
        else None,
        personal_advisor=people.name("adviser_id"),
    )


def adoptions(tables: Tables) -> pl.DataFrame:
    """List 10: every decision that a child should be adopted. Who the family is nobody says.

    An order of another type than adoption is not the end that the list asks for.
    """
    spans = _periods(tables).select("child_id", "care_start_date")
    decided = tables("ssd_permanence").drop_nulls("adm_decision_date").with_row_index("_nth")
    other = pl.col("order_type").str.contains(_NOT_ADOPTION).fill_null(value=False)
    entered = (
        decided.join(spans, on="child_id")
        .filter(pl.col("care_start_date") <= pl.col("adm_decision_date"))
        .group_by("_nth")
        .agg(care_entry_date=pl.col("care_start_date").max())
    )
    return decided.join(entered, on="_nth", how="left").with_columns(
        adoption_order_date=pl.when(~other).then("order_date")
    )


def history(tables: Tables) -> dict[str, pl.DataFrame]:
    """Every visit, review, placement and missing episode, one by one."""
    visits = pl.concat(
        seen(tables, name).select(
            child="child_id", on="visit_date", kind=pl.lit(kind), alone=_word("seen_alone")
        )
        for name, kind in (
            ("ssd_cin_visits", "in_need"),
            ("ssd_cp_visits", "protection"),
            ("ssd_cla_visits", "care"),
        )
    )
    reviews = pl.concat(
        frame.drop_nulls("review_date").select(
            child="child_id",
            on="review_date",
            kind=pl.lit(kind),
            due="review_due",
            took_part=took_part("participation"),
        )
        for frame, kind in ((tables("ssd_cp_reviews"), "protection"), (_reviews(tables), "care"))
    )
    spans = _periods(tables).select("child_id", "care_start_date", "care_end_date")
    homes = _placed(tables).join(spans, on="child_id").filter(
        (pl.col("placement_start_date") >= pl.col("care_start_date"))
        & (pl.col("placement_start_date") <= pl.col("care_end_date")).fill_null(value=True)
    )  # fmt: skip
    placements = homes.select(
        child="child_id", care_start="care_start_date", start="placement_start_date",
        end="placement_end", placement=code("placement_type"), provider=code("placement_provider"),
    )  # fmt: skip
    absent = pl.col("missing_type").str.contains(r"(?i)^a(bsent|way)?\b")
    missing = tables("ssd_missing").select(
        child="child_id", start="missing_start", end="missing_end",
        kind=pl.when(absent).then(pl.lit("absent")).otherwise(pl.lit("missing")),
        interview_offered=_word("rhi_offered"), interview_accepted=_word("rhi_accepted"),
    )  # fmt: skip
    return {
        "visit": as_history("visit", visits),
        "review": as_history("review", reviews),
        "placement": as_history("placement", placements),
        "missing": as_history("missing", missing.drop_nulls("start")),
    }


def _word(column: str) -> pl.Expr:
    """A yes or no as a word: "a) Yes" is yes."""
    return pl.col(column).replace({YES: "yes", NO: "no", "c) Unknown": "unknown"})
