"""What is said of agreement between auditors and moderators (specification 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.stats.agreement.coefficients import (
    Gwet,
    Kappa,
    Ratings,
    Weighting,
    grades_by_unit,
    gwet_ac,
    krippendorff_alpha,
    mean_or_none,
    weighted_kappa,
)
from goldenthread.stats.intervals import wilson
from goldenthread.stats.results import Note, Result

SCALE: Final = (1, 2, 3, 4)
"""ILACS: Outstanding, Good, Requires improvement to be good, Inadequate."""
HIDDEN_BELOW: Final = 20
"""No kappa is shown of fewer pairs: the table and the exact agreement are."""
INTERVAL_BELOW: Final = 50
"""Of fewer pairs it is shown with its interval drawn."""

SECONDARY: Final = (
    "AC2 and within-one-grade are high for raters who grade at random: never the headline, "
    "never without kappa and the exact rate beside them."
)
_AC: Final[dict[str, Weighting]] = {
    "AC1": "unweighted",
    "AC2_linear": "linear",
    "AC2_quadratic": "quadratic",
    "AC2_ordinal": "ordinal",
}


@dataclass(frozen=True)
class Boundary:
    """Both sides of the line between Good and Requires improvement, auditor then moderator."""

    both_better: int
    crossed_to_worse: int
    crossed_to_better: int
    both_worse: int


@dataclass(frozen=True)
class Secondary:
    """Gwet's coefficients and Krippendorff's alpha, with the warning that goes with them."""

    gwet: dict[str, Gwet]
    alpha: dict[str, float | None]
    warning: str = SECONDARY


@dataclass(frozen=True, kw_only=True)
class AgreementReport(Result):
    """Agreement in the order in which it is told; kappa linear is the headline.

    A pair is (auditor, moderator). `mean_difference` is moderator less auditor: positive is a
    harsher moderator, as 4 is Inadequate. `table` has the auditor's grades in rows.
    `show_kappa` says whether kappa may be shown.
    """

    exact_agreement: float | None
    exact_interval: tuple[float, float] | None
    kappa: dict[str, Kappa]
    show_kappa: Literal["no", "with_interval", "yes"]
    moderator_harsher: int
    same: int
    moderator_kinder: int
    sign_test_p: float | None
    mean_difference: float | None
    boundary: Boundary
    table: tuple[tuple[int, ...], ...]
    within_one_grade: float | None
    secondary: Secondary


@dataclass(frozen=True, kw_only=True)
class RatersReport(Result):
    """Agreement of many raters of the same cases: a calibration exercise.

    `n` counts cases with a grade. `histogram` counts the grades of each case, for the wall.
    """

    raters: int
    secondary: Secondary
    histogram: tuple[tuple[int, ...], ...]


def agreement_report(
    pairs: Ratings, scale: Sequence[int] = SCALE, *, good_is: int = 2
) -> AgreementReport:
    """Report the agreement of auditors and moderators; pairs with a null are not complete.

    Gwet's margins use every grade given; all else uses complete pairs. Report blind and seen,
    independent and not, and randomly chosen audits apart: call it once for each.

    Args:
        good_is: the last grade that counts as good or better.

    Raises:
        ValueError: a grade off the scale, or a row that is no pair.
    """
    from scipy.stats import binomtest

    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("A pair is an auditor's and a moderator's grade.")
    grades_by_unit(pairs, scale)
    full = [(a, m) for a, m in pairs if a is not None and m is not None]
    n = len(full)
    place = {grade: i for i, grade in enumerate(scale)}
    table = [[0] * len(scale) for _ in scale]
    for a, m in full:
        table[place[a]][place[m]] += 1
    steps = [place[m] - place[a] for a, m in full]
    harsher, kinder = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
    same = n - harsher - kinder
    line = place[good_is]
    sides = [(place[a] <= line, place[m] <= line) for a, m in full]
    kappa: dict[str, Kappa] = {
        "linear": weighted_kappa(table, "linear"),
        "quadratic": weighted_kappa(table, "quadratic"),
        "unweighted": weighted_kappa(table, "unweighted"),
    }
    few = Note(
        "few_pairs", f"Fewer than {HIDDEN_BELOW} pairs: show the table and the exact agreement."
    )
    return AgreementReport(
        method="exact agreement; Cohen's kappa, linear weights; sign test",
        n=n,
        assumptions=(
            "Moderators graded blind and are independent of the child's line.",
            "The audits moderated were chosen at random.",
        ),
        warnings=(few,) if n < HIDDEN_BELOW else (),
        reason=None if n else "no_complete_pair",
        exact_agreement=same / n if n else None,
        exact_interval=wilson(same, n) if n else None,
        kappa=kappa,
        show_kappa="no" if n < HIDDEN_BELOW else "with_interval" if n < INTERVAL_BELOW else "yes",
        moderator_harsher=harsher,
        same=same,
        moderator_kinder=kinder,
        sign_test_p=(
            float(binomtest(harsher, harsher + kinder).pvalue) if harsher + kinder else None
        ),
        mean_difference=mean_or_none([m - a for a, m in full]),
        boundary=Boundary(
            sides.count((True, True)),
            sides.count((True, False)),
            sides.count((False, True)),
            sides.count((False, False)),
        ),
        table=tuple(tuple(row) for row in table),
        within_one_grade=sum(abs(s) <= 1 for s in steps) / n if n else None,
        secondary=_secondary(pairs, scale),
    )


def raters_report(ratings: Ratings, scale: Sequence[int] = SCALE) -> RatersReport:
    """Report the agreement of many raters: one row a case, one column a rater, None missing.

    Raises:
        ValueError: a grade off the scale, or rows of unlike length.
    """
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("Every case has a place for every rater.")
    counts = grades_by_unit(ratings, scale)
    paired = int((counts.sum(axis=1) >= 2).sum()) if len(ratings) else 0
    return RatersReport(
        method="Krippendorff's alpha, ordinal; Gwet's AC1 and AC2",
        n=int((counts.sum(axis=1) >= 1).sum()) if len(ratings) else 0,
        assumptions=("Raters graded alone.",),
        reason=None if paired else "no_complete_pair",
        raters=len(ratings[0]) if ratings else 0,
        secondary=_secondary(ratings, scale),
        histogram=tuple(tuple(int(one) for one in row) for row in counts),
    )


def _secondary(ratings: Ratings, scale: Sequence[int]) -> Secondary:
    return Secondary(
        gwet={name: gwet_ac(ratings, scale, weighting) for name, weighting in _AC.items()},
        alpha={
            "nominal": krippendorff_alpha(ratings, scale, "nominal"),
            "ordinal": krippendorff_alpha(ratings, scale, "ordinal"),
            "interval": krippendorff_alpha(ratings, scale, "interval"),
        },
    )
