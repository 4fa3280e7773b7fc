"""Rules between lists: what one says and another does not (Annex A, cross-list checks)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import polars as pl

from goldenthread.intake.checks.rows import said
from goldenthread.intake.readers import Sheet
from goldenthread.intake.vocabulary import Around, Finding, Severity

STATUS: Final = {7: "b) Child Protection plan", 8: "a) Looked after child"}
ELIGIBLE, FORMER = "d) Eligible child", "b) Former relevant child"
ADOPTION: Final = "b) Adoption"
ENDS: Final = {4: "assessment_authorised_date", 7: "cp_end_date", 8: "care_end_date"}


def across(sheets: Mapping[int, Sheet]) -> Iterator[Finding]:
    """Everything on which two lists do not agree: warnings all."""
    frames = {number: sheet.frame for number, sheet in sheets.items()}
    if 6 in frames:
        known = frames[6].select("child_id", "case_status")
        for number in (7, 8):
            if number in frames:
                yield from _open_on_six(sheets[number], known, number)
        if 4 in frames:
            still = frames[4].filter(pl.col(ENDS[4]).is_null())
            lacking = still.join(known, on="child_id", how="anti")
            yield from _say(sheets[4], lacking, "AX-22", "child_id",
                            "The assessment is open, and the child is not on List 6",
                            "Open the episode of need in the case system")  # fmt: skip
    if 5 in frames and 7 in frames:
        led = frames[5].filter(pl.col("icpc_led_to_plan") == "a) Yes")
        plans = frames[7].select("child_id", "cp_start_date")
        both = led.join(plans, on="child_id", how="left")
        lacking = both.filter(
            pl.col("cp_start_date").is_null() | (pl.col("cp_start_date") < pl.col("icpc_date"))
        )
        yield from _say(sheets[5], lacking, "AX-23", "icpc_date",
                        "The conference made a plan, and List 7 has none from that day on",
                        "Look whether the plan was started in the case system")  # fmt: skip
    if 10 in frames and 8 in frames:
        yield from _adoption(sheets[10], sheets[8])
    if 9 in frames and 8 in frames:
        eligible = pl.col("eligibility") == ELIGIBLE
        in_care = frames[8].filter(pl.col(ENDS[8]).is_null()).select("child_id")
        lacking = frames[9].filter(eligible).join(in_care, on="child_id", how="anti")
        yield from _say(sheets[9], lacking, "AX-25", "eligibility",
                        "Eligible, and not in care on List 8",
                        "Who is eligible is still in care: correct one list")  # fmt: skip
        former = frames[9].filter(pl.col("eligibility") == FORMER)
        yield from _say(sheets[9], former.join(in_care, on="child_id", how="semi"), "AX-25",
                        "eligibility", "Former relevant, and still in care on List 8",
                        "Who is former relevant has left care: correct one list")  # fmt: skip
    for number, key in (
        (3, "referrals_prior_12m"), (5, "s47_prior_12m"), (5, "icpc_prior_12m"),
    ):  # fmt: skip
        if number in frames:
            unequal = frames[number].filter(pl.col(key).n_unique().over("child_id") > 1)
            yield from _say(sheets[number], unequal, "AX-26", key,
                            "The count differs between rows of one child",
                            "It is counted from the latest row, and repeats")  # fmt: skip


def _adoption(ten: Sheet, eight: Sheet) -> Iterator[Finding]:
    """What Lists 8 and 10 must say alike about a child who is to be adopted, or was."""
    care = eight.frame.select("child_id", "care_end_date", "care_end_reason", "permanence_plan")
    waiting = ten.frame.filter(
        pl.col("adoption_order_date").is_null() & pl.col("reversal_date").is_null()
    )
    both = waiting.join(care, on="child_id", how="left")
    lacking = both.join(care, on="child_id", how="anti").vstack(
        both.filter(pl.col("care_end_date").is_not_null())
    )
    yield from _say(ten, lacking, "AX-24", "child_id",
                    "The child waits for adoption, and is not in care on List 8",
                    "Look whether the child is still in care")  # fmt: skip
    other = both.filter(
        pl.col("care_end_date").is_null()
        & pl.col("permanence_plan").is_not_null()
        & (pl.col("permanence_plan") != ADOPTION)
    )
    yield from _say(ten, other, "AX-24", "child_id",
                    "The child waits for adoption, and List 8 has another permanence plan",
                    "Correct the permanence plan")  # fmt: skip
    adopted = eight.frame.filter(pl.col("care_end_reason").str.contains(r"E1[12]:"))
    orders = ten.frame.filter(pl.col("adoption_order_date").is_not_null()).select("child_id")
    yield from _say(eight, adopted.join(orders, on="child_id", how="anti"), "AX-27",
                    "care_end_reason", "The child left care by adoption, and List 10 has no order",
                    "Enter the date of the adoption order")  # fmt: skip


def staff(sheets: Mapping[int, Sheet], around: Around) -> Iterator[Finding]:
    """Teams and workers whom the establishment does not know, on open cases of Lists 6 and 9."""
    for number, still in ((6, pl.col("cin_end_date").is_null()), (9, pl.lit(True))):
        if number not in sheets:
            continue
        frame = sheets[number].frame.filter(still)
        for key, known, code, words, todo in (
            ("allocated_team", around.teams, "AX-28", "The team is not in the establishment",
             "Add it under People: until then nobody’s list shows this child"),
            ("allocated_worker", around.workers, "AX-29", "The worker is not in the establishment",
             "Add them under People: until then the child shows under the team alone"),
        ):  # fmt: skip
            names = pl.col(key).str.strip_chars().str.to_lowercase()
            strange = frame.filter(names.is_not_null() & ~names.is_in(sorted(known)))
            yield from _say(sheets[number], strange, code, key, words, todo)


def _open_on_six(sheet: Sheet, known: pl.DataFrame, number: int) -> Iterator[Finding]:
    still = sheet.frame.filter(pl.col(ENDS[number]).is_null())
    both = still.join(known, on="child_id", how="left")
    in_care = pl.col("case_status") == STATUS[8]
    lacking = both.filter(
        pl.col("case_status").is_null()
        | ((pl.col("case_status") != STATUS[number]) & ~(in_care & pl.lit(number == 7)))
    )
    what = {7: "plan", 8: "care episode"}[number]
    yield from _say(
        sheet,
        lacking,
        "AX-21",
        "child_id",
        f"The {what} is open, and List 6 does not say so",
        "Look at the case status in the case system",
    )


def _say(  # noqa: PLR0917
    sheet: Sheet, wrong: pl.DataFrame, code: str, key: str, words: str, todo: str
) -> Iterator[Finding]:
    for row, value in wrong.select("_row", key).unique(maintain_order=True).iter_rows():
        yield Finding(
            code=code,
            severity=Severity.WARNING,
            list=sheet.list.number,
            row=row,
            column=sheet.matched.get(key, sheet.list.column(key).header),
            value="" if value is None else said(value),
            wrong=words,
            todo=todo,
        )
