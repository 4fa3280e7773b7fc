"""An audit as it is drawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Cycle, Draw, ToolVersion
from goldenthread.audits.rules import front
from goldenthread.audits.vocabulary import State
from goldenthread.caseload.vocabulary import Plan
from goldenthread.kernel.refusal import Refusal

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person


def new_audit(
    *,
    child: Child,
    cycle: Cycle | None,
    draw: Draw | None,
    stratum: str,
    due_on: date,
    moderate_by: date | None,
    by: Person,
    at: datetime,
    follows: Audit | None = None,
    tool_version: ToolVersion | None = None,
) -> Audit:
    """An audit as it is drawn: whose child it is, and the facts, as they are now (C07, Z01)."""
    version = tool_version or (cycle.tool if cycle else None) or queries.newest_tool()
    if version is None:
        raise Refusal("No audit tool has been published yet.")
    plan = {
        "code": "PLAN",
        "name": "Plan",
        "value": child.plan,
        "words": Plan(child.plan).label if child.plan else "None",
        "source": child.load,
        "as_at": child.as_at.isoformat(),
    }
    return Audit(
        cycle=cycle,
        draw=draw,
        stratum=stratum,
        child=child,
        tool=version,
        worker=child.worker,
        team=child.team,
        area=child.area,
        follows=follows,
        state=State.DRAWN,
        facts=[
            plan,
            *front.front_facts(
                born=child.date_of_birth,
                sex=child.sex,
                ethnicity=child.ethnicity,
                disability=child.disability,
                legal_status=child.legal_status,
                source=child.load,
                as_at=child.as_at,
            ),
            *child.facts,
        ],
        due_on=due_on,
        moderate_by=moderate_by,
        by=by,
        at=at,
    )
