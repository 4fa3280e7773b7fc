"""Teams out of line with the others, as exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.performance.rules.sentences import FEW, figure
from goldenthread.performance.rules.teams import Teamed, funnel
from goldenthread.performance.vocabulary import Answer, Better, Beyond, Level
from goldenthread.performance.vocabulary.exceptions import ExceptionKind, Raised

BEYOND_ALARM: Final = 0.002
"""How often a team that is like the others lies outside its 99.8% lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Teams beside each other on one indicator."""

    raised: tuple[Raised, ...]
    looked_at: tuple[str, ...]
    """The teams that were compared."""
    too_few: tuple[str, ...]
    """Those with fewer than ten to count."""


def teams_compared(*, code: str, better: Better, teams: Sequence[Answer]) -> Compared:
    """Which teams lie outside the 99.8% lines of all teams together. PER-6, R04.

    They are on the funnel that the page of the indicator shows, and out of line where it says so.
    Fewer than ten to count are not compared.
    """
    named = [one for one in teams if one.group and one.eligible and one.told]
    able = [one for one in named if one.eligible >= FEW]
    too_few = tuple(one.group or "" for one in named if one.eligible < FEW)
    if better is Better.NEUTRAL or len(able) < 2:
        return Compared(raised=(), looked_at=(), too_few=too_few)
    found = funnel(teams)
    if found is None:
        return Compared(raised=(), looked_at=(), too_few=too_few)
    out = [
        (one.answer, one.beyond is Beyond.ABOVE, found.average, _distance(one, found.average))
        for one in found.out
    ]
    return Compared(
        raised=tuple(
            Raised(
                kind=ExceptionKind.TEAMS,
                code=code,
                group=one.group or "",
                level=Level.TEAM,
                worse=above is (better is Better.LOWER),
                met=one.met,
                of=one.eligible,
                said=figure(one),
                why=f"{'Above' if above else 'Below'} the range of other teams: "
                f"together they have {average:.0f}%",
                distance=distance,
                up=above,
            )
            for one, above, average, distance in out
        ),
        looked_at=tuple(one.group or "" for one in able),
        too_few=too_few,
    )


def _distance(one: Teamed, average: float) -> float:
    """How far out a team is, in standard deviations of the lines drawn at it."""
    if one.lower is None or one.upper is None or one.upper <= one.lower:
        return 0.0
    value = 100 * one.answer.met / one.answer.eligible
    return abs(value - average) / ((one.upper - one.lower) / 6.18)
