"""What a page says of a figure that was known otherwise on another day (N04, Q03)."""

from __future__ import annotations

from typing import Any

from goldenthread.performance import queries
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import figure
from goldenthread.performance.rules.restating import change_words, restated
from goldenthread.performance.views.asked import Asked
from goldenthread.performance.vocabulary import Window


def of_figure(found: Indicator, given: Asked, window: Window) -> dict[str, Any] | None:
    """The figure as it was known then, as it is now, the difference and the loads between.

    Looked at as known on a day, always; otherwise where the figure was restated. None where there
    is nothing to say.
    """
    if given.at is None or (given.known is None and not given.before):
        return None
    each = queries.said_of(given.place, given.each, found.code, window)
    now = each[-1]
    if given.known is not None:
        then = next(one for one in each if one.reckoning.pk == given.at.pk)
    else:
        then = next((one for one in reversed(each[:-1]) if restated(one.answer, now.answer)), now)
    if then is now and given.known is None:
        return None
    return {
        "then": then,
        "then_words": figure(then.answer) if then.answer else "No figure",
        "now": now,
        "now_words": figure(now.answer) if now.answer else "No figure",
        "differs": restated(then.answer, now.answer),
        "change": change_words(then.answer, now.answer),
        "loads": queries.loads_between(then.reckoning, now.reckoning),
        "same_day": then.on == now.on,
        "each": [
            {"on": one.reckoning.at, "load": one.reckoning.load,
             "said": figure(one.answer) if one.answer else "No figure"}
            for one in each
        ],
    }  # fmt: skip
