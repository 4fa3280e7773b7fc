"""Rules about single rows, each a Polars expression that is true of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.lists import List
from goldenthread.intake.readers import Sheet
from goldenthread.intake.vocabulary import Finding, Severity

CLOSED: Final = "e) Closed episode"
E, W = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule: its code, how grave, what is wrong, and what to do."""

    code: str
    severity: Severity
    wrong: str
    todo: str


RULES: Final[dict[str, Rule]] = {
    rule.code: rule
    for rule in (
        Rule(code="AX-01", severity=E, wrong="There is no child’s reference",
             todo="Find the child in the case system and give the reference"),
        Rule(code="AX-02", severity=E, wrong="This is not a date, or its year cannot be right",
             todo="Correct the date in the case system, day first"),
        Rule(code="AX-03", severity=E, wrong="This is not a whole number",
             todo="Correct the number in the case system"),
        Rule(code="AX-04", severity=W, wrong="We do not know this code",
             todo="Choose one of the codes of the list; until then it counts as not recorded"),
        Rule(code="AX-05", severity=E, wrong="The date that this row is about is missing",
             todo="Enter the date in the case system"),
        Rule(code="AX-06", severity=W, wrong="Always asked for, and missing",
             todo="Fill it in in the case system"),
        Rule(code="AX-07", severity=E, wrong="The date is after the date of the extract",
             todo="Look whether day and month were exchanged"),
        Rule(code="AX-08", severity=E, wrong="It ends before it starts",
             todo="Correct one of the two dates"),
        Rule(code="AX-09", severity=E, wrong="The same child is on this list twice",
             todo="Keep one row a child; of several, the one that began last counts"),
        Rule(code="AX-10", severity=W, wrong="The same event is on this list twice, and differs",
             todo="Keep the right one; of the two, the later in the file counts"),
        Rule(code="AX-11", severity=W, wrong="The age does not agree with the date of birth",
             todo="Correct the date of birth; we work the age out from it"),
        Rule(code="AX-12", severity=W, wrong="The event is long before the date of birth",
             todo="Correct one of the two dates"),
        Rule(code="AX-13", severity=W, wrong="The same row is here twice",
             todo="Nothing: it is counted once"),
        Rule(code="AX-14", severity=W, wrong="An end without a reason, or a reason without an end",
             todo="Fill in the other of the two in the case system"),
        Rule(code="AX-15", severity=W, wrong="The case status and the closing date do not agree",
             todo="Correct one of the two; the closing date counts"),
        Rule(code="AX-16", severity=W, wrong="This is not a postcode",
             todo="Correct it in the case system; until then it counts as not recorded"),
        Rule(code="AX-17", severity=E, wrong="A spreadsheet has rounded this reference",
             todo="Export the list again, and do not open it before you load it"),
        Rule(code="AX-18", severity=W, wrong="This reference is not like the others of the list",
             todo="Look whether a name or a note was typed into it"),
        Rule(code="AX-19", severity=E, wrong="The case is open, and has no status that we know",
             todo="Give the case status; without it nobody knows whose child it is"),
    )
}  # fmt: skip

SPANS: Final[dict[int, tuple[tuple[str, str], ...]]] = {
    2: (("eh_start_date", "eh_end_date"),),
    4: (("assessment_start_date", "assessment_authorised_date"),),
    5: (("s47_start_date", "icpc_date"),),
    6: (("cin_start_date", "cin_end_date"),),
    7: (("cp_start_date", "cp_end_date"),),
    8: (("care_start_date", "care_end_date"),),
    10: (("care_entry_date", "adoption_order_date"),),
    11: (("stage1_start", "stage1_end"), ("stage2_start", "stage2_end")),
}
"""Start and end of the same thing, list by list."""

REASONS: Final[dict[int, tuple[str, str]]] = {
    6: ("cin_end_date", "cin_end_reason"),
    8: ("care_end_date", "care_end_reason"),
    10: ("reversal_date", "reversal_reason"),
    11: ("left_date", "left_reason"),
}
"""An end and its reason, list by list: the one is never without the other."""
POSTCODE: Final = r"(?i)^[A-Z]{1,2}\d[A-Z\d]? ?\d([A-Z]{2})?$"
"""A postcode, or its sector: all that is left of it where data were made smaller."""
LIKE: Final = 20
"""Of how many references some may be called unlike the others."""

FUTURE: Final = frozenset(
    {"date_of_birth", "expected_birth", "review_due", "conference_target", "eighteenth_birthday",
     "status_end"}
)  # fmt: skip
"""Dates that may lie after the extract: of a birth that is expected, of what is due, and of the
end of a status that was given for a time."""


def rows(sheet: Sheet, as_at: date) -> Iterator[Finding]:
    """Everything that is wrong with single rows of a list."""
    one, frame = sheet.list, sheet.frame
    who = subject(one)
    yield from _unread(sheet)
    rounded = pl.col("_row").is_in(list(sheet.bad.get(who, ())))
    whose = [column for column in one.columns if column.key == who and column.required == "always"]
    yield from _where(sheet, "AX-01", who, pl.lit(bool(whose)) & pl.col(who).is_null() & ~rounded)
    yield from _like_the_others(sheet, who)
    dates = [column.key for column in one.columns if column.kind == "date"]
    for column in one.columns:
        if column.required != "always" or column.key == who or column.key in sheet.missing:
            continue
        said = [*sheet.bad.get(column.key, ()), *sheet.unknown.get(column.key, ())]
        key_date = column.kind == "date" and column.key in one.keys
        yield from _where(
            sheet,
            "AX-05" if key_date else "AX-06",
            column.key,
            pl.col(column.key).is_null() & ~pl.col("_row").is_in(said),
        )
    for key in dates:
        if key not in FUTURE:
            yield from _where(sheet, "AX-07", key, pl.col(key) > as_at)
    for start, end in (*SPANS.get(one.number, ()), *one.spans):
        yield from _where(sheet, "AX-08", end, pl.col(end) < pl.col(start))
    yield from _repeated(sheet, who)
    if pair := one.reason or REASONS.get(one.number):
        end, why = pair
        known = ~pl.col("_row").is_in(list(sheet.unknown.get(why, ())))
        if {end, why}.isdisjoint(sheet.missing):
            yield from _where(
                sheet, "AX-14", end, (pl.col(end).is_null() != pl.col(why).is_null()) & known
            )
    if one.number == 6 and "case_status" not in sheet.missing:
        still, status = pl.col("cin_end_date").is_null(), pl.col("case_status")
        yield from _where(sheet, "AX-19", "case_status", still & status.is_null())
        yield from _where(sheet, "AX-15", "case_status", (status == CLOSED) == still)
    for column in one.columns:
        if column.kind == "postcode":
            wrong = ~pl.col(column.key).str.contains(POSTCODE)
            yield from _where(sheet, "AX-16", column.key, wrong)
    yield from _ages(sheet, as_at)
    first = next((key for key in dates if key != "date_of_birth"), None)
    if first and "date_of_birth" in frame.columns and one.number not in (5, 6, 7):
        yield from _where(
            sheet, "AX-12", first, pl.col(first) < pl.col("date_of_birth") - pl.duration(days=300)
        )


def _ages(sheet: Sheet, as_at: date) -> Iterator[Finding]:
    """Ages that do not agree with the date of birth."""
    if not {"age", "date_of_birth"} <= set(sheet.frame.columns):
        return
    born = pl.col("date_of_birth")
    years = (
        pl.lit(as_at.year)
        - born.dt.year()
        - (
            (born.dt.month() > as_at.month)
            | ((born.dt.month() == as_at.month) & (born.dt.day() > as_at.day))
        ).cast(pl.Int32)
    )
    yield from _where(sheet, "AX-11", "age", (pl.col("age") >= 0) & (pl.col("age") != years))


def subject(one: List) -> str:
    """Whom a row of this list is about: the key of the column that says so."""
    return "adopter_id" if one.number == 11 else "child_id"


def _unread(sheet: Sheet) -> Iterator[Finding]:
    """Values that are not what their column holds, each as it was sent."""
    one = sheet.list
    for key, values in sheet.bad.items():
        kind = one.column(key).kind
        code = "AX-02" if kind == "date" else "AX-17" if kind == "string" else "AX-03"
        for row, value in values.items():
            yield _found(code, sheet, row, key, value)
    for key, values in sheet.unknown.items():
        for row, value in values.items():
            yield _found("AX-04", sheet, row, key, value)


def _like_the_others(sheet: Sheet, who: str) -> Iterator[Finding]:
    """Where nearly all references are digits, those that are not."""
    if who not in sheet.frame.columns:
        return
    digits = pl.col(who).str.contains(r"^\d+$")
    found = sheet.frame.select(digits.sum().alias("plain"), digits.count().alias("all")).row(0)
    if found[1] >= LIKE and found[0] >= 0.95 * found[1]:
        yield from _where(sheet, "AX-18", who, ~digits)


def _repeated(sheet: Sheet, who: str) -> Iterator[Finding]:
    """Rows that another row of the same record makes void: all but the one that counts.

    One that is the same to the letter is counted once. Where they differ, the later in the file
    counts (Annex A row keys); on a list of one row a child, the one that began last.
    """
    one, frame = sheet.list, sheet.frame
    alone = not one.repeats and one.number != 11
    by = [who] if alone else list(one.keys)
    if not by or not frame.height:
        return
    began = [key for key in one.keys if alone and key in frame.columns and _is_date(one, key)]
    content = pl.struct(pl.exclude("_row")).hash()
    ordered = (
        frame.filter(pl.col(by[0]).is_not_null())
        .with_columns(_content=content)
        .sort([*began, "_row"], nulls_last=False)
        .with_columns(
            _counts=pl.col("_row").last().over(by), _same=pl.col("_content").last().over(by)
        )
        .filter(pl.col("_row") != pl.col("_counts"))
        .sort("_row")
    )
    key = by[-1]
    for row, same, value in ordered.select(
        "_row", pl.col("_content") == pl.col("_same"), key
    ).iter_rows():
        code = "AX-13" if same else "AX-09" if alone else "AX-10"
        yield _found(code, sheet, row, key, "" if value is None else said(value))


def _is_date(one: List, key: str) -> bool:
    return one.column(key).kind == "date"


def _where(sheet: Sheet, code: str, key: str, wrong: pl.Expr) -> Iterator[Finding]:
    if key not in sheet.frame.columns:
        return
    for row, value in sheet.frame.filter(wrong).select("_row", key).iter_rows():
        yield _found(code, sheet, row, key, "" if value is None else said(value))


def said(value: object) -> str:
    """A value as people write it."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _found(code: str, sheet: Sheet, row: int, key: str, value: str) -> Finding:
    rule = RULES[code]
    severity = rule.severity
    column = sheet.list.column(key)
    if (
        code in {"AX-02", "AX-03"}
        and column.key not in sheet.list.keys
        and (column.required != "always" or code == "AX-03")
    ):
        severity = Severity.WARNING
    return Finding(
        code=code,
        severity=severity,
        list=sheet.list.number,
        row=row,
        column=sheet.matched.get(key, column.header),
        value=value,
        wrong=rule.wrong,
        todo=rule.todo,
    )
