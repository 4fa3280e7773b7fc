"""Small numbers withheld where figures by group leave the service (PER-8, specification 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.rules import may
from goldenthread.people.vocabulary import Matter, Scope, Standing
from goldenthread.performance.vocabulary import Answer, Unit
from goldenthread.stats.disclosure import DFE_CSC

THRESHOLD: Final = DFE_CSC.threshold
ALL: Final = "all"
"""The key of the whole."""

Numbers = tuple[int, ...]
Hidden = frozenset[tuple[str, str]]
"""Cells that are not shown: (service, team), (service, "") or ("all", "")."""


def why_not_small_numbers(standing: Standing) -> Refusal | None:
    """Who sees every child may take small numbers out, with a reason. PER-8, SEC-2."""
    if may(standing, Matter.CHILD_LISTS, Scope.ALL):
        return None
    return Refusal("Small numbers leave only with somebody who may see every child.")


def parts(answer: Answer, beside: Sequence[tuple[Answer | None, bool]] = ()) -> Numbers:
    """What must not be small in a figure: who met it and who did not; or how many. PER-8.

    And how many more each figure `beside` counts, of the same list and all that this one does:
    that is known to whoever has both. So is how many more met it, where it asks the same (True).
    """
    own: Numbers
    if answer.unit == Unit.PERCENT and answer.mix is None:
        own = (answer.met, answer.eligible - answer.met)
    else:
        own = (answer.eligible if answer.averages or answer.mix is not None else answer.met,)
    more = []
    for one, same in beside:
        met, eligible = (one.met, one.eligible) if one and any(own) else (0, 0)
        more += [max(eligible - answer.eligible, 0), max(met - answer.met, 0) if same else 0]
    return (*own, *more)


def small(numbers: Iterable[int]) -> bool:
    """Whether one of these is withheld for itself: 1 to 5. PER-8."""
    return any(1 <= number <= THRESHOLD for number in numbers)


def withheld(
    groups: Mapping[str, Mapping[str, Numbers]],
    whole: Numbers | None = None,
    also: Hidden = frozenset(),
) -> Hidden:
    """Which cells of a figure by service and team are not shown. PER-8.

    `groups` has each service's teams with their numbers, which add up; a cell is (service, team),
    (service, "") or ("all", ""). Whatever is hidden is hidden whole, so nobody knows which of its
    numbers is small. What is hidden together under a sum that is shown has no small number even
    together, has two cells or more, and is more than one for each: so it can be otherwise.
    Noughts are shown. `whole` is the figure of all, where there are no groups; being small, it is
    hidden, and what is small below it. `also` are cells
    that must be hidden for another reason: they serve as cover before any other does.
    """
    areas = {area: _sum(teams.values()) for area, teams in groups.items()}
    total = whole if whole is not None else _sum(areas.values())
    among = {area: frozenset(t for t, n in teams.items() if any(n))
             for area, teams in groups.items()}  # fmt: skip
    everything = frozenset(
        {
            (ALL, ""),
            *((area, "") for area in areas if any(areas[area])),
            *((area, team) for area, teams in among.items() for team in teams),
        }
    )
    first = also & everything
    if small(total):
        first |= {(ALL, "")}
    hidden: dict[str, set[str]] = {}
    gone: set[str] = set()
    for area, teams in groups.items():
        own = {team for team in among[area] if (area, team) in first}
        chosen: set[str] | None = None
        if (area, "") in first:
            chosen = own | {team for team in among[area] if small(teams[team])}
        elif not small(areas[area]):
            chosen = _chosen(teams, dict.fromkeys(teams, 1), own)
        if chosen is None or (area, "") in first:
            gone.add(area)
        hidden[area] = set(among[area]) if not chosen and area in gone else chosen or set()
    left = {area: hidden[area] if area in gone else set(among[area]) for area in groups}
    sums = {area: _sum(groups[area][team] for team in left[area]) or areas[area] for area in groups}
    more: set[str] | None = gone
    if (ALL, "") not in first:
        more = _chosen(sums, {area: len(among) for area, among in left.items()}, gone)
    if more is None:
        return everything
    for area in more - gone:
        hidden[area] = set(among[area])
    return frozenset(
        {
            *(first & {(ALL, "")}),
            *((area, "") for area in more),
            *((area, team) for area, teams in hidden.items() for team in teams),
        }
    )


def _sum(numbers: Iterable[Numbers]) -> Numbers:
    return tuple(map(sum, zip(*numbers, strict=True)))


def _chosen(
    cells: Mapping[str, Numbers], leaves: Mapping[str, int], first: Iterable[str] = ()
) -> set[str] | None:
    """What is hidden among the parts of a sum that is shown: those that are small or must be, and
    the smallest beside them until they are safe together. None where they never are."""
    hidden = {*first, *(name for name, n in cells.items() if small(n))}
    if not hidden:
        return hidden
    others = sorted(
        (name for name, n in cells.items() if any(n) and name not in hidden),
        key=lambda name: (sum(cells[name]), name),
    )
    while not _safe([cells[name] for name in hidden], sum(leaves[name] for name in hidden)):
        if not others:
            return None
        hidden.add(others.pop(0))
    return hidden


def _safe(hidden: list[Numbers], leaves: int) -> bool:
    together = _sum(hidden)
    return len(hidden) > 1 and not small(together) and sum(together) > leaves
