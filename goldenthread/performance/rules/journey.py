"""How many children went on from one list to another (T01)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Days = Mapping[str, Sequence[date]]
"""Child → the days on which it happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The children of each step, and of them those who came to each later one."""

    children: tuple[int, ...]
    went_on: tuple[tuple[int, ...], ...]
    """Row: from this step; column: to that one. Nought where the column is not later."""


def way(first: Sequence[Days], all_of: Sequence[Days]) -> Way:
    """Who went on: whoever has the later step on the day of their first earlier one, or after. T01.

    `first` has each step's children as asked for (a team's); `all_of` everybody's, since a child
    may go on to another team.
    """
    found = []
    for place, step in enumerate(first):
        row = [0] * len(first)
        for later in range(place + 1, len(first)):
            row[later] = sum(
                1
                for child, days in step.items()
                if any(day >= min(days) for day in all_of[later].get(child, ()))
            )
        found.append(tuple(row))
    return Way(children=tuple(len(step) for step in first), went_on=tuple(found))
