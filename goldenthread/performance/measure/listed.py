"""Which figures are of the same list: what one leaves out of another is a number too (PER-8)."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from typing import Any

import ibis
from ibis.common.deferred import BinaryOperator, Deferred, resolver
from ibis.expr.operations import Node

from goldenthread.performance.measure.declared import Count, Indicator, Rate, Share

_ASKED = {
    "as_at": "date", "as_at_wd": "int64", "first": "date", "known": "date",
    "also": "boolean", "nearest": "date", "nearest_wd": "int64",
}  # fmt: skip


def same_list(one: Indicator, other: Indicator) -> bool:
    """Whether two figures are of the same list in the same period, each row as one."""
    return (
        not one.each
        and not other.each
        and one.placed == other.placed
        and bool(one.counts.equals(other.counts))
    )


def conditions(indicator: Indicator) -> frozenset[Node]:
    """What all must hold of a row so that it counts; nothing, where every row does."""
    if indicator.eligible is None:
        return frozenset()
    return frozenset(_said(one, indicator) for one in _all_of(resolver(indicator.eligible)))


def same_question(one: Indicator, other: Indicator) -> bool:
    """Whether two figures of a list ask the same of what they count."""
    if not isinstance(one, Share) or not isinstance(other, Share):
        return False
    return bool(_said(resolver(one.met), one) == _said(resolver(other.met), other))


def same_rows(one: Indicator, other: Indicator) -> bool:
    """Whether two figures count the very same rows, whatever they ask of them."""
    return same_list(one, other) and conditions(one) == conditions(other)


def wholes(catalogue: Iterable[Indicator]) -> Mapping[str, tuple[str, ...]]:
    """Code → the figures of the same list that count all that it counts, and more.

    One for each number there may be: those of the same conditions count the same rows, but for
    rows of which they cannot tell. So a plain count stands for all that have its conditions.
    """
    among = {one.code: one for one in catalogue if not one.each}
    asked = {code: conditions(one) for code, one in among.items()}
    found: dict[str, tuple[str, ...]] = {}
    for code, indicator in among.items():
        own = asked[code]
        alike = [one for one in among.values() if same_list(one, indicator)]
        fewer = {one.code for one in alike if asked[one.code] <= own}
        said = frozenset[str]().union(*(_inside(among, one) for one in fewer))
        wider: dict[frozenset[Node], list[Indicator]] = {}
        for other in alike:
            if other.code != code and other.code in fewer | said:
                wider.setdefault(asked[other.code], []).append(other)
        of: list[str] = []
        for theirs, others in wider.items():
            exact = [one.code for one in others if isinstance(one, Count | Rate)]
            if theirs == own:
                of += [] if isinstance(indicator, Count | Rate) else exact[:1]
            else:
                of += exact[:1] or [one.code for one in others]
        if of:
            found[code] = tuple(of)
    return found


def _inside(among: Mapping[str, Indicator], code: str) -> frozenset[str]:
    """What a figure is said to be inside of, and what those are."""
    near = frozenset(among[code].inside)
    return near.union(*(_inside(among, one) for one in near))


def _said(asked: Any, indicator: Indicator) -> Node:
    """A condition on the columns of an indicator's list, so that two are compared as they are: in
    words, days and months do not show."""
    there = ibis.table({**indicator.counts.schema(), **_ASKED}, name="list")
    found: Node = asked.resolve({"_": there}).op()
    return found


def _all_of(asked: Any) -> list[Any]:
    """The conditions that an `and` joins."""
    if isinstance(asked, Deferred):
        asked = resolver(asked)
    if isinstance(asked, BinaryOperator) and asked.func is operator.and_:
        return [*_all_of(asked.left), *_all_of(asked.right)]
    return [asked]
