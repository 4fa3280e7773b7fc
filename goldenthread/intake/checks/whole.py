"""Everything that is wrong with a whole load, and the names of all rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from goldenthread.intake import lists
from goldenthread.intake.checks.across import across
from goldenthread.intake.checks.rows import RULES, rows
from goldenthread.intake.readers import Read
from goldenthread.intake.vocabulary import Finding, Severity

CHECKS: Final[dict[str, str]] = {
    "AX-31": "A list is not there",
    "AX-32": "A column is not there",
    "AX-33": "A header that nobody knows",
    "AX-34": "A list was known by its headers alone",
    **{code: rule.wrong for code, rule in RULES.items()},
    "AX-21": "Open on List 7 or 8, and List 6 does not say so",
    "AX-22": "An open assessment whose child is not on List 6",
    "AX-23": "A conference that made a plan which List 7 lacks",
    "AX-24": "A child who waits for adoption and is not on List 8",
    "AX-25": "An eligible young person who is not on List 8",
    "AX-26": "A count that differs between rows of a child",
}
"""Every rule by its code."""


def structure(read: Read) -> Iterator[Finding]:
    """What is wrong with sheets and headers."""
    for number, one in lists.lists().items():
        sheet = read.sheets.get(number)
        if sheet is None:
            if number <= 11:
                yield _about(
                    "AX-31", Severity.WARNING, number, "", "",
                    f"List {number} ({one.title}) is not in your file",
                    "What earlier loads said of it stays. Load it if it is meant to be there",
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
            grave = key in one.keys
            yield _about(
                "AX-32",
                Severity.ERROR if grave and sheet.frame.height else Severity.WARNING,
                number,
                column.header,
                "",
                f"List {number} has no column “{column.header}”",
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


def _about(  # noqa: PLR0917
    code: str, severity: Severity, number: int, column: str, value: str, wrong: str, todo: str
) -> Finding:
    return Finding(
        code=code, severity=severity, list=number, row=0, column=column, value=value,
        wrong=wrong, todo=todo,
    )  # fmt: skip


def check(read: Read, as_at: date) -> list[Finding]:
    """Everything that is wrong, errors first, by list and row."""
    found = list(structure(read))
    for number in sorted(read.sheets):
        found += rows(read.sheets[number], as_at)
    found += across(read.sheets)
    return sorted(
        found, key=lambda one: (one.severity is not Severity.ERROR, one.list, one.row, one.code)
    )
