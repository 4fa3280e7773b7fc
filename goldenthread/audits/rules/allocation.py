"""Giving children to auditors. The one rule file that uses an engine: SciPy's HiGHS.

Firm rules are never broken: not one's own child, nor of one's own team, nor of one's own line,
nor one that one chairs. Wishes have a price, so there is always an answer, and what could not be
kept is listed in words (PRG-4, B07).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from goldenthread.kernel.refusal import Refusal

ANOTHER_SERVICE = "in their own service"
SAME_TEAM_AGAIN = "audited this team last time"
MORE_THAN_SHARE = "more than their share"

_NOBODY = 10_000.0
"""The price of a child without an auditor."""
_OFF_LEVEL = (200.0, 400.0, 600.0, 800.0)
"""The price of the first, second, third and each further child above or below a level load."""
_WISH = 10.0
"""The price of a wish that is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A child to be given."""

    key: str
    team: int | None
    area: int | None
    worker: int | None
    chair: int | None = None
    not_by: frozenset[int] = frozenset()
    """People who may not, such as the auditor of the audit that this one repeats (MOD-4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Auditor:
    """Somebody who owes an audit."""

    person: int
    teams: frozenset[int] = frozenset()
    """Teams they work in or manage, and those of people they act for."""
    areas: frozenset[int] = frozenset()
    """Services they lead, or act for the leader of: their line."""
    own_area: int | None = None
    """The service they work in."""
    recent_teams: frozenset[int] = frozenset()
    """Teams whose children they audited last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Who got whom, and what could not be kept."""

    given: tuple[tuple[str, int], ...]
    """(child, auditor)."""
    nobody: tuple[str, ...] = ()
    """Children for whom no auditor is free."""
    not_kept: tuple[tuple[str, int, str], ...] = ()
    """(child, auditor, the wish that was lost)."""
    without: tuple[int, ...] = field(default=())
    """Auditors who got nobody."""


def why_not_give(case: Case, auditor: Auditor) -> Refusal | None:
    """The firm rules: why this child may not be given to this auditor. PRG-4, B07."""
    if auditor.person == case.worker:
        return Refusal("This is the auditor’s own child.")
    if auditor.person == case.chair:
        return Refusal("The auditor chairs this child’s meetings.")
    if case.team is not None and case.team in auditor.teams:
        return Refusal("The child is of the auditor’s own team.")
    if case.area is not None and case.area in auditor.areas:
        return Refusal("The auditor leads the child’s service.")
    if auditor.person in case.not_by:
        return Refusal("The auditor carried out the audit that this one repeats.")
    return None


def wishes_lost(case: Case, auditor: Auditor) -> tuple[str, ...]:
    """The wishes that this pair would not keep. PRG-4."""
    lost = []
    if auditor.own_area is not None and auditor.own_area == case.area:
        lost.append(ANOTHER_SERVICE)
    if case.team is not None and case.team in auditor.recent_teams:
        lost.append(SAME_TEAM_AGAIN)
    return tuple(lost)


def _tie(seed: str, case: Case, auditor: Auditor) -> float:
    """From 0 to 1, the same for the same pair and seed: it settles ties, and nothing else."""
    digest = hashlib.sha256(f"{seed}|{case.key}|{auditor.person}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def allocate(cases: Sequence[Case], auditors: Sequence[Auditor], *, seed: str) -> Allocation:
    """Give each child to an auditor: firm rules kept, work level, as many wishes as can be.

    The same input gives the same answer, in any order of the input. Children whom nobody may
    audit are listed, and the rest is given out. PRG-4, B07.
    """
    children = sorted(cases, key=lambda case: case.key)
    people = sorted(auditors, key=lambda auditor: auditor.person)
    pairs = [
        (i, j)
        for i, case in enumerate(children)
        for j, auditor in enumerate(people)
        if why_not_give(case, auditor) is None
    ]
    if not pairs:
        return Allocation(
            given=(),
            nobody=tuple(case.key for case in children),
            without=tuple(auditor.person for auditor in people),
        )
    chosen = _solve(children, people, pairs, seed)
    given = sorted((children[i].key, people[j].person) for i, j in chosen)
    done = {key for key, _ in given}
    loads = {auditor.person: 0 for auditor in people}
    for _, person in given:
        loads[person] += 1
    by_key = {case.key: case for case in children}
    by_person = {auditor.person: auditor for auditor in people}
    share = -(-len(children) // len(people))
    lost = [
        (key, person, wish)
        for key, person in given
        for wish in wishes_lost(by_key[key], by_person[person])
    ]
    lost += [(key, person, MORE_THAN_SHARE) for key, person in given if loads[person] > share]
    return Allocation(
        given=tuple(given),
        nobody=tuple(case.key for case in children if case.key not in done),
        not_kept=tuple(sorted(lost)),
        without=tuple(person for person, load in loads.items() if not load),
    )


def _solve(
    children: Sequence[Case],
    people: Sequence[Auditor],
    pairs: Sequence[tuple[int, int]],
    seed: str,
) -> list[tuple[int, int]]:
    """Choose among the pairs, with slack that is dear for no auditor at all, less dear for a load
    above or below the level one, each further child dearer than the one before, and cheap for a
    lost wish. All ties together weigh less than one wish.

    Each pair stands in one row of a child and one of an auditor, so the matrix is that of a
    network: every corner of the relaxation is whole, and no branching is needed.
    """
    import numpy as np  # slow to import, and needed by no other page
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_matrix, csr_matrix, hstack, identity

    n, a, b = len(pairs), len(children), len(people)
    rows = np.array([i for i, _ in pairs])
    columns = np.array([j for _, j in pairs])
    each = coo_matrix((np.ones(n), (rows, np.arange(n))), shape=(a, n)).tocsr()
    load = coo_matrix((np.ones(n), (columns, np.arange(n))), shape=(b, n)).tocsr()
    lost = np.array([len(wishes_lost(children[i], people[j])) for i, j in pairs])
    ties = np.array([_tie(seed, children[i], people[j]) for i, j in pairs])
    steps = len(_OFF_LEVEL)
    slack = 2 * b * steps
    cost = np.concatenate(
        [
            _WISH * (lost + ties / (a + 1)),
            np.full(a, _NOBODY),
            np.repeat([*_OFF_LEVEL, *_OFF_LEVEL], b),
        ]
    )
    widest = np.repeat([*[1.0] * (steps - 1), float(a)] * 2, b)
    covered = hstack([each, identity(a), csr_matrix((a, slack))])
    level = hstack([load, csr_matrix((b, a)), *[identity(b)] * steps, *[-identity(b)] * steps])
    found = milp(
        cost,
        bounds=Bounds(0, np.concatenate([np.ones(n + a), widest])),
        constraints=[
            LinearConstraint(covered, 1, 1),
            LinearConstraint(level, a // b, -(-a // b)),
        ],
    )
    if found.x is None:
        raise RuntimeError(f"The allocation has no answer: {found.message}")
    chosen = found.x[:n]
    if np.abs(chosen - np.round(chosen)).max() > 1e-6:
        raise RuntimeError("The allocation gave a child to two auditors in part.")
    return [pair for pair, taken in zip(pairs, chosen, strict=True) if taken > 0.5]
