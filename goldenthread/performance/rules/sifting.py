"""Which charts of a month ask for an answer, and how many of them chance alone would show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from goldenthread import stats
from goldenthread.kernel.sentences import capital
from goldenthread.performance.rules.beside import against_others
from goldenthread.performance.rules.charted import Judged
from goldenthread.performance.rules.sentences import figure
from goldenthread.performance.rules.targets import amount
from goldenthread.performance.rules.telling import told
from goldenthread.performance.vocabulary import (
    Answer,
    Assurance,
    Better,
    Chart,
    Goal,
    Level,
    Rating,
    Unit,
    Variation,
)
from goldenthread.performance.vocabulary.exceptions import (
    EXCEPTION_POLICY,
    ExceptionKind,
    ExceptionPolicy,
    Raised,
)
from goldenthread.stats.triage import Process, TriageClass

_ICONS: Final = {
    Variation.WORSE: "concern",
    Variation.BETTER: "improvement",
    Variation.HIGHER: "neutral",
    Variation.LOWER: "neutral",
    Variation.COMMON: "common_cause",
    Variation.TOO_FEW: "insufficient_data",
    Variation.NOT_CHARTED: "no_limits",
}
_PROCESSES: Final[dict[Chart, Process]] = {
    Chart.P: "percentage_of_few",
    Chart.P_PRIME: "percentage_of_varying",
    Chart.U: "count",
    Chart.U_PRIME: "count",
    Chart.C: "small_count",
    Chart.G: "small_count",
}
"""How often each chart is wrong though nothing changed (statistics 10); else as an XmR chart."""
_COLOURS: Final = (Rating.ON, Rating.NEAR, Rating.OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A chart that was looked at, with its figure beside its target now and a month before."""

    line: Judged
    unit: Unit
    target: Goal | None
    now: Answer | None
    """The figure that the target was set for; else the newest point."""
    rating: Rating
    before: Rating
    critical: bool
    level: Level = Level.ALL
    group: str = ""
    """The name of the service or team; empty for the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sifted:
    """What the charts of a day raise, and what the head of the page prints."""

    raised: tuple[Raised, ...]
    charts: int
    too_few: int
    chance: float
    quiet: tuple[str, ...]
    """Codes whose colour moved across a target by no more than chance: not listed."""


def sift(looked: Sequence[Looked]) -> Sifted:
    """Put the charts of a day in their classes; a change of colour alone is noise. PER-6, Q05.

    Statistics 12, B1: signals, then what misses its target with nothing unusual, and the number
    of signals that chance alone would show.
    """
    result = stats.triage([_signal(one) for one in looked])
    by_code = {one.line.code: one for one in looked}
    raised, quiet = [], []
    for entry in result.entries:
        one = by_code[entry.signal.code]
        found = _raised(one, entry.triage_class)
        if found is not None:
            raised.append(found)
        elif one.rating != one.before and {one.rating, one.before} <= set(_COLOURS):
            quiet.append(one.line.code)
    silent = sum(not _charted(one) for one in looked)
    return Sifted(
        raised=tuple(raised),
        charts=len(looked) - silent,
        too_few=silent,
        chance=result.expected_false_signals,
        quiet=tuple(sorted(quiet)),
    )


def _charted(one: Looked) -> bool:
    return one.line.variation not in (Variation.TOO_FEW, Variation.NOT_CHARTED)


def _signal(one: Looked) -> stats.KpiSignal:
    line = one.line
    icon = _ICONS[line.variation]
    way = "high" if line.up else "low"
    return stats.KpiSignal(
        code=line.code,
        variation_icon=f"{icon}_{way}" if line.variation.changed else icon,
        assurance_icon="fail" if line.assurance is Assurance.MISSES else None,
        suitability=line.suitability.state,
        new=line.new,
        safety_critical=one.critical,
        distance=line.distance,
        points=line.count,
        process=_PROCESSES.get(line.chart, "independent")
        if line.suitability.state == "ok"
        else None,
    )


def _raised(one: Looked, found: TriageClass) -> Raised | None:
    """The exception of a chart: a signal, or a target that is missed with nothing unusual."""
    line = one.line
    if line.variation.changed and line.latest is not None and line.latest.answer is not None:
        answer = line.latest.answer
        return _of(
            one,
            answer,
            kind=ExceptionKind.SIGNAL,
            why=in_short(line),
            worse=line.variation is Variation.WORSE,
            neutral=line.variation in (Variation.HIGHER, Variation.LOWER),
            doubtful=found == 4,
        )
    return off_target(one, missed=found == 3)


def off_target(one: Looked, *, missed: bool) -> Raised | None:
    """A figure that is off its target, or whose usual range misses it with nothing unusual. PER-6.

    `missed` says the latter.
    """
    if one.now is None or not (missed or one.rating is Rating.OFF):
        return None
    return _of(one, one.now, kind=ExceptionKind.OFF_TARGET, why=_missed(one))


def _of(
    one: Looked,
    answer: Answer,
    *,
    kind: ExceptionKind,
    why: str,
    worse: bool = True,
    neutral: bool = False,
    doubtful: bool = False,
) -> Raised:
    return Raised(
        kind=kind,
        code=one.line.code,
        group=one.group,
        level=one.level,
        worse=worse,
        neutral=neutral,
        met=answer.met,
        of=answer.eligible if answer.unit == Unit.PERCENT else None,
        said=figure(answer),
        why=why,
        distance=one.line.distance or 0.0,
        doubtful=doubtful,
        up=one.line.up,
    )


def in_short(line: Judged) -> str:
    """What the newest point tells, short enough for a table. T03."""
    said = told(line).removesuffix(", so something has changed.").removesuffix(".")
    said = said.removeprefix("This is ").removeprefix("It is ").removeprefix("It has ")
    said = capital(said)
    return f"{said} (as before the action)" if line.base is not None else said


def _missed(one: Looked) -> str:
    """How a target is missed, where nothing unusual has happened that is listed."""
    aim = ""
    if one.target is not None and one.target.value is not None:
        whose = "its own target" if one.group else "the target"
        aim = f": {whose} is {amount(one.target.value, one.unit)}"
    if one.line.variation.changed:
        return f"Off target{aim}. Its chart shows a signal, too weak to be listed as one"
    if one.line.assurance in (Assurance.MISSES, Assurance.BY_CHANCE):
        return f"{one.line.assurance.label}{aim}"
    return f"Off target{aim}. Too few points to tell more"


def beside_others(
    answer: Answer, *, better: Better, neighbours: float, england: float, over: str
) -> Raised | None:
    """Whether a share or a rate is worse than neighbours and than England by more than chance.

    The whole interval about it lies on the worse side of both. `over` is the year of theirs.
    PER-6, R04; statistics 5.2.
    """
    word = against_others(answer, better=better, neighbours=neighbours, england=england)
    if word != "worse":
        return None
    share = answer.unit == Unit.PERCENT
    sign, per = ("%", "") if share else ("", " per 10,000")
    return Raised(
        kind=ExceptionKind.NEIGHBOURS,
        code=answer.code,
        group="",
        level=Level.ALL,
        worse=True,
        met=answer.met,
        of=answer.eligible if share else None,
        said=figure(answer),
        why=f"Neighbours {neighbours:.1f}{sign}, England {england:.1f}{sign}{per}, "
        f"{over[:1].lower()}{over[1:]}",
        distance=abs(float(answer.value or 0) - neighbours),
        up=better is Better.LOWER,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A load: its day, and which lists were in it."""

    as_at: date
    lists: frozenset[int]


def stale(
    loads: Iterable[Loaded],
    as_at: date,
    counted: Collection[int],
    policy: ExceptionPolicy = EXCEPTION_POLICY,
) -> list[Raised]:
    """Lists whose figures are old: last loaded longer ago than a month takes. PER-6, Q05.

    A list that never was loaded is not late. `counted` are the lists that figures rest on.
    """
    known = [load for load in loads if load.as_at <= as_at]
    found = []
    for number in sorted(counted):
        last = max((load.as_at for load in known if number in load.lists), default=None)
        if last is None or (as_at - last).days <= policy.stale_after_days:
            continue
        found.append(
            Raised(
                kind=ExceptionKind.STALE,
                code=f"LIST{number}",
                group="",
                level=Level.ALL,
                worse=True,
                met=0,
                of=None,
                said=f"{(as_at - last).days} days old",
                why=f"Last loaded as at {last:%-d %B %Y}",
                distance=float((as_at - last).days),
            )
        )
    return found
