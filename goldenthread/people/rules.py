"""Who may see what: the permission table, and what a standing gives in one matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from goldenthread.kernel.dates import in_words, months_after
from goldenthread.kernel.lifecycle import Lifecycle, why_not
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import (
    Decide,
    Matter,
    Role,
    Scope,
    Span,
    Stand,
    Standing,
    Wanted,
)

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
    #                          DCS AD HOS SM PM SW IRO PSW QAM QAO QAB PFM PFA WFD PAR ADM IGO
    Matter.AGGREGATES: _row("  A   A  S   S  S  O  O   A   A   A   C   A   A   C   -   -   -"),
    Matter.CHILD_LISTS: _row(" A   S  S   S  S  O  O   T   T   T   -   A   A   -   -   -   -"),
    Matter.AUDIT_DO: _row("    T   T  T   T  T  -  T   T   T   T   C   -   -   -   T   -   -"),
    Matter.AUDIT_READ: _row("  A   S  S   S  S  O  O   A   A   A   C   C   C   C   T   -   -"),
    Matter.MODERATE: _row("    T   T  S   S  -  -  T   T   A   A   -   -   -   -   -   -   -"),
    Matter.ACTIONS: _row("     A   S  S   S  S  O  O   A   A   A   C   O   O   O   O   -   -"),
    Matter.SUPERVISION: _row(" -   C  S   S  S  O  -   -   T   T   -   -   -   C   -   -   -"),
    Matter.FEEDBACK: _row("    C   C  S   S  S  O  O   A   A   A   C   -   -   C   -   -   -"),
    Matter.TOOLS: _row("       A   A  C   C  -  -  -   -   A   A   -   C   C   -   -   -   -"),
    Matter.USERS: _row("       -   -  -   -  -  -  -   -   -   -   -   -   -   -   -   A   -"),
    Matter.ACCESS_LOG: _row("  A   S  -   -  -  -  -   -   -   -   -   -   -   -   -   -   A"),
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


def why_not_move(*, team: int | None, to: int) -> Refusal | None:
    """Somebody moves to another team than their own. Z01, ORG-2."""
    if team == to:
        return Refusal("They are in this team already. Choose another team.")
    return None


MONTHS_OF_A_DEPUTY: Final = 12
"""How long somebody acts for somebody else, at most, without being named anew (Y04)."""


def why_not_delegate(
    *, away: int, to: int, starts_on: date, ends_on: date, already: Iterable[tuple[date, date]]
) -> Refusal | None:
    """Somebody else acts, for a stated time of at most twelve months, and one at a time. Y04."""
    if away == to:
        return Refusal("Choose somebody else to act while this person is away.")
    if ends_on < starts_on:
        return Refusal("The last day is before the first day.")
    longest = months_after(starts_on, MONTHS_OF_A_DEPUTY) - timedelta(days=1)
    if ends_on > longest:
        return Refusal(
            f"Somebody acts for at most {MONTHS_OF_A_DEPUTY} months: here until "
            f"{in_words(longest)}. They can be named again after that."
        )
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


NEXT: Final[Lifecycle[Stand, Decide]] = {
    (Stand.WAITING, Decide.CONFIRM): Stand.CONFIRMED,
    (Stand.WAITING, Decide.REFUSE): Stand.REFUSED,
    (Stand.WAITING, Decide.WITHDRAW): Stand.WITHDRAWN,
    (Stand.WAITING, Decide.LAPSE): Stand.LAPSED,
}
"""What becomes of a change that waits for a second administrator (`domain/evidence.md` §6.1)."""

OWN_TO_ASK: Final = frozenset({Wanted.END, Wanted.LEAVE, Wanted.DEPUTY, Wanted.NO_DEPUTY})
"""What an administrator may ask for of themselves: it takes away, or gives to somebody else."""


def needs_a_second(*, by: int, away: int, administers: bool) -> bool:
    """Whether naming a deputy waits for a second administrator: somebody else's deputy, and that
    of an administrator, who would become one. `domain/evidence.md` §6.1, Y04."""
    return by != away or administers


def why_not_propose(*, kind: Wanted, about: Collection[int], by: int, why: str) -> Refusal | None:
    """A change is asked for with its reason, and by nobody for themselves, unless it takes
    away. `domain/evidence.md` §6.1, ORG-2."""
    if not why.strip():
        return Refusal("Say why: the second administrator reads it.")
    if by in about and kind is not Wanted.FILE and kind not in OWN_TO_ASK:
        return Refusal("Somebody else asks for what would give you more.")
    return None


def why_not_decide(
    *, act: Decide, stand: Stand, asked_by: int, about: Collection[int], standing: Standing
) -> Refusal | None:
    """A second administrator confirms or refuses: never who asked, nobody about themselves, and
    none who only acts for an administrator. Who asked may withdraw. `domain/evidence.md` §6.1.
    """
    refusal = why_not(NEXT, stand, act)
    if refusal is not None:
        return refusal
    if act is Decide.WITHDRAW:
        if standing.person == asked_by:
            return None
        return Refusal("Only who asked can withdraw it.")
    if standing.person == asked_by:
        return Refusal("You asked for this: another administrator decides.")
    if standing.person in about:
        return Refusal("This is about you: another administrator decides.")
    if not standing.holds_own(Role.ADM):
        return Refusal("Only a system administrator decides, and nobody who acts for one.")
    return None


def why_not_make_administrator(*, others: int) -> Refusal | None:
    """At the server an administrator is made only while there are not two who could do it in the
    service. `domain/evidence.md` §6.1, Z02."""
    if others < 2:
        return None
    return Refusal("Two administrators are in post: one asks for it, and the other confirms.")
