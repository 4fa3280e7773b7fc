"""When a load may move, who loads, and what goes from lists into the caseload."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from goldenthread.intake.vocabulary import Act, State
from goldenthread.kernel.lifecycle import Lifecycle
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role

NEXT: Final[Lifecycle[State, Act]] = {
    (State.WAITING, Act.READ): State.READING,
    (State.READING, Act.READ): State.READING,
    (State.READING, Act.REFUSE): State.REFUSED,
    (State.READING, Act.ASK): State.TO_DECIDE,
    (State.READING, Act.LOAD): State.LOADED,
    (State.READING, Act.KEEP_AS_HISTORY): State.HISTORY,
    (State.TO_DECIDE, Act.READ): State.READING,
    (State.TO_DECIDE, Act.LOAD): State.LOADED,
    (State.TO_DECIDE, Act.KEEP_AS_HISTORY): State.HISTORY,
    (State.TO_DECIDE, Act.DISCARD): State.DISCARDED,
}
"""The stages of a load (PER-1, N01)."""

LOADERS: Final = frozenset({Role.PFM, Role.PFA, Role.QAM})
"""Who loads lists: the performance team, and the QA manager where it is small. Never the
administrator, who sees no child (ORG-2)."""


def why_not_load(roles: Collection[Role]) -> Refusal | None:
    """The performance team loads lists. PER-1, Framework 2.1."""
    if LOADERS & set(roles):
        return None
    return Refusal("Only the performance team loads lists.")


def why_not_as_at(as_at: date, *, today: date) -> Refusal | None:
    """An extract is of today or earlier, and of this century. PER-1, N01."""
    if as_at > today:
        return Refusal("The date of the extract is in the future.")
    if as_at.year < 2000:
        return Refusal("The date of the extract is before 2000.")
    return None


def why_not_return_day(as_at: date, *, is_return: bool) -> Refusal | None:
    """A return is of a year that ends with March, and is as at its last day. PER-1, N01."""
    if is_return and (as_at.month, as_at.day) != (3, 31):
        return Refusal("A return is as at 31 March, the last day of its year.")
    return None


def is_history(as_at: date, *, newest: date | None) -> bool:
    """Whether a load is older than the newest: kept, and today's caseload stays. N01."""
    return newest is not None and as_at < newest


FEWER: Final = 2
"""A load that leaves fewer than one in so many open children is asked about."""
FROM: Final = 20
"""Open children from which the question makes sense."""


def doubt(*, children: int, before: int) -> str:
    """Why a load that has passed every check is still asked about; empty when it is not.

    A file that lacks a list, or most of its rows, would close the children it leaves out. PER-1.
    """
    if before < FROM or children * FEWER >= before:
        return ""
    return (
        f"This file has {children:,} children with work open, and the caseload has {before:,}. "
        f"If it is loaded, children it leaves out are closed"
    )


SAID_BY: Final[Mapping[str, tuple[int, ...]]] = {
    "cla": (6, 8),
    "cp": (6, 7),
    "cin": (6,),
    "assessment": (6,),
    "care_leaver": (9,),
    "early_help": (2,),
}
"""The lists of which any says who has a plan."""


def plans_unsaid(present: Collection[int]) -> frozenset[str]:
    """Plans of which the lists that are there say nothing: their children stay. PER-1, N01."""
    return frozenset(plan for plan, lists in SAID_BY.items() if not set(lists) & set(present))


def meant(lists: Iterable[Mapping[str, Any]], number: int, header: str) -> str | None:
    """The key of the column that a load guessed this header to mean, or None. N01."""
    for one in lists:
        for guess in one.get("guesses", ()):
            if (one["list"], guess["header"]) == (number, header):
                return str(guess["key"])
    return None


PLAN_OF: Final = {
    "a) Looked after child": "cla",
    "b) Child Protection plan": "cp",
    "c) Child in need plan": "cin",
    "d) Open assessment": "assessment",
}
"""The plan that a case status of List 6 stands for. Annex A, case status."""
