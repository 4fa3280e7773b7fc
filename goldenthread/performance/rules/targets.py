"""Targets and tolerances: who sets one, when it counts, and a figure beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role
from goldenthread.performance.rules.analysis import percent
from goldenthread.performance.rules.sentences import FEW
from goldenthread.performance.rules.withholding import ALL
from goldenthread.performance.rules.worded import why_not_long
from goldenthread.performance.vocabulary import Aim, Answer, Better, Goal, Rating, Unit

_UNITS: Final = {
    Unit.PERCENT: "%",
    Unit.PER_10_000: " per 10,000",
    Unit.PER_100: "% of children",
    Unit.DAYS: " days",
    Unit.WORKING_DAYS: " working days",
    Unit.MONTHS: " months",
}
_SHARES: Final = (Unit.PERCENT, Unit.PER_100)
_TIMES: Final = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS)
_OF_CHILDREN: Final = (Unit.PER_10_000, Unit.PER_100)
"""Of all the children who live in the council."""
MONTHS_BACK: Final = 12
"""So far back may a decision begin; ours."""
MONTHS_AHEAD: Final = 24
"""No further ahead does a decision begin; ours."""
REASON_AT_LEAST: Final = 20
REASON_AT_MOST: Final = 500
"""Characters of the reason of a decision; ours."""
MOST_TIME: Final = 3_650
"""Days, working days or months of a target: ten years in days; ours."""
MOST_POINTS: Final = 20
"""No tolerance of a percentage is wider; ours."""


class Dated(Protocol):
    """Something that counts from a day; what was decided later is numbered higher."""

    @property
    def from_on(self) -> date:
        """The first day on which it counts."""

    @property
    def number(self) -> int:
        """The order in which they were decided."""


class Decided(Dated, Goal, Protocol):
    """A target with its first day."""


_Dated = TypeVar("_Dated", bound=Dated)
_Decided = TypeVar("_Decided", bound=Decided)


def in_force(targets: Iterable[_Dated], day: date) -> _Dated | None:
    """Of the targets of one indicator, the one that counts on a day. PER-3, Q02.

    The newest that had begun; of two from one day, the one decided last.
    """
    begun = [one for one in targets if one.from_on <= day]
    return max(begun, key=lambda one: (one.from_on, one.number), default=None)


def in_force_for(around: Sequence[str], targets: Iterable[_Decided], day: date) -> _Decided | None:
    """Of the targets of one indicator, the one that counts for a place on a day. PER-3, Q02.

    Its own, else its service's, else the council's: `around` are their keys, the nearest first. One
    that ended leaves it to those around; none by choice is a choice, and hides them.
    """
    among: dict[str, list[_Decided]] = {key: [] for key in around}
    for one in targets:
        if one.place in among:
            among[one.place].append(one)
    found = [new for key in around if (new := in_force(among[key], day)) is not None]
    return next((one for one in found if one.aim != Aim.ENDED), found[0] if found else None)


def to_come(targets: Iterable[_Dated], day: date) -> list[_Dated]:
    """Those decided that do not count yet, the first to begin first; of one day the last. PER-3."""
    begins: dict[date, _Dated] = {}
    for one in sorted(targets, key=lambda one: one.number):
        if one.from_on > day:
            begins[one.from_on] = one
    return [begins[start] for start in sorted(begins)]


def rated(answer: Answer | None, target: Goal | None, better: Better, *, here: str = ALL) -> Rating:
    """A figure beside its target: on it, near it (within the tolerance), or off it. PER-3, Q02.

    Where neither way is better nothing is rated. A percentage of fewer than ten is not, and no
    number is where the target was set for another: for another place, or over another time. `here`
    is the key of the place whose figure it is.
    """
    if better == Better.NEUTRAL:
        return Rating.NEUTRAL
    if target is None or target.aim == Aim.ENDED:
        return Rating.NOT_SET
    if target.aim == Aim.BY_CHOICE:
        return Rating.BY_CHOICE
    if answer is None or answer.value is None or target.value is None:
        return Rating.NO_ANSWER
    if answer.unit == Unit.PERCENT and (answer.denominator or 0) < FEW:
        return Rating.TOO_FEW
    if not compared(answer, target, here=here):
        return Rating.NOT_COMPARED
    short = target.value - answer.value if better == Better.HIGHER else answer.value - target.value
    return _beside(short, target)


def exactly(answer: Answer | None, target: Goal | None, better: Better, *, here: str = ALL) -> str:
    """A percentage to the tenth where, said as a whole one, it would seem to be rated otherwise:
    89.7% is near a target of 90%, and is said as 90%. Else nothing. PER-3, T03."""
    if answer is None or answer.unit != Unit.PERCENT or answer.value is None:
        return ""
    rating = rated(answer, target, better, here=here)
    if target is None or target.value is None or rating not in (Rating.ON, Rating.NEAR, Rating.OFF):
        return ""
    whole = Decimal(percent(answer.numerator or 0, answer.denominator or 0))
    short = target.value - whole if better == Better.HIGHER else whole - target.value
    if _beside(short, target) == rating:
        return ""
    return amount(answer.value, Unit.PERCENT)


def _beside(short: Decimal, target: Goal) -> Rating:
    """How what is so far from its target is rated."""
    if short <= 0:
        return Rating.ON
    return Rating.NEAR if short <= target.tolerance else Rating.OFF


def compared(answer: Answer, target: Goal, *, here: str = ALL) -> bool:
    """Whether a figure may stand beside a target: a number only where it was set for. Q02, R04."""
    if answer.unit != Unit.COUNT:
        return True
    own = target.place == here and (here != ALL or answer.group is None)
    return own and answer.period.window == target.window


def aimed_in(unit: Unit, place: str) -> Unit:
    """In what a target of a place is set: of part of the council a rate is a number. Q02, R04.

    Nobody knows how many children live there.
    """
    return Unit.COUNT if place != ALL and unit in _OF_CHILDREN else unit


def amount(value: Decimal, unit: Unit) -> str:
    """A target as it is said: 90%, 31 days, 48.5 per 10,000. T03."""
    shown = f"{value.normalize():,f}"
    return f"{shown}{_UNITS.get(unit, '')}"


def goal_words(target: Goal | None, unit: Unit, better: Better) -> str:
    """What a target asks: 90% or more, near from 85%. Nothing where none is set. Q02, T03."""
    if target is None or target.aim != Aim.TARGET or target.value is None:
        return ""
    return aim_words(target.value, target.tolerance, aimed_in(unit, target.place), better)


def aim_words(value: Decimal, tolerance: Decimal, unit: Unit, better: Better) -> str:
    """A value with its tolerance as it is said: 31 days or less, near up to 35 days. Q02, T03."""
    more = better == Better.HIGHER
    said = f"{amount(value, unit)} or {'more' if more else 'less'}"
    if not tolerance:
        return said
    edge = value - tolerance if more else value + tolerance
    return f"{said}, near {'from' if more else 'up to'} {amount(edge, unit)}"


def why_not_keep_targets(roles: Collection[Role]) -> Refusal | None:
    """Targets are set by the leadership team, and kept with the measures by performance.
    PER-3, `domain/evidence.md` §6.1."""
    if {Role.DCS, Role.AD, Role.PFM, Role.PFA} & set(roles):
        return None
    return Refusal("Targets are set by the leadership team, or for it by the performance team.")


def why_not_target(
    *, better: Better, single: bool, told: bool = True, closed_on: date | None, today: date
) -> Refusal | None:
    """Only a figure of which one way is better has a target, and no team that was closed. Q02.

    `told` is whether there is a figure of the place: of a list without teams there is one of the
    council alone.
    """
    if not single:
        return Refusal("This shows how a number divides. It has no single figure to aim at.")
    if better == Better.NEUTRAL:
        return Refusal("Neither way is better for this figure, so it has no target.")
    if not told:
        return Refusal("The list has no team, so only the council has this figure and its target.")
    if closed_on is not None and closed_on <= today:
        return Refusal(
            f"This team was closed on {closed_on:%-d %B %Y}: no target is set for it any more."
        )
    return None


def why_not_set_target(
    *,
    aim: Aim,
    value: Decimal | None,
    tolerance: Decimal,
    unit: Unit,
    reason: str,
    begun: Goal | None,
    from_on: date,
    today: date,
) -> Refusal | None:
    """A target has a value and a tolerance that its unit allows, a day and a reason. PER-3, Q02.

    `begun` is what is in force on its first day: what is ended must be there.
    """
    if refusal := why_not_reason(reason) or why_not_from(from_on, today=today):
        return refusal
    if aim == Aim.ENDED and (begun is None or begun.aim == Aim.ENDED):
        return Refusal("No target is in force on that day, so there is none to end.")
    if aim != Aim.TARGET:
        return None
    if value is None:
        return Refusal("Give the target.")
    for name, given in (("target", value), ("tolerance", tolerance)):
        if given < 0:
            return Refusal(f"The {name} must be 0 or more: you gave {given:f}.")
        if unit in _SHARES and given > 100:
            return Refusal(f"The {name} must be at most 100%: you gave {given:f}.")
        if unit in _TIMES and given > MOST_TIME:
            return Refusal(
                f"The {name} must be at most {MOST_TIME:,}{_UNITS[unit]}: you gave {given:f}."
            )
    return why_not_tolerance(tolerance, value=value, unit=unit)


def why_not_reason(reason: str) -> Refusal | None:
    """Who reads it later learns why, and who decided. PER-3, U04."""
    if len(reason.strip()) < REASON_AT_LEAST:
        return Refusal(f"Say why, and who decided it, in at least {REASON_AT_LEAST} characters.")
    return why_not_long(reason, most=REASON_AT_MOST)


def why_not_from(from_on: date, *, today: date) -> Refusal | None:
    """A decision reaches at most a year back: what was reported longer ago stands. PER-3, N04.

    Nor does it begin so far ahead that nobody will know of it.
    """
    first, last = months_after(today, -MONTHS_BACK), months_after(today, MONTHS_AHEAD)
    if from_on < first:
        return Refusal(f"The day is at most {MONTHS_BACK} months back: from {first:%-d %B %Y} on.")
    if from_on > last:
        return Refusal(f"The day is at most {MONTHS_AHEAD} months ahead: to {last:%-d %B %Y}.")
    return None


def why_not_tolerance(tolerance: Decimal, *, value: Decimal, unit: Unit) -> Refusal | None:
    """A tolerance is smaller than its target, and no wider than means anything. PER-3, Q02.

    None at all is one: a target of 0 has no other.
    """
    if tolerance and tolerance >= value:
        return Refusal(
            f"The tolerance must be smaller than the target: you gave {tolerance:f} beside "
            f"{value:f}."
        )
    if unit in _SHARES and tolerance > MOST_POINTS:
        return Refusal(
            f"The tolerance of a percentage must be at most {MOST_POINTS} points: you gave "
            f"{tolerance:f}."
        )
    return None


def rates_anew(from_on: date, *, newest: date | None) -> bool:
    """Whether figures already reported are rated anew: it begins before the newest. PER-3, N04."""
    return newest is not None and from_on <= newest
