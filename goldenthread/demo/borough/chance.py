"""Drawing: from weighted lists, from bands, and the streams of chance that one seed gives."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from random import Random


def stream(seed: int, *parts: object) -> Random:
    """A stream of its own for each part of the world, so that one does not disturb another."""
    return Random(":".join(map(str, (seed, *parts))))  # not for secrets


def pick(rng: Random, weighted: Sequence[tuple[str, float]]) -> str:
    """One word of a list of words and shares; the shares may add up to less or more than one."""
    at = rng.random() * sum(share for _, share in weighted)
    for word, share in weighted:
        at -= share
        if at <= 0:
            return word
    return weighted[-1][0]


def band(rng: Random, bands: Sequence[tuple[float, int, int]]) -> int:
    """A whole number from bands of share, from, to."""
    at = rng.random() * sum(share for share, _, _ in bands)
    for share, low, high in bands:
        at -= share
        if at <= 0:
            return rng.randint(low, high)
    return bands[-1][2]


def skewed(rng: Random, median: float, spread: float, most: int) -> int:
    """Days of a lognormal kind: most are short, some are long."""
    return min(most, max(1, int(rng.lognormvariate(log(median), spread))))


def about(rng: Random, mean: float) -> int:
    """A count near its mean, a little steadier than pure chance."""
    return max(0, round(mean + rng.gauss(0.0, 0.6) * sqrt(mean)))
