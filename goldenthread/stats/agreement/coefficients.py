"""Coefficients of agreement (specification 3.2): weighted kappa, Gwet's AC, Krippendorff's alpha.

Kappa is statsmodels'; Gwet's and Krippendorff's are ours, because the packages that have them
bind their users or have no licence (specification 9).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np

from goldenthread.stats.numbers import mean

Weighting = Literal["unweighted", "linear", "quadratic", "ordinal"]
Metric = Literal["nominal", "ordinal", "interval"]
Ratings = Sequence[Sequence[int | None]]

NONE_LEFT: Final = 1e-12
"""Where less than this is left to chance, kappa is undefined."""
SAME: Final = 1e-12


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa with its standard error and interval; None where undefined."""

    value: float | None
    se: float | None
    ci95: tuple[float, float] | None
    reason: str | None = None


@dataclass(frozen=True)
class Gwet:
    """Gwet's agreement coefficient: observed, expected by chance, value, standard error."""

    observed: float | None
    chance: float | None
    value: float | None
    se: float | None
    reason: str | None = None


def weights(scale_size: int, weighting: Weighting) -> Any:
    """The agreement weights of two grades: 1 on the diagonal, by the distance elsewhere."""
    apart = np.abs(np.subtract.outer(np.arange(scale_size), np.arange(scale_size))).astype(float)
    widest = scale_size - 1
    if weighting == "unweighted":
        return (apart == 0).astype(float)
    if weighting == "linear":
        return 1 - apart / widest
    if weighting == "quadratic":
        return 1 - (apart / widest) ** 2
    return 1 - (apart + 1) * apart / ((widest + 1) * widest)


def weighted_kappa(table: Sequence[Sequence[int]], weighting: Weighting = "linear") -> Kappa:
    """Cohen's kappa of a square table of counts, rows one rater, columns the other.

    The scale is the whole scale, not the grades that happened to be used. The interval is
    kappa and t(n - 1) standard errors (Fleiss, Cohen and Everitt), cut at 1 above. The standard
    error is None for one case or where a rater used one grade only.
    """
    from scipy.stats import t
    from statsmodels.stats.inter_rater import cohens_kappa

    counts = np.asarray(table, dtype=float)
    n = int(counts.sum())
    if n == 0:
        return Kappa(None, None, None, "no_complete_pair")
    shares = counts / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    w = weights(len(counts), weighting)
    if 1 - float(rows @ w @ columns) < NONE_LEFT:
        return Kappa(None, None, None, "undefined: no variation")
    with np.errstate(all="ignore"):  # where a rater used one grade it divides nought by nought
        found = cohens_kappa(counts, weights=1 - w)
    value = 0.0 if abs(found.kappa) < SAME else float(found.kappa)
    if n < 2 or max(rows) > 1 - SAME or max(columns) > 1 - SAME:
        return Kappa(value, None, None)
    se = math.sqrt(max(0.0, float(found.var_kappa)))
    reach = float(t.ppf(0.975, n - 1)) * se
    return Kappa(value, se, (value - reach, min(1.0, value + reach)))


def grades_by_unit(ratings: Ratings, scale: Sequence[int]) -> Any:
    """How many raters gave each grade (columns) to each case (rows), missing left out.

    Raises:
        ValueError: a grade that is not on the scale.
    """
    places = {grade: i for i, grade in enumerate(scale)}
    counts = np.zeros((len(ratings), len(scale)))
    for row, unit in enumerate(ratings):
        for grade in unit:
            if grade is not None:
                if grade not in places:
                    raise ValueError(f"{grade} is not a grade of the scale {tuple(scale)}.")
                counts[row, places[grade]] += 1
    return counts


def gwet_ac(
    ratings: Ratings, scale: Sequence[int] = (1, 2, 3, 4), weighting: Weighting = "unweighted"
) -> Gwet:
    """Gwet's AC1 (unweighted) or AC2, for any number of raters and missing ratings.

    Never to be shown without kappa and the exact rate beside it (specification 3.6).
    """
    counts = grades_by_unit(ratings, scale)
    counts = counts[counts.sum(axis=1) >= 1]
    raters = counts.sum(axis=1)
    several = raters >= 2
    if not several.any():
        return Gwet(None, None, None, None, "no_complete_pair")
    q = len(scale)
    w = weights(q, weighting)
    pairs = np.where(several, raters * (raters - 1), 1)
    agreed = np.where(several, (counts * (counts @ w - 1)).sum(axis=1) / pairs, 0.0)
    observed = float(agreed[several].mean())
    each = counts / raters[:, None]
    used = each.mean(axis=0)
    factor = float(w.sum()) / (q * (q - 1))
    chance = factor * float((used * (1 - used)).sum())
    value = (observed - chance) / (1 - chance)
    n = len(counts)
    if n < 2:
        return Gwet(observed, chance, value, None)
    by_unit = (n / several.sum()) * (agreed - chance * several) / (1 - chance)
    by_chance = factor * (each * (1 - used)).sum(axis=1)
    linear = by_unit - 2 * (1 - value) * (by_chance - chance) / (1 - chance)
    variance = float(((linear - value) ** 2).sum()) / (n * (n - 1))
    return Gwet(observed, chance, value, math.sqrt(variance))


def krippendorff_alpha(
    ratings: Ratings, scale: Sequence[int] = (1, 2, 3, 4), metric: Metric = "ordinal"
) -> float | None:
    """Krippendorff's alpha, ordinal by default; None where it is undefined.

    The ordinal metric depends on the margins observed: it is not Gwet's ordinal weights.
    Undefined where no case has two ratings, or all ratings that can be paired are one grade.
    """
    counts = grades_by_unit(ratings, scale)
    counts = counts[counts.sum(axis=1) >= 2]
    if not len(counts):
        return None
    raters = counts.sum(axis=1)
    q = len(scale)
    coincidence = np.zeros((q, q))
    for row, m in zip(counts, raters, strict=True):
        coincidence += (np.outer(row, row) - np.diag(row)) / (m - 1)
    margin = coincidence.sum(axis=1)
    total = float(margin.sum())
    distance = np.zeros((q, q))
    for c in range(q):
        for k in range(q):
            if metric == "nominal":
                distance[c, k] = c != k
            elif metric == "interval":
                distance[c, k] = (scale[c] - scale[k]) ** 2
            else:
                low, high = min(c, k), max(c, k)
                between = margin[low : high + 1].sum() - (margin[low] + margin[high]) / 2
                distance[c, k] = between**2
    expected = float((np.outer(margin, margin) * distance).sum())
    if expected <= 0:
        return None
    return 1 - (total - 1) * float((coincidence * distance).sum()) / expected


def mean_or_none(values: Sequence[float]) -> float | None:
    """The mean, or None of nothing."""
    return mean(values) if values else None
