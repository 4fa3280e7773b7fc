"""What may be asked of the figures: worked out anew, or as they were kept."""

from goldenthread.performance.queries.aims import targets_in_force, targets_of
from goldenthread.performance.queries.analysis import Part, analysis, rows_of
from goldenthread.performance.queries.figuring import (
    Events,
    children,
    days_lacking,
    events,
    figures,
)
from goldenthread.performance.queries.reading import (
    Point,
    Row,
    catalogue,
    groups,
    reckoned,
    trend,
)
from goldenthread.performance.queries.sides import Listed, listed
from goldenthread.performance.queries.whose import Place, place, places

__all__ = [
    "Events",
    "Listed",
    "Part",
    "Place",
    "Point",
    "Row",
    "analysis",
    "catalogue",
    "children",
    "days_lacking",
    "events",
    "figures",
    "groups",
    "listed",
    "place",
    "places",
    "reckoned",
    "rows_of",
    "targets_in_force",
    "targets_of",
    "trend",
]
