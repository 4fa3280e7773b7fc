"""Intervals for proportions, lists and rates (specification 4.1, 4.2, 5.1).

statsmodels and scipy are imported where they are used: they take seconds to load, and most
commands need no interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.stats.numbers import above, count_of, finite, z_of
from goldenthread.stats.results import Result

Pair = tuple[float, float]
ProportionMethod = Literal["wilson", "jeffreys", "clopper_pearson"]

_THEIRS: Final[dict[str, str]] = {
    "wilson": "wilson",
    "jeffreys": "jeffreys",
    "clopper_pearson": "beta",
}
EXACT_UP_TO: Final = 2000
"""Lists of this length or shorter get the exact interval."""


@dataclass(frozen=True, kw_only=True)
class Interval(Result):
    """An estimate and its interval, as proportions or in the unit of the rate."""

    estimate: float | None
    lower: float | None
    upper: float | None
    confidence: float


@dataclass(frozen=True, kw_only=True)
class FinitePopulationInterval(Result):
    """How many of a list of `population` have the attribute, from a random sample of it.

    `count` is the least and the greatest number, `proportion` the same over the list, `wilson`
    the Wilson interval with the effective sample size. `recommended` says which to show, `words`
    says it.
    """

    population: int
    estimate: float
    count: tuple[int, int]
    proportion: Pair
    wilson: Pair
    confidence: float
    recommended: Literal["exact", "wilson_effective_n"]
    words: str


def wilson(x: float, n: float, confidence: float = 0.95) -> Pair:
    """The Wilson score interval of x of n; x and n may be effective sizes, not whole.

    Exactly 0 below when x is 0, exactly 1 above when x is n. n is positive.
    """
    from statsmodels.stats.proportion import proportion_confint

    count_of(x, n)
    low, high = proportion_confint(x, n, alpha=1 - confidence, method="wilson")
    return (
        0.0 if x == 0 else max(0.0, float(low)),
        1.0 if x == n else min(1.0, float(high)),
    )


def proportion_interval(
    x: int, n: int, *, confidence: float = 0.95, method: ProportionMethod = "wilson"
) -> Interval:
    """The interval of a proportion: Wilson by default, never Wald (specification 4.1).

    Clopper and Pearson's is for assurances of "at least". With n = 0 all is None.

    Raises:
        ValueError: x is not between 0 and n.
    """
    from statsmodels.stats.proportion import proportion_confint

    count_of(x, n)
    z_of(confidence)
    low = high = estimate = reason = None
    if n == 0:
        reason = "nothing_counted"
    else:
        estimate = x / n
        if method == "wilson":
            low, high = wilson(x, n, confidence)
        else:
            theirs = proportion_confint(x, n, alpha=1 - confidence, method=_THEIRS[method])
            low = 0.0 if x == 0 else float(theirs[0])
            high = 1.0 if x == n else float(theirs[1])
    return Interval(
        method=method,
        n=n,
        assumptions=("Cases drawn at random, each independent of the others.",),
        reason=reason,
        estimate=estimate,
        lower=low,
        upper=high,
        confidence=confidence,
    )


def _hypergeometric(x: int, population: int, having: int, n: int) -> tuple[float, float]:
    """P(X <= x) and P(X >= x) in a sample of n from a list of which `having` have it."""
    from scipy.stats import hypergeom

    return (
        float(hypergeom.cdf(x, population, having, n)),
        float(hypergeom.sf(x - 1, population, having, n)),
    )


def _exact_count(x: int, n: int, population: int, tail: float) -> tuple[int, int]:
    """The least and the greatest number on the list that the sample does not contradict.

    P(X >= x) grows with the number and P(X <= x) falls, so both ends are found by halving.
    """
    least, most = x, population - (n - x)
    low, high = least, most
    if x > 0:  # the least K with P(X >= x | K) > tail; most always satisfies it
        a, b = least, most
        while a < b:
            middle = (a + b) // 2
            if above(_hypergeometric(x, population, middle, n)[1] / tail, 1.0):
                b = middle
            else:
                a = middle + 1
        low = a
    if x < n:  # the greatest K with P(X <= x | K) > tail; least always satisfies it
        a, b = least, most
        while a < b:
            middle = (a + b + 1) // 2
            if above(_hypergeometric(x, population, middle, n)[0] / tail, 1.0):
                a = middle
            else:
                b = middle - 1
        high = a
    return low, high


def wilson_effective(p: float, n: int, population: int, confidence: float = 0.95) -> Pair:
    """Wilson with n* = n(N-1)/(N-n); a census gives [p, p]."""
    if n >= population:
        return (p, p)
    size = n * (population - 1) / (population - n)
    low, high = wilson(min(p * size, size), size, confidence)
    return (0.0 if p == 0 else low, 1.0 if p == 1 else high)


def finite_population_interval(
    x: int, n: int, population: int, *, confidence: float = 0.95
) -> FinitePopulationInterval:
    """What a random sample of n says of the whole list (specification 4.2).

    For samples of more than a twentieth of their list; below that it comes to `wilson`.

    Raises:
        ValueError: x of n, or n of the population, cannot be; or n is 0.
    """
    count_of(x, n)
    count_of(n, population, "sample of a list")
    if n == 0:
        raise ValueError("A sample of nobody says nothing.")
    z_of(confidence)
    low, high = _exact_count(x, n, population, (1 - confidence) / 2)
    exact = population <= EXACT_UP_TO
    band = wilson_effective(x / n, n, population, confidence)
    share = f"{confidence * 100:.6g}%"
    least, most = (
        (low, high) if exact else (round(band[0] * population), round(band[1] * population))
    )
    between = f"between {least} and {most}" if least != most else f"{least}"
    return FinitePopulationInterval(
        method="hypergeometric test inversion; Wilson with effective sample size",
        n=n,
        assumptions=("The sample was drawn at random from the list.",),
        population=population,
        estimate=x / n,
        count=(low, high),
        proportion=(low / population, high / population),
        wilson=band,
        confidence=confidence,
        recommended="exact" if exact else "wilson_effective_n",
        words=f"Of the {population} children on the list, {between} ({share}).",
    )


STOCK_WORDS: Final = (
    "Natural variation if this were a random process: a count on a day is a census."
)


def poisson_limits(events: int, confidence: float = 0.95) -> tuple[float, float, str]:
    """Least and greatest expected count, and the method: Byar from 10 events, else exact.

    The switch is that of the Fingertips rule (specification 5.1).

    Raises:
        ValueError: a negative count.
    """
    from scipy.stats import chi2

    if events < 0:
        raise ValueError("Events are counted from nought.")
    if events >= 10:
        z = z_of(confidence)
        more = events + 1
        return (
            events * (1 - 1 / (9 * events) - z / (3 * events**0.5)) ** 3,
            more * (1 - 1 / (9 * more) + z / (3 * more**0.5)) ** 3,
            "byar",
        )
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else float(chi2.ppf(tail, 2 * events)) / 2
    return low, float(chi2.ppf(1 - tail, 2 * events + 2)) / 2, "exact_poisson"


def rate_with_interval(
    events: int,
    population: float,
    *,
    multiplier: float = 10_000,
    confidence: float = 0.95,
    stock: bool = False,
) -> Interval:
    """A rate (per 10,000) with its interval (specification 5.1).

    Args:
        stock: a count on a day, such as children looked after at 31 March: a census, so the
            interval carries that phrase, and a difference may not be called significant without it.

    Raises:
        ValueError: a negative count or population.
    """
    finite((events, population), "rate")
    if population < 0:
        raise ValueError("A population is not negative.")
    low, high, method = poisson_limits(events, confidence)
    times = multiplier / population if population else None
    return Interval(
        method=method,
        n=events,
        assumptions=(STOCK_WORDS if stock else "Events happen independently of each other.",),
        reason=None if times is not None else "no_population",
        estimate=None if times is None else events * times,
        lower=None if times is None else low * times,
        upper=None if times is None else high * times,
        confidence=confidence,
    )
