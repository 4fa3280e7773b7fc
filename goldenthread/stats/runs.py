"""Run charts and Anhøj's rules of runs (specification 1.6)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from goldenthread.stats.numbers import finite, median, side
from goldenthread.stats.results import Note, Result

ENOUGH = 10
"""Useful points from which the rules may be read."""


@dataclass(frozen=True)
class Runs:
    """How a series runs about its centre. Points on the centre are dropped.

    `signal` where the longest run is longer than `longest_run_max`, or the crossings are fewer
    than `n_crossings_min`. With no useful point all is None and there is no signal.
    """

    n_useful: int
    longest_run: int | None
    longest_run_max: int | None
    n_crossings: int | None
    n_crossings_min: int | None
    signal: bool


@dataclass(frozen=True, kw_only=True)
class RunChart(Result):
    """A series about its median."""

    values: tuple[float | None, ...]
    median: float | None
    runs: Runs


def runs_about(values: Sequence[float | None], centre: float | None) -> Runs:
    """The longest run and the crossings of a series about a line, with their limits."""
    sides = [] if centre is None else [side(v, centre) for v in values if v is not None]
    useful = [one for one in sides if one]
    count = len(useful)
    if not count:
        return Runs(0, None, None, None, None, signal=False)
    longest = current = 1
    crossings = 0
    for before, now in itertools.pairwise(useful):
        current = current + 1 if now == before else 1
        crossings += now != before
        longest = max(longest, current)
    most = round(math.log2(count)) + 3  # halves to even, as the rule was published
    fewest = _fewest_crossings(count)
    return Runs(
        count, longest, most, crossings, fewest, signal=longest > most or crossings < fewest
    )


@cache
def _fewest_crossings(count: int) -> int:
    """The crossings that so many useful points have but once in twenty times or less by chance."""
    from scipy.stats import binom

    return int(binom.ppf(0.05, count - 1, 0.5)) if count > 1 else 0


def run_chart(values: Sequence[float | None]) -> RunChart:
    """A series about its median, for when limits are not justified.

    Raises:
        ValueError: a value is not a number.
    """
    finite(values, "run chart")
    given = [v for v in values if v is not None]
    centre = median(given) if given else None
    runs = runs_about(values, centre)
    few = Note("few_useful_points", f"Fewer than {ENOUGH} useful points: read no signal.")
    return RunChart(
        method="run chart, Anhøj rules",
        n=len(given),
        assumptions=("Points are in order of time and independent.",),
        warnings=(few,) if runs.n_useful < ENOUGH else (),
        reason=None if given else "no_values",
        values=tuple(values),
        median=centre,
        runs=runs,
    )
