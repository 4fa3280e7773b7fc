"""The permission table, cell by cell, against the one that was agreed (evidence §6.1, Z02)."""

from __future__ import annotations

import pytest

from goldenthread.people.rules import PERMISSIONS, span_in
from goldenthread.people.vocabulary import Held, Matter, Role, Scope, Standing

ROLES = "DCS AD HOS SM PM SW IRO PSW QAM QAO QAB PFM PFA WFD PAR ADM IGO".split()  # noqa: SIM905
AGREED = {
    # A all · S span · O own · T task · C counts and status · - nothing
    "aggregates": "A A S S S O O A A A C A A C - - -",
    "child_lists": "A S S S S O O T T T - A A - - - -",
    "audit_do": "T T T T T - T T T T C - - - T - -",
    "audit_read": "A S S S S O O A A A C C C C T - -",
    "moderate": "T T S S - - T T A A - - - - - - -",
    "actions": "A S S S S O O A A A C O O O O - -",
    "supervision": "- C S S S O - - T T - - - C - - -",
    "feedback": "C C S S S O O A A A C - - C - - -",
    "tools": "A A C C - - - - A A - C C - - - -",
    "users": "- - - - - - - - - - - - - - - A -",
    "access_log": "A S - - - - - - - - - - - - - - A",
}
LETTER = {"A": Scope.ALL, "S": Scope.SPAN, "O": Scope.OWN, "T": Scope.TASK, "C": Scope.STATUS,
          "-": Scope.NOTHING}  # fmt: skip
CELLS = [
    (Matter(matter), Role(role.lower()), LETTER[letter])
    for matter, row in AGREED.items()
    for role, letter in zip(ROLES, row.split(), strict=True)
]


def test_every_cell_is_agreed() -> None:
    assert len(CELLS) == len(Matter) * len(Role)


@pytest.mark.parametrize(
    ("matter", "role", "scope"), CELLS, ids=[f"{cell[0]}-{cell[1]}" for cell in CELLS]
)
def test_a_cell_is_as_agreed(matter: Matter, role: Role, scope: Scope) -> None:
    assert PERMISSIONS[matter][role] is scope


@pytest.mark.parametrize(
    ("matter", "role", "scope"), CELLS, ids=[f"{cell[0]}-{cell[1]}" for cell in CELLS]
)
def test_a_post_gives_the_span_of_its_cell(matter: Matter, role: Role, scope: Scope) -> None:
    in_area = span_in(Standing(person=1, posts=(Held(role=role, area=7),)), matter)
    in_team = span_in(Standing(person=1, posts=(Held(role=role, team=9),)), matter)
    assert in_area.everything is in_team.everything is (scope is Scope.ALL)
    assert in_area.areas == ({7} if scope is Scope.SPAN else set())
    assert in_team.teams == ({9} if scope is Scope.SPAN else set())
    assert in_area.own == ({1} if scope is Scope.OWN else set())
    assert in_area.task is (scope is Scope.TASK)
