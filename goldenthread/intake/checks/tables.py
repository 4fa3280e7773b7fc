"""Rules about the tables of another door: what is not there, what leads nowhere, what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake.checks.across import staff
from goldenthread.intake.doors import Door, Told, door_of
from goldenthread.intake.doors.periods import STARTED
from goldenthread.intake.lists import List, lists
from goldenthread.intake.readers import Read, Sheet
from goldenthread.intake.vocabulary import Around, Finding, Severity

LINKS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("ssd_cla_placement", "cla_id", "ssd_cla_episodes", "cla_id"),
    ("ssd_cla_reviews", "cla_id", "ssd_cla_episodes", "cla_id"),
    ("ssd_initial_cp_conference", "enquiry_id", "ssd_s47_enquiry", "enquiry_id"),
    ("ssd_cin_assessments", "referral_id", "ssd_cin_episodes", "referral_id"),
    ("ssd_involvements", "worker_id", "ssd_professionals", "worker_id"),
)
"""Table, its key, and the table and key that it must lead to."""

RULES: Final[dict[str, tuple[str, str]]] = {
    "SD-01": (
        "The child is not in the table of children",
        "Send the whole dataset: sex, ethnicity and birth are not known",
    ),
    "SD-02": (
        "This number leads to no row of the table that it names",
        "Send both tables of the same night; until then the row is not joined to anything",
    ),
    "SD-03": (
        "It is open, and the child has no open episode of need",
        "Open the episode of need in the case system; the child counts all the same",
    ),
    "SD-04": (
        "Episodes of early help stand for assessments",
        "Nothing: Annex A counts assessments, so its figures of early help may differ",
    ),
    "SD-05": (
        "The child was in care before this return begins, and nothing tells since when",
        "Load the years before it first; until then the start is not known, and left blank",
    ),
}
"""Rules between the tables of other doors: code → (what is wrong, what to do)."""


def tell(read: Read, frames: Mapping[int, pl.DataFrame], as_at: date) -> Told | None:
    """The lists that the usable rows of another door amount to; None for Annex A."""
    door = door_of(read.source)
    if door is None:
        return None
    named = {door.tables[number].title: frame for number, frame in frames.items()}
    return door.tell(named, as_at, read.earlier)


def of_tables(read: Read, as_at: date, around: Around | None) -> Iterator[Finding]:
    """What is wrong between the tables of another door."""
    door = door_of(read.source)
    if door is None:
        return
    by_name = {sheet.list.title: sheet for sheet in read.sheets.values() if not sheet.headless}
    if door.person in by_name:
        yield from _orphans(by_name, door.person)
    if "episodes" in by_name:
        yield from _cut_off(by_name["episodes"], read.earlier.get("episodes"))
    yield from _links(by_name)
    yield from _without_need(by_name, as_at)
    if (helped := by_name.get("ssd_early_help_episodes")) and helped.frame.height:
        yield _about("SD-04", helped.list)
    if around is not None and around.teams:
        yield from _staff(read, door, as_at, around)


def _orphans(by_name: Mapping[str, Sheet], person: str) -> Iterator[Finding]:
    known = by_name[person].frame.select("child_id")
    for name, sheet in by_name.items():
        if name != person and "child_id" in sheet.frame.columns:
            strange = sheet.frame.drop_nulls("child_id").join(known, on="child_id", how="anti")
            yield from _each("SD-01", sheet, strange, "child_id")


def _cut_off(sheet: Sheet, earlier: pl.DataFrame | None) -> Iterator[Finding]:
    """Episodes that begin in the middle of a period of care, of which no return tells the start."""
    first = (
        sheet.frame.drop_nulls(["child_id", "episode_start"])
        .sort("episode_start", maintain_order=True)
        .unique(subset="child_id", keep="first", maintain_order=True)
    )
    told = first.clear().select("child_id") if earlier is None else earlier.select("child_id")
    lacking = first.filter(pl.col("start_reason").str.to_uppercase() != STARTED)
    yield from _each("SD-05", sheet, lacking.join(told, on="child_id", how="anti").sort("_row"),
                     "start_reason")  # fmt: skip


def _links(by_name: Mapping[str, Sheet]) -> Iterator[Finding]:
    for name, key, other, its in LINKS:
        if name in by_name and other in by_name:
            there = by_name[other].frame.select(pl.col(its).alias(key)).drop_nulls().unique()
            lost = by_name[name].frame.drop_nulls(key).join(there, on=key, how="anti")
            yield from _each("SD-02", by_name[name], lost, key)


def _without_need(by_name: Mapping[str, Sheet], as_at: date) -> Iterator[Finding]:
    if "ssd_cin_episodes" not in by_name:
        return
    need = by_name["ssd_cin_episodes"].frame
    still = need.filter(pl.col("close_date").is_null() | (pl.col("close_date") > as_at))
    for name, end in (("ssd_cp_plans", "cp_end_date"), ("ssd_cla_episodes", "episode_end")):
        if name in by_name:
            ended = pl.col(end).is_null() | (pl.col(end) > as_at)
            lacking = by_name[name].frame.filter(ended & pl.col("child_id").is_not_null())
            lacking = lacking.join(still.select("child_id"), on="child_id", how="anti")
            yield from _each("SD-03", by_name[name], lacking, "child_id")


def _staff(read: Read, door: Door, as_at: date, around: Around) -> Iterator[Finding]:
    """Teams and workers of open cases whom the establishment does not know, at their tables."""
    told = tell(read, {number: sheet.frame for number, sheet in read.sheets.items()}, as_at)
    sheets: dict[int, Sheet] = {
        number: Sheet(list=lists()[number], frame=told.lists[number])
        for number in (6, 9)
        if told is not None and number in told.lists
    }
    numbers = {table.title: table.number for table in door.tables.values()}
    for one in staff(sheets, around):
        yield replace(one, list=numbers[door.main[one.list]])


def _each(code: str, sheet: Sheet, wrong: pl.DataFrame, key: str) -> Iterator[Finding]:
    for row, value in wrong.select("_row", key).iter_rows():
        yield Finding(
            code=code, severity=Severity.WARNING, list=sheet.list.number, row=row,
            column=sheet.matched.get(key, key), value=str(value), wrong=RULES[code][0],
            todo=RULES[code][1],
        )  # fmt: skip


def _about(code: str, table: List) -> Finding:
    return Finding(
        code=code, severity=Severity.WARNING, list=table.number, row=0, column="", value="",
        wrong=RULES[code][0], todo=RULES[code][1],
    )  # fmt: skip
