"""What a line of points tells: its usual range, its signals, and whether a target is met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from goldenthread import stats
from goldenthread.performance.rules.charted import Judged, Measured, Spot
from goldenthread.performance.rules.lines import Lines, kind_of, lines_of
from goldenthread.performance.rules.rare import Between, months_between
from goldenthread.performance.rules.series import Pointed, Seen, series
from goldenthread.performance.rules.targets import compared
from goldenthread.performance.rules.withholding import ALL
from goldenthread.performance.vocabulary import (
    Assurance,
    Better,
    Chart,
    Goal,
    Signal,
    Unit,
    Variation,
    Window,
)
from goldenthread.stats.numbers import above, below, side
from goldenthread.stats.spc.patterns import Flags, flags_from

ENOUGH: Final = 12
"""Points from which the limits are more than a trial (R03)."""

_RULES: Final = (
    ("UCL", Signal.OUTSIDE),
    ("LCL", Signal.OUTSIDE),
    ("Trend", Signal.TREND),
    ("2 in 3", Signal.TWO_IN_THREE),
    ("Points", Signal.SHIFT),
)
"""Words of the statistics → the rule."""


def judged(
    indicator: Measured,
    points: Sequence[Pointed],
    target: Goal | None = None,
    *,
    steps: Iterable[date] = (),
    acted: date | None = None,
    here: str = ALL,
) -> Judged:
    """The chart of an indicator's points, with what it tells. R01 to R03, PER-6.

    Args:
        points: oldest first, of the window of its trend.
        target: the one in force at the newest point.
        steps: the days of step changes, each set by a person; a new definition is one, too.
        acted: the day of an action to improve it: its limits rest on the points before (R02).
        here: the key of the place whose points they are.
    """
    seen = series(points, indicator.trend)
    stretches = _stretches(seen, set(steps))
    bases = [None] * (len(stretches) - 1) + [_base(one, acted) for one in stretches[-1:]]
    lines = [
        lines_of(part, indicator.trend, base=base, settles=indicator.settles)
        for part, base in zip(stretches, bases, strict=True)
    ]
    spots: list[Spot] = []
    for number, (part, line) in enumerate(zip(stretches, lines, strict=True)):
        spots += _spots(number, part, line)
    now = lines[-1] if lines else lines_of((), indicator.trend)
    current = [one for one in spots if one.stretch == len(stretches) - 1 and one.value is not None]
    trial = len(current) < ENOUGH
    between = months_between(now.values) if now.chart == Chart.G else None
    variation, up = _variation(current, now.chart, indicator.better, between, trial=trial)
    return Judged(
        code=indicator.code,
        better=indicator.better,
        chart=now.chart,
        why=now.why,
        spots=tuple(spots),
        count=len(current),
        trial=trial,
        variation=variation,
        up=up,
        assurance=None
        if trial or not current
        else _assurance(current[-1], now.chart, target, indicator.better, here=here),
        suitability=_suits(stretches[-1] if stretches else [], now, indicator.trend),
        acted=acted if acted and any(one.as_at >= acted for one in seen) else None,
        base=sum(acted is not None and one.as_at < acted for one in current)
        if bases and bases[-1] is not None
        else None,
        between=between,
    )


def _base(part: Sequence[Seen], acted: date | None) -> int | None:
    """How many steps lie before an action, where points enough are among them and some after."""
    if acted is None:
        return None
    before = [one for one in part if one.as_at < acted]
    known = sum(one.answer is not None and one.answer.value is not None for one in before)
    return len(before) if known >= ENOUGH and len(before) < len(part) else None


def _stretches(seen: Sequence[Seen], steps: set[date]) -> list[list[Seen]]:
    """The points between step changes; a stretch begins at the first point on or after its day."""
    found: list[list[Seen]] = []
    version = 0
    for one in seen:
        newer = one.answer is not None and version not in (0, one.answer.version)
        due = {day for day in steps if day <= one.as_at}
        if not found or newer or (due and found[-1]):
            found.append([])
        steps = steps - due
        version = one.answer.version if one.answer is not None else version
        found[-1].append(one)
    return found


def _spots(number: int, part: Sequence[Seen], line: Lines) -> list[Spot]:
    sides = [
        None if v is None or c is None else side(v, c)
        for v, c in zip(line.values, line.centre, strict=True)
    ]
    out = [_beyond(*one) for one in zip(line.values, line.lower, line.upper, strict=True)]
    near = [
        _beyond(*one) for one in zip(line.values, line.near_lower, line.near_upper, strict=True)
    ]
    close = [None if o is None else bool(n) and not o for n, o in zip(near, out, strict=True)]
    enough = sum(one is not None for one in line.values) >= ENOUGH
    charted = enough and line.chart not in (Chart.NONE, Chart.G)
    flags = flags_from(line.tested, sides, out, close) if charted else [None] * len(part)
    return [
        Spot(
            as_at=one.as_at,
            answer=one.answer,
            value=line.values[i],
            stretch=number,
            centre=line.centre[i],
            lower=line.lower[i],
            upper=line.upper[i],
            near_lower=line.near_lower[i],
            near_upper=line.near_upper[i],
            part=one.part,
            signal=_signal(flags[i]),
            high=_high(flags[i]),
        )
        for i, one in enumerate(part)
    ]


def _signal(flags: Flags | None) -> Signal | None:
    """The first rule that a point meets."""
    if flags is None or not flags.hits:
        return None
    words, _ = flags.hits[0]
    return next(signal for part, signal in _RULES if part in words)


def _high(flags: Flags | None) -> bool | None:
    """Whether its signal is up."""
    return flags.hits[0][1] if flags is not None and flags.hits else None


def _beyond(value: float | None, lower: float | None, upper: float | None) -> bool | None:
    if value is None or lower is None or upper is None:
        return None
    return above(value, upper) or below(value, lower)


def _variation(
    current: Sequence[Spot],
    chart: Chart,
    better: Better,
    between: Between | None,
    *,
    trial: bool,
) -> tuple[Variation, bool | None]:
    """What the newest point tells, and whether it went up."""
    if trial:
        return Variation.TOO_FEW, None
    if chart == Chart.NONE:
        return Variation.NOT_CHARTED, None
    high = current[-1].high
    if between is not None:
        if not between.enough:
            return Variation.NOT_CHARTED, None
        high = between.more_often
    if high is None:
        return Variation.COMMON, None
    if better == Better.NEUTRAL:
        return (Variation.HIGHER if high else Variation.LOWER), high
    good = high == (better == Better.HIGHER)
    return (Variation.BETTER if good else Variation.WORSE), high


def _assurance(
    last: Spot, chart: Chart, target: Goal | None, better: Better, *, here: str
) -> Assurance | None:
    """Whether the process will meet its target: all of the usual range beside it (1.1, step 13)."""
    if target is None or target.value is None or better == Better.NEUTRAL:
        return None
    if last.answer is None or not compared(last.answer, target, here=here):
        return None
    if last.lower is None or last.upper is None or chart == Chart.NET_CHANGE:
        return None
    aim, more = float(target.value), better == Better.HIGHER
    if above(aim, last.upper):
        return Assurance.MISSES if more else Assurance.HITS
    if below(aim, last.lower):
        return Assurance.HITS if more else Assurance.MISSES
    return Assurance.BY_CHANCE


def _suits(part: Sequence[Seen], line: Lines, window: Window) -> stats.Suitability:
    """What is doubtful in charting these points (statistics 10)."""
    answers = [one.answer for one in part]
    unit = next((one.unit for one in answers if one is not None), Unit.COUNT)
    kind = kind_of(unit, window)
    if kind == "stock" or not any(one is not None for one in line.values):
        kind = "other"  # of a stock the change is charted, as it should be
    met = tuple(None if one is None else one.met for one in answers)
    of = tuple(None if one is None else one.eligible for one in answers)
    share = kind == "percentage"
    return stats.assess_suitability(
        line.tested,
        stats.Measure(kind, met if share else None, of if share else None),
        dates=[one.as_at for one in part],
    )
