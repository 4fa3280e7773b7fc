"""Figures of years before the first load, from returns; only what the return of the year tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import ibis
import ibis.expr.operations as ops
from ibis.common.deferred import Deferred

from goldenthread.intake import queries as intake
from goldenthread.intake.doors.reaching import reach_of
from goldenthread.intake.events import Kept
from goldenthread.intake.vocabulary import Reach
from goldenthread.performance.measure import During, Indicator, Share
from goldenthread.performance.queries.figuring import events, figures
from goldenthread.performance.queries.reading import Point
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Window

_ASKED: Final[dict[str, str]] = {
    "period": "int64",
    "first": "date",
    "as_at": "date",
    "known": "date",
    "as_at_wd": "int64",
    "also": "boolean",
    "nearest": "date",
    "nearest_wd": "int64",
}
"""Columns that a question brings along, or another table lends: its own list does not tell them."""
_WINDOWS: Final = (
    Window.YEAR_TO_MARCH, Window.ROLLING_12_MONTHS, Window.YEAR_TO_DATE, Window.SNAPSHOT,
    Window.ROLLING_6_MONTHS, Window.MONTH,
)  # fmt: skip
"""Over what time a back year is said, the year itself first; a return does not tell of three."""


def rests_on(indicator: Indicator) -> frozenset[str]:
    """The columns of its table that say what counts, and whether it met."""
    plain = ibis.table({**indicator.counts.schema(), **_ASKED}, name="plain")
    said: list[Any] = [indicator.eligible]
    said += [getattr(indicator, name, None) for name in ("met", "value", "by")]
    found = {
        field.name
        for one in said
        if isinstance(one, Deferred)
        for expr in plain.bind(one)
        for field in expr.op().find(ops.Field)
        if field.rel == plain.op()
    }
    return frozenset(name.removesuffix("_wd") for name in found if name not in _ASKED)


def placed_by(indicator: Indicator) -> frozenset[str]:
    """The columns of its table that place a thing in time, or tell one from another."""
    placed = indicator.placed
    days = (placed.on,) if isinstance(placed, During) else (placed.start, placed.end)
    return frozenset(name for name in (*days, indicator.each) if name)


def answerable(indicator: Indicator, reach: Mapping[str, Reach]) -> bool:
    """Whether a return tells all that a figure rests on.

    Of a list that it has in part there are shares, and no number of children. Q03, N06.
    """
    asks = indicator.counts.op()
    plain = asks.parent if isinstance(asks, ops.Filter) else asks
    told = reach.get(plain.name) if isinstance(plain, ops.UnboundTable) else None
    if told is None or indicator.also is not None:
        return False
    rests = rests_on(indicator)
    return (
        rests | placed_by(indicator) <= told.columns
        and not rests & told.gaps
        and (told.whole or isinstance(indicator, Share))
    )


def back_years(indicator: Indicator, loads: list[Kept]) -> list[Point]:
    """The figure as at 31 March of each year that a return tells, oldest first.

    Over the year, where the figure has such a window; of the council alone, for returns have no
    teams.
    None from the first other load on: from there the figures are kept. None either while the
    events of a new load are not built yet: no page waits for them. `loads` are all that count.
    """
    window = next((one for one in _WINDOWS if one in indicator.every_window), None)
    first = next((load.as_at for load in loads if not load.is_return), None)
    returns = [
        load
        for load in loads
        if load.is_return
        and (first is None or load.as_at < first)
        and answerable(indicator, reach_of(load))
    ]
    ready = window is not None and bool(returns) and intake.events_built(loads)
    among = events() if ready else None
    if window is None or among is None:
        return []
    periods = [period_of(window, load.as_at) for load in returns]
    return [
        Point(as_at=load.as_at, load=load.reference, answer=answer)
        for load, answer in zip(returns, figures(indicator, periods, among), strict=True)
    ]
