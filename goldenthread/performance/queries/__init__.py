"""What may be asked of the figures: worked out anew, or as they were kept."""

from goldenthread.performance.queries.figuring import (
    Events,
    children,
    days_lacking,
    events,
    figures,
    lacking,
    whole_catalogue,
)
from goldenthread.performance.queries.reading import (
    Point,
    Row,
    catalogue,
    groups,
    newest,
    reckoned,
    trend,
)
from goldenthread.performance.queries.sides import Listed, listed
from goldenthread.performance.queries.whose import Place, place, places

__all__ = [
    "Events",
    "Listed",
    "Place",
    "Point",
    "Row",
    "catalogue",
    "children",
    "days_lacking",
    "events",
    "figures",
    "groups",
    "lacking",
    "listed",
    "newest",
    "place",
    "places",
    "reckoned",
    "trend",
    "whole_catalogue",
]
