"""Auditors beside their moderators, shrunk towards each other (specification 8, 12 B2).

For the auditor and the QA lead only; for calibration, never appraisal. A step of one grade is
treated as a unit, as an approximation.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.stats.numbers import finite, mean, same, z_of
from goldenthread.stats.results import Note, Result

FEWEST_AUDITORS: Final = 4
FEWEST_SPARE: Final = 10
FEWEST_EACH: Final = 3
STEP: Final = 0.05
"""A shrunken mean within this of nought is said to be the same."""


@dataclass(frozen=True)
class AuditorEstimate:
    """One auditor: audit grade less moderated grade, positive is harsher.

    `shrunk` is the estimate to show, with `se` and 95% interval; `shown` says whether it may be:
    not below three moderated audits, nor where there are too few auditors. `words` says it.
    """

    auditor: str
    n: int
    raw_mean: float | None
    shrunk: float | None
    se: float | None
    lower95: float | None
    upper95: float | None
    shown: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Calibration(Result):
    """The auditors together: `tau2` is how much they differ beyond chance, `mu` their mean."""

    pooled_within_variance: float | None
    tau2: float | None
    mu: float | None
    mu_se: float | None
    q: float | None
    auditors: tuple[AuditorEstimate, ...]


def calibrate_auditors(differences: Mapping[str, Sequence[float]]) -> Calibration:
    """Estimate each auditor's harshness, by DerSimonian and Laird, shrunk.

    Undefined where nothing varies within auditors, or there is no auditor with a second audit.
    A tau-squared of 0 shrinks all to the mean: no evidence that auditors differ.

    Raises:
        ValueError: a difference that is no number.
    """
    for name, given in differences.items():
        finite(given, name)
    able = {name: list(given) for name, given in differences.items() if len(given)}
    total, count = sum(len(one) for one in able.values()), len(able)
    spare = total - count
    means = {name: mean(given) for name, given in able.items()}
    squares = math.fsum((d - means[name]) ** 2 for name, given in able.items() for d in given)
    within = (0.0 if same(squares, 0.0) else squares / spare) if spare > 0 else None
    reason = _too_little(count, spare, within)
    notes = [
        Note("not_randomised", "Auditor and case are mixed unless cases were randomly assigned.")
    ]
    if reason:
        notes.append(Note(reason, "Too little is known to show any auditor's estimate."))
    fit = _fit(able, means, within) if within else None
    if fit and fit.tau2 == 0:
        notes.append(Note("no_difference", "There is no evidence that auditors differ."))
    estimates = [
        _estimate(name, len(given), means.get(name), within, fit, may_show=reason is None)
        for name, given in differences.items()
    ]
    return Calibration(
        method="random effects (DerSimonian and Laird), shrunken means",
        n=total,
        assumptions=(
            "Moderators graded the same way throughout.",
            "A step of one grade is a unit: an approximation.",
        ),
        warnings=tuple(notes),
        reason=reason,
        pooled_within_variance=within,
        tau2=fit.tau2 if fit else None,
        mu=fit.mu if fit else None,
        mu_se=fit.mu_se if fit else None,
        q=fit.q if fit else None,
        auditors=tuple(estimates),
    )


@dataclass(frozen=True)
class _Fit:
    tau2: float
    mu: float
    mu_se: float
    q: float


def _too_little(count: int, spare: int, within: float | None) -> str | None:
    """Why nobody's estimate may be shown, or None."""
    if within is None:
        return "no_spare_audits"
    if not within:
        return "no_variation_within"
    if count < FEWEST_AUDITORS:
        return "too_few_auditors"
    return "too_few_audits" if spare < FEWEST_SPARE else None


def _estimate(
    name: str,
    n: int,
    own: float | None,
    within: float | None,
    fit: _Fit | None,
    *,
    may_show: bool,
) -> AuditorEstimate:
    """One auditor's mean, pulled towards all the more, the fewer their audits."""
    if fit is None or own is None or within is None:
        return AuditorEstimate(name, n, own, None, None, None, None, shown=False, words="")
    v = within / n
    pull = fit.tau2 / (fit.tau2 + v)
    shrunk = pull * own + (1 - pull) * fit.mu
    se = _se(pull, v, fit.mu_se)
    low, high = shrunk - z_of(0.95) * se, shrunk + z_of(0.95) * se
    return AuditorEstimate(
        name,
        n,
        own,
        shrunk,
        se,
        low,
        high,
        shown=may_show and n >= FEWEST_EACH,
        words=_words(shrunk, low, high),
    )


def _fit(able: Mapping[str, Sequence[float]], means: Mapping[str, float], within: float) -> _Fit:
    v = {name: within / len(given) for name, given in able.items()}
    w = {name: 1 / one for name, one in v.items()}
    total = math.fsum(w.values())
    centre = math.fsum(w[name] * means[name] for name in able) / total
    q = math.fsum(w[name] * (means[name] - centre) ** 2 for name in able)
    scale = total - math.fsum(one * one for one in w.values()) / total
    tau2 = max(0.0, (q - (len(able) - 1)) / scale) if len(able) > 1 else 0.0
    star = {name: 1 / (v[name] + tau2) for name in able}
    weight = math.fsum(star.values())
    mu = math.fsum(star[name] * means[name] for name in able) / weight
    return _Fit(tau2, mu, math.sqrt(1 / weight), q)


def _se(pull: float, v: float, mu_se: float) -> float:
    """The standard error of a shrunken mean."""
    return math.sqrt(pull * v + ((1 - pull) * mu_se) ** 2)


def _words(shrunk: float, low: float, high: float) -> str:
    """The estimate in words; harsher or kinder only where the interval says so."""
    if low > 0 and not same(low, 0.0):
        return "Grades more harshly than moderators."
    if high < 0 and not same(high, 0.0):
        return "Grades more kindly than moderators."
    leaning = "" if abs(shrunk) < STEP else " Leans harsher." if shrunk > 0 else " Leans kinder."
    return f"No difference from moderators is shown.{leaning}"


@dataclass(frozen=True, kw_only=True)
class ModerationPlan(Result):
    """How many audits of each auditor to moderate: a random base, and blind extras."""

    base: dict[str, int]
    extra: dict[str, int]


def plan_moderation(
    calibration: Calibration, completed: Mapping[str, int], capacity: int, *, base_each: int = 1
) -> ModerationPlan:
    """Share moderations: a random base for everyone, extras where they tell most.

    The base keeps estimates unbiased. Each extra goes where the standard error of the shrunken
    estimate falls most; where auditors show no difference, to the auditor moderated least (ties
    in order of name).

    Args:
        completed: how many audits of each auditor there are to moderate.

    Raises:
        ValueError: a negative number.
    """
    if capacity < 0 or base_each < 0 or any(one < 0 for one in completed.values()):
        raise ValueError("Numbers of audits are not negative.")
    known = {one.auditor: one.n for one in calibration.auditors}
    base: dict[str, int] = dict.fromkeys(sorted(completed), 0)
    left = capacity
    for _ in range(base_each):
        for name, done in sorted(completed.items()):
            if left and base[name] < done:
                base[name] += 1
                left -= 1
    extra = dict.fromkeys(base, 0)
    within, tau2, mu_se = (
        calibration.pooled_within_variance,
        calibration.tau2,
        calibration.mu_se,
    )

    def error(n: int) -> float:
        if not within or not tau2 or mu_se is None:
            return 0.0
        if n == 0:
            return math.sqrt(tau2 + mu_se**2)
        v = within / n
        return _se(tau2 / (tau2 + v), v, mu_se)

    def gain(name: str) -> tuple[float, int]:
        n = known.get(name, 0) + base[name] + extra[name]
        return (error(n) - error(n + 1), -n)

    while left:
        able = [name for name in base if base[name] + extra[name] < completed[name]]
        if not able:
            break
        extra[max(able, key=gain)] += 1
        left -= 1
    return ModerationPlan(
        method="random base, then greatest fall of the standard error",
        n=capacity - left,
        assumptions=("The base is drawn at random; extras are moderated blind.",),
        base=base,
        extra=extra,
    )
