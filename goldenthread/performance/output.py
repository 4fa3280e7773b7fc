"""Figures as a table."""

from __future__ import annotations

from typing import Final

from goldenthread.kernel.sheets import Cell
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import Spot, rated
from goldenthread.performance.vocabulary import Answer, Goal

HEAD: Final = (
    "Code", "Indicator", "For", "Window", "First day", "As at", "Figure", "Numerator",
    "Denominator", "Met", "Eligible", "Not eligible", "Incomplete", "Load",
    "Target", "Tolerance", "Beside the target",
)  # fmt: skip
WIDTHS: Final = (8, 50, 20, 18, 12, 12, 10, 11, 12, 10, 10, 12, 11, 10, 9, 9, 20)
LINES: Final = ("Middle", "Lower limit", "Upper limit", "More than chance")
WITH_LINES: Final = (*WIDTHS, 9, 11, 11, 40)


def row(
    indicator: Indicator, answer: Answer, *, place: str, load: str, target: Goal | None
) -> list[Cell]:
    """A figure as a line: its words, its days, its counts, the load it rests on, its target."""
    aimed = target is not None and target.value is not None
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
        float(target.value) if target is not None and target.value is not None else None,
        float(target.tolerance) if target is not None and aimed else None,
        rated(answer, target, indicator.better).label,
    ]


def lines(spot: Spot | None) -> list[Cell]:
    """The lines of the chart at a point, and the rule by which it is more than chance."""
    if spot is None:
        return [None, None, None, ""]
    drawn = (spot.centre, spot.lower, spot.upper)
    return [
        *(None if one is None else round(one, 2) for one in drawn),
        spot.signal.label if spot.signal is not None else "",
    ]
