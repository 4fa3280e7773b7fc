"""Figures as a table."""

from __future__ import annotations

from typing import Final

from goldenthread.kernel.sheets import Cell
from goldenthread.performance.measure import Indicator
from goldenthread.performance.vocabulary import Answer

HEAD: Final = (
    "Code", "Indicator", "For", "Window", "First day", "As at", "Figure", "Numerator",
    "Denominator", "Met", "Eligible", "Not eligible", "Incomplete", "Load",
)  # fmt: skip
WIDTHS: Final = (8, 50, 20, 18, 12, 12, 10, 11, 12, 10, 10, 12, 11, 10)


def row(indicator: Indicator, answer: Answer, *, place: str, load: str) -> list[Cell]:
    """A figure as a line: its words, its days, its counts, and the load it rests on."""
    return [
        indicator.code,
        indicator.title,
        place,
        answer.period.window.label,
        answer.period.first.isoformat(),
        answer.period.last.isoformat(),
        None if answer.value is None else float(answer.value),
        answer.numerator,
        answer.denominator,
        answer.met,
        answer.eligible,
        answer.not_eligible,
        answer.incomplete,
        load,
    ]
