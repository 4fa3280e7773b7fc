"""Into which groups the children behind a figure fall."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from goldenthread.kernel.refusal import Refusal
from goldenthread.performance.vocabulary import Answer, Period, Unit

NOT_RECORDED: Final = "Not recorded"
"""The group of what has none."""
NO_TEAM: Final = "no team recorded"
"""The team of what has none (conventions, "Breakdown by team")."""
_NUMBERED: Final = re.compile(r"[A-Z]{3}-\d{4,}: ")
"""A group that is named by its reference: those come in the order in which they were begun."""
_AGES: Final = ("Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and 17", "18 and over")


def why_not_by_worker(*, leads: bool, level: str) -> Refusal | None:
    """Figures by worker are for the worker's own line: a team's manager, and those above. T01,
    screens §15."""
    if not leads:
        return Refusal("You can see teams, not workers: figures by worker are for their own line.")
    if level != "team":
        return Refusal("Choose a team: figures by worker are shown for one team at a time.")
    return None


def in_groups(
    code: str, unit: Unit, rows: Iterable[Mapping[str, Any]], *, period: Period
) -> list[Answer]:
    """The figure of each group of the things behind it, in the order in which they are read. PER-4.

    `unit` is that of a group: a rate is a number, as nobody knows how many children live in it.
    """
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault(str(row["group"]), dict.fromkeys(
            ("met", "not_met", "not_eligible", "incomplete", "total"), 0))  # fmt: skip
        counts[row["side"]] += 1
        if row["side"] == "met":
            counts["total"] += row["value"]
    answers = [
        Answer(
            code=code,
            unit=unit,
            period=period,
            group=name or NOT_RECORDED,
            met=counts["met"],
            eligible=counts["met"] + counts["not_met"],
            not_eligible=counts["not_eligible"],
            incomplete=counts["incomplete"],
            total=counts["total"],
        )
        for name, counts in found.items()
    ]
    return in_order(answers)


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Groups as they are read: ages by age, audit cycles as they began, others the largest first,
    what has none last. PER-4."""
    return sorted(answers, key=_place)


def added(answers: Iterable[Answer], *, code: str, unit: Unit, period: Period) -> Answer:
    """The answers of several groups of one period, as one: their counts added. PER-4, Q03."""
    each = list(answers)
    return Answer(
        code=code,
        unit=unit,
        period=period,
        met=sum(one.met for one in each),
        eligible=sum(one.eligible for one in each),
        not_eligible=sum(one.not_eligible for one in each),
        incomplete=sum(one.incomplete for one in each),
        total=sum(one.total for one in each),
    )


def _place(answer: Answer) -> tuple[int, int, str]:
    name = answer.group or ""
    if name in (NOT_RECORDED, NO_TEAM):
        return (1, 0, name)
    if name in _AGES:
        return (0, _AGES.index(name), name)
    if _NUMBERED.match(name):
        return (-1, 0, name)
    return (0, -(answer.eligible or answer.met), name)
