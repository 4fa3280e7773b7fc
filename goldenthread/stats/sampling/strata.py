"""Samples by stratum: how many from each, and what they say of the whole
(specification 4.4, 12 B5)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.stats.intervals import wilson, wilson_effective
from goldenthread.stats.numbers import count_of
from goldenthread.stats.results import Note, Result

Pair = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Allocation(Result):
    """How many from each stratum, in the order given; None where the minimum cannot be met.

    `census` says which strata are taken whole.
    """

    allocation: tuple[int, ...] | None
    census: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class StratifiedEstimate(Result):
    """A share of the whole list from a sample by stratum, each weighed by its length."""

    estimate: float | None
    se: float | None
    interval: Pair | None
    weights: tuple[float, ...]


def allocate(sizes: Sequence[int], n: int, minimum: int = 1) -> Allocation:
    """Share n among strata in proportion, by largest remainder, in whole-number arithmetic.

    The floor of each quota, raised to the minimum (or the whole stratum), not above the stratum.
    Then one at a time to the largest quota less what it has, ties to the larger stratum, then
    the earlier; taken away in the reverse order from strata above the minimum. More than
    everybody gives everybody.

    Raises:
        ValueError: a negative number.
    """
    if n < 0 or minimum < 0 or any(size < 0 for size in sizes):
        raise ValueError("Numbers of cases are not negative.")
    total = sum(sizes)
    floors = [min(minimum, size) for size in sizes]
    if sum(floors) > n:
        return Allocation(
            method="proportional, largest remainder",
            n=n,
            reason="minimum_cannot_be_met",
            warnings=(Note("minimum_cannot_be_met", "There are too few audits for the minimum."),),
            allocation=None,
            census=(),
        )
    given = [
        min(size, max(least, n * size // total if total else 0))
        for size, least in zip(sizes, floors, strict=True)
    ]
    goal = min(n, total)
    while sum(given) != goal:
        adding = sum(given) < goal
        room = sizes if adding else given
        least = given if adding else floors
        able = [i for i in range(len(sizes)) if room[i] > least[i]]
        order = [(n * sizes[i] - given[i] * total, sizes[i], -i, i) for i in able]
        chosen = (max(order) if adding else min(order))[-1]
        given[chosen] += 1 if adding else -1
    return Allocation(
        method="proportional, largest remainder",
        n=sum(given),
        assumptions=("Within a stratum the sample is drawn at random.",),
        allocation=tuple(given),
        census=tuple(one == size for one, size in zip(given, sizes, strict=True)),
    )


def stratified_estimate(
    sizes: Sequence[int], sampled: Sequence[int], having: Sequence[int], *, confidence: float = 0.95
) -> StratifiedEstimate:
    """The share of the whole list: strata weighed by their length, never pooled raw.

    There is no estimate where a stratum has nobody sampled; no standard error where one has a
    single case of several (combine strata). The interval is Wilson's with the effective size,
    where the share and the variance are not nought.

    Raises:
        ValueError: lists of unlike length, more sampled than there are, an empty list.
    """
    if not len(sizes) == len(sampled) == len(having):
        raise ValueError("Each stratum has its length, its sample and its count.")
    for size, n, x in zip(sizes, sampled, having, strict=True):
        count_of(n, size, "sample of a stratum")
        count_of(x, n)
    total = sum(sizes)
    if not total:
        raise ValueError("There is nobody on the list.")
    strata = [(size, n, x) for size, n, x in zip(sizes, sampled, having, strict=True) if size]
    estimate = se = interval = reason = None
    if any(n == 0 for _, n, _ in strata):
        reason = "stratum_not_sampled"
    else:
        estimate = math.fsum(size / total * x / n for size, n, x in strata)
        if any(n == 1 < size for size, n, _ in strata):
            reason = "single_case_stratum"
        else:
            variance = math.fsum(
                (size / total) ** 2 * (1 - n / size) * (x / n) * (1 - x / n) / (n - 1)
                for size, n, x in strata
                if n < size
            )
            se = math.sqrt(variance)
            if all(n == size for size, n, _ in strata):
                interval = (estimate, estimate)
            elif variance > 0 and 0 < estimate < 1:
                effective = estimate * (1 - estimate) / variance
                interval = wilson(estimate * effective, effective, confidence)
            else:
                reason = "combine_strata"
    return StratifiedEstimate(
        method="stratified estimate; Wilson with effective sample size",
        n=sum(sampled),
        assumptions=("Within each stratum the sample was drawn at random.",),
        warnings=(Note(reason, "Combine strata for an interval."),) if reason else (),
        reason=reason,
        estimate=estimate,
        se=se,
        interval=interval,
        weights=tuple(size / total for size in sizes),
    )


@dataclass(frozen=True, kw_only=True)
class Coverage(Result):
    """Audits for each stratum so that the widest interval is as narrow as it can be."""

    allocation: tuple[int, ...] | None
    half_widths: tuple[float, ...]
    weights: tuple[float, ...]


def cover(sizes: Sequence[int], capacity: int, *, minimum: int = 1, p: float = 0.5) -> Coverage:
    """Share a capacity so that the largest half-width among strata is least.

    Greedy is optimal here: the next audit goes where the finite-population Wilson half-width is
    largest (ties to the larger stratum, then the earlier). `weights` are cases on the list for
    each audit, so that estimates stay unbiased (`stratified_estimate`). Who audits is another
    matter; purposive cases are kept apart and estimate nothing.

    Raises:
        ValueError: a negative number, or a share that is not between 0 and 1.
    """
    if capacity < 0 or minimum < 0 or any(size < 0 for size in sizes) or not 0 < p < 1:
        raise ValueError("Numbers of cases are not negative; a share lies between 0 and 1.")
    given = [min(minimum, size) for size in sizes]
    if sum(given) > capacity:
        return Coverage(
            method="greedy minimax",
            n=capacity,
            reason="minimum_cannot_be_met",
            allocation=None,
            half_widths=(),
            weights=(),
        )

    def width(i: int) -> float:
        if given[i] >= sizes[i]:
            return 0.0
        if given[i] == 0:
            return 0.5
        low, high = wilson_effective(p, given[i], sizes[i])
        return (high - low) / 2

    widths = [width(i) for i in range(len(sizes))]
    for _ in range(capacity - sum(given)):
        able = [i for i, size in enumerate(sizes) if given[i] < size]
        if not able:
            break
        widest = max(able, key=lambda i: (widths[i], sizes[i], -i))
        given[widest] += 1
        widths[widest] = width(widest)
    return Coverage(
        method="greedy minimax of finite-population Wilson half-widths",
        n=sum(given),
        assumptions=("Within a stratum the sample is drawn at random.",),
        allocation=tuple(given),
        half_widths=tuple(widths),
        weights=tuple(size / one if one else 0.0 for size, one in zip(sizes, given, strict=True)),
    )
