"""Somebody's own children as a table: a line for each thing that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from goldenthread.kernel.sheets import Cell
from goldenthread.performance.indicators.duties import DUTIES

if TYPE_CHECKING:
    from goldenthread.performance.models import Reckoning
    from goldenthread.performance.queries import Held

MINE_HEAD: Final = (
    "Child", "Plan", "What is due", "Counted from", "Due by", "Working days", "Overdue",
    "Last seen", "As at", "Load",
)  # fmt: skip
MINE_WIDTHS: Final = (12, 22, 46, 13, 12, 13, 9, 12, 12, 11)


def mine_rows(one: Held, at: Reckoning) -> list[list[Cell]]:
    """A child's lines, the first thing first; one without a date where nothing is due."""
    child = one.child
    head: list[Cell] = [child.reference, child.get_plan_display()]
    tail: list[Cell] = [
        child.last_seen_on.isoformat() if child.last_seen_on else "",
        at.as_at.isoformat(),
        at.load,
    ]
    lines: list[list[Cell]] = [
        [
            *head,
            DUTIES[due.code].title,
            due.since.isoformat(),
            due.due_on.isoformat(),
            due.days,
            "Yes" if due.overdue else "No",
            *tail,
        ]
        for due in one.owed
    ]
    return lines or [[*head, "Nothing with a clock", "", "", None, "No", *tail]]
