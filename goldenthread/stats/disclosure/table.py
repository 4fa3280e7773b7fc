"""A published table: its cells, margins and sums, and what a reader can work out
(specification 6.2, steps 1 and 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

TOTAL: Final = "Total"
JOIN: Final = "|"

Span = tuple[int, int]
Equation = tuple[str, tuple[str, ...]]
"""(whole, its parts)."""


@dataclass(frozen=True)
class Table:
    """All cells of a table by key, margins and sub-totals included.

    Keys join the values of the dimensions with `|`; `Total` marks a margin. `equations` are
    (whole, its parts); `level` is how many times a cell is summed; `covers` the inner cells that
    it is the sum of.
    """

    cells: dict[str, int]
    equations: tuple[Equation, ...]
    level: dict[str, int]
    covers: dict[str, tuple[str, ...]]
    one_way: bool

    @property
    def total(self) -> int:
        """The sum of everything."""
        return max(self.cells.values(), default=0)


def build_table(
    cells: Sequence[Mapping[str, Any]],
    dims: Sequence[str],
    *,
    row_group: Mapping[str, str] | None = None,
    count: str = "n",
) -> Table:
    """Build every cell and every sum of a table.

    Args:
        cells: one mapping for each inner cell: a value for each dimension, and the count.
            Combinations that are not given are nought.
        row_group: the group (service) of each value of the first dimension (team); groups
            become rows of sub-totals.

    Raises:
        ValueError: no dimension, a negative count, a cell twice, a value without a group, or a
            name that is taken or holds the joining sign.
    """
    if not dims:
        raise ValueError("A table has a dimension.")
    leaves: list[list[str]] = [[] for _ in dims]
    given: dict[tuple[str, ...], int] = {}
    for cell in cells:
        place = tuple(str(cell[dim]) for dim in dims)
        value = cell[count]
        if not isinstance(value, int) or value < 0:
            raise ValueError(f"{JOIN.join(place)}: {value} is not a count.")
        if place in given:
            raise ValueError(f"{JOIN.join(place)} is there twice.")
        given[place] = value
        for name, part in zip(leaves, place, strict=True):
            if part not in name:
                name.append(part)
    trees = [_tree(names, row_group if i == 0 else None) for i, names in enumerate(leaves)]
    numbers: dict[str, int] = {}
    level: dict[str, int] = {}
    covers: dict[str, tuple[str, ...]] = {}
    for nodes in product(*trees):
        key = JOIN.join(nodes)
        beneath = list(
            product(*(tree[node].leaves for tree, node in zip(trees, nodes, strict=True)))
        )
        numbers[key] = sum(given.get(one, 0) for one in beneath)
        level[key] = sum(tree[node].level for tree, node in zip(trees, nodes, strict=True))
        covers[key] = tuple(JOIN.join(one) for one in beneath)
    equations = []
    for nodes in product(*trees):
        for i, tree in enumerate(trees):
            parts = tree[nodes[i]].children
            if parts:
                equations.append(
                    (
                        JOIN.join(nodes),
                        tuple(JOIN.join((*nodes[:i], part, *nodes[i + 1 :])) for part in parts),
                    )
                )
    return Table(numbers, tuple(equations), level, covers, one_way=len(dims) == 1 and not row_group)


@dataclass(frozen=True)
class _Node:
    leaves: tuple[str, ...]
    children: tuple[str, ...]
    level: int


def _tree(names: Sequence[str], groups: Mapping[str, str] | None) -> dict[str, _Node]:
    """The values of a dimension, its groups and its total, with what each is the sum of."""
    taken = [*names, *dict.fromkeys((groups or {}).values()), TOTAL]
    if len(set(taken)) != len(taken) or any(JOIN in name for name in taken):
        raise ValueError(f"A name is taken twice, or holds {JOIN}: {taken}")
    tree = {name: _Node((name,), (), 0) for name in names}
    top: Sequence[str] = names
    if groups:
        members: dict[str, list[str]] = {}
        for name in names:
            if name not in groups:
                raise ValueError(f"{name} has no group.")
            members.setdefault(groups[name], []).append(name)
        for group, part in members.items():
            tree[group] = _Node(tuple(part), tuple(part), 1)
        top = list(members)
    tree[TOTAL] = _Node(tuple(names), tuple(top), 2 if groups else 1)
    return tree


def audit_table(table: Table, withheld: Collection[str]) -> dict[str, Span]:
    """The least and the greatest whole number that each withheld cell can be, to a reader.

    The reader knows every figure published, every sum, and that noughts are shown: so a withheld
    cell is at least 1. Where nothing published limits a cell, it is taken to be at most twice
    the sum of everything.

    Raises:
        ValueError: a cell that is not in the table, or a nought withheld.
    """
    hidden = [key for key in table.cells if key in withheld]
    if len(hidden) != len(set(withheld)):
        raise ValueError("A withheld cell is not in the table.")
    if any(table.cells[key] == 0 for key in hidden):
        raise ValueError("Nought is always published.")
    found: dict[str, Span] = {}
    for part in _parts(table.equations, hidden):
        found |= dict(_spans(table, table.equations, part, withheld, part))
    return {key: found[key] for key in hidden}


def thin(table: Table, withheld: Collection[str], *, keep: Collection[str]) -> set[str]:
    """What must stay withheld so that none of `keep` can be worked out (specification 6.2, 4).

    From the most to the least worth publishing (totals first, then larger counts), each of the
    others is published again where the audit of whatever hangs together with it still finds
    nothing of `keep`. `keep` must be safe as it is.
    """
    left = set(withheld)
    touching: dict[str, list[Equation]] = {}
    for one in table.equations:
        for key in (one[0], *one[1]):
            touching.setdefault(key, []).append(one)
    order = sorted(left - set(keep), key=lambda key: (-table.level[key], -table.cells[key], key))
    for key in order:
        left.discard(key)
        if _gives_away(table, touching, left, key, keep):
            left.add(key)
    return left


def _gives_away(
    table: Table,
    touching: dict[str, list[Equation]],
    withheld: Collection[str],
    published: str,
    keep: Collection[str],
) -> bool:
    """Whether publishing this one lets somebody work out one of `keep`."""
    seen: dict[str, None] = {}
    sums: dict[Equation, None] = {}
    todo = [published]
    while todo:
        for one in touching.get(todo.pop(), ()):
            sums[one] = None
            for key in (one[0], *one[1]):
                if key in withheld and key not in seen:
                    seen[key] = None
                    todo.append(key)
    for part in _parts(tuple(sums), list(seen)):
        wanted = [key for key in part if key in keep]
        for _, (low, high) in _spans(table, tuple(sums), part, withheld, wanted):
            if low == high:
                return True
    return False


def _spans(
    table: Table,
    equations: Sequence[Equation],
    part: Sequence[str],
    withheld: Collection[str],
    wanted: Sequence[str],
) -> Iterator[tuple[str, Span]]:
    """The span of each of the wanted among withheld cells that hang together, one by one."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    place = {key: i for i, key in enumerate(part)}
    rows, sums = [], []
    for whole, parts in equations:
        row = [0.0] * len(part)
        for key, sign in ((whole, 1), *((one, -1) for one in parts)):
            if key in place:
                row[place[key]] += sign
        if any(row):
            rows.append(row)
            sums.append(_left_over(table, whole, parts, withheld))
    matrix = LinearConstraint(np.array(rows), sums, sums) if rows else None
    for key in wanted:
        aim = np.zeros(len(part))
        ends = []
        for sign in (1, -1):
            aim[place[key]] = sign
            answer = milp(
                aim,
                integrality=np.ones(len(part)),
                bounds=Bounds(1, 2 * table.total),
                constraints=matrix,
            )
            if not answer.success:
                raise ValueError(f"The sums of the table do not agree: {answer.message}")
            ends.append(round(sign * answer.fun))
        yield key, (ends[0], ends[1])


def _left_over(table: Table, whole: str, parts: Sequence[str], withheld: Collection[str]) -> int:
    """What the withheld cells of a sum must come to, whole counted positive, parts negative."""
    known = 0 if whole in withheld else table.cells[whole]
    return sum(table.cells[part] for part in parts if part not in withheld) - known


def _parts(equations: Sequence[Equation], hidden: Sequence[str]) -> list[list[str]]:
    """The withheld cells in groups that no sum joins: each is worked out by itself."""
    root = {key: key for key in hidden}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for whole, parts in equations:
        joined = [key for key in (whole, *parts) if key in root]
        for key in joined[1:]:
            root[find(key)] = find(joined[0])
    groups: dict[str, list[str]] = {}
    for key in hidden:
        groups.setdefault(find(key), []).append(key)
    return list(groups.values())
