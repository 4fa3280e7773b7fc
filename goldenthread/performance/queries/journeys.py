"""The children of twelve months on their way from list to list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import ibis
from ibis import _

from goldenthread.performance import engine
from goldenthread.performance.chat.journey import STAGES, Stage
from goldenthread.performance.measure import placed
from goldenthread.performance.rules import Way, period_of, way
from goldenthread.performance.vocabulary import Window

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

    from goldenthread.performance.queries.whose import Place

Days = dict[str, list[date]]


def journey(place: Place, *, as_at: date, known: date, events: BaseBackend) -> Way:
    """How many children came to each step in the twelve months, and who went on (T01, PER-5)."""
    own: list[Days] = []
    everybody: list[Days] = []
    for stage in STAGES:
        mine: Days = {}
        theirs: Days = {}
        for child, day, team in _happened(stage, as_at, known, events):
            theirs.setdefault(child, []).append(day)
            if not place.teams or team in place.teams:
                mine.setdefault(child, []).append(day)
        own.append(mine)
        everybody.append(theirs)
    return way(own, everybody)


def _happened(
    stage: Stage, as_at: date, known: date, events: BaseBackend
) -> list[tuple[str, date, str]]:
    asked = engine.asked([period_of(Window.ROLLING_12_MONTHS, as_at)], [known])
    found = placed(stage.of, asked).filter(_._eligible)
    team = _.team if "team" in stage.of.counts.columns else ibis.literal("")
    rows = events.to_pyarrow(found.select("child", day=_[stage.on], team=team)).to_pylist()
    return [(row["child"], row["day"], row["team"] or "") for row in rows]
