"""An analysis as it may leave the service: all its tables withheld together (PER-8, spec. 6.3).

Tables of the same children are linked: by their totals, by shares that are sums of bands, by bands
that are a part's total elsewhere. So the tables of all pages are one system. Which numbers are
sums of which others is not declared but found in the rows themselves: a number that is the sum of
another table's bands is known to whoever has those. What is withheld is then decided by
`stats.disclosure`, whose audit tries to work out every number that is withheld; whatever need not
be withheld for that is shown again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from goldenthread.performance.chat.grids import Counted, named
from goldenthread.stats.disclosure import DFE_CSC, Table, suppress, thin

LINKED_LISTS: Final = frozenset({"need", "protection_plan", "care", "care_leaver"})
"""Lists on which a child has one row: the same child on two of them is the same one."""
_LAST: Final = 3
"""How late a total is withheld: only where nothing else is left."""
SIDES: Final = ("met", "not_met", "not_eligible", "incomplete")

Cell = tuple[str, ...]
"""(section, kind, number, row, column): where a number stands."""


@dataclass(slots=True)
class Linked:
    """Numbers of linked tables: whose they are, and which of them are sums of which others."""

    sets: dict[Cell, int] = field(default_factory=dict)
    """Cell → the things it counts, a bit for each."""
    sums: list[tuple[Cell, tuple[Cell, ...]]] = field(default_factory=list)
    parts: list[tuple[Cell, ...]] = field(default_factory=list)
    """Cells that divide a whole between them."""
    level: dict[Cell, int] = field(default_factory=dict)

    def divides(self, whole: Cell, cells: Sequence[Cell], *, find: bool = True) -> None:
        """These cells make up the whole; sums over them are looked for, unless said."""
        self.sums.append((whole, tuple(cells)))
        self.level.setdefault(whole, 1)
        if find:
            self.parts.append(tuple(cells))


def withheld_cells(
    sections: Iterable[tuple[str, str, Counted, Sequence[Mapping[str, Any]]]],
    also: frozenset[Cell] = frozenset(),
) -> frozenset[Cell]:
    """Which numbers of an analysis are withheld. PER-8.

    `sections` are (key, its list, counted, its rows). `also` are cells that must not be known
    either, though they are not small.
    """
    linked = _linked(sections)
    _find_sums(linked)
    cells = {_text(cell): bits.bit_count() for cell, bits in linked.sets.items()}
    place = {_text(cell): cell for cell in linked.sets}
    table = Table(
        cells=cells,
        equations=tuple(
            (_text(whole), tuple(_text(part) for part in among)) for whole, among in linked.sums
        ),
        level={_text(cell): linked.level.get(cell, 0) for cell in linked.sets},
        covers={},
        one_way=True,
    )
    never = {_text(cell) for cell in also & linked.sets.keys() if linked.sets[cell]}
    found = suppress(table, carried=_first_covers(table, never), sensitive=never)
    if found.blocked:
        raise ValueError("A number that is withheld can be worked out: nothing may leave.")
    hidden = thin(table, found.withheld, keep=found.primary)
    return frozenset(place[key] for key in hidden)


def _text(cell: Cell) -> str:
    return "\x1f".join(cell)


def _linked(
    sections: Iterable[tuple[str, str, Counted, Sequence[Mapping[str, Any]]]],
) -> Linked:
    linked = Linked()
    bit: dict[tuple[object, ...], int] = {}
    for key, source, counted, rows in sections:
        bits, seen = [], dict[object, int]()
        for row in rows:
            nth = seen[row["child"]] = seen.get(row["child"], 0) + 1
            who = (
                ("child", row["child"], nth)
                if source in LINKED_LISTS
                else (source, row["child"], row.get("load"), row.get("row"), nth)
            )
            bits.append(1 << bit.setdefault(who, len(bit)))
        _section(linked, key, counted, rows, bits)
    return linked


def _section(
    linked: Linked,
    key: str,
    counted: Counted,
    rows: Sequence[Mapping[str, Any]],
    bits: Sequence[int],
) -> None:
    """The numbers of a section, and those of its sums that are known beforehand."""
    whole = (key, "total")
    linked.sets[whole] = sum(bits)
    linked.level[whole] = _LAST
    for number, (table, grid) in enumerate(zip(counted.section.tables, counted.grids, strict=True)):
        names = [name for name, _ in grid.rows]
        columns = grid.columns or ("",)
        cells = {
            (name, column): (key, "grid", str(number), name, column)
            for name, column in product(names, columns)
        }
        linked.sets |= dict.fromkeys(cells.values(), 0)
        for row, one in zip(rows, bits, strict=True):
            across = named(table.across, row[f"x{number}"]) if table.across else ""
            linked.sets[cells[named(table.bands, row[f"t{number}"]), across]] |= one
        if not grid.columns:
            linked.divides(whole, list(cells.values()))
            continue
        for kind, ends, others in (("row", names, columns), ("column", columns, names)):
            margins = []
            for end in ends:
                margin = (key, kind, str(number), end)
                among = [cells[(end, other) if kind == "row" else (other, end)] for other in others]
                linked.sets[margin] = sum(linked.sets[cell] for cell in among)
                linked.divides(margin, among, find=False)
                margins.append(margin)
            linked.divides(whole, margins)
    for number in range(len(counted.shares)):
        sides = {side: (key, "share", str(number), side) for side in SIDES}
        linked.sets |= dict.fromkeys(sides.values(), 0)
        for row, one in zip(rows, bits, strict=True):
            linked.sets[sides[row[f"s{number}"]]] |= one
        eligible, rest = (key, "share", str(number), "of"), (key, "share", str(number), "rest")
        linked.sets[eligible] = linked.sets[sides["met"]] | linked.sets[sides["not_met"]]
        linked.sets[rest] = linked.sets.pop(sides["not_eligible"]) | linked.sets.pop(
            sides["incomplete"]
        )
        linked.divides(eligible, [sides["met"], sides["not_met"]], find=False)
        linked.divides(whole, [eligible, rest], find=False)
        linked.parts.append((sides["met"], sides["not_met"], rest))


def _find_sums(linked: Linked) -> None:
    """Every number that is the sum of some parts of another table."""
    inner = {part for _, among in linked.sums for part in among}
    own = {cell: place for place, among in enumerate(linked.parts) for cell in among}
    known = {(whole, among) for whole, among in linked.sums}
    for cell, bits in linked.sets.items():
        if not bits or (cell[1] == "grid" and cell not in own and cell in inner):
            continue
        for place, among in enumerate(linked.parts):
            if own.get(cell) == place:
                continue
            inside = tuple(part for part in among if linked.sets[part] & bits)
            together = 0
            for part in inside:
                together |= linked.sets[part]
            if inside and together == bits and (cell, inside) not in known:
                if len(inside) == 1 and (inside[0], (cell,)) in known:
                    continue
                known.add((cell, inside))
                linked.sums.append((cell, inside))


def _first_covers(table: Table, never: Collection[str]) -> set[str]:
    """What is sure to be withheld beside the small numbers, so that the audit has less to find:
    where a sum has one number withheld, or only ones, the smallest beside them."""
    hidden = {*never, *(key for key, value in table.cells.items() if DFE_CSC.small(value))}
    order = {key: i for i, key in enumerate(table.cells)}
    small = set(hidden)
    changed = True
    while changed:
        changed = False
        for whole, among in table.equations:
            away = [key for key in (whole, *among) if key in hidden]
            ones = whole not in hidden and sum(table.cells[key] for key in away) == len(away)
            if not away or (len(away) > 1 and not ones):
                continue
            able = [key for key in (whole, *among) if table.cells[key] and key not in hidden]
            if able:
                hidden.add(
                    min(able, key=lambda key: (table.level[key], table.cells[key], order[key]))
                )
                changed = True
    return hidden - small
