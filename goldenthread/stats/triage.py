"""Exceptions in the order in which to talk of them, with the false alarms to expect
(specification 10, 12 B1)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from goldenthread.stats.numbers import finite
from goldenthread.stats.results import Result
from goldenthread.stats.spc.words import Suitable

Process = Literal[
    "independent",
    "autocorrelated_0.3",
    "autocorrelated_0.6",
    "stock",
    "seasonal",
    "percentage_of_few",
    "percentage_of_few_saturated",
    "percentage_of_varying",
    "count",
    "small_count",
    "sparse_count",
]

FALSE_ALARMS: Final[dict[Process, tuple[tuple[int, float], ...]]] = {
    "independent": ((13, 0.012), (24, 0.015), (36, 0.020)),
    "autocorrelated_0.3": ((24, 0.07),),
    "autocorrelated_0.6": ((24, 0.20),),
    "stock": ((24, 0.52),),
    "seasonal": ((24, 0.12),),
    "percentage_of_few": ((24, 0.03),),
    "percentage_of_few_saturated": ((24, 0.15),),
    "percentage_of_varying": ((24, 0.02),),
    "count": ((24, 0.02),),
    "small_count": ((24, 0.03),),
    "sparse_count": ((24, 0.29),),
}
"""The chance that the latest point is flagged though nothing changed, by points on the chart:
simulated, 1,500 series each, rules with screening."""

_BY_DOUBT: Final[dict[Suitable, Process]] = {
    "ok": "independent",
    "autocorrelated": "autocorrelated_0.3",
    "seasonal": "seasonal",
    "sparse": "sparse_count",
    "tiny_denominator": "percentage_of_few",
    "saturated": "percentage_of_few_saturated",
}

TriageClass = Literal[1, 2, 3, 4, 5, 6]
CLASSES: Final[dict[TriageClass, str]] = {
    1: "New concern this period",
    2: "Continuing concern",
    3: "Missing its target, and nothing has changed: redesign the process",
    4: "Concern, but the chart does not suit the measure",
    5: "Improvement, to learn from",
    6: "Noise",
}

UNVALUED: Final = "A change, neither better nor worse by itself"


@dataclass(frozen=True)
class KpiSignal:
    """What a chart says of one indicator this period.

    `variation_icon` and `assurance_icon` as on the chart; `new` where the signal was not there
    last period; `distance` is |y - m| / (a / 1.128), None without limits; `points` and
    `process` say how often such a chart is wrong (None: from the suitability). `rag_changed`
    is kept beside it and decides nothing.
    """

    code: str
    variation_icon: str
    assurance_icon: str | None = None
    suitability: Suitable = "ok"
    new: bool = False
    safety_critical: bool = False
    distance: float | None = None
    points: int = 24
    process: Process | None = None
    rag_changed: bool = False


@dataclass(frozen=True)
class TriageEntry:
    """An indicator in its place; `why` is its class in words."""

    signal: KpiSignal
    triage_class: TriageClass
    why: str
    rag_noise: bool


@dataclass(frozen=True, kw_only=True)
class Triage(Result):
    """All indicators in order, and what the head of the page prints.

    `scanned` charts, `signals` among them, `expected_false_signals` the sum of each chart's own
    rate, `chance_of_any` that one or more is false. Charts that show no icon expect none.
    """

    scanned: int
    signals: int
    expected_false_signals: float
    chance_of_any: float
    entries: tuple[TriageEntry, ...]


def false_alarm_rate(process: Process, points: int) -> float:
    """How often such a chart flags its latest point though nothing changed.

    Between the numbers of points simulated it is interpolated; beyond them it is the nearest.
    """
    table = FALSE_ALARMS[process]
    if points <= table[0][0]:
        return table[0][1]
    for (n1, r1), (n2, r2) in itertools.pairwise(table):
        if points <= n2:
            return r1 + (r2 - r1) * (points - n1) / (n2 - n1)
    return table[-1][1]


def triage_class(signal: KpiSignal) -> TriageClass:
    """The class of one indicator. A change of colour alone is noise."""
    icon = signal.variation_icon
    if icon.startswith("concern"):
        if signal.suitability != "ok":
            return 4
        return 1 if signal.new else 2
    if signal.assurance_icon == "fail" and icon == "common_cause":
        return 3
    if icon.startswith(("improvement", "neutral")):
        return 5
    return 6


def _why(signal: KpiSignal, found: TriageClass) -> str:
    """The class in words; a change without a better way is called neither."""
    return UNVALUED if signal.variation_icon.startswith("neutral") else CLASSES[found]


def triage(signals: Sequence[KpiSignal]) -> Triage:
    """Put indicators in the order in which to talk of them.

    By class; within a class safety-critical first, then the furthest from the mean, then by code.

    Raises:
        ValueError: an indicator twice, or a distance that is no number.
    """
    if len({one.code for one in signals}) != len(signals):
        raise ValueError("An indicator is there twice.")
    finite([one.distance for one in signals], "distance")
    ordered = sorted(
        ((triage_class(one), one) for one in signals),
        key=lambda pair: (
            pair[0],
            not pair[1].safety_critical,
            -(pair[1].distance or 0.0),
            pair[1].code,
        ),
    )
    silent = ("no_limits", "insufficient_data")
    rates = [
        false_alarm_rate(one.process or _BY_DOUBT[one.suitability], one.points)
        for one in signals
        if one.variation_icon not in silent
    ]
    flagged = sum(one.variation_icon not in (*silent, "common_cause") for one in signals)
    return Triage(
        method="triage by signal, suitability and target",
        n=len(signals),
        assumptions=("Rates of false alarm are simulated, for processes that do not change.",),
        scanned=len(signals),
        signals=flagged,
        expected_false_signals=math.fsum(rates),
        chance_of_any=1 - math.prod(1 - one for one in rates),
        entries=tuple(
            TriageEntry(
                one,
                found,
                _why(one, found),
                rag_noise=one.rag_changed and one.variation_icon == "common_cause",
            )
            for found, one in ordered
        ),
    )
