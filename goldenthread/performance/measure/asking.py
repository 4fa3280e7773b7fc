"""The question that an indicator puts to the events."""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _
from ibis.common.deferred import Deferred
from ibis.expr.types import Table

from goldenthread.performance.measure.declared import Average, Indicator, Mix, Share
from goldenthread.performance.measure.placing import During, Lately, Nearest, Placed

_NOT_EVENTS: Final = ("birth", "known_from", "known_until", "stands_until")


def _by_then(thing: Table, as_at: Any) -> dict[str, Any]:
    """The thing's dates as they were at the end of a day: what is dated later is blank.

    What is dated after the as-at day has not happened yet (conventions, "As at").
    """
    days = [
        name for name, kind in thing.schema().items() if kind.is_date() and name not in _NOT_EVENTS
    ]
    return {
        column: ibis.cases((thing[day] <= as_at, thing[column]))
        for day in days
        for column in (f"{day}_wd", day)
        if column in thing.columns
    }


def within(thing: Table, where: Placed, asked: Table) -> Table:
    """Each thing in each period asked, with its dates as they were by then."""
    if isinstance(where, Lately):
        asked = where.reached(thing, asked)
    found = asked.join(thing, where.within(thing, asked))
    return found.mutate(**_by_then(thing, asked.as_at))


def placed(indicator: Indicator, asked: Table) -> Table:
    """Each thing in each period asked, with whether it counts (`_eligible`), and `also` or
    `nearest`."""
    found = within(indicator.counts, indicator.placed, asked)
    if isinstance(indicator.also, Nearest):
        found = indicator.also.beside(found)
    elif indicator.also is not None:
        other = indicator.also.counts
        there = (
            asked.join(other, indicator.also.placed.within(other, asked))
            .select("period", "child")
            .distinct()
            .mutate(also=True)
        )
        found = found.left_join(there, ["period", "child"]).drop("period_right", "child_right")
        found = found.mutate(also=_.also.fill_null(False))
    eligible = ibis.literal(value=True) if indicator.eligible is None else indicator.eligible
    return found.mutate(_eligible=eligible)


def things(
    indicator: Indicator, asked: Table, split: Deferred | str | None = None, *, team: bool = False
) -> Table:
    """One row for each thing that is placed in a period.

    `period`, `child` (or whatever is counted once), `group`, and what is said of it: `_eligible`,
    `_met`, `_value` and `_by`. With `team`, the team of a child counted once as well. What is
    counted once is in one group, so that groups add up to the whole: in that of its newest row.
    """
    by_what = _[split] if isinstance(split, str) else split
    rows = placed(indicator, asked).mutate(
        group=ibis.null("string") if by_what is None else by_what.cast("string")
    )
    met = indicator.met if isinstance(indicator, Share) else None
    if indicator.each:
        once = rows.filter(_._eligible).group_by("period", indicator.each)
        with_team = team and "team" in indicator.counts.columns and indicator.each == "child"
        found = once.aggregate(
            _met=met if met is not None else _.count() > 0,
            group=_newest(indicator, _.group) if by_what is not None else _.group.max(),
            **({"team": _newest(indicator, _.team)} if with_team else {}),
        )
        return found.mutate(
            _eligible=True, _value=ibis.literal(0, "int64"), _by=ibis.null("string")
        )
    value = indicator.value.cast("int64") if isinstance(indicator, Average) else None
    by = indicator.by.cast("string") if isinstance(indicator, Mix) else None
    said = rows.mutate(
        _value=value if value is not None else ibis.literal(0, "int64"),
        _by=by if by is not None else ibis.null("string"),
    )
    if met is not None:
        return said.mutate(_met=met)
    if value is not None:
        return said.mutate(_met=_known(_._value))
    return said.mutate(_met=_known(_._by) if by is not None else ibis.literal(value=True))


def by_period(indicator: Indicator, asked: Table, split: Deferred | str | None = None) -> Table:
    """The query that answers an indicator: whole numbers and nothing else. It runs nothing.

    `asked` has a row a period: its number, its first and its last day, the day it is `as_at` (the
    last, or a later one until which what followed is judged), the day by which things must have
    been `known`, and the running number of working days at `as_at`.
    """
    found = things(indicator, asked, split)
    groups = ["period", "group", *(["_by"] if isinstance(indicator, Mix) else [])]
    counts = _._eligible
    return (
        found.group_by(groups)
        .aggregate(
            met=_many(counts & _._met),
            eligible=_many(counts & _._met.notnull()),
            not_eligible=_many(~counts),
            incomplete=_many(counts.isnull() | (counts & _._met.isnull())),
            total=_._value.sum(where=counts & _._met).fill_null(0).cast("int64"),
        )
        .order_by(groups)
    )


def span_of(indicator: Indicator, asked: Table) -> Table:
    """The first and the last day of what happened in each period, whoever it is of."""
    placed_on = indicator.placed.on if isinstance(indicator.placed, During) else "known_from"
    rows = within(indicator.counts, indicator.placed, asked)
    return rows.group_by("period").aggregate(
        first=rows[placed_on].min(), last=rows[placed_on].max()
    )


def spread(indicator: Average, asked: Table) -> Table:
    """How many things have each value of what is averaged, in each period: for the median."""
    found = things(indicator, asked).filter(_._eligible & _._met)
    groups = ["period", "_value"]
    return found.group_by(groups).aggregate(things=_many(ibis.literal(value=True))).order_by(groups)


def _newest(indicator: Indicator, value: Any) -> Any:
    """What the newest of a child's rows says: the last to happen, or the last to be known.

    Of a worker's rows, which are of one day, the last of the alphabet.
    """
    if indicator.each != "child":
        return value.max()
    where = indicator.placed
    day = _[where.on] if isinstance(where, During) else _.known_from
    return (day.cast("string") + value.fill_null("")).max().substr(10)


def _many(where: Any) -> Any:
    """How many rows; nought, also where an engine finds the condition blank for all of them."""
    return _.count(where=where).fill_null(0)


def _known(value: Any) -> Any:
    """True where there is a value, and blank where there is none."""
    return ibis.cases((value.notnull(), True))
