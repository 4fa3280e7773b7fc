"""When an audit and a cycle may move."""

from __future__ import annotations

from typing import Final

from goldenthread.audits.vocabulary import Act, CycleAct, CycleState, State
from goldenthread.kernel.lifecycle import Lifecycle

NEXT: Final[Lifecycle[State, Act]] = {
    (State.DRAWN, Act.ISSUE): State.ISSUED,
    (State.ISSUED, Act.OPEN): State.UNDERWAY,
    (State.UNDERWAY, Act.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Act.RETURN): State.UNDERWAY,
    (State.SUBMITTED, Act.MODERATE): State.MODERATED,
    (State.MODERATED, Act.CLOSE): State.CLOSED,
    (State.DRAWN, Act.WITHDRAW): State.WITHDRAWN,
    (State.ISSUED, Act.WITHDRAW): State.WITHDRAWN,
    (State.UNDERWAY, Act.WITHDRAW): State.WITHDRAWN,
}
"""The stages of an audit (Framework 3.1)."""

NEXT_OF_CYCLE: Final[Lifecycle[CycleState, CycleAct]] = {
    (CycleState.PLANNED, CycleAct.DRAW): CycleState.DRAWN,
    (CycleState.DRAWN, CycleAct.DRAW): CycleState.DRAWN,
    (CycleState.DRAWN, CycleAct.ISSUE): CycleState.ISSUED,
    (CycleState.ISSUED, CycleAct.REPORT): CycleState.REPORTED,
    (CycleState.PLANNED, CycleAct.WITHDRAW): CycleState.WITHDRAWN,
    (CycleState.DRAWN, CycleAct.WITHDRAW): CycleState.WITHDRAWN,
}
"""The stages of a cycle (PRG-1)."""
