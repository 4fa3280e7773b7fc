"""An overview report begun, edited by parts, and signed off once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from goldenthread.audits import operations as audits
from goldenthread.audits.vocabulary import CycleState
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.reports import queries, rules
from goldenthread.reports.drafts import PARTS
from goldenthread.reports.models import Edit, Report
from goldenthread.reports.vocabulary import Act, State
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.audits.models import Cycle
    from goldenthread.people.models import Person


@transaction.atomic
def begin(*, cycle: Cycle, by: Person, at: datetime) -> Report:
    """Begin the report of a cycle; begun already, it is the same. LRN-1.

    Raises:
        Refusal: not QA, or the cycle was not given out.
    """
    roles = people.standing(by).roles
    stop_if(rules.why_not_begin(roles=roles, state=CycleState(cycle.state)))
    made, new = Report.objects.get_or_create(
        cycle=cycle, defaults={"state": State.DRAFT, "by": by, "at": at}
    )
    if new:
        trail.deed(what="reports.begin", about=made.reference, by=by, at=at)
    return made


@transaction.atomic
def write(
    *, report: Report, part: str, words: str, version: int, by: Person, at: datetime
) -> Report:
    """Write a part of a draft; what was there is kept. LRN-1.

    Raises:
        Refusal: not QA, signed off, or somebody else has changed the report meanwhile.
        ValueError: there is no such part.
    """
    stop_if(rules.why_not_write(people.standing(by).roles))
    if part not in {code for code, _, _ in PARTS}:
        raise ValueError(f"There is no part {part}.")
    now = Report.objects.select_for_update().get(pk=report.pk)
    if now.state != State.DRAFT:
        raise Refusal("This report is signed off: nothing in it changes now.")
    before = now.written.get(part, "")
    if before == words.strip():
        return now
    if now.version != version:
        raise Refusal("Somebody else has changed this report. Both texts are shown below.")
    Edit.objects.create(report=now, act=Act.EDIT, part=part, before=before, by=by, at=at)
    now.written = {**now.written, part: words.strip()}
    now.version += 1
    now.save(update_fields=["written", "version"])
    return now


@transaction.atomic
def sign_off(*, report: Report, on: date, by: Person, at: datetime, why: str = "") -> Report:
    """Sign a report off: it is frozen as it reads now, with a hash. LRN-1, V01.

    `why` says why nobody waits for audits that are not handed in; the report says it too.

    Raises:
        Refusal: not the QA manager, signed off already, an audit is not moderated, or one is not
            handed in and nobody says why.
    """
    counted = queries.counted(report.cycle_id)
    stop_if(
        rules.why_not_sign_off(
            roles=people.standing(by).roles,
            state=State(report.state),
            **counted,
            written=bool(report.written.get("summary")),
            why=why,
        )
    )
    paper = queries.paper(by, report, on)
    if counted["outstanding"]:
        words = f"{counted['outstanding']}: {why.strip()}"
        paper = replace(paper, meta=(*paper.meta, ("Not handed in", words)))
    frozen = paper.as_json()
    plain = json.dumps(frozen, sort_keys=True, ensure_ascii=False)
    moved = Report.objects.filter(pk=report.pk, state=State.DRAFT, version=report.version).update(
        state=State.SIGNED_OFF,
        frozen=frozen,
        digest=hashlib.sha256(plain.encode()).hexdigest(),
        signed_by=by,
        signed_at=at,
        version=F("version") + 1,
    )
    if not moved:
        raise Refusal("Somebody else has just changed this report. Look at it again.")
    report.refresh_from_db()
    Edit.objects.create(report=report, act=Act.SIGN_OFF, before=why.strip(), by=by, at=at)
    audits.report_cycle(cycle=report.cycle, by=by, at=at)
    trail.deed(what="reports.sign_off", about=report.reference, by=by, at=at)
    for person in people.holders(Role.HOS, Role.AD, Role.DCS, Role.PSW, on=on):
        notices.tell(
            to=person,
            kind="reports.signed",
            words=f"The overview report of cohort {report.cycle.cohort} is signed off",
            link=report.get_absolute_url(),
            by=by,
            at=at,
        )
    return report
