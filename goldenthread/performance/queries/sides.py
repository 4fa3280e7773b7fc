"""The children behind a figure, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goldenthread.caseload import queries as caseload
from goldenthread.performance import engine
from goldenthread.performance.measure import Indicator
from goldenthread.performance.queries.figuring import Events
from goldenthread.performance.vocabulary import Period

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person
    from goldenthread.performance.queries.whose import Place

SIDES = {
    "met": "Met",
    "not_met": "Not met",
    "not_eligible": "Do not count",
    "incomplete": "Not recorded",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One side of a figure: the children the reader sees, and how many there are in all."""

    side: str
    children: list[Child]
    things: int
    """Things counted, of everybody: a child may stand behind several."""
    hidden: int
    """Children behind them that the reader does not see."""


def listed(
    reader: Person, indicator: Indicator, *, period: Period, among: Events, place: Place, side: str
) -> Listed:
    """The children on one side of a figure, longest not seen first (PER-2, T01)."""
    rows: list[dict[str, Any]] = engine.rows(
        indicator,
        period=period,
        events=among.warehouse,
        known=among.known(period.last),
    )
    wanted = [
        row["child"]
        for row in rows
        if row["side"] == side and (not place.teams or row["team"] in place.teams)
    ]
    seen = list(
        caseload.children(reader)
        .filter(reference__in=set(wanted))
        .order_by("last_seen_on", "reference")
    )
    return Listed(
        side=side,
        children=seen,
        things=len(wanted),
        hidden=len(set(wanted)) - len(seen),
    )
