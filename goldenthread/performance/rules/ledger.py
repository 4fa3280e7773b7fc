"""The ledger of colours: how many changes of a rating were no more than chance (PER-6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from goldenthread.performance.rules.targets import Decided, in_force_for, rated
from goldenthread.performance.rules.withholding import ALL
from goldenthread.performance.vocabulary import Answer, Rating

if TYPE_CHECKING:
    from goldenthread.performance.rules.charted import Judged, Spot


_COLOURS: Final = (Rating.OFF, Rating.NEAR, Rating.ON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoloured:
    """A point whose rating is another than that of the point before."""

    code: str
    spot: Spot
    answer: Answer
    """The figure whose rating it is."""
    before: Rating
    now: Rating
    chance: bool
    """Whether the point itself is no more than chance."""
    aimed_anew: bool
    """Whether the target changed between the two."""

    @property
    def better(self) -> bool:
        """Whether it went the better way."""
        return _COLOURS.index(self.now) > _COLOURS.index(self.before)


def recoloured(
    found: Judged,
    targets: Sequence[Decided],
    said: Mapping[date, Answer],
    *,
    since: date,
    around: Sequence[str] = (ALL,),
) -> tuple[Recoloured, ...]:
    """Where a figure changed its rating after a day, and whether more than chance. PER-6, R01.

    `said` is the figure of each day over the time for which its target is set: what stands on the
    page of all figures. It is rated by the target in force on its day; whether more than chance is
    told by the chart's own point of that day. Points on trial limits tell nothing, so a change
    among them is no signal either. `around` are the keys of the place and of those whose targets
    count for it.
    """
    answer = []
    for before, spot in pairwise(one for one in found.known if one.as_at in said):
        days = before.as_at, spot.as_at
        aims = [in_force_for(around, targets, day) for day in days]
        old, new = (
            rated(said[day], aim, found.better, here=around[0])
            for day, aim in zip(days, aims, strict=True)
        )
        if spot.as_at <= since or old == new or old not in _COLOURS or new not in _COLOURS:
            continue
        answer.append(
            Recoloured(
                code=found.code,
                spot=spot,
                answer=said[spot.as_at],
                before=old,
                now=new,
                chance=spot.signal is None,
                aimed_anew=aims[0] is not aims[1],
            )
        )
    return tuple(answer)


def ledger_words(changes: Iterable[Recoloured]) -> str:
    """How many of the changes were no more than chance, in a sentence. PER-6, T03."""
    among = list(changes)
    if not among:
        return "No figure changed its colour in the last 12 months."
    chance = sum(one.chance for one in among)
    many = len(among) != 1
    part = ("all of them" if many else "it") if chance == len(among) else f"{chance} of them"
    return (
        f"{len(among)} change{'s' if many else ''} of colour in the last 12 months, "
        f"{part} no more than chance."
    )
