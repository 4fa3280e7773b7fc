"""Charts of services and teams: the signals that so many charts together do not give by chance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from typing import Final

from goldenthread.performance.rules.charted import Judged, Measured, Spot
from goldenthread.performance.rules.judging import ENOUGH, judged
from goldenthread.performance.rules.sentences import figure
from goldenthread.performance.rules.series import Pointed
from goldenthread.performance.rules.sifting import in_short
from goldenthread.performance.vocabulary import Better, Chart, Level, Unit, Variation, Window
from goldenthread.performance.vocabulary.exceptions import (
    EXCEPTION_POLICY,
    ExceptionKind,
    ExceptionPolicy,
    Raised,
)
from goldenthread.stats.spc.attribute import screened_mean_range
from goldenthread.stats.spc.words import SIGMA
from goldenthread.stats.triage import Process, false_alarm_rate

MOST_POINTS: Final = 60
"""The newest points that a chart of a part is judged by: five years of months."""
PER_POINT: Final = 0.62
"""Degrees of freedom that each moving range gives to a spread worked out from them (Wheeler)."""
_FOLLOWS: Final[dict[str, Process]] = {
    "autocorrelated": "autocorrelated_0.3",
    "seasonal": "seasonal",
}
"""Doubts that make chance go further than its tail says. Of small numbers the tail is exact."""
_AVERAGE_ON_A_DAY: Final[Process] = "autocorrelated_0.6"
"""An average of whoever is there on a day: mostly the same children as a month before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """A figure of a service or team over time, oldest first."""

    indicator: Measured
    level: Level
    name: str
    points: Sequence[Pointed]
    steps: tuple[date, ...] = ()
    acted: date | None = None
    """The day of an action to improve it, if there is one."""

    @property
    def key(self) -> str:
        """How the place is named where charts are counted."""
        return place_key(self.level, self.name)


def place_key(level: str, name: str) -> str:
    """How a place is named where charts are counted: a service apart from a team. PER-6."""
    return f"area:{name}" if level == Level.AREA else name


@dataclass(slots=True)
class Parts:
    """What the charts of services and teams of a day raise."""

    raised: list[Raised] = field(default_factory=list)
    looked_at: dict[str, list[float]] = field(default_factory=dict)
    """Place → charts, with too few points, expected by chance on the list, lesser signals."""


@dataclass(slots=True)
class _Day:
    weights: list[tuple[str, float]] = field(default_factory=list)
    few: list[str] = field(default_factory=list)
    signals: list[tuple[str, float, Raised]] = field(default_factory=list)


def judge_parts(
    charts: Iterable[Charted],
    days: Collection[date],
    policy: ExceptionPolicy = EXCEPTION_POLICY,
) -> dict[date, Parts]:
    """Judge every chart of a service and a team on each day. PER-6; statistics 1.2, 10, 12 B1.

    A chart of fewer than twelve points is not judged. A signal is listed where it is so unlikely
    that of all the charts together `by_chance_at_most` are on the list though nothing changed; the
    lesser are counted. Where neither way is better nobody is asked.
    """
    found = {day: _Day() for day in days}
    for chart in charts:
        if chart.indicator.better is Better.NEUTRAL:
            continue
        for day, into in found.items():
            line = [one for one in chart.points if one.as_at <= day][-MOST_POINTS:]
            if line and line[-1].as_at == day:
                _judge(chart, line, into)
    return {day: _listed(one, policy.by_chance_at_most) for day, one in found.items()}


def _judge(chart: Charted, line: Sequence[Pointed], into: _Day) -> None:
    if sum(one.answer.value is not None for one in line) < ENOUGH:
        into.few.append(chart.key)
        return
    told = judged(chart.indicator, line, steps=chart.steps, acted=chart.acted)
    if told.variation in (Variation.TOO_FEW, Variation.NOT_CHARTED):
        into.few.append(chart.key)
        return
    into.weights.append((chart.key, _weight(told)))
    if told.variation.changed and told.latest is not None and told.latest.answer is not None:
        chance = chance_of(told)
        into.signals.append((chart.key, chance, _raised(chart, told, told.latest)))


def _listed(day: _Day, by_chance: float) -> Parts:
    whole = fsum(weight for _, weight in day.weights)
    bar = by_chance / whole if whole else 0.0
    found = Parts()

    def at(key: str) -> list[float]:
        return found.looked_at.setdefault(key, [0, 0, 0.0, 0])

    for key, weight in day.weights:
        at(key)[0] += 1
        at(key)[2] += weight * bar
    for key in day.few:
        at(key)[1] += 1
    for key, chance, raised in day.signals:
        if chance <= bar:
            found.raised.append(raised)
        else:
            at(key)[3] += 1
    return found


def _weight(line: Judged) -> float:
    """For how many charts one counts that follows itself or the year (statistics 10)."""
    process = _follows(line)
    if process is None:
        return 1.0
    return false_alarm_rate(process, line.count) / false_alarm_rate("independent", line.count)


def _follows(line: Judged) -> Process | None:
    """As which process a chart follows itself, or the year; None where it does not."""
    if line.chart == Chart.XMR and _on_a_day(line.latest):
        return _AVERAGE_ON_A_DAY
    return _FOLLOWS.get(line.suitability.state)


def _on_a_day(spot: Spot | None) -> bool:
    answer = spot.answer if spot is not None else None
    return answer is not None and answer.period.window == Window.SNAPSHOT


def chance_of(line: Judged) -> float:
    """How likely a newest point so far out is, or so long a run, though nothing changed. PER-6.

    Statistics 1.4, 12 B1: of counts and shares by their exact tail, widened where the points move
    more than counting explains; of other figures by Student's t, for their spread is worked out
    from few moving ranges. A run tells nothing where the same children are counted time and again.
    """
    last = line.latest
    if last is None:
        return 1.0
    found = [_tail(line, last)]
    if not _on_a_day(last):
        found.append(2.0 ** (1 - _same_side(line)))
    return min(1.0, len(found) * min(found))


def _same_side(line: Judged) -> int:
    """How many of the newest points are in a row on one side of the middle."""
    count, way = 0, None
    for one in reversed(line.known):
        if one.value is None or one.centre is None or one.stretch != line.stretch:
            break
        side = (one.value > one.centre) - (one.value < one.centre)
        if not side or way not in (None, side):
            break
        way, count = side, count + 1
    return count


def _tail(line: Judged, last: Spot) -> float:
    """How likely a point so far from the middle is, on either side."""
    from scipy.stats import norm, t

    if line.chart in (Chart.P, Chart.C):
        exact = min(1.0, 2 * _counting(last))
        wider = _moves_more(line)
        return exact if wider <= 1 else float(2 * norm.sf(norm.isf(exact / 2) / wider))
    if line.distance is None or line.chart in (Chart.RUN, Chart.G):
        return 1.0
    return float(2 * t.sf(line.distance, max(1.0, PER_POINT * (line.count - 1))))


def _counting(last: Spot) -> float:
    """The exact tail, on its own side, of a share or a count about its middle."""
    from scipy.stats import binom, poisson

    answer, centre = last.answer, last.centre
    if answer is None or centre is None:
        return 1.0
    if answer.unit == Unit.PERCENT:
        law = binom(answer.eligible, min(1.0, centre / 100))
    else:
        law = poisson(centre)
    above = last.value is not None and last.value > centre
    return float(law.sf(answer.met - 1) if above else law.cdf(answer.met))


def _moves_more(line: Judged) -> float:
    """By how much the points move more than counting alone explains: Laney's factor, not under 1.

    Where totals are large the chart itself is the primed one, and has it in its lines.
    """
    scores = []
    for one in line.known:
        if one.stretch != line.stretch or one.answer is None or one.centre is None:
            continue
        if one.answer.unit == Unit.PERCENT:
            spread = one.centre * (100 - one.centre) / one.answer.eligible
        else:
            spread = one.centre
        if spread > 0 and one.value is not None:
            scores.append((one.value - one.centre) / spread**0.5)
    average = screened_mean_range(scores)
    return 1.0 if average is None else max(1.0, average / SIGMA)


def _raised(chart: Charted, line: Judged, last: Spot) -> Raised:
    answer = last.answer
    assert answer is not None
    return Raised(
        kind=ExceptionKind.SIGNAL,
        code=chart.indicator.code,
        group=chart.name,
        level=chart.level,
        worse=line.variation is Variation.WORSE,
        met=answer.met,
        of=answer.eligible if answer.unit == Unit.PERCENT else None,
        said=figure(answer),
        why=in_short(line),
        distance=line.distance or 0.0,
        doubtful=_follows(line) is not None,
        up=line.up,
    )
