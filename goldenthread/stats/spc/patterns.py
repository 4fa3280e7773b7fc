"""The four rules of a control chart, on one segment of points (specification 1.1, steps 8 to 10).

A null point has no flags and breaks every run, trend and window.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.stats.numbers import above, below, side


@dataclass(frozen=True)
class Lines:
    """The lines of a segment; limits are None where they are undefined."""

    mean: float | None
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None


@dataclass(frozen=True)
class Flags:
    """What is true of one point, None where it has no value or no limits.

    `hits` are its (type, is high) in order of precedence.
    """

    relative_to_mean: int | None
    outside: bool | None
    close: bool | None
    hits: tuple[tuple[str, bool], ...] = ()


def _runs(marks: Sequence[int | None], least: int) -> Iterator[range]:
    """The stretches of equal marks, neither 0 nor None, of at least this length."""
    start = 0
    for i in range(1, len(marks) + 1):
        if i == len(marks) or marks[i] != marks[start]:
            if marks[start] and i - start >= least:
                yield range(start, i)
            start = i


def shifts(sides: Sequence[int | None], length: int) -> set[int]:
    """The points of every run on one side of the mean."""
    return {i for run in _runs(sides, length) for i in run}


def trends(values: Sequence[float | None], length: int) -> dict[int, int]:
    """The points of every strict rise or fall, with its direction: 1 or -1.

    A turning point of two trends takes the direction of the step that follows it.
    """
    steps = [
        None if a is None or b is None else (b > a) - (b < a) for a, b in itertools.pairwise(values)
    ]
    found: dict[int, int] = {}
    for run in _runs(steps, length - 1):
        for i in (*run, run[-1] + 1):
            found[i] = steps[run[0]] or 0  # a later trend overwrites: its step follows the point
    return found


def two_in_three(sides: Sequence[int | None], near: Sequence[bool | None]) -> set[int]:
    """The near points of every window of three on one side with at least two of them near."""
    found: set[int] = set()
    for i in range(len(sides) - 2):
        window = range(i, i + 3)
        if sides[i] and all(sides[j] == sides[i] for j in window):
            close = [j for j in window if near[j]]
            if len(close) >= 2:
                found.update(close)
    return found


def flags_of(
    values: Sequence[float | None], lines: Lines, *, run_length: int = 7, near_outside: bool = False
) -> list[Flags]:
    """Apply the four rules to the points of a segment.

    Args:
        near_outside: whether a point outside the limits counts as near one (the rule of Making
            Data Count since November 2023; the reference does not).
    """
    mean = lines.mean
    sides = [None if v is None or mean is None else side(v, mean) for v in values]
    outside: list[bool | None] = []
    close: list[bool | None] = []
    for value in values:
        if value is None:
            outside.append(None)
            close.append(None)
            continue
        out = _beyond(value, lines.lower, lines.upper)
        outside.append(out)
        near_line = _beyond(value, lines.near_lower, lines.near_upper)
        close.append(None if out is None else bool(near_line) and not out)
    return flags_from(
        values, sides, outside, close, run_length=run_length, near_outside=near_outside
    )


def flags_from(
    values: Sequence[float | None],
    sides: Sequence[int | None],
    outside: Sequence[bool | None],
    close: Sequence[bool | None],
    *,
    run_length: int = 7,
    near_outside: bool = False,
) -> list[Flags]:
    """Apply the four rules where limits differ from point to point.

    Args:
        values: what the rule of trends looks at.
        sides: 1 above the centre, -1 below it, 0 on it.
    """
    near = [c or o if near_outside else c for c, o in zip(close, outside, strict=True)]
    in_shift, in_trend, in_three = (
        shifts(sides, run_length),
        trends(values, run_length),
        two_in_three(sides, near),
    )
    answer = []
    for i, where in enumerate(sides):
        high = where is not None and where > 0
        hits = []
        if outside[i]:
            hits.append(("Above UCL" if high else "Below LCL", high))
        if i in in_trend:
            up = in_trend[i] > 0
            words = "Increasing" if up else "Decreasing"
            hits.append((f"{run_length} Point Trend ({words})", up))
        if i in in_three:
            hits.append((f"2 in 3 {'Above' if high else 'Below'} CL", high))
        if i in in_shift:
            hits.append((f"{run_length} Points {'Above' if high else 'Below'} CL", high))
        answer.append(Flags(where, outside[i], close[i], tuple(hits)))
    return answer


def _beyond(value: float, lower: float | None, upper: float | None) -> bool | None:
    """Whether a value is strictly outside two lines; None where they are undefined."""
    if lower is None or upper is None:
        return None
    return above(value, upper) or below(value, lower)
