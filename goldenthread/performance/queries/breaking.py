"""A figure by age, sex, ethnicity, disability or worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.performance import engine, rules
from goldenthread.performance.indicators.groups import GROUPS
from goldenthread.performance.measure import Indicator, Rate
from goldenthread.performance.queries.figuring import Events
from goldenthread.performance.vocabulary import Answer, Period, Unit

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from goldenthread.performance.queries.whose import Place


def broken_down(
    reader: Person, indicator: Indicator, by: str, *, period: Period, among: Events, place: Place
) -> list[Answer]:
    """The figure of each group of a place that the reader may see, from the events (PER-4, T01).

    The place comes from `place(reader, …)`, which gives nobody a place that is not theirs.
    """
    _words, _needs, group = GROUPS[by]
    rows = engine.rows(
        indicator,
        period=period,
        events=among.warehouse,
        known=among.known(period.last),
        split=group,
    )
    return rules.in_groups(
        indicator.code,
        Unit.COUNT if isinstance(indicator, Rate) else indicator.unit,
        (row for row in rows if not place.teams or row["team"] in place.teams),
        period=period,
    )
