"""Figures that leave with their small numbers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from goldenthread.kernel.refusal import stop_if
from goldenthread.people import queries as people
from goldenthread.performance import rules
from goldenthread.performance.vocabulary import Purpose
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def take_small_numbers(*, what: str, place: str, why: Purpose, by: Person, at: datetime) -> None:
    """Write down that a file left with its small numbers, and why (PER-8).

    Raises:
        Refusal: they may not see every child.
    """
    stop_if(rules.why_not_small_numbers(people.standing(by)))
    trail.deed(
        what="performance.small_numbers",
        about=what,
        by=by,
        at=at,
        detail={"place": place, "why": why.value},
    )
