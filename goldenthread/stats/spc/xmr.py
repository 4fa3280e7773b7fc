"""Individuals and moving-range charts (specification 1.1 to 1.3).

Profile `ptd` is the reference (NHSRplotthedots); `ptd_guarded` is what pages show; `mdc` follows
what Making Data Count has announced, with no reference to conform to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from goldenthread.kernel.refusal import stop_if
from goldenthread.stats.numbers import above, below, finite
from goldenthread.stats.results import Note, Result
from goldenthread.stats.spc.points import XmRPoint, points_of
from goldenthread.stats.spc.segments import SHORT, XmRSegment, begins, segment_of
from goldenthread.stats.spc.suitability import (
    Measure,
    Suitability,
    assess_suitability,
    why_not_xmr,
)
from goldenthread.stats.spc.words import (
    INSUFFICIENT,
    NO_LIMITS,
    SIGMA,
    Direction,
    Display,
    Profile,
)

ASSUMED = (
    "Points are in order of time, at equal steps, and independent of each other.",
    "The limits say what the process does, not what it should do.",
)
FEWEST_FIXED = 12
"""A baseline is fixed on at least this many points."""


@dataclass(frozen=True, kw_only=True)
class XmRResult(Result):
    """A control chart in order of date.

    `variation_icon` is the type of the latest point; `assurance_icon` whether the process can be
    expected to meet the target (None without a target or direction). `display` says how much of
    the current segment may be drawn. `rebased` are the dates at which limits really began anew.
    """

    profile: Profile
    improvement_direction: Direction
    target: float | None
    segments: tuple[XmRSegment, ...]
    points: tuple[XmRPoint, ...]
    variation_icon: str
    assurance_icon: str | None
    display: Display
    rebased: tuple[date, ...]
    suitability: Suitability | None

    @property
    def raises_exception(self) -> bool:
        """Whether the latest point is a concern that may be put before a meeting."""
        return self.variation_icon.startswith("concern")

    @property
    def distance(self) -> float | None:
        """How far the latest point lies from the mean, in standard deviations of the process."""
        last, spread = self.points[-1], self.segments[-1].average_moving_range
        if last.value is None or last.mean is None or not spread:
            return None
        return abs(last.value - last.mean) / (spread / SIGMA)


def xmr_chart(
    dates: Sequence[date],
    values: Sequence[float | None],
    *,
    improvement_direction: Direction,
    target: float | None = None,
    rebase: Sequence[date] = (),
    fix_after_n_points: int | None = None,
    screen_outliers: bool = True,
    profile: Profile = "ptd",
    measure: Measure | None = None,
    run_length: int = 7,
) -> XmRResult:
    """Draw the lines of a series and apply the four rules.

    Args:
        values: one for each date; None is a period without a figure, which breaks runs.
        rebase: dates at which a new segment begins. One that is not a data date is ignored with
            a warning (`ptd`), or moves to the next data date with a warning (`ptd_guarded`).
        fix_after_n_points: 12 or more: the baseline is the first points of each segment only.
        measure: what else is known of the series, for its suitability (`ptd_guarded`).
        run_length: 7; 6 is allowed with the `mdc` profile.

    Raises:
        ValueError: no dates, dates twice, lists of unlike length, values that are not numbers,
            an unknown direction, a baseline of fewer than 12 points.
        Refusal: the measure is rolling or cumulative (`ptd_guarded`).
    """
    _check(dates, values, improvement_direction, fix_after_n_points, target)
    if run_length != 7 and not (profile == "mdc" and run_length == 6):
        raise ValueError("A run is 7 points; 6 with the mdc profile.")
    guarded = profile == "ptd_guarded"
    if guarded and measure:
        stop_if(why_not_xmr(measure.kind))
    order = sorted(range(len(dates)), key=lambda i: dates[i])
    days, series = [dates[i] for i in order], [values[i] for i in order]
    starts, notes = begins(days, rebase, snap=guarded)
    first_id = int(days[0] in rebase)
    segments, points = [], []
    for place, (begin, end) in enumerate(pairwise([*starts, len(days)])):
        part = days[begin:end], series[begin:end]
        segment = segment_of(
            *part,
            first_id + place,
            fix_after_n_points,
            screen=screen_outliers and profile != "mdc",
            guarded=guarded,
        )
        segments.append(segment)
        points += points_of(
            *part,
            segment,
            direction=improvement_direction,
            profile=profile,
            run_length=run_length,
            last=end == len(days),
        )
    current = segments[-1]
    suitability = (
        assess_suitability(
            series,
            _in_order(measure, order),
            dates=days,
            screening_abandoned=current.screening_abandoned,
        )
        if guarded
        else None
    )
    return XmRResult(
        method=f"XmR chart, profile {profile}",
        n=sum(v is not None for v in series),
        assumptions=ASSUMED,
        warnings=(*notes, *_doubts(segments, suitability)),
        reason=None if current.upl is not None else "limits_undefined",
        profile=profile,
        improvement_direction=improvement_direction,
        target=target,
        segments=tuple(segments),
        points=tuple(points),
        variation_icon=_variation(points[-1], improvement_direction, current, guarded=guarded),
        assurance_icon=_assurance(target, improvement_direction, current, guarded=guarded),
        display=current.display,
        rebased=tuple(days[i] for i in starts if i or first_id),
        suitability=suitability,
    )


def _doubts(segments: Sequence[XmRSegment], suitability: Suitability | None) -> list[Note]:
    """What is to be said beside the chart."""
    notes = []
    if any(one.screening_abandoned for one in segments):
        notes.append(
            Note("screening_abandoned", "Nearly all steps are nought: screening was left out.")
        )
    if any(one.short_group_warning for one in segments):
        notes.append(Note("short_group", f"Fewer than {SHORT} points: the limits are on trial."))
    if suitability:
        notes.extend(suitability.warnings)
        if suitability.state != "ok":
            notes.append(Note(suitability.state, suitability.advice))
    return notes


def points_before(dates: Sequence[date], day: date) -> int | None:
    """How many points to freeze a baseline on when an action begins on this day, or None.

    The baseline is frozen at the last point before the action (specification 1.3), and needs 12.
    """
    count = sum(one < day for one in dates)
    return count if count >= FEWEST_FIXED else None


def _check(
    dates: Sequence[date],
    values: Sequence[float | None],
    direction: str,
    fix: int | None,
    target: float | None,
) -> None:
    """The checks of step 1."""
    if not dates or len(dates) != len(values):
        raise ValueError("A chart needs dates, and a value or None for each.")
    if len(set(dates)) != len(dates):
        raise ValueError("A date is there twice.")
    if direction not in ("increase", "decrease", "neutral"):
        raise ValueError(f"Improvement is an increase, a decrease or neutral, not {direction}.")
    if fix is not None and fix < FEWEST_FIXED:
        raise ValueError(f"A baseline is fixed on {FEWEST_FIXED} points or more.")
    finite((*values, target), "XmR chart")


def _in_order(measure: Measure | None, order: Sequence[int]) -> Measure | None:
    """The measure with its counts in the order of the dates."""
    if measure is None:
        return None
    above_, below_ = (
        None if counts is None else tuple(counts[i] for i in order)
        for counts in (measure.numerators, measure.denominators)
    )
    return Measure(measure.kind, above_, below_, measure.seasonal)


def _variation(
    latest: XmRPoint, direction: Direction, current: XmRSegment, *, guarded: bool
) -> str:
    """The icon of the latest point (step 12, guards G1 and G3)."""
    if guarded and current.upl is None:
        return NO_LIMITS
    if guarded and current.display != "full":
        return INSUFFICIENT
    kind = latest.point_type.removeprefix("special_cause_")
    if kind == "improvement":
        return f"improvement_{'high' if direction == 'increase' else 'low'}"
    if kind == "concern":
        return f"concern_{'low' if direction == 'increase' else 'high'}"
    return kind


def _assurance(
    target: float | None, direction: Direction, current: XmRSegment, *, guarded: bool
) -> str | None:
    """Whether the process can be expected to meet its target (step 13)."""
    if target is None or direction == "neutral":
        return None
    if guarded and current.upl is None:
        return NO_LIMITS
    if guarded and current.display != "full":
        return INSUFFICIENT
    if current.upl is not None and above(target, current.upl):
        return "fail" if direction == "increase" else "pass"
    if current.lpl is not None and below(target, current.lpl):
        return "pass" if direction == "increase" else "fail"
    return "inconsistent"
