"""Rules about single rows, each a Polars expression that is true of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.readers import Sheet
from goldenthread.intake.vocabulary import Finding, Severity

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
        Rule(code="AX-02", severity=E, wrong="This is not a date",
             todo="Correct the date in the case system, day first"),
        Rule(code="AX-03", severity=E, wrong="This is not a whole number",
             todo="Correct the number in the case system"),
        Rule(code="AX-04", severity=W, wrong="This code is on no list of Annex A",
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
             todo="Keep the latest; this list has one row a child"),
        Rule(code="AX-10", severity=W, wrong="The same event is on this list twice",
             todo="Keep one of the two rows; until then the later counts"),
        Rule(code="AX-11", severity=W, wrong="The age does not agree with the date of birth",
             todo="Correct the date of birth; we work the age out from it"),
        Rule(code="AX-12", severity=W, wrong="The event is long before the date of birth",
             todo="Correct one of the two dates"),
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

FUTURE: Final = frozenset({"date_of_birth"})
"""Dates that may lie after the extract: the expected birth of an unborn child."""


def rows(sheet: Sheet, as_at: date) -> Iterator[Finding]:
    """Everything that is wrong with single rows of a list."""
    one, frame = sheet.list, sheet.frame
    for code, kept in (("AX-02", sheet.bad), ("AX-04", sheet.unknown)):
        for key, values in kept.items():
            kind = one.column(key).kind
            name = "AX-03" if code == "AX-02" and kind == "integer" else code
            for row, value in values.items():
                yield _found(name, sheet, row, key, value)
    who = "adopter_id" if one.number == 11 else "child_id"
    yield from _where(sheet, "AX-01", who, pl.col(who).is_null())
    dates = [column.key for column in one.columns if column.kind == "date"]
    for column in one.columns:
        if column.required != "always" or column.key == who or column.key in sheet.missing:
            continue
        bad = set(sheet.bad.get(column.key, ()))
        key_date = column.kind == "date" and column.key in one.keys
        yield from _where(
            sheet,
            "AX-05" if key_date else "AX-06",
            column.key,
            pl.col(column.key).is_null() & ~pl.col("_row").is_in(list(bad)),
        )
    for key in dates:
        if key not in FUTURE:
            yield from _where(sheet, "AX-07", key, pl.col(key) > as_at)
    for start, end in SPANS.get(one.number, ()):
        yield from _where(sheet, "AX-08", end, pl.col(end) < pl.col(start))
    if not one.repeats and frame.height and one.number != 11:
        again = pl.col(who).is_not_null() & ~pl.col(who).is_last_distinct()
        yield from _where(sheet, "AX-09", who, again)
    elif one.keys and set(one.keys) <= set(frame.columns):
        together = pl.struct(*one.keys)
        again = pl.col(one.keys[0]).is_not_null() & ~together.is_last_distinct()
        yield from _where(sheet, "AX-10", one.keys[-1], again)
    if "age" in frame.columns and "date_of_birth" in frame.columns:
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
    first = next((key for key in dates if key != "date_of_birth"), None)
    if first and "date_of_birth" in frame.columns and one.number not in (5, 6, 7):
        yield from _where(
            sheet, "AX-12", first, pl.col(first) < pl.col("date_of_birth") - pl.duration(days=300)
        )


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
    if code == "AX-02" and column.key not in sheet.list.keys and column.required != "always":
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
