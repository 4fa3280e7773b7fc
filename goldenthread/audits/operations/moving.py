"""How an audit or a cycle moves: by its state, so that two people cannot move it twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from goldenthread.audits.models import Audit, Cycle, CycleStep, Step
from goldenthread.audits.rules.lifecycle import NEXT, NEXT_OF_CYCLE
from goldenthread.audits.vocabulary import Act, CycleAct, CycleState, State
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person

MOVED = Refusal("Somebody else has just done something with this. Look at it again.")


def move(audit: Audit, act: Act, *, by: Person, at: datetime, words: str = "", **also: Any) -> None:
    """Do an act to an audit: its state, its step and the trail.

    Raises:
        Refusal: it cannot be done in this state, or somebody was quicker.
    """
    state = State(audit.state)
    stop_if(why_not(NEXT, state, act))
    after = NEXT[state, act]
    moved = Audit.objects.filter(pk=audit.pk, state=state).update(state=after, **also)
    if not moved:
        raise MOVED
    audit.state = after
    for name, value in also.items():
        setattr(audit, name, value)
    step(audit, act.value, words=words, by=by, at=at)
    trail.deed(what=f"audits.{act}", about=audit.reference, child=audit.child_id, by=by, at=at)


def move_cycle(cycle: Cycle, act: CycleAct, *, by: Person, at: datetime, words: str = "") -> None:
    """Do an act to a cycle.

    Raises:
        Refusal: it cannot be done in this state, or somebody was quicker.
    """
    state = CycleState(cycle.state)
    stop_if(why_not(NEXT_OF_CYCLE, state, act))
    after = NEXT_OF_CYCLE[state, act]
    if not Cycle.objects.filter(pk=cycle.pk, state=state).update(state=after):
        raise MOVED
    cycle.state = after
    CycleStep.objects.create(cycle=cycle, act=act.value, words=words[:300], by=by, at=at)
    trail.deed(what=f"audits.cycle.{act}", about=cycle.reference, by=by, at=at)


def step(audit: Audit, act: str, *, by: Person, at: datetime, words: str = "") -> None:
    """Keep what was done."""
    Step.objects.create(audit=audit, act=act, words=words[:500], by=by, at=at)
