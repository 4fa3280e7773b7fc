"""Who may see what: the permission table, and what a standing gives in one matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Matter, Role, Scope, Span, Standing

_A, _S, _O, _T, _C, _N = (
    Scope.ALL,
    Scope.SPAN,
    Scope.OWN,
    Scope.TASK,
    Scope.STATUS,
    Scope.NOTHING,
)

_ORDER: Final = tuple(Role)


def _row(scopes: str) -> dict[Role, Scope]:
    """A line of the table: one letter a role, in the order of `Role`."""
    words = {"A": _A, "S": _S, "O": _O, "T": _T, "C": _C, "-": _N}
    return dict(zip(_ORDER, (words[letter] for letter in scopes.split()), strict=True))


PERMISSIONS: Final[Mapping[Matter, Mapping[Role, Scope]]] = {
    #                          DCS AD HOS SM PM SW IRO PSW QAM QAO QAB PFM PFA WFD PAR ADM
    Matter.AGGREGATES: _row("  A   A  S   S  S  O  O   A   A   A   C   A   A   C   -   -"),
    Matter.CHILD_LISTS: _row(" A   S  S   S  S  O  O   T   T   T   -   A   A   -   -   -"),
    Matter.AUDIT_DO: _row("    T   T  T   T  T  -  T   T   T   T   C   -   -   -   T   -"),
    Matter.AUDIT_READ: _row("  A   S  S   S  S  O  O   A   A   A   C   C   C   C   T   -"),
    Matter.MODERATE: _row("    T   T  S   S  -  -  T   T   A   A   -   -   -   -   -   -"),
    Matter.ACTIONS: _row("     A   S  S   S  S  O  O   A   A   A   C   O   O   O   O   -"),
    Matter.SUPERVISION: _row(" -   C  S   S  S  O  -   -   T   T   -   -   -   C   -   -"),
    Matter.FEEDBACK: _row("    C   C  S   S  S  O  O   A   A   A   C   -   -   C   -   -"),
    Matter.TOOLS: _row("       A   A  C   C  -  -  -   -   A   A   -   C   C   -   -   -"),
    Matter.USERS: _row("       -   -  -   -  -  -  -   -   -   -   -   -   -   -   -   A"),
    Matter.ACCESS_LOG: _row("  A   S  -   -  -  -  -   -   -   -   -   -   -   -   -   -"),
}
"""Who may see what, matter by role (`domain/evidence.md` §6.1, SEC-2, Z02)."""


def span_in(standing: Standing, matter: Matter) -> Span:
    """How far this person sees in this matter: the sum of what each post gives.

    A post over the whole directorate makes a span of everything. SEC-2.
    """
    everything, task = False, False
    own: set[int] = set()
    areas: set[int] = set()
    teams: set[int] = set()
    for held in standing.posts:
        match PERMISSIONS[matter][held.role]:
            case Scope.ALL:
                everything = True
            case Scope.SPAN if held.team is not None:
                teams |= {held.team, *held.before}
            case Scope.SPAN if held.area is not None:
                areas.add(held.area)
            case Scope.SPAN:
                everything = True
            case Scope.OWN:
                own.add(standing.person if held.acting_for is None else held.acting_for)
            case Scope.TASK:
                task = True
    return Span(
        everything=everything,
        areas=frozenset(areas),
        teams=frozenset(teams),
        own=frozenset(own),
        task=task,
    )


def may(standing: Standing, matter: Matter, *scopes: Scope) -> bool:
    """Whether any post gives one of these scopes in the matter. SEC-2."""
    return any(PERMISSIONS[matter][held.role] in scopes for held in standing.posts)


def why_not_appoint(
    *, role: Role, area: int | None, team: int | None, starts_on: date, ends_on: date | None
) -> Refusal | None:
    """A post has a place that fits its role, and ends after it starts. ORG-1, ORG-2."""
    if ends_on is not None and ends_on < starts_on:
        return Refusal("The post ends before it starts.")
    if role in {Role.PM, Role.SW} and team is None:
        return Refusal(f"Say which team the {role.label} belongs to.")
    if role in {Role.HOS, Role.SM} and area is None:
        return Refusal(f"Say which service area the {role.label} is responsible for.")
    return None


def why_not_delegate(
    *, away: int, to: int, starts_on: date, ends_on: date, already: Iterable[tuple[date, date]]
) -> Refusal | None:
    """Somebody else acts, for a stated time, and one at a time. Y04."""
    if away == to:
        return Refusal("Choose somebody else to act while this person is away.")
    if ends_on < starts_on:
        return Refusal("The last day is before the first day.")
    if any(first <= ends_on and starts_on <= last for first, last in already):
        return Refusal("Somebody already acts for this person in part of that time.")
    return None


def why_not_give(*, person: int, by: int) -> Refusal | None:
    """Nobody gives themselves a post, or makes themselves somebody's deputy.
    `domain/evidence.md` §6.1, ORG-2."""
    if person == by:
        return Refusal("Somebody else gives you a post, or names you as a deputy.")
    return None


def why_not_manage_people(standing: Standing) -> Refusal | None:
    """Posts and people are kept by the system administrator. ORG-2, SEC-2."""
    if may(standing, Matter.USERS, Scope.ALL):
        return None
    return Refusal("Only a system administrator can change people and posts.")
