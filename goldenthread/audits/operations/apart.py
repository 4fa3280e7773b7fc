"""Children drawn from those behind a figure, apart from any cycle (PRG-7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Draw
from goldenthread.audits.operations.giving import allocate_draw, issue_audit
from goldenthread.audits.operations.keeping import keep_draw
from goldenthread.audits.operations.making import new_audit
from goldenthread.audits.rules import drawing, programme
from goldenthread.audits.vocabulary import POLICY, Origin, State
from goldenthread.caseload import queries as caseload
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def draw_children(
    *,
    tokens: Collection[str],
    origin: Origin,
    asked: drawing.Asked,
    auditors: Iterable[int],
    on: date,
    by: Person,
    at: datetime,
) -> Draw:
    """Draw from these very children, and propose their auditors; the draw keeps its origin. PRG-7.

    They are the whole frame, frozen with the draw, so that it can be drawn again. QA gives the
    audits out, and is told where somebody else has drawn.

    Raises:
        Refusal: neither QA nor the Head of Service of all of them, or nobody can be drawn.
    """
    frame = queries.frame_of(tokens, on)
    stop_if(programme.why_not_draw_children(people.standing(by), areas={one.area for one in frame}))
    drawn = drawing.draw(frame, asked, on=on)
    if not drawn.tokens:
        counts = (f"{drawing.LeftOut(key).label}: {count}" for key, count in drawn.left_out)
        raise Refusal(f"No child can be drawn. {'; '.join(counts) or 'None is known here'}.")
    children = {
        child.token: child
        for child in caseload.frame().filter(token__in=[token for token, _ in drawn.tokens])
    }
    draw = keep_draw(
        drawn=drawn, asked=asked, frame=frame, child=next(iter(children.values())), cycle=None,
        on=on, by=by, at=at, origin=origin,
    )  # fmt: skip
    calendar = standards.calendar()
    Audit.objects.bulk_create(
        new_audit(
            child=children[token],
            cycle=None,
            draw=draw,
            stratum=name,
            due_on=calendar.add(on, POLICY.drawn_apart_within_days),
            moderate_by=calendar.add(on, POLICY.moderate_apart_within_days),
            by=by,
            at=at,
        )
        for token, name in drawn.tokens
    )
    trail.deed(
        what="audits.draw_children",
        about=draw.reference,
        by=by,
        at=at,
        detail={"from": origin.reference, "children": len(drawn.tokens)},
    )
    allocate_draw(draw=draw, auditors=auditors, on=on, by=by, at=at)
    for officer in people.holders(*QA_TEAM, on=on):
        if officer.pk != by.pk:
            notices.tell(
                to=officer,
                kind="audits.drawn_apart",
                words=f"{draw.reference} waits to be given out: {len(drawn.tokens)} children "
                f"behind a figure, drawn by {by.name}",
                link=draw.get_absolute_url(),
                by=by,
                at=at,
            )
    return draw


@transaction.atomic
def issue_draw(*, draw: Draw, by: Person, at: datetime) -> int:
    """Give out every audit of a draw apart from any cycle. How many comes back. PRG-7, PRG-4.

    Raises:
        Refusal: not QA, a child has no auditor, or all were given out already.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    waiting = list(
        Audit.objects.filter(draw=draw, state=State.DRAWN).select_related("child", "auditor")
    )
    if not waiting:
        raise Refusal("These audits were given out already.")
    if without := sum(audit.auditor is None for audit in waiting):
        raise Refusal(
            f"{without} {'child has' if without == 1 else 'children have'} no auditor. "
            "Swap, or replace the child."
        )
    for audit in waiting:
        issue_audit(audit=audit, by=by, at=at)
    return len(waiting)
