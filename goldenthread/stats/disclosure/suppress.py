"""Primary and secondary suppression (specification 6.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from goldenthread.stats.disclosure.figures import CONFIDENTIAL, DFE_CSC, RuleSet
from goldenthread.stats.disclosure.table import Span, Table, audit_table, build_table
from goldenthread.stats.results import Note, Result

PRIME: Final = 2_147_483_647
"""Sums are reduced modulo this prime: exact, where floating point would guess at a rank."""


@dataclass(frozen=True, kw_only=True)
class Suppression(Result):
    """A table as it may be published.

    `cells` are the true counts (never to leave the audience that holds cases), `published` what
    is printed. `primary` are the small counts, `secondary` those withheld to protect them.
    `intervals` are what a reader can still deduce of each withheld cell; `exposed` the primary
    cells that can be worked out all the same. Where there is one, `blocked`: do not export.
    """

    rule_set: str
    cells: dict[str, int]
    published: dict[str, str]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    withheld: tuple[str, ...]
    intervals: dict[str, Span]
    exposed: tuple[str, ...]
    blocked: bool


def suppress_table(
    cells: Sequence[Mapping[str, Any]],
    dims: Sequence[str],
    *,
    row_group: Mapping[str, str] | None = None,
    rules: RuleSet = DFE_CSC,
    carried: Collection[str] = (),
) -> Suppression:
    """Withhold small counts, and what else would give them away.

    Args:
        cells: one mapping for each inner cell: a value for each dimension, and `n`.
        row_group: the service of each team, for sub-totals.
        carried: keys withheld in the period before, where the table is cumulative: withheld
            again, unless they are nought.

    Raises:
        ValueError: the table cannot be built (see `build_table`).
    """
    table = build_table(cells, dims, row_group=row_group)
    return suppress(table, rules=rules, carried=carried)


def suppress(
    table: Table,
    *,
    rules: RuleSet = DFE_CSC,
    carried: Collection[str] = (),
    sensitive: Collection[str] = (),
) -> Suppression:
    """As `suppress_table`, of a table already built.

    `sensitive` are keys that must not be worked out although they are not small: as those are.
    """
    primary = tuple(
        key
        for key, value in table.cells.items()
        if 1 <= value <= rules.threshold or (value and key in sensitive)
    )
    again = {key for key in carried if table.cells.get(key)}
    withheld = {*primary, *again}
    if primary and not table.one_way:
        withheld |= _secondary(table, primary, again)
    while True:
        intervals = audit_table(table, withheld)
        exposed = [key for key in primary if intervals[key][0] == intervals[key][1]]
        cover = None
        for key in exposed:
            cover = _cover(table, key, withheld)
            if cover:
                break
        if cover is None:
            break
        withheld.add(cover)
    hidden = tuple(key for key in table.cells if key in withheld)
    notes = []
    if exposed:
        notes.append(Note("exposed", "A withheld count can be worked out: do not export."))
    return Suppression(
        method="span test, then integer audit" if not table.one_way else "smallest cover first",
        n=table.total,
        assumptions=(
            "A reader knows every figure published, every sum, and that noughts are shown.",
            "Nothing else is published of the same children: see the register of exports.",
        ),
        warnings=tuple(notes),
        reason="exposed" if exposed else None,
        rule_set=rules.name,
        cells=dict(table.cells),
        published={
            key: CONFIDENTIAL if key in withheld else str(value)
            for key, value in table.cells.items()
        },
        primary=primary,
        secondary=tuple(key for key in hidden if key not in primary),
        withheld=hidden,
        intervals=intervals,
        exposed=tuple(exposed),
        blocked=bool(exposed),
    )


def _cover(table: Table, exposed: str, withheld: Collection[str]) -> str | None:
    """The smallest published cell that shares a sum with an exposed one, ties in order.

    Where all that share one are withheld already, it is worked out by way of those: then the
    smallest that shares a sum with one of them, and so on. In a one-way table a total is withheld
    only when nothing else is left.
    """
    order = {key: i for i, key in enumerate(table.cells)}
    reached, able = {exposed}, set[str]()
    while not able:
        beside = {
            key
            for whole, parts in table.equations
            if not reached.isdisjoint((whole, *parts))
            for key in (whole, *parts)
            if table.cells[key]
        }
        able = beside - set(withheld)
        if beside <= reached:
            break
        reached |= beside
    rank = table.level if table.one_way else dict.fromkeys(table.cells, 0)
    return min(able, key=lambda key: (rank[key], table.cells[key], order[key]), default=None)


def _secondary(table: Table, primary: Sequence[str], carried: Collection[str]) -> set[str]:
    """The cells to withhold so that no sum of published ones gives a primary cell.

    Each cell is a vector over the inner cells that are not nought. From most to least worth
    publishing (totals first, then larger counts), a cell is published unless a primary vector
    would then lie in the span of those published.
    """
    import numpy as np

    inner = [key for key, level in table.level.items() if level == 0 and table.cells[key]]
    place = {key: i for i, key in enumerate(inner)}

    def vector(key: str) -> Any:
        made = np.zeros(len(inner), dtype=np.int64)
        for one in table.covers[key]:
            if one in place:
                made[place[one]] = 1
        return made

    small = np.array([vector(key) for key in primary])
    basis: list[tuple[int, Any]] = []
    held = set()
    order = {key: i for i, key in enumerate(table.cells)}
    others = [
        key
        for key, value in table.cells.items()
        if value and key not in primary and key not in carried
    ]
    others.sort(key=lambda key: (-table.level[key], -table.cells[key], order[key]))
    for key in others:
        left = vector(key)
        for pivot, row in basis:
            left = (left - left[pivot] * row) % PRIME
        if not left.any():
            continue  # the sums say it already
        pivot = int(np.flatnonzero(left)[0])
        left = left * pow(int(left[pivot]), -1, PRIME) % PRIME
        shadow = small[:, pivot : pivot + 1] * left % PRIME
        if (small == shadow).all(axis=1).any():
            held.add(key)
            continue
        basis.append((pivot, left))
        small = (small - shadow) % PRIME
    return held
