"""Everything that is wrong with a whole load, and the names of all rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import polars as pl

from goldenthread.intake import lists
from goldenthread.intake.checks.across import across, staff
from goldenthread.intake.checks.rows import FUTURE, RULES, rows, said
from goldenthread.intake.checks.tables import RULES as OF_TABLES
from goldenthread.intake.checks.tables import of_tables
from goldenthread.intake.doors import called, door_of
from goldenthread.intake.readers import Read
from goldenthread.intake.vocabulary import Around, Finding, Severity

FEW: Final = 50
"""Rows below which a list’s length, or its newest date, says nothing."""
OTHER_DAY: Final = 0.25
"""Share of rows dated after the day from which on the day is wrong, not the rows."""

CHECKS: Final[dict[str, str]] = {
    "AX-31": "A list is not there",
    "AX-32": "A column is not there",
    "AX-33": "A header that nobody knows",
    "AX-34": "A list was known by its headers alone",
    "AX-35": "A list is there twice",
    "AX-36": "A list without headers",
    "AX-37": "The lists are of another day",
    "AX-38": "A list is much longer or shorter than before",
    "AX-39": "A list is empty, and was not before",
    "AX-40": "A sheet that looks like a list was left aside",
    **{code: rule.wrong for code, rule in RULES.items()},
    "AX-21": "Open on List 7 or 8, and List 6 does not say so",
    "AX-22": "An open assessment whose child is not on List 6",
    "AX-23": "A conference that made a plan which List 7 lacks",
    "AX-24": "A child who waits for adoption and is not on List 8",
    "AX-25": "An eligible young person who is not on List 8",
    "AX-26": "A count that differs between rows of a child",
    "AX-27": "A child who left care by adoption, without an order on List 10",
    "AX-28": "A team that the establishment does not know",
    "AX-29": "A worker whom the establishment does not know",
    **{code: wrong for code, (wrong, _) in OF_TABLES.items()},
}
"""Every rule by its code."""


def structure(read: Read) -> Iterator[Finding]:
    """What is wrong with sheets and headers."""
    door = door_of(read.source)
    for number, one in (door.tables if door else lists.lists()).items():
        sheet = read.sheets.get(number)
        if sheet is None:
            if one.needed:
                yield _about(
                    "AX-31", Severity.ERROR, number, "", "",
                    f"{one.called} is not among your files, and nothing can be told without it",
                    "Export it too, and load all the tables together",
                )  # fmt: skip
            elif number != lists.CHAIRS:
                yield _about(
                    "AX-31", Severity.WARNING, number, "", "",
                    f"{one.called} is not among your files" if door
                    else f"List {number} ({one.title}) is not in your file",
                    "What earlier loads said of it stays. Load it if it is meant to be there",
                )  # fmt: skip
            continue
        if sheet.headless:
            yield _about(
                "AX-36", Severity.ERROR, number, "", sheet.sheet,
                f"The sheet “{sheet.sheet}” is named {one.called}, and has no headers of it",
                "Put its headers in one of the first ten rows",
            )  # fmt: skip
            continue
        if sheet.guessed:
            yield _about(
                "AX-34", Severity.WARNING, number, "", sheet.sheet,
                f"The sheet “{sheet.sheet}” was taken for List {number} by its headers",
                "Name the sheet after its list",
            )  # fmt: skip
        for key in sheet.missing:
            column = one.column(key)
            if column.required == "optional":
                continue
            grave = key in one.keys or key == "case_status"
            yield _about(
                "AX-32",
                Severity.ERROR if grave and sheet.frame.height else Severity.WARNING,
                number,
                column.header,
                "",
                f"{one.called} has no column “{column.header}”",
                "Add the column, or correct its header",
            )
        for header, guess in sheet.not_known:
            yield _about(
                "AX-33",
                Severity.WARNING,
                number,
                header,
                "",
                "We do not know this header, and left the column aside",
                f"Did you mean “{guess}”?" if guess else "Nothing, if it is an extra of yours",
            )
    for number, name, lost in read.left:
        yield _about(
            "AX-40", Severity.WARNING, number, "", name,
            f"“{name}” looks like {called(number)} too, and was left aside with {lost:,} "
            f"{'who is' if lost == 1 else 'who are'} not on “{read.sheets[number].sheet}”",
            f"If they belong to it, move them to “{read.sheets[number].sheet}”, and load again",
        )  # fmt: skip
    for number, name in read.twice:
        yield _about(
            "AX-35", Severity.ERROR, number, "", name,
            f"{called(number)} is there twice: “{read.sheets[number].sheet}” and “{name}”",
            "Keep one of them, or put them together",
        )  # fmt: skip


def _about(  # noqa: PLR0917
    code: str, severity: Severity, number: int, column: str, value: str, wrong: str, todo: str
) -> Finding:
    return Finding(
        code=code, severity=severity, list=number, row=0, column=column, value=value,
        wrong=wrong, todo=todo,
    )  # fmt: skip


def against(read: Read, around: Around) -> Iterator[Finding]:
    """Lists that are much longer or shorter than in the load before (N02)."""
    for number, sheet in sorted(read.sheets.items()):
        before, now = around.before.get(number, 0), sheet.frame.height
        if before and not now:
            yield _about(
                "AX-39", Severity.ERROR if sheet.list.needed else Severity.WARNING, number, "", "0",
                f"{called(number)} is empty, and had {before:,} rows before",
                "What earlier loads said of it stays. Load it if it is meant to be empty",
            )  # fmt: skip
        elif before >= FEW and not 0.5 <= now / before <= 1.5:
            more = f"{now - before:,} more" if now > before else f"{before - now:,} fewer"
            yield _about(
                "AX-38", Severity.WARNING, number, "", f"{now:,}",
                f"{called(number)} has {more} rows than before",
                "Look whether it is the whole list, and of the right period",
            )  # fmt: skip


def day(read: Read, as_at: date) -> Finding | None:
    """Whether the lists are of another day than was said, as their newest dates show (N03)."""
    newest: list[tuple[date, int]] = []
    late = whole = 0
    for number, sheet in read.sheets.items():
        keys = [
            column.key for column in sheet.list.columns
            if column.kind == "date" and column.key not in FUTURE
        ]  # fmt: skip
        if not keys or not sheet.frame.height:
            continue
        each = sheet.frame.select(pl.max_horizontal(keys)).to_series()
        late += int((each > as_at).sum())
        whole += sheet.frame.height
        top = each.max()
        if isinstance(top, date):
            newest.append((top, number))
    if not newest:
        return None
    last, number = max(newest)
    if late >= 5 and late > OTHER_DAY * whole:
        return _about(
            "AX-37", Severity.ERROR, number, "", said(last),
            f"These lists reach to {said(last)}, and were said to be as at {said(as_at)}",
            "Give the day on which the lists were made",
        )  # fmt: skip
    if whole >= FEW and (as_at - last).days > 21:
        return _about(
            "AX-37", Severity.WARNING, number, "", said(last),
            f"The newest date in these lists is {said(last)}: are they as at {said(as_at)}?",
            "Look whether this is the extract that you meant",
        )  # fmt: skip
    return None


def check(read: Read, as_at: date, around: Around | None = None) -> list[Finding]:
    """Everything that is wrong, errors first, by list and row."""
    found = list(structure(read))
    for number in sorted(read.sheets):
        found += rows(read.sheets[number], as_at)
    found += across(read.sheets) if door_of(read.source) is None else of_tables(read, as_at, around)
    if around is not None:
        found += against(read, around)
        if around.teams and door_of(read.source) is None:
            found += staff(read.sheets, around)
    if (other := day(read, as_at)) is not None:
        if other.severity is Severity.ERROR:
            found = [one for one in found if one.code != "AX-07"]
        found.append(other)
    return sorted(
        found, key=lambda one: (one.severity is not Severity.ERROR, one.list, one.row, one.code)
    )
