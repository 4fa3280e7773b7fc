"""The children of a cycle drawn, and a child of a draw replaced."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Cycle, Draw
from goldenthread.audits.operations.giving import (
    allocate_cycle,
    check_swap,
    issue_audit,
    withdraw,
)
from goldenthread.audits.operations.keeping import keep_draw
from goldenthread.audits.operations.making import new_audit
from goldenthread.audits.operations.moving import move_cycle, step
from goldenthread.audits.rules import drawing, programme
from goldenthread.audits.rules.lifecycle import NEXT_OF_CYCLE
from goldenthread.audits.vocabulary import CycleAct, CycleState, Stage, State
from goldenthread.caseload import queries as caseload
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def draw_cycle(
    *,
    cycle: Cycle,
    asked: drawing.Asked,
    auditors: Iterable[int],
    on: date,
    by: Person,
    at: datetime,
) -> Draw:
    """Draw the children of a cycle and propose their auditors. PRG-3, PRG-4, B03 to B07.

    An earlier draw that was not given out stays on the record, marked as not kept.

    Raises:
        Refusal: not QA, given out already, or nobody can be drawn.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    stop_if(why_not(NEXT_OF_CYCLE, CycleState(cycle.state), CycleAct.DRAW))
    Draw.objects.filter(cycle=cycle, kept=True).update(kept=False)
    Audit.objects.filter(cycle=cycle, state=State.DRAWN).update(state=State.WITHDRAWN)
    frame = queries.frame(on)  # the children of the draw that is replaced can be drawn again
    drawn = drawing.draw(frame, asked, on=on)
    if not drawn.tokens:
        counts = (f"{drawing.LeftOut(key).label}: {count}" for key, count in drawn.left_out)
        raise Refusal(f"No child can be drawn. {'; '.join(counts) or 'No list was loaded'}.")
    move_cycle(cycle, CycleAct.DRAW, by=by, at=at, words=f"{len(drawn.tokens)} children")
    children = {
        child.token: child
        for child in caseload.frame().filter(token__in=[token for token, _ in drawn.tokens])
    }
    first = next(iter(children.values()))
    draw = keep_draw(
        drawn=drawn, asked=asked, frame=frame, child=first, cycle=cycle, on=on, by=by, at=at
    )
    dates = {row.stage: row.due_on for row in cycle.dates.all()}
    Audit.objects.bulk_create(
        new_audit(
            child=children[token],
            cycle=cycle,
            draw=draw,
            stratum=name,
            due_on=dates[Stage.SHARE],
            moderate_by=dates[Stage.MODERATE],
            by=by,
            at=at,
        )
        for token, name in drawn.tokens
    )
    allocate_cycle(cycle=cycle, auditors=auditors, on=on, by=by, at=at)
    return draw


@transaction.atomic
def replace_child(*, audit: Audit, why: str, on: date, by: Person, at: datetime) -> Audit:
    """Take the next child in line who can still be drawn, of the same stratum where there is one.

    The auditor keeps the work where the firm rules allow it. B05.

    Raises:
        Refusal: not QA, handed in already, without a reason, or nobody is left in line.
    """
    cycle, draw = audit.cycle, audit.draw
    if draw is None:
        raise Refusal("This audit was not drawn.")
    asked = drawing.Asked(
        size=1, seed="", left_out_within_months=draw.asked["left_out_within_months"]
    )
    used = set(Audit.objects.filter(draw=draw).values_list("child__token", flat=True))
    used |= {one.token for one in queries.frame(on) if drawing.left_out(one, asked, on=on)}
    found = drawing.replacement(queries.drawn_again(draw), instead_of=audit.child.token, used=used)
    if found is None:
        raise Refusal("Nobody is left in line: draw anew.")
    was_given = audit.state != State.DRAWN
    withdraw(audit=audit, why=why, by=by, at=at)
    child = caseload.frame().get(token=found[0])
    instead = new_audit(
        child=child,
        cycle=cycle,
        draw=draw,
        stratum=found[1],
        due_on=audit.due_on,
        moderate_by=audit.moderate_by,
        by=by,
        at=at,
    )
    if audit.auditor is not None:
        refusal, _ = check_swap(instead, audit.auditor, on)
        if refusal is None:
            instead.auditor = audit.auditor
    instead.save()
    step(instead, "replace", words=f"Instead of {audit.reference}: {why}", by=by, at=at)
    if was_given and instead.auditor is not None:
        issue_audit(audit=instead, by=by, at=at)
    return instead
