"""A draw as it is kept: all that is needed to draw it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from goldenthread.audits.models import Cycle, Draw
from goldenthread.audits.rules import drawing

if TYPE_CHECKING:
    from goldenthread.audits.vocabulary import Origin
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person


def keep_draw(
    *,
    drawn: drawing.Drawn,
    asked: drawing.Asked,
    frame: Sequence[drawing.Candidate],
    child: Child,
    cycle: Cycle | None,
    on: date,
    by: Person,
    at: datetime,
    origin: Origin | None = None,
) -> Draw:
    """Keep a draw with its query, its frame and its result. B05. `child` tells its load."""
    return Draw.objects.create(
        cycle=cycle,
        origin=origin.words[:250] if origin else "",
        origin_figure=origin.figure[:80] if origin else "",
        origin_reference=origin.reference if origin else "",
        origin_address=origin.address[:200] if origin else "",
        seed=asked.seed,
        size=asked.size,
        asked={
            "by": asked.by,
            "minimums": [list(pair) for pair in asked.minimums],
            "plans": list(asked.plans),
            "areas": list(asked.areas),
            "tokens": list(asked.tokens),
            "left_out_within_months": asked.left_out_within_months,
            "on": on.isoformat(),
        },
        load=child.load,
        as_at=child.as_at,
        population=drawn.population,
        population_hash=drawing.population_hash(frame),
        frame=drawing.frame_as_json(frame),
        result={
            "tokens": [list(pair) for pair in drawn.tokens],
            "strata": [
                {
                    "name": one.name,
                    "can_be_drawn": one.can_be_drawn,
                    "at_least": one.at_least,
                    "drawn": one.drawn,
                    "short": one.short,
                    "chance": one.chance,
                }
                for one in drawn.strata
            ],
            "left_out": [list(pair) for pair in drawn.left_out],
        },
        rules_version=drawing.RULES_VERSION,
        by=by,
        at=at,
    )
