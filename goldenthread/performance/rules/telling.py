"""What a chart tells, in sentences made by rule (T03; screens §4.10)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from goldenthread.performance.rules.beside import interval_of
from goldenthread.performance.rules.charted import Judged, Spot
from goldenthread.performance.rules.judging import ENOUGH
from goldenthread.performance.rules.lines import DOTS, value_of
from goldenthread.performance.rules.sentences import figure, ordinal, over
from goldenthread.performance.rules.targets import aimed_in, amount
from goldenthread.performance.vocabulary import (
    Answer,
    Assurance,
    Chart,
    Goal,
    Signal,
    Unit,
    Variation,
)

CLOSE: Final = 5
"""A range narrower than this is said to one decimal."""
_DOUBTS: Final = {
    "saturated": "Nearly all, or nearly none: each case moves it, so look at the few themselves.",
    "tiny_denominator": "Few are counted each time, so the limits are wide: look at the cases.",
    "sparse": "There are so few that most differences are chance: look at each.",
    "autocorrelated": "Each point follows from the one before, so a run says less than it seems.",
    "seasonal": "It follows the time of year: look at the same month a year ago, too.",
}
"""Doubts in the words of what this page offers; the others as the statistics say them."""
_CAVEATS: Final = {
    "saturated": "nearly all or nearly none",
    "tiny_denominator": "few are counted",
    "sparse": "there are very few",
    "autocorrelated": "each point follows from the last",
    "seasonal": "it follows the time of year",
}
"""The same doubts, short enough to stand beside the icon."""


def shown(value: float, unit: Unit, *, fine: bool = False) -> str:
    """A line of a chart as it is said: 84%, 12.5 days. It is not said below nought. T03."""
    return amount(_rounded(value, unit, fine=fine), unit)


def _rounded(value: float, unit: Unit, *, fine: bool) -> Decimal:
    """A line of a chart as finely as its unit is said, between nought and all."""
    places = Decimal("0.1") if fine or unit not in (Unit.PERCENT, Unit.COUNT) else Decimal(1)
    if unit == Unit.PER_100:
        places = Decimal("0.01")
    rounded = Decimal(str(max(0.0, value))).quantize(places, ROUND_HALF_UP)
    if unit in (Unit.PERCENT, Unit.PER_100):
        rounded = min(rounded, Decimal(100))
    return rounded or Decimal(0)


def usual(spot: Spot | None) -> str:
    """The usual range at a point: 84% to 93%. Nothing where there is none. R01, T03."""
    if spot is None or spot.answer is None or spot.lower is None or spot.upper is None:
        return ""
    unit = spot.answer.unit
    fine = unit == Unit.PERCENT and spot.upper - spot.lower < CLOSE
    return _between(spot.lower, spot.upper, unit, fine=fine)


def _between(low: float, high: float, unit: Unit, *, fine: bool) -> str:
    """Two lines, each as fine as the other: 84% to 93%, 87.4% to 90.0%, 26.1 to 34.6 days.

    None, and all of a share, are said plainly: 0 to 8.7 per 10,000, 97.2% to 100%.
    """
    first, last = _rounded(low, unit, fine=fine), _rounded(high, unit, fine=fine)
    if first == last:
        return amount(last, unit)
    places = max(len(f"{one.normalize():f}".partition(".")[2]) for one in (first, last))
    said = amount(Decimal(0), unit).removeprefix("0")
    begin, end = (f"{one:,.{0 if one in _plain(unit) else places}f}" for one in (first, last))
    return f"{begin}{said if unit == Unit.PERCENT else ''} to {end}{said}"


def _plain(unit: Unit) -> tuple[int, ...]:
    return (0, 100) if unit in (Unit.PERCENT, Unit.PER_100) else (0,)


def newest(found: Judged) -> str:
    """The newest point by itself: In October 2026, 343 of 382 (90%). T03."""
    last = found.latest
    if last is None or last.answer is None:
        return ""
    period = last.answer.period
    return f"{over(period.window, period.last)}: {figure(last.answer)}."


def told(found: Judged) -> str:
    """What the newest point tells, against the usual range. R01 to R03, T03."""
    last = found.latest
    if last is None or last.answer is None:
        return "There is no figure to chart."
    if found.chart == Chart.NONE and found.count >= DOTS:
        return found.why
    if found.variation is Variation.TOO_FEW:
        return _on_trial(found, last)
    if found.between is not None:
        return _rare(found)
    if found.variation is Variation.COMMON:
        return _nothing_new(found, last)
    return f"{_changed(found, last)}, so something has changed."


def frozen_words(found: Judged, action: str) -> str:
    """On which points the limits rest where an action was begun to change them. R02, T03.

    `action` is its reference. Statistics 1.3: frozen limits show sooner what it changed.
    """
    if found.acted is None:
        return ""
    begun = f"Action {action} began on {found.acted.day} {found.acted:%B %Y}"
    if found.base is None:
        return f"{begun}. Fewer than {ENOUGH} points come before it, so the limits are not frozen."
    return (
        f"{begun}: the usual range is that of the {found.base} points before it, and stays, so "
        "that a change since then shows."
    )


def _on_trial(found: Judged, last: Spot) -> str:
    points = f"{found.count} point{'s' if found.count > 1 else ''}"
    if found.count < DOTS:
        return f"{points}: there is no usual range under {DOTS}, and no signal under {ENOUGH}."
    said = f"Trial limits: {points}, and {ENOUGH} are needed, so no signal is told yet."
    return f"{said} So far the usual range is {usual(last)}." if usual(last) else said


def _nothing_new(found: Judged, last: Spot) -> str:
    if found.chart == Chart.RUN and last.answer is not None and last.centre is not None:
        middle = shown(last.centre, last.answer.unit)
        return f"It runs about its median, {middle}, so this is no more than chance."
    if found.chart == Chart.NET_CHANGE:
        return (
            f"From the point before, chance takes it to {usual(last)}, so this is no more than "
            "chance."
        )
    if " to " not in usual(last):
        return f"It is {usual(last)} throughout: nothing moves."
    return f"It is within the usual range, {usual(last)}, so this is no more than chance."


def _changed(found: Judged, last: Spot) -> str:
    """By which rule the newest point is more than chance."""
    up = bool(last.high)
    running = _running(found.known)
    if last.signal is Signal.OUTSIDE:
        just = "just " if _at_the_edge(last) else ""
        said = f"This is {just}{'above' if up else 'below'} the usual range, {usual(last)}"
        return f"{said}, for the {ordinal(running)} time running" if running > 1 else said
    if last.signal is Signal.TREND:
        return f"It has {'risen' if up else 'fallen'} without a break over seven points or more"
    if last.signal is Signal.TWO_IN_THREE:
        edge = "upper" if up else "lower"
        return f"Two of the last three are near the {edge} edge of the usual range, {usual(last)}"
    side = "above" if up else "below"
    return f"It is the {ordinal(_same_side(found.known))} point in a row {side} the middle"


def _at_the_edge(last: Spot) -> bool:
    """Whether a point outside its range is, as both are said, at the edge of it."""
    answer = last.answer
    edge = last.upper if last.high else last.lower
    if answer is None or answer.value is None or edge is None:
        return False
    return shown(float(answer.value), answer.unit) == shown(edge, answer.unit)


def _rare(found: Judged) -> str:
    between = found.between
    assert between is not None
    since = {0: "this month", 1: "1 month ago"}.get(between.since, f"{between.since} months ago")
    said = f"{between.events} in {between.months} months, the last {since}."
    if not between.enough:
        return f"{said} It is too rare to chart: look at each."
    if between.more_often is None:
        return f"{said} The time between them is no more than chance."
    more = "come more often" if between.more_often else "not come for longer"
    return f"{said} They have {more} than chance allows, so something has changed."


def _running(known: Sequence[Spot]) -> int:
    """How many of the newest points are outside on the same side."""
    count = 0
    for one in reversed(known):
        if one.signal is not Signal.OUTSIDE or one.high != known[-1].high:
            break
        count += 1
    return count


def _same_side(known: Sequence[Spot]) -> int:
    """How many of the newest points lie on the same side of the middle."""
    count = 0
    up = bool(known[-1].high)
    for one in reversed(known):
        if one.value is None or one.centre is None or one.stretch != known[-1].stretch:
            break
        if one.value == one.centre or (one.value > one.centre) != up:
            break
        count += 1
    return count


def assured(found: Judged, target: Goal | None, unit: Unit) -> str:
    """Whether the target will be met as things are, and why. PER-3, PER-6, T03."""
    if found.assurance is None or target is None or target.value is None:
        return ""
    aim = amount(target.value, aimed_in(unit, target.place))
    if found.variation.changed:
        was = {
            Assurance.HITS: "all of the usual range met it",
            Assurance.MISSES: "all of the usual range missed it",
            Assurance.BY_CHANCE: "it was met or missed by chance",
        }[found.assurance]
        return (
            f"The target is {aim}. Before the change {was}; what holds now, the next points will "
            "tell. Ask first what has changed."
        )
    if found.assurance is Assurance.HITS:
        return f"All of the usual range meets the target of {aim}: it will be met as things are."
    if found.assurance is Assurance.MISSES:
        return (
            f"All of the usual range misses the target of {aim}: it will not be met as things are, "
            "and only a change in how we work will meet it."
        )
    return f"The target of {aim} lies within the usual range, so it is met or missed by chance."


def suits(found: Judged) -> str:
    """What is doubtful in charting this figure; nothing where the chart suits it. R03."""
    state = found.suitability.state
    return "" if state == "ok" else _DOUBTS.get(state, found.suitability.advice)


def caveat(found: Judged) -> str:
    """The doubt in few words, beside the icon; nothing where the chart suits it. R03.

    Statistics 1.2 (G4). Where nothing is told from the points yet, there is nothing to doubt.
    """
    if found.variation in (Variation.TOO_FEW, Variation.NOT_CHARTED):
        return ""
    doubt = _CAVEATS.get(found.suitability.state, "")
    return f"Read it with care: {doubt}" if doubt else ""


def interval_words(answer: Answer) -> str:
    """What chance allows about a figure: 86% to 89%. Statistics 4.1, 5.1, R03."""
    ends = interval_of(answer)
    if ends is None or value_of(answer) is None:
        return ""
    low, high = ends
    fine = high - low < CLOSE
    return _between(low, high, answer.unit, fine=fine)


def point_words(spot: Spot) -> str:
    """A point's row in its table: what it says, and why it is more than chance. T03."""
    if spot.answer is None:
        return "No figure"
    return figure(spot.answer)
