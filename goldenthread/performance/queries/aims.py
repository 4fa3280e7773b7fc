"""Targets: those in force on a day, and all that were decided on one indicator."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from goldenthread.performance import rules
from goldenthread.performance.measure import Mix
from goldenthread.performance.models import Target

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from goldenthread.kernel.refusal import Refusal
    from goldenthread.performance.measure import Indicator
    from goldenthread.performance.queries.whose import Place


def targets_in_force(
    place: Place, day: date, *, known_by: datetime | None = None
) -> dict[str, Target]:
    """Code → the target that counts for a place on a day; one that ended, or none by choice, says
    so itself. `known_by` leaves out what was decided after a moment (N04)."""
    decided = targets_around(place, known_by=known_by)
    found = {code: rules.in_force_for(place.around, among, day) for code, among in decided.items()}
    return {code: one for code, one in found.items() if one is not None}


def targets_around(place: Place, *, known_by: datetime | None = None) -> dict[str, list[Target]]:
    """Code → all that was decided for a place, its service and the council."""
    decided: dict[str, list[Target]] = {}
    for one in _known(known_by).filter(place__in=place.around):
        decided.setdefault(one.code, []).append(one)
    return decided


def own_targets() -> dict[str, dict[str, list[Target]]]:
    """Place → code → all that was decided for it alone."""
    decided: dict[str, dict[str, list[Target]]] = {}
    for one in Target.objects.all():
        decided.setdefault(one.place, {}).setdefault(one.code, []).append(one)
    return decided


def targets_of(code: str, *, known_by: datetime | None = None) -> list[Target]:
    """All that was decided on an indicator's targets, whatever the place, the newest first day
    first, with who."""
    return list(_known(known_by).filter(code=code).select_related("by", "owner"))


def why_not_target(indicator: Indicator, place: Place, *, on: date) -> Refusal | None:
    """Why an indicator has no target for a place, or is set none on a day."""
    return rules.why_not_target(
        better=indicator.better,
        single=not isinstance(indicator, Mix),
        told=place.level == "all" or "team" in indicator.counts.columns,
        closed_on=place.closed_on,
        today=on,
    )


def _known(by: datetime | None) -> QuerySet[Target]:
    """What was decided by a moment; by now, without one."""
    return Target.objects.all() if by is None else Target.objects.filter(at__lte=by)
