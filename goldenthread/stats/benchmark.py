"""Our figure beside another's: a benchmark, statistical neighbours (specification 5.2, 5.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goldenthread.stats.numbers import above, below, finite, mean, median, quantile
from goldenthread.stats.results import Note, Result

Polarity = Literal["high_is_good", "low_is_good", "neutral"]
Comparison = Literal["better", "worse", "similar", "higher", "lower"]


@dataclass(frozen=True, kw_only=True)
class BenchmarkPosition(Result):
    """Our place among statistical neighbours.

    Quartiles, mean, least and greatest are of the others. Rank 1 is best (highest for neutral)
    of own and neighbours, ties sharing the best rank; `quartile_band` is 1 (best) to 4, None
    with fewer than 4 ranked. `unavailable` counts neighbours suppressed or missing.
    `neighbours_list` and `listed_on` say whose list of neighbours it was: the lists change.
    """

    polarity: Polarity
    own: float | None
    q1: float | None
    median: float | None
    q3: float | None
    mean: float | None
    least: float | None
    greatest: float | None
    unavailable: int
    rank: int | None
    out_of: int
    quartile_band: int | None
    neighbours_list: str | None
    listed_on: date | None


def compare_with_benchmark(
    interval: tuple[float | None, float | None], benchmark: float, polarity: Polarity
) -> Comparison:
    """Whether a benchmark lies inside our interval, or which way we lie beyond it.

    An end that is None has no limit. On the edge is inside. Where the benchmark includes us, or
    is itself a small sample, compare two samples instead (`compare_proportions`).

    Raises:
        ValueError: the interval is upside down, or a number is none.
    """
    low, high = interval
    finite((low, high, benchmark), "benchmark")
    if low is not None and high is not None and low > high:
        raise ValueError("The interval ends before it begins.")
    if low is not None and below(benchmark, low):
        return "higher" if polarity == "neutral" else _word(polarity == "high_is_good")
    if high is not None and above(benchmark, high):
        return "lower" if polarity == "neutral" else _word(polarity == "low_is_good")
    return "similar"


def _word(good: bool) -> Comparison:
    return "better" if good else "worse"


def benchmark_position(
    own: float | None,
    neighbours: Sequence[float | None],
    polarity: Polarity,
    *,
    neighbours_list: str | None = None,
    listed_on: date | None = None,
) -> BenchmarkPosition:
    """Quartiles of the others, our rank and band (specification 5.3). None is suppressed.

    With ten neighbours a quartile is two or three authorities: print the neighbours' own figures
    or intervals beside the band.

    Raises:
        ValueError: an unknown polarity, or a number that is none.
    """
    if polarity not in ("high_is_good", "low_is_good", "neutral"):
        raise ValueError(f"{polarity} is no polarity.")
    finite((own, *neighbours), "benchmark")
    others = [one for one in neighbours if one is not None]
    missing = len(neighbours) - len(others)
    ranked = len(others) + (own is not None)
    rank = band = None
    if own is not None:
        low = polarity == "low_is_good"
        rank = 1 + sum(one < own if low else one > own for one in others)
        if ranked >= 4:
            band = max(1, 5 + -4 * (ranked + 1 - rank) // ranked)
    notes = []
    if missing:
        notes.append(Note("neighbours_unavailable", f"{missing} neighbours have no figure."))
    return BenchmarkPosition(
        method="quartiles type 7 of the others; rank with ties at the best",
        n=len(others),
        assumptions=("The same definition and period for all.",),
        warnings=tuple(notes),
        reason=None if others else "no_neighbours",
        polarity=polarity,
        own=own,
        q1=quantile(others, 0.25) if others else None,
        median=median(others) if others else None,
        q3=quantile(others, 0.75) if others else None,
        mean=mean(others) if others else None,
        least=min(others) if others else None,
        greatest=max(others) if others else None,
        unavailable=missing,
        rank=rank,
        out_of=ranked,
        quartile_band=band,
        neighbours_list=neighbours_list,
        listed_on=listed_on,
    )
