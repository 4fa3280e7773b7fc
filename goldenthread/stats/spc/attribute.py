"""Charts of counts: p, p', u, u' and c, one team over time (specification 1.4)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from goldenthread.stats.numbers import above, below, finite, mean
from goldenthread.stats.results import Note, Result
from goldenthread.stats.runs import Runs, runs_about
from goldenthread.stats.spc.words import SCREEN, SIGMA

ChartName = Literal["p", "p_prime", "u", "u_prime", "c", "g", "t"]
Counts = Sequence[float | None]

FEWEST: Final = 5
TAIL_3: Final = 0.00135
"""What lies beyond three standard deviations on one side."""
TAIL_2: Final = 0.02275

_SELDOM = Note(
    "small_expected_counts",
    f"An expected count is below {FEWEST}: use longer periods, exact limits or a rare-event chart.",
)


@dataclass(frozen=True, kw_only=True)
class CountChart(Result):
    """A chart of counts: a statistic `y`, its centre `cl`, and limits at each point.

    `lcl` and `ucl` are at three sigma, `lcl95` and `ucl95` warn at two. A point without a
    denominator is None throughout. `sigma_signal` is strictly outside three sigma.
    `sigma_z` is Laney's factor where the chart has one.
    """

    chart: ChartName
    y: tuple[float | None, ...]
    cl: float | None
    lcl: tuple[float | None, ...]
    ucl: tuple[float | None, ...]
    lcl95: tuple[float | None, ...]
    ucl95: tuple[float | None, ...]
    sigma_signal: tuple[bool, ...]
    runs: Runs
    sigma_z: float | None = None
    exact_limits: bool = False


def screened_mean_range(values: Sequence[float]) -> float | None:
    """The mean moving range, screened once at 3.267 times the mean; None where none is left."""
    ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
    if not ranges:
        return None
    screen = SCREEN * mean(ranges)
    kept = [one for one in ranges if below(one, screen)]
    return mean(kept) if kept else None


def p_chart(
    numerator: Counts, denominator: Counts, *, exact: bool = False, baseline: int | None = None
) -> CountChart:
    """Shares of a total over time: x of n, each n known.

    Args:
        exact: limits are binomial quantiles at 0.00135 and 0.99865, for small counts.
        baseline: the centre rests on the first so many points, and stays (1.3).

    Raises:
        ValueError: lists of unlike length, or more counted than there were.
    """
    return _shares("p", numerator, denominator, exact=exact, baseline=baseline)


def p_prime_chart(
    numerator: Counts, denominator: Counts, *, baseline: int | None = None
) -> CountChart:
    """Laney's p': for totals of hundreds or more, where plain limits are absurdly tight."""
    return _shares("p_prime", numerator, denominator, laney=True, baseline=baseline)


def u_chart(
    numerator: Counts, denominator: Counts, *, exact: bool = False, baseline: int | None = None
) -> CountChart:
    """Counts over an exposure (open cases, placement days) over time.

    Raises:
        ValueError: lists of unlike length, a negative count or exposure.
    """
    return _shares("u", numerator, denominator, exact=exact, baseline=baseline)


def u_prime_chart(
    numerator: Counts, denominator: Counts, *, baseline: int | None = None
) -> CountChart:
    """Laney's u': as p', for counts over an exposure."""
    return _shares("u_prime", numerator, denominator, laney=True, baseline=baseline)


def c_chart(counts: Counts, *, exact: bool = False, baseline: int | None = None) -> CountChart:
    """Counts over equal periods.

    Raises:
        ValueError: a negative count.
    """
    given = [None if x is None else 1.0 for x in counts]
    return _shares("c", counts, given, exact=exact, baseline=baseline)


def _shares(
    chart: ChartName,
    numerator: Counts,
    denominator: Counts,
    *,
    laney: bool = False,
    exact: bool = False,
    baseline: int | None = None,
) -> CountChart:
    share = chart in ("p", "p_prime")
    _check(numerator, denominator, share=share)
    pairs = [
        None if x is None or not n else (x, n) for x, n in zip(numerator, denominator, strict=True)
    ]
    counted = [one for one in pairs if one is not None]
    y = tuple(None if one is None else one[0] / one[1] for one in pairs)
    based = [one for one in pairs[:baseline] if one is not None]
    total = math.fsum(n for _, n in based)
    centre = math.fsum(x for x, _ in based) / total if based else None
    spread = centre * (1 - centre) if share and centre is not None else centre
    sigmas = [
        None if one is None or spread is None else math.sqrt(max(0.0, spread) / one[1])
        for one in pairs
    ]
    reason = None if based else "nothing_counted"
    factor = None
    if laney and counted:
        factor = _sigma_z(y[:baseline], centre, sigmas[:baseline])
        reason = None if factor is not None else "no_variation"
        sigmas = [None if s is None or factor is None else s * factor for s in sigmas]
    warnings = []
    if centre is not None and any(
        n * centre < FEWEST or (share and n * (1 - centre) < FEWEST) for _, n in counted
    ):
        warnings.append(_SELDOM)
    if laney and counted and mean([n for _, n in counted]) < 100 and share:
        warnings.append(
            Note("small_subgroups", "A primed chart is for totals of hundreds or more.")
        )
    if exact and centre is not None:
        bands = _exact(centre, pairs, share=share)
    else:
        bands = [_sigma_band(centre, s, top=1.0 if share else None) for s in sigmas]
    return count_chart(
        chart,
        y,
        centre,
        bands,
        warnings=tuple(warnings),
        reason=reason,
        sigma_z=factor,
        exact=exact,
    )


Band = tuple[float | None, float | None, float | None, float | None]
"""Lower and upper limit, lower and upper warning."""


def _sigma_band(centre: float | None, sigma: float | None, *, top: float | None) -> Band:
    if centre is None or sigma is None:
        return (None, None, None, None)

    def cut(value: float) -> float:
        return max(0.0, value if top is None else min(top, value))

    return (
        cut(centre - 3 * sigma),
        cut(centre + 3 * sigma),
        cut(centre - 2 * sigma),
        cut(centre + 2 * sigma),
    )


def _exact(
    centre: float, pairs: Sequence[tuple[float, float] | None], *, share: bool
) -> list[Band]:
    """Binomial or Poisson quantiles, over the denominator; all points in one question."""
    import numpy as np
    from scipy.stats import binom, poisson

    sizes = np.array([one[1] for one in pairs if one is not None], dtype=float)
    tails = np.array([[TAIL_3], [1 - TAIL_3], [TAIL_2], [1 - TAIL_2]])
    found: Any = binom.ppf(tails, sizes, centre) if share else poisson.ppf(tails, sizes * centre)
    each = iter((np.maximum(found, 0.0) / sizes).T.tolist())
    return [(None, None, None, None) if one is None else tuple(next(each)) for one in pairs]


def count_chart(
    chart: ChartName,
    y: tuple[float | None, ...],
    centre: float | None,
    bands: Sequence[Band],
    *,
    warnings: tuple[Note, ...] = (),
    reason: str | None = None,
    sigma_z: float | None = None,
    exact: bool = False,
) -> CountChart:
    """Put a chart together from its statistic, centre and bands."""
    signals = tuple(
        value is not None
        and low is not None
        and high is not None
        and (above(value, high) or below(value, low))
        for value, (low, high, _, _) in zip(y, bands, strict=True)
    )
    ratio = "Higher is better: more between events." if chart in ("g", "t") else ""
    return CountChart(
        method=f"{chart.replace('_prime', '′')} chart" + (", exact limits" if exact else ""),
        n=sum(one is not None for one in y),
        assumptions=(
            "One team over time; teams at one time belong on a funnel.",
            "Cases or events are independent of each other.",
            *((ratio,) if ratio else ()),
        ),
        warnings=warnings,
        reason=reason,
        chart=chart,
        y=y,
        cl=centre,
        lcl=tuple(one[0] for one in bands),
        ucl=tuple(one[1] for one in bands),
        lcl95=tuple(one[2] for one in bands),
        ucl95=tuple(one[3] for one in bands),
        sigma_signal=signals,
        runs=runs_about(y, centre),
        sigma_z=sigma_z,
        exact_limits=exact,
    )


def _sigma_z(
    y: Sequence[float | None], centre: float | None, sigmas: Sequence[float | None]
) -> float | None:
    """Laney's factor: how much more (or less) the points move than counting alone would."""
    if centre is None:
        return None
    scores = [
        (value - centre) / sigma
        for value, sigma in zip(y, sigmas, strict=True)
        if value is not None and sigma
    ]
    average = screened_mean_range(scores)
    return None if average is None else average / SIGMA


def _check(numerator: Counts, denominator: Counts, *, share: bool) -> None:
    if len(numerator) != len(denominator):
        raise ValueError("Each count has its total.")
    finite((*numerator, *denominator), "chart of counts")
    for x, n in zip(numerator, denominator, strict=True):
        if (x is not None and x < 0) or (n is not None and n < 0):
            raise ValueError("Counts are not negative.")
        if share and x is not None and n is not None and x > n:
            raise ValueError(f"{x} of {n} cannot be.")
