"""Did it make a difference? Two measurements compared (specification 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.stats.numbers import above, below, count_of, finite
from goldenthread.stats.results import Note, Result

Way = Literal["increase", "decrease"]
Verdict = Literal["improved", "worse", "no_evidence_of_change", "too_few_to_tell"]
Counted = tuple[int, int]
Ends = tuple[float | None, float | None]

ENOUGH_POWER: Final = 0.8
"""A design with less power than this cannot be relied on to answer."""
LARGEST_ROUND: Final = 2000
UNHEARD_OF: Final = 1e-10
"""Samples further out than this are left out of the sum."""

_ASSUMED: Final = (
    "Both samples were drawn at random, afresh.",
    "The figure that set off the action is not the baseline.",
)


@dataclass(frozen=True, kw_only=True)
class TwoProportions(Result):
    """After less before: difference, Newcombe's interval, Fisher's exact p.

    `p_one_sided` is in the direction stated beforehand.
    """

    before: Counted
    after: Counted
    difference: float | None
    interval: tuple[float, float] | None
    p_two_sided: float | None
    p_after_greater: float | None
    p_one_sided: float | None


@dataclass(frozen=True, kw_only=True)
class TwoRates(Result):
    """After over before: ratio, exact conditional interval, exact p.

    None is undefined or without end: the ratio and all its ends where nothing happened; the
    ratio and the upper end where nothing happened before.
    """

    ratio: float | None
    lower: float | None
    upper: float | None
    p: float | None


@dataclass(frozen=True, kw_only=True)
class RemeasurePlan(Result):
    """Whether a design can answer, settled when the action is opened.

    `power` is that of Fisher's test (one-sided 5%) at the size planned; `n_needed` for each round
    gives 80%, None where no round up to 2,000 does. `can_answer` is neither more nor less.
    """

    baseline: float
    direction: Way
    minimum_important_change: float
    power: float
    n_needed: int | None
    can_answer: bool


def compare_proportions(
    before: Counted, after: Counted, *, direction: Way = "increase", confidence: float = 0.95
) -> TwoProportions:
    """Compare x of n before with x of n after (specification 7.1).

    Raises:
        ValueError: more counted than there were.
    """
    from scipy.stats import fisher_exact
    from statsmodels.stats.proportion import confint_proportions_2indep

    (x1, n1), (x2, n2) = before, after
    count_of(x1, n1, "before")
    count_of(x2, n2, "after")
    difference = interval = None
    two = greater = less = None
    if n1 and n2:
        difference = x2 / n2 - x1 / n1
        low, high = confint_proportions_2indep(
            x2, n2, x1, n1, method="newcomb", compare="diff", alpha=1 - confidence
        )
        interval = (float(low), float(high))
        table = [[x2, n2 - x2], [x1, n1 - x1]]
        two, greater, less = (
            min(1.0, float(fisher_exact(table, alternative=way).pvalue))
            for way in ("two-sided", "greater", "less")
        )
    return TwoProportions(
        method="difference of proportions; Newcombe (score); Fisher's exact test",
        n=n1 + n2,
        assumptions=_ASSUMED,
        reason=None if difference is not None else "nothing_counted",
        before=before,
        after=after,
        difference=difference,
        interval=interval,
        p_two_sided=two,
        p_after_greater=greater,
        p_one_sided=greater if direction == "increase" else less,
    )


def compare_rates(
    before: tuple[int, float], after: tuple[int, float], *, confidence: float = 0.95
) -> TwoRates:
    """Compare events over exposure before with events over exposure after (specification 7.2).

    Raises:
        ValueError: negative events, or an exposure that is not positive.
    """
    from scipy.stats import binomtest

    (x1, t1), (x2, t2) = before, after
    finite((x1, t1, x2, t2), "rates")
    if x1 < 0 or x2 < 0 or t1 <= 0 or t2 <= 0:
        raise ValueError("Events are not negative and exposures are positive.")
    ratio = lower = upper = None
    p, reason = 1.0, None
    if x1 + x2 == 0:
        reason = "no_events"
    else:
        test = binomtest(x2, x1 + x2, t2 / (t1 + t2))
        p = min(1.0, float(test.pvalue))
        ends = test.proportion_ci(confidence, method="exact")

        def odds(share: float) -> float | None:
            return None if share >= 1 else share / (1 - share) * t1 / t2

        lower, upper = odds(float(ends.low)), odds(float(ends.high))
        if x1:
            ratio = (x2 / t2) / (x1 / t1)
        else:
            reason = "none_before"
    return TwoRates(
        method="ratio of rates; exact conditional interval and binomial test",
        n=x1 + x2,
        assumptions=("Events happen independently, at a steady rate in each period.",),
        reason=reason,
        ratio=ratio,
        lower=lower,
        upper=upper,
        p=p,
    )


def remeasure_verdict(
    interval: Ends,
    *,
    direction: Way,
    minimum_important_change: float,
    no_change: float = 0.0,
) -> Verdict:
    """The verdict of a re-measure (specification 7.3).

    Improved or worse: the interval lies wholly beyond no change. Otherwise there is no evidence
    of change where it also excludes the smallest change that would have mattered, and too few to
    tell where it does not. An end that is None has no limit; on the edge is inside.

    Args:
        minimum_important_change: the least difference that would matter, above 0, stated when
            the action was opened. With `no_change` 1 (a ratio) it is the ratio less 1 (0.2 is
            a fifth more, or a fifth less).
        no_change: 0 for a difference, 1 for a ratio.

    Raises:
        ValueError: the change is not above 0, or the interval is upside down.
    """
    low, high = interval
    finite((low, high, minimum_important_change, no_change), "verdict")
    if minimum_important_change <= 0:
        raise ValueError("A change that matters is above 0; the direction says which way.")
    if low is not None and high is not None and low > high:
        raise ValueError("The interval ends before it begins.")
    up = low is not None and above(low, no_change)
    down = high is not None and below(high, no_change)
    rising = direction == "increase"
    if up or down:
        return "improved" if up == rising else "worse"
    if rising:
        excluded = high is not None and below(high, no_change + minimum_important_change)
    else:
        excluded = low is not None and above(low, no_change - minimum_important_change)
    return "no_evidence_of_change" if excluded else "too_few_to_tell"


def fisher_power(
    before: float, after: float, n_before: int, n_after: int | None = None, *, alpha: float = 0.05
) -> float:
    """The chance that Fisher's test (one-sided) sees a true change from one share to another.

    Exact, over every pair of samples that could be. 60% to 80%: 12 a round 0.18, 30 a round
    0.42, 60 a round 0.71.

    Raises:
        ValueError: shares outside 0 to 1, or no sample.
    """
    import numpy as np
    from scipy.stats import binom, hypergeom

    m = n_before if n_after is None else n_after
    if not (0 <= before <= 1 and 0 <= after <= 1) or n_before < 1 or m < 1:
        raise ValueError("Shares lie between 0 and 1, and each round has a case.")
    if after < before:
        before, after = 1 - before, 1 - after
    first, second = (
        np.arange(binom.ppf(UNHEARD_OF, n, p), binom.isf(UNHEARD_OF, n, p) + 1)
        for n, p in ((n_before, before), (m, after))
    )
    x1, x2 = np.meshgrid(first, second, indexing="ij")
    p = hypergeom.sf(x2 - 1, n_before + m, x1 + x2, m)
    chance = np.outer(binom.pmf(first, n_before, before), binom.pmf(second, m, after))
    return float(min(1.0, chance[p <= alpha + 1e-12].sum()))


def plan_remeasure(
    baseline: float,
    minimum_important_change: float,
    n_per_round: int,
    *,
    direction: Way = "increase",
) -> RemeasurePlan:
    """Say, when an action is opened, whether its re-measure can answer (specification 12 B3).

    Args:
        baseline: the share to begin with, 0 to 1.
        minimum_important_change: the least change that would matter, in shares, above 0.

    Raises:
        ValueError: the change leads beyond 0 or 1, or is not above 0.
    """
    sign = 1 if direction == "increase" else -1
    goal = baseline + sign * minimum_important_change
    if minimum_important_change <= 0 or not 0 <= baseline <= 1 or not -1e-9 <= goal <= 1 + 1e-9:
        raise ValueError("The change is above 0 and stays between 0 and 1.")
    goal = min(1.0, max(0.0, goal))
    power = fisher_power(baseline, goal, n_per_round)
    needed = _first_with(baseline, goal)
    can = power >= ENOUGH_POWER
    few = Note("cannot_answer", f"A change of this size would be seen {power:.0%} of the time.")
    return RemeasurePlan(
        method="power of Fisher's exact test, one-sided 5%",
        n=n_per_round,
        assumptions=_ASSUMED,
        warnings=() if can else (few,),
        baseline=baseline,
        direction=direction,
        minimum_important_change=minimum_important_change,
        power=power,
        n_needed=needed,
        can_answer=can,
    )


def _first_with(baseline: float, goal: float) -> int | None:
    """The size of each round that gives enough power: doubled, then halved in between.

    Power is not quite monotone in n, so the answer is one at which it is enough, and near the
    least.
    """
    high = 4
    while fisher_power(baseline, goal, high) < ENOUGH_POWER:
        high *= 2
        if high > LARGEST_ROUND:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if fisher_power(baseline, goal, middle) < ENOUGH_POWER:
            low = middle
        else:
            high = middle
    return high
