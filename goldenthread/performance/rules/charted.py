"""What a chart is and tells: its points, the lines at each, and what the newest says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from goldenthread import stats
from goldenthread.performance.rules.rare import Between
from goldenthread.performance.vocabulary import (
    Answer,
    Assurance,
    Better,
    Chart,
    Signal,
    Variation,
    Window,
)


class Measured(Protocol):
    """An indicator, as far as its points are judged."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def better(self) -> Better:
        """Which way is better."""

    @property
    def trend(self) -> Window:
        """The window of a point."""

    @property
    def settles(self) -> str:
        """Why its points cannot be set beside each other; nothing where they can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A point on its chart, the lines at it, and the rule by which it is more than chance."""

    as_at: date
    answer: Answer | None
    value: float | None
    stretch: int
    centre: float | None
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    signal: Signal | None
    high: bool | None
    """Whether the signal is up."""
    part: bool
    """A number of part of a month, left out of the limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a chart tells. `count` and `trial` are of the stretch that goes on today."""

    code: str
    better: Better
    chart: Chart
    why: str
    """Why this chart."""
    spots: tuple[Spot, ...]
    count: int
    trial: bool
    variation: Variation
    up: bool | None
    assurance: Assurance | None
    suitability: stats.Suitability
    acted: date | None = None
    """The day of the action from which on the limits should be frozen."""
    base: int | None = None
    """The points before it on which the limits rest; None where they move with every point."""
    between: Between | None = None
    """Of a rare event: the months between those that had one."""

    @property
    def latest(self) -> Spot | None:
        """The newest point that has a figure."""
        return next((one for one in reversed(self.spots) if one.value is not None), None)

    @property
    def known(self) -> tuple[Spot, ...]:
        """The points that have a figure, oldest first."""
        return tuple(one for one in self.spots if one.value is not None)

    @property
    def stretch(self) -> int:
        """The number of the stretch that goes on today; 0 where nobody set a step change."""
        return self.spots[-1].stretch if self.spots else 0

    @property
    def new(self) -> bool:
        """Whether the signal was not there a point before."""
        known = self.known
        return self.variation.changed and (len(known) < 2 or known[-2].signal is None)

    @property
    def distance(self) -> float | None:
        """How far the newest point is from the middle, in standard deviations."""
        last = self.latest
        if last is None or last.value is None or last.centre is None:
            return None
        edge = last.near_upper if last.value >= last.centre else last.near_lower
        reach = None if edge is None else abs(edge - last.centre) / 2
        return abs(last.value - last.centre) / reach if reach else None
