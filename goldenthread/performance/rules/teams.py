"""Teams beside each other at one time (R03; statistics, 2.1): never a league, never a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import asin, sqrt
from typing import Final

from goldenthread import stats
from goldenthread.kernel.sentences import listed
from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.sentences import FEW
from goldenthread.performance.vocabulary import Answer, Better, Beyond, Unit
from goldenthread.stats.funnel import Limits

FEWEST_TEAMS: Final = 5
"""From so many it can be told by how much teams differ anyhow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teamed:
    """A team in the funnel: where it stands, and the lines at its size, in per cent."""

    answer: Answer
    beyond: Beyond
    lower: float | None = None
    upper: float | None = None
    near_lower: float | None = None
    near_upper: float | None = None
    """The 95% lines within them, beyond which a team may be by chance (statistics, 2.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Teams about what they have together."""

    average: float
    """In per cent, of those that were not set aside."""
    allows: bool
    """Whether the lines allow for differences that chance does not explain."""
    teams: tuple[Teamed, ...]
    aside: tuple[str, ...] = ()
    """Those that the average and the lines do not rest on, since they are far out."""
    chance: float = 0.0
    """That one or more lies beyond the 95% lines though none differs."""

    @property
    def out(self) -> tuple[Teamed, ...]:
        """The teams out of line."""
        return tuple(one for one in self.teams if one.beyond in (Beyond.ABOVE, Beyond.BELOW))


def funnel(teams: Sequence[Answer]) -> Funnel | None:
    """Shares of teams with ten or more to count, against 99.8% lines. R03, R04.

    Where teams differ by more than chance allows, the lines are those that allow for it; so one
    is out of line only where it stands out from teams that are unlike each other anyhow. What one
    team far out adds to those differences does not hide it: the lines rest on the others. Of two to
    four teams it cannot be told by how much they differ anyhow: there the plain lines count.
    """
    named = [
        one for one in teams
        if one.group and one.unit == Unit.PERCENT and one.eligible and one.told
    ]  # fmt: skip
    able = [one for one in named if one.eligible >= FEW]
    if len(able) < 2:
        return None
    few = len(able) < FEWEST_TEAMS
    found, aside = _lines(able)
    if found.average is None:
        return None
    units = {unit.group: unit for unit in found.units}
    placed = []
    for one in named:
        unit = units.get(one.group or "")
        limits = None if unit is None else _limits(unit, few=few)
        if unit is None or limits is None or unit.value is None:
            placed.append(Teamed(answer=one, beyond=Beyond.TOO_FEW))
            continue
        outside = _outside(unit, few=few)
        above = unit.value > found.average
        placed.append(
            Teamed(
                answer=one,
                beyond=Beyond.IN_LINE if not outside else Beyond.ABOVE if above else Beyond.BELOW,
                lower=100 * limits.l998,
                upper=100 * limits.u998,
                near_lower=100 * limits.l95,
                near_upper=100 * limits.u95,
            )
        )
    return Funnel(
        average=100 * found.average,
        allows=found.overdispersed and not few,
        teams=tuple(placed),
        aside=tuple(one.group for one in able if one.group in aside),
        chance=found.chance_of_any,
    )


def _lines(able: Sequence[Answer]) -> tuple[stats.Funnel, set[str]]:
    """The lines of those that are in line, and the teams that were set aside one by one.

    Each time the team farthest from the rest is compared with the rest alone, and set aside where
    it lies outside their lines: at most a third of all, and never so many that too few are left.
    """
    names = {one.group or "" for one in able}

    def lines(base: set[str]) -> stats.Funnel:
        return stats.proportion_funnel(
            [one.group or "" for one in able],
            [one.met for one in able],
            [one.eligible for one in able],
            base=base,
        )

    aside: set[str] = set()
    few = len(able) < FEWEST_TEAMS
    while len(aside) < len(able) // 3 and len(names - aside) > (2 if few else FEWEST_TEAMS):
        rest = names - aside
        farthest = max(able, key=lambda one: (one.group in rest, _far(one, able, rest)))
        without = rest - {farthest.group or ""}
        unit = next(one for one in lines(without).units if one.group == farthest.group)
        if not _outside(unit, few=few):
            break
        aside.add(unit.group)
    return lines(names - aside), aside


def _limits(unit: stats.FunnelUnit, *, few: bool) -> Limits | None:
    """The lines at a team: those that allow for unlike teams, where there are enough to tell."""
    return unit.transformed if few else unit.adjusted or unit.transformed


def _outside(unit: stats.FunnelUnit, *, few: bool) -> bool:
    """Whether a team lies outside its lines."""
    out = unit.transformed_outlier if few or not unit.adjusted else unit.adjusted_outlier
    return bool(out)


def _far(one: Answer, able: Sequence[Answer], rest: Collection[str]) -> float:
    """How far a team is from the rest without it, in standard deviations of the angle."""
    others = [other for other in able if other.group in rest and other is not one]
    whole = sum(other.eligible for other in others)
    together = sum(other.met for other in others) / whole if whole else 0.0
    apart = asin(sqrt(one.met / one.eligible)) - asin(sqrt(together))
    return abs(apart) * 2 * sqrt(one.eligible)


def funnel_words(found: Funnel) -> str:
    """What the funnel shows, in a sentence. R03, T03."""
    together = percent_words(found.average, 100)
    said = f"{_compared(found) - len(found.aside)} teams are about {together} together"
    if found.aside:
        said = f"{said}, leaving out {listed(found.aside)}"
    if not found.out:
        return f"{said}. None is out of line: between the lines there is no rank."
    out = [f"{one.answer.group} ({one.beyond.label.lower()})" for one in found.out]
    return f"{said}. Out of line: {listed(out)}. Between the lines there is no rank."


def funnel_key(found: Funnel, better: Better) -> str:
    """How the funnel is read: its lines by their dashes, its points by their shapes. R03.

    Beyond the 95% lines alone a team is not out of line (statistics, 2.3): many teams together
    have one there by chance.
    """
    said = [
        "Each point is a team. The dashed lines are where 998 of 1,000 teams like the others would "
        "be, the dotted where 950 of 1,000 would; both are wider where few are counted.",
        "Only beyond the dashed lines is a team out of line: of "
        f"{_compared(found)} that do not differ, one or more is beyond the dotted by chance "
        f"{100 * found.chance:.0f} times in 100.",
    ]
    if found.allows:
        said.append("The teams differ by more than chance, so the lines allow for that.")
    if found.out and better == Better.NEUTRAL:
        said.append("A diamond is out of line.")
    elif found.out:
        said.append("A diamond is out of line and worse, a square out of line and better.")
    return " ".join(said)


def _compared(found: Funnel) -> int:
    """How many teams have enough to be beside each other."""
    return sum(one.beyond is not Beyond.TOO_FEW for one in found.teams)


def beyond_mark(beyond: Beyond, better: Better) -> str:
    """The shape beside the words: worse or better only where one way is. Screens §3.3, R03."""
    if beyond is Beyond.IN_LINE:
        return "wave"
    if beyond is Beyond.TOO_FEW:
        return "none"
    up = beyond is Beyond.ABOVE
    if better == Better.NEUTRAL:
        return "higher" if up else "lower"
    if up == (better == Better.HIGHER):
        return "better" if up else "betterdown"
    return "worseup" if up else "worse"
