"""A figure beside its target on a day, and a load before: what is sifted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from goldenthread.performance.rules.charted import Measured
from goldenthread.performance.rules.judging import judged
from goldenthread.performance.rules.series import Pointed
from goldenthread.performance.rules.sifting import Looked, off_target
from goldenthread.performance.rules.targets import aimed_in, rated
from goldenthread.performance.rules.withholding import ALL
from goldenthread.performance.vocabulary import Assurance, Goal, Level, Unit, Window
from goldenthread.performance.vocabulary.exceptions import Raised


class Aimable(Measured, Protocol):
    """An indicator, as far as it has a target."""

    @property
    def unit(self) -> Unit:
        """In what it is said."""

    @property
    def windows(self) -> tuple[Window, ...]:
        """Over what time it is counted."""


def looked(
    indicator: Aimable,
    said: Mapping[str, Sequence[Pointed]],
    day: date,
    target: Goal | None,
    *,
    steps: Iterable[date] = (),
    acted: date | None = None,
    critical: bool = False,
    here: str = ALL,
    level: Level = Level.ALL,
    group: str = "",
) -> Looked | None:
    """The chart of a figure up to a day, beside its target; None where that day has none. PER-6.

    Args:
        said: window → the figure over it, oldest first.
        here: the key of the place; `level` and `group` are how its exceptions name it.
    """
    line = [one for one in said.get(indicator.trend, ()) if one.as_at <= day]
    if not line or line[-1].as_at != day:
        return None
    over = target.window if target else indicator.windows[0]
    aimed = [one.answer for one in said.get(over, ()) if one.as_at <= day]
    now, before = ([*aimed[:-3:-1], None, None])[:2]
    return Looked(
        line=judged(indicator, line, target, steps=steps, acted=acted, here=here),
        unit=aimed_in(indicator.unit, target.place if target else here),
        target=target,
        now=now,
        rating=rated(now, target, indicator.better, here=here),
        before=rated(before, target, indicator.better, here=here),
        critical=critical,
        level=level,
        group=group,
    )


def missed_its_own(one: Looked) -> Raised | None:
    """Whether a service or a team misses a target of its own. PER-3, PER-6, Q05.

    Its signals are told from the charts of all services and teams together.
    """
    return off_target(one, missed=one.line.assurance is Assurance.MISSES)
