"""Published figures: which stand beside which indicator, and the files that they come in."""

from goldenthread.performance.lists.department import figures
from goldenthread.performance.lists.facts import Fact, RowError
from goldenthread.performance.lists.measures import (
    Authority,
    Beside,
    authority,
    beside,
    edition,
    measures,
)
from goldenthread.performance.lists.reading import of_department, read, shipped

__all__ = [
    "Authority",
    "Beside",
    "Fact",
    "RowError",
    "authority",
    "beside",
    "edition",
    "figures",
    "measures",
    "of_department",
    "read",
    "shipped",
]
