"""From figures as they were kept to a series that may be charted: equal steps, gaps seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from goldenthread.kernel.dates import months_after
from goldenthread.performance.rules.windows import month_ends, whole_month
from goldenthread.performance.vocabulary import Answer, Unit, Window


class Pointed(Protocol):
    """A figure at a day, as it was kept."""

    @property
    def as_at(self) -> date:
        """The day it is of."""

    @property
    def answer(self) -> Answer:
        """What the indicator said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A step of a series: its figure, or none where there is a gap."""

    as_at: date
    answer: Answer | None
    part: bool = False
    """A number of part of a month: shown, and left out of the limits."""


def series(points: Sequence[Pointed], window: Window) -> list[Seen]:
    """One step a month, or one a load where things are counted on a day. Statistics 1.1, R01.

    Of several loads in a month the last counts for the month. A month of which no load tells is a
    gap, so that no run is joined across it. A number of part of a month is not compared with whole
    ones.
    """
    monthly = window == Window.MONTH
    kept = {_month(one.as_at) if monthly else one.as_at: one for one in points}
    found: list[Seen] = []
    for one in sorted(kept.values(), key=lambda one: one.as_at):
        if found:
            found += _gaps(found[-1].as_at, one.as_at)
        part = monthly and one.answer.unit == Unit.COUNT and not whole_month(one.as_at)
        answer = one.answer if one.answer.told else None
        found.append(Seen(as_at=one.as_at, answer=answer, part=part))
    return found


def _month(day: date) -> date:
    return day.replace(day=1)


def _gaps(before: date, after: date) -> list[Seen]:
    """The months between two days that have no load."""
    apart = (after.year - before.year) * 12 + after.month - before.month
    ends = month_ends(months_after(_month(after), 0), apart)[:-1] if apart > 1 else []
    return [Seen(as_at=day, answer=None) for day in ends]
