"""Rare events: the months between those that had one (statistics, 1.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread import stats
from goldenthread.stats.numbers import above

FEWEST: Final = 5
"""Gaps from which their usual length can be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The months without one between months that had one, and those since the last."""

    gaps: tuple[int, ...]
    since: int
    events: int
    months: int
    upper: float | None
    more_often: bool | None
    """Whether it has become more (or less) frequent; None is no more than chance."""

    @property
    def enough(self) -> bool:
        """Whether there are gaps enough to tell."""
        return len(self.gaps) >= FEWEST


def months_between(counts: Sequence[float | None]) -> Between:
    """A g chart of the months between, the one that still runs with them. R01, statistics 1.5.

    A long quiet time is a signal; so are too many short gaps in a row, by the rule of runs.
    """
    known = [one for one in counts if one is not None]
    gaps: list[int] = []
    since = 0
    begun = False
    for one in known:
        if not one:
            since += 1
            continue
        if begun:
            gaps.append(since)
        begun, since = True, 0
    chart = stats.g_chart(gaps)
    upper = chart.ucl[0] if chart.ucl else None
    quiet = upper is not None and above(since, upper)
    middle = chart.cl
    recent = gaps[-7:]
    often = middle is not None and len(recent) == 7 and all(one < middle for one in recent)
    return Between(
        gaps=tuple(gaps),
        since=since,
        events=int(sum(known)),
        months=len(known),
        upper=upper,
        more_often=False if quiet else True if often else None,
    )
