"""How far lists reach: which of the days that a figure counts they tell of (N04, N06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.performance.vocabulary import Period

Days = tuple[date, date]
"""The first and the last of a stretch of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How much of a period the loads tell."""

    tells: bool
    """Whether they tell of any day of it."""
    since: date | None = None
    """From which day on, where that is not its first; of none, the day from which they do tell."""
    until: date | None = None
    """Up to which day, where that is not its last; of none, the day of the newest list."""

    @property
    def whole(self) -> bool:
        """Whether they tell of every day of it."""
        return self.tells and self.since is None and self.until is None


def reached(period: Period, stretches: Sequence[Days], *, stands: bool) -> Reached:
    """How much of a period is told by stretches of days, oldest first and apart from each other.

    What stood on a day is told by any list before it: what the newest says, stands. What happened
    in a time is told by the last stretch that reaches into it. N04, N06.
    """
    newest = stretches[-1][1] if stretches else None
    if stands:
        late = newest is not None and newest < period.last
        return Reached(tells=newest is not None, until=newest if late else None)
    within = [one for one in stretches if one[0] <= period.last and one[1] >= period.first]
    if not within:
        later = next((one[0] for one in stretches if one[0] > period.last), None)
        return Reached(tells=False, since=later, until=None if later else newest)
    first, last = within[-1]
    return Reached(
        tells=True,
        since=first if first > period.first else None,
        until=last if last < period.last else None,
    )


def may_say(found: Reached, *, needs_all: bool, stands: bool) -> bool:
    """Whether there is a figure: of what happened in a time, only where all of it is told.

    A number or a rate of part of the time would be too low, and a share would stand beside those of
    whole years. An average is said of the part that is told, and says so. N06.
    """
    return found.whole or (found.tells and (stands or not needs_all))


def reached_words(found: Reached, called: str) -> str:
    """What of the time is not told, and why; empty where all of it is. N06."""
    if found.until is not None:
        return f"{called} was last loaded as at {found.until:%-d %B %Y}"
    if found.since is not None:
        return f"{called} tells of it from {found.since:%-d %B %Y} on"
    return "" if found.tells else f"{called} is in no load"
