"""Charts: one specification, drawn on the server so that a page needs no script."""

from goldenthread.performance.drawing.over_time import trend
from goldenthread.performance.drawing.teams import funnel

__all__ = ["funnel", "trend"]
