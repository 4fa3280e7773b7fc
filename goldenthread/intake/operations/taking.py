"""What of a file is taken, what is left out, and what the result page says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from goldenthread.caseload import queries as children
from goldenthread.caseload.rules import Unsaid
from goldenthread.intake import checks, doors, facts, readers, rules
from goldenthread.intake.lists import match_header
from goldenthread.intake.models import Load
from goldenthread.intake.vocabulary import Finding, Severity
from goldenthread.standards import queries as standards


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What of a file goes into the caseload, and of whom it says nothing."""

    frames: dict[int, pl.DataFrame]
    """list → the rows that can be used."""
    sent: dict[int, list[pl.Series]]
    """list → the columns of codes as they were sent."""
    bad: dict[int, set[int]]
    """list → rows that cannot be used."""
    left_out: dict[int, list[str]]
    """list → the children whose rows cannot be used: of them this load says nothing."""
    rows: list[dict[str, Any]]
    """One row a child, for the caseload."""
    unsaid: Unsaid
    told: doors.Told | None = None
    """The lists and the history that the tables of another door amount to."""

    @classmethod
    def of(cls, load: Load, found: readers.Read, wrong: list[Finding]) -> Taken:
        """What of these lists can be used, whatever is wrong with the rest."""
        bad = _rows_of(one for one in wrong if one.severity is Severity.ERROR)
        emptied = {one.list for one in wrong if one.code == "AX-39"}
        frames, sent, left_out = {}, {}, {}
        for number, sheet in found.sheets.items():
            if number in emptied or sheet.headless:
                continue
            out = sorted(bad.get(number, ()))
            whole = sheet.frame.with_columns(sheet.sent.values())
            usable = whole.filter(~pl.col("_row").is_in(out))
            frames[number] = usable.select(sheet.frame.columns)
            sent[number] = [usable[series.name] for series in sheet.sent.values()]
            if "child_id" in sheet.frame.columns:
                lost = sheet.frame.filter(pl.col("_row").is_in(out))
                left_out[number] = sorted(set(lost["child_id"].drop_nulls()))
        left = {child for among in left_out.values() for child in among}
        told = checks.tell(found, frames, load.as_at)
        if told:
            left_out = dict.fromkeys(told.lists, sorted(left)) if left else {}
        lists = told.lists if told else frames
        door = doors.door_of(load.source)
        rows = facts.caseload(
            lists,
            as_at=load.as_at,
            load=load.reference,
            calendar=standards.calendar(),
            tables=door.main if door else None,
        )
        return cls(
            frames=frames,
            sent=sent,
            bad=bad,
            left_out=left_out,
            rows=[row for row in rows if row["open"] or row["reference"] not in left],
            unsaid=Unsaid(references=frozenset(left), plans=rules.plans_unsaid(lists)),
            told=told,
        )

    def kept(self) -> dict[str, pl.DataFrame]:
        """Each list as it is kept for ever: codes, and beside each what was sent.

        Of another door its tables, and the lists and the history that they amount to.
        """
        own = {
            number: frame.with_columns(self.sent[number]) for number, frame in self.frames.items()
        }
        if self.told is None:
            return {f"list_{number}": frame for number, frame in own.items()}
        return {doors.called(number): frame for number, frame in own.items()} | self.told.files()

    def describe(self, load: Load, found: readers.Read, wrong: list[Finding]) -> None:
        """What the result page says, counted once."""
        load.rows = sum(sheet.frame.height for sheet in found.sheets.values())
        load.unusable = sum(len(rows) for rows in self.bad.values())
        load.warnings = sum(one.severity is Severity.WARNING for one in wrong)
        warned = Counter(one.list for one in wrong if one.severity is Severity.WARNING and one.row)
        load.lists = [
            {
                "list": number,
                "title": sheet.list.title,
                "sheet": sheet.sheet,
                "rows": sheet.frame.height,
                "unusable": len(self.bad.get(number, ())),
                "warnings": warned[number],
                "matched": len(sheet.matched),
                "columns": len(sheet.list.columns),
                "missing": [sheet.list.column(key).header for key in sheet.missing],
                "guesses": [
                    {"header": header, "key": key, "column": guess}
                    for header, guess in sheet.not_known
                    if guess and (key := match_header(sheet.list, guess)) in sheet.missing
                ],
            }
            for number, sheet in sorted(found.sheets.items())
        ]
        count = Counter((one.code, one.severity.value) for one in wrong)
        todo = {one.code: one.todo for one in wrong}
        load.by_rule = [
            {
                "code": code,
                "severity": severity,
                "wrong": checks.CHECKS.get(code, ""),
                "todo": todo[code],
                "count": number,
            }
            for (code, severity), number in sorted(
                count.items(), key=lambda row: (row[0][1] != "error", row[0][0])
            )
        ]
        load.against = children.difference(self.rows, self.unsaid)


def _rows_of(findings: Iterable[Finding]) -> dict[int, set[int]]:
    """The rows that findings are about, by list."""
    found: dict[int, set[int]] = {}
    for one in findings:
        if one.row:
            found.setdefault(one.list, set()).add(one.row)
    return found
