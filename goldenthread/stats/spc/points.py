"""The points of a chart and the one type of each (specification 1.1, steps 8 to 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.stats.spc.patterns import Flags, Lines, flags_of
from goldenthread.stats.spc.segments import XmRSegment
from goldenthread.stats.spc.words import (
    COMMON,
    CONCERN,
    IMPROVEMENT,
    NEUTRAL_HIGH,
    NEUTRAL_LOW,
    Direction,
    Profile,
)


@dataclass(frozen=True)
class XmRPoint:
    """One point, the lines at it, and what the rules say of it."""

    date: date
    value: float | None
    segment: int
    mean: float | None
    lpl: float | None
    upl: float | None
    relative_to_mean: int | None
    outside_limits: bool | None
    close_to_limits: bool | None
    special_cause_type: str
    point_type: str


def points_of(
    days: Sequence[date],
    values: Sequence[float | None],
    segment: XmRSegment,
    *,
    direction: Direction,
    profile: Profile,
    run_length: int,
    last: bool,
) -> list[XmRPoint]:
    """The points of a segment with what the rules say of them (steps 8 to 11).

    `last` says that they end the chart: its latest point is judged kindly in the mdc profile."""
    mdc = profile == "mdc"
    lines = Lines(segment.mean, segment.lpl, segment.upl, segment.near_lower, segment.near_upper)
    answer = []
    flags = flags_of(values, lines, run_length=run_length, near_outside=mdc)
    for day, value, one in zip(days, values, flags, strict=True):
        kind, point_type = _type(one, direction, kindest=mdc and last and day == days[-1])
        answer.append(
            XmRPoint(
                date=day,
                value=value,
                segment=segment.segment,
                mean=segment.mean,
                lpl=segment.lpl,
                upl=segment.upl,
                relative_to_mean=one.relative_to_mean,
                outside_limits=one.outside,
                close_to_limits=one.close,
                special_cause_type=kind,
                point_type=point_type,
            )
        )
    return answer


def _type(flags: Flags, direction: Direction, *, kindest: bool) -> tuple[str, str]:
    """The one type of a point: the first rule that it meets (steps 10 and 11)."""
    if not flags.hits:
        return "Common Cause", COMMON
    kind, high = flags.hits[0]
    if direction == "neutral":
        return kind, NEUTRAL_HIGH if high else NEUTRAL_LOW
    good = direction == "increase"
    if kindest:
        kind, high = next((hit for hit in flags.hits if hit[1] == good), (kind, high))
    return kind, IMPROVEMENT if high == good else CONCERN
