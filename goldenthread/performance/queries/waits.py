"""What waits for every child under each duty, on a day: asked once, whoever looks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from goldenthread.intake.events import fingerprint
from goldenthread.performance import engine
from goldenthread.performance.indicators.duties import DUTIES
from goldenthread.performance.queries.figuring import events
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.vocabulary import Period, Window


@lru_cache(maxsize=4)
def all_waits(loads: str, as_at: date) -> dict[str, dict[str, list[Waits]]] | None:
    """Duty → child → what waits. The same loads and day say the same for ever; `loads` is what
    they are called together. None where other loads count by now."""
    among = events(recorded=False)
    if among is None or fingerprint(among.loads) != loads:
        return None
    day = Period(window=Window.SNAPSHOT, first=as_at, last=as_at)
    found: dict[str, dict[str, list[Waits]]] = {}
    for code, duty in DUTIES.items():
        of_child = found.setdefault(code, {})
        (waiting,) = engine.waiting(
            duty, over=[day], events=among.warehouse, known=[among.known(as_at)]
        )
        for row in waiting:
            of_child.setdefault(row["child"], []).append(Waits(**row))
    return found
