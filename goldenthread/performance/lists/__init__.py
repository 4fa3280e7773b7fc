"""Published figures: which stand beside which indicator, and the files that they come in."""

from goldenthread.performance.lists.measures import (
    Authority,
    Beside,
    authority,
    beside,
    edition,
    measures,
)
from goldenthread.performance.lists.reading import Fact, RowError, read, shipped

__all__ = [
    "Authority",
    "Beside",
    "Fact",
    "RowError",
    "authority",
    "beside",
    "edition",
    "measures",
    "read",
    "shipped",
]
