"""Segments of a chart and their lines (specification 1.1, steps 2 to 7; guards G1 to G3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from goldenthread.stats.numbers import below, mean
from goldenthread.stats.results import Note
from goldenthread.stats.spc.words import LIMIT, SCREEN, Display

SHORT = 13
"""A segment of fewer points has trial limits."""
DOTS = 5
"""Fewer points than this are shown as dots, without limits."""


@dataclass(frozen=True)
class XmRSegment:
    """Points between two rebases and their lines.

    `n` counts the points, nulls included; `counted` those with a value. Limits are None where
    they are undefined. They are not cut at 0 or 100: the drawing may be.
    """

    segment: int
    first_date: date
    last_date: date
    n: int
    counted: int
    baseline_n: int
    mean: float | None
    average_moving_range: float | None
    lpl: float | None
    upl: float | None
    near_lower: float | None
    near_upper: float | None
    short_group_warning: bool
    screening_abandoned: bool
    display: Display


def begins(
    days: Sequence[date], rebase: Sequence[date], *, snap: bool
) -> tuple[list[int], list[Note]]:
    """Where segments begin, 0 first, and what was done with stray dates."""
    places, notes = set(), []
    for day in sorted(set(rebase)):
        later = next((i for i, one in enumerate(days) if one >= day), None)
        if later is not None and (snap or days[later] == day):
            places.add(later)
        if later is None or days[later] != day:
            moved = snap and later is not None
            said = f"moved to {days[later]}" if moved and later is not None else "not used"
            notes.append(
                Note(
                    "rebase_moved" if moved else "rebase_ignored",
                    f"There is no point on {day}: the rebase was {said}.",
                )
            )
    return sorted({0, *places}), notes


def segment_of(
    days: Sequence[date],
    values: Sequence[float | None],
    number: int,
    fix: int | None,
    *,
    screen: bool,
    guarded: bool,
) -> XmRSegment:
    """The lines of one segment (steps 3 to 7, guards G1 to G3)."""
    baseline = values[:fix] if fix else values
    given = [v for v in baseline if v is not None]
    centre = mean(given) if given else None
    ranges = [abs(b - a) for a, b in pairwise(baseline) if a is not None and b is not None]
    average = mean(ranges) if ranges else None
    abandoned = False
    if average is not None and screen:
        kept = [one for one in ranges if below(one, SCREEN * average)]
        screened = mean(kept) if kept else None
        abandoned = guarded and average > 0 and not screened
        average = average if abandoned else screened
    if guarded and (len(given) < 2 or not average):
        average = None
    reach = None if average is None or centre is None else LIMIT * average
    counted = sum(v is not None for v in values)
    display: Display = "full"
    if guarded:
        display = "dots" if counted < DOTS else "trial" if counted < SHORT else "full"
    lines = (
        (None, None, None, None)
        if reach is None or centre is None
        else (
            centre - reach,
            centre + reach,
            centre - 2 / 3 * reach,
            centre + 2 / 3 * reach,
        )
    )
    return XmRSegment(
        segment=number,
        first_date=days[0],
        last_date=days[-1],
        n=len(values),
        counted=counted,
        baseline_n=len(given),
        mean=centre,
        average_moving_range=average,
        lpl=lines[0],
        upl=lines[1],
        near_lower=lines[2],
        near_upper=lines[3],
        short_group_warning=len(values) < SHORT,
        screening_abandoned=abandoned,
        display=display,
    )
