"""How many cases to look at, and what may be said afterwards (specification 4.3, 4.5, 12 B4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from goldenthread.stats.intervals import wilson, wilson_effective
from goldenthread.stats.numbers import TIE, count_of, z_of
from goldenthread.stats.results import Note, Result

Pair = tuple[float, float]
EXPECTED_AT: Final = (0.5, 0.7, 0.9)


@dataclass(frozen=True, kw_only=True)
class SampleSize(Result):
    """How many for a margin: `n`, and `n0` before the list's length is allowed for.

    `may_say` is the sentence that may be written afterwards, `may_not_say` the one that may not.
    """

    population: int | None
    margin: float
    p: float
    confidence: float
    n0: float
    may_say: str
    may_not_say: str


@dataclass(frozen=True, kw_only=True)
class DiscoverySize(Result):
    """How many to find at least one of what `defects` cases of the list have."""

    population: int
    defects: int
    confidence: float
    probability: float
    may_say: str
    may_not_say: str


@dataclass(frozen=True, kw_only=True)
class LotPlan(Result):
    """Look at `n`; up to `allowed` faults pass. None where no sample of the list can tell."""

    population: int
    allowed: int | None
    may_say: str | None
    may_not_say: str | None


def sample_size(
    population: int | None, margin: float, *, p: float = 0.5, confidence: float = 0.95
) -> SampleSize:
    """How good are we? Cochran's size with the N - 1 correction.

    Args:
        population: the length of the list; None for one without end.
        margin: half-width, as a proportion: 0.1 is ten points.
        p: what the share is expected to be; 0.5 unless an earlier estimate exists.

    Raises:
        ValueError: a margin or share that is not between 0 and 1, or an empty list.
    """
    if not 0 < margin < 1 or not 0 < p < 1:
        raise ValueError("Margin and share lie between 0 and 1.")
    if population is not None and population < 1:
        raise ValueError("There is nobody on the list.")
    n0 = z_of(confidence) ** 2 * p * (1 - p) / margin**2
    exact = n0 if population is None else n0 / (1 + (n0 - 1) / population)
    n = max(1, math.ceil(exact - TIE))
    if population is not None:
        n = min(n, population)
    share = f"{confidence:.0%}"
    whole = "all" if population is None else f"all {population}"
    return SampleSize(
        method="Cochran, with the N - 1 correction",
        n=n,
        assumptions=("Drawn at random from the whole list.", "Every case drawn is audited."),
        population=population,
        margin=margin,
        p=p,
        confidence=confidence,
        n0=n0,
        may_say=f"Of {whole}, between a and b per cent ({share}), from {n} drawn at random.",
        may_not_say="A change of less than the margin since last time.",
    )


def expected_intervals(
    n: int, population: int | None = None, *, confidence: float = 0.95
) -> dict[float, Pair]:
    """The interval to expect from a capacity of n, were the share 0.5, 0.7 or 0.9.

    Raises:
        ValueError: n is below 1 or above the population.
    """
    if n < 1:
        raise ValueError("At least one case is looked at.")
    if population is not None:
        count_of(n, population, "sample of a list")
    return {
        p: wilson(p * n, n, confidence)
        if population is None
        else wilson_effective(p, n, population, confidence)
        for p in EXPECTED_AT
    }


def discovery_probability(population: int, defects: int, n: int) -> float:
    """The chance that n drawn at random find at least one of the faulty cases of a list.

    Raises:
        ValueError: more faulty or more drawn than are on the list.
    """
    count_of(defects, population, "faulty cases of a list")
    count_of(n, population, "sample of a list")
    few, many = sorted((defects, n))
    if few + many > population:
        return 1.0
    missed = 1.0
    for i in range(few):
        missed *= 1 - many / (population - i)
    return 1 - missed


def discovery_sample_size(population: int, rate: float, confidence: float = 0.95) -> DiscoverySize:
    """Is there any of this? The least n that finds one, were `rate` of the list faulty.

    Raises:
        ValueError: a rate or confidence that is not between 0 and 1, or an empty list.
    """
    if population < 1 or not 0 <= rate <= 1 or not 0 < confidence < 1:
        raise ValueError("A list with somebody on it; rate and confidence between 0 and 1.")
    defects = max(1, math.floor(rate * population + TIE))
    low, high = 1, population
    while low < high:
        middle = (low + high) // 2
        if discovery_probability(population, defects, middle) >= confidence - TIE:
            high = middle
        else:
            low = middle + 1
    return DiscoverySize(
        method="hypergeometric discovery sample",
        n=low,
        assumptions=("Drawn at random from the whole list.", "A fault is seen where there is one."),
        population=population,
        defects=defects,
        confidence=confidence,
        probability=discovery_probability(population, defects, low),
        may_say=(
            f"None was found in {low} of {population}: fewer than {defects} have it "
            f"({confidence:.0%})."
        ),
        may_not_say="There is none of this.",
    )


def none_found_upper(population: int, n: int, confidence: float = 0.95) -> int:
    """The most cases that may still have it, when none was found in n of the list.

    About 3/n of a long list at 95% (specification 4.5).

    Raises:
        ValueError: more drawn than are on the list.
    """
    count_of(n, population, "sample of a list")
    low, high = 0, population - n
    while low < high:
        middle = (low + high + 1) // 2
        if discovery_probability(population, middle, n) < confidence - TIE:
            low = middle
        else:
            high = middle - 1
    return low


def lot_plan(
    population: int,
    *,
    upper_rate: float,
    lower_rate: float,
    alpha: float = 0.1,
    beta: float = 0.1,
) -> LotPlan:
    """Is it below X? Lot quality: the least n, and the most faults that pass.

    P(pass | upper rate) is at most beta, P(fail | lower rate) at most alpha. Rates are of the
    list, counted in whole cases as in `discovery_sample_size`; a lower rate may be none at all.

    Raises:
        ValueError: the lower rate is not below the upper.
    """
    import numpy as np
    from scipy.stats import hypergeom

    if population < 1 or not 0 <= lower_rate < upper_rate <= 1:
        raise ValueError("The lower rate is below the upper, both between 0 and 1.")
    bad = max(1, math.floor(upper_rate * population + TIE))
    good = math.floor(lower_rate * population + TIE)
    found: tuple[int, int] | None = None
    if good < bad:
        for n in range(1, population + 1):
            faults = np.arange(n + 1)
            passes = hypergeom.cdf(faults, population, bad, n) <= beta + TIE
            fails = hypergeom.sf(faults, population, good, n) <= alpha + TIE
            able = np.flatnonzero(passes & fails)
            if able.size:
                found = n, int(able[-1])
                break
    if found is None:
        return LotPlan(
            method="lot quality (hypergeometric)",
            n=0,
            reason="rates_too_near",
            warnings=(Note("rates_too_near", "No sample of this list can tell them apart."),),
            population=population,
            allowed=None,
            may_say=None,
            may_not_say=None,
        )
    n, allowed = found
    return LotPlan(
        method="lot quality (hypergeometric)",
        n=n,
        assumptions=("Drawn at random from the whole list.",),
        population=population,
        allowed=allowed,
        may_say=(
            f"{allowed} or fewer of {n} at fault: fewer than {upper_rate:.0%} of the "
            f"{population} are ({1 - beta:.0%})."
        ),
        may_not_say="The share at fault is that of the sample.",
    )
