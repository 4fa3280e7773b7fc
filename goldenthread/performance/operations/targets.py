"""Setting a target, leaving one out by choice, and ending one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.performance import queries, rules
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Target
from goldenthread.performance.vocabulary import Aim
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from goldenthread.performance.queries import Place


class Overtaken(Refusal):
    """Somebody else decided on this target while the page was open."""


def set_target(
    *,
    indicator: Indicator,
    place: Place = queries.COUNCIL,
    aim: Aim,
    from_on: date,
    value: Decimal | None,
    tolerance: Decimal,
    reason: str,
    owner: Person | None = None,
    seen: int,
    by: Person,
    at: datetime,
) -> Target:
    """Set a place's target from a day, leave it out by choice, or end it; what was before is kept.

    PER-3, Q02.

    Args:
        owner: who answers for a target; whoever sets it, without one.
        seen: the number of the newest decision on that place that the person saw; 0 where there
            was none.

    Raises:
        Overtaken: somebody else has decided since.
        Refusal: not theirs to set, a figure without a better way, or a value, a tolerance or a
            day that cannot be.
    """
    stop_if(rules.why_not_keep_targets(people.standing(by).roles))
    stop_if(queries.why_not_target(indicator, place, on=timezone.localdate(at)))
    decided = [one for one in queries.targets_of(indicator.code) if one.place == place.key]
    if max((one.number for one in decided), default=0) != seen:
        raise Overtaken("Somebody else decided on this target. Both are shown.")
    stop_if(
        rules.why_not_set_target(
            aim=aim,
            value=value,
            tolerance=tolerance,
            unit=rules.aimed_in(indicator.unit, place.key),
            reason=reason,
            begun=rules.in_force(decided, from_on),
            from_on=from_on,
            today=timezone.localdate(at),
        )
    )
    target = aim == Aim.TARGET
    made = Target(
        code=indicator.code,
        place=place.key,
        number=seen + 1,
        from_on=from_on,
        aim=aim,
        value=value if target else None,
        tolerance=tolerance if target else Decimal(0),
        window=indicator.windows[0],
        owner=(owner or by) if target else None,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    with transaction.atomic():
        _save(made)
        trail.deed(
            what="performance.set_target",
            about=indicator.code,
            by=by,
            at=at,
            detail={"place": made.place, "number": made.number, "aim": aim, "from": f"{from_on}"},
        )
    return made


def _save(made: Target) -> None:
    """Keep a decision; who is second is told."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as clash:
        raise Overtaken("Somebody else decided on this target. Both are shown.") from clash
