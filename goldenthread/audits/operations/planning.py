"""Tools published, cycles planned and drawn, people exempted and reminded."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries, tool
from goldenthread.audits.models import (
    Audit,
    Cycle,
    CycleDate,
    CycleStep,
    ToolVersion,
)
from goldenthread.audits.operations.moving import move_cycle
from goldenthread.audits.rules import programme
from goldenthread.audits.vocabulary import CycleAct, CycleState, Stage, State
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from goldenthread.people.models import Person


@transaction.atomic
def publish_tool(*, text: str, by: Person | None, at: datetime) -> ToolVersion:
    """Publish a version of a tool from its content; the same content twice is one version. AUD-1.

    Raises:
        BadTool: the content is not a whole tool.
    """
    read = tool.read(text)
    made, _ = ToolVersion.objects.get_or_create(
        digest=tool.digest(text),
        defaults={
            "kind": read.kind,
            "number": read.version,
            "title": read.title,
            "body": text,
            "by": by,
            "at": at,
        },
    )
    return made


@transaction.atomic
def plan_cycles(*, first: date, count: int, by: Person, at: datetime) -> list[Cycle]:
    """Plan cycles from this Monday on, cohorts A and B in turn, four weeks apart. PRG-1.

    Raises:
        Refusal: not QA, not a Monday, or one of the Mondays is taken.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    newest = queries.newest_tool()
    if newest is None:
        raise Refusal("No audit tool has been published yet.")
    taken = set(Cycle.objects.values_list("starts_on", flat=True))
    before = Cycle.objects.filter(starts_on__lt=first).order_by("-starts_on").first()
    calendar = standards.calendar()
    made = []
    other = {"A": "B", "B": "A"} if before and before.cohort == "A" else {}
    for cohort, starts_on in programme.next_cycles(after=first, count=count):
        stop_if(programme.why_not_plan(starts_on=starts_on, taken=taken))
        cycle = Cycle.objects.create(
            cohort=other.get(cohort, cohort),
            starts_on=starts_on,
            state=CycleState.PLANNED,
            tool=newest,
            by=by,
            at=at,
        )
        CycleDate.objects.bulk_create(
            CycleDate(
                cycle=cycle,
                stage=dated.stage,
                starts_on=dated.starts_on,
                due_on=dated.due_on,
                first_due_on=dated.due_on,
            )
            for dated in programme.dates_of_cycle(starts_on, calendar)
        )
        CycleStep.objects.create(cycle=cycle, act="plan", by=by, at=at)
        trail.deed(what="audits.cycle.plan", about=cycle.reference, by=by, at=at)
        made.append(cycle)
    return made


@transaction.atomic
def move_date(
    *, cycle: Cycle, stage: Stage, due_on: date, why: str, by: Person, at: datetime
) -> None:
    """Move a date of a cycle, with the reason; the first date stays on record. PRG-1, B02.

    Audits not handed in yet follow the date by which they are returned, and their auditors are
    told.

    Raises:
        Refusal: not QA, not a working day, before the step begins, or without a reason.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    rows = {Stage(row.stage): row for row in CycleDate.objects.filter(cycle=cycle)}
    stop_if(
        programme.why_not_move(
            stage=stage,
            due_on=due_on,
            dates={key: (row.starts_on, row.due_on) for key, row in rows.items()},
            calendar=standards.calendar(),
        )
    )
    if not why.strip():
        raise Refusal("Say why the date moves.")
    CycleDate.objects.filter(pk=rows[stage].pk).update(due_on=due_on, why=why[:200])
    following = queries.following(cycle, stage)
    if stage is Stage.SHARE:
        _tell_of_new_date(following, due_on, why, by=by, at=at)
        following.update(due_on=due_on)
    elif stage is Stage.MODERATE:
        following.update(moderate_by=due_on)
    words = f"{stage.label}: {due_on.isoformat()}. {why}"
    CycleStep.objects.create(cycle=cycle, act="move date", words=words[:300], by=by, at=at)
    trail.deed(
        what="audits.cycle.move_date",
        about=cycle.reference,
        by=by,
        at=at,
        detail={"stage": stage.value, "due_on": due_on.isoformat()},
    )


def _tell_of_new_date(
    audits: QuerySet[Audit], due_on: date, why: str, *, by: Person, at: datetime
) -> None:
    for audit in audits.filter(state__in=[State.ISSUED, State.UNDERWAY]):
        if audit.auditor is not None:
            notices.tell(
                to=audit.auditor,
                kind="audits.moved_date",
                words=f"Audit {audit.reference} is now due by {due_on:%-d %B %Y}: {why}",
                link=audit.get_absolute_url(),
                by=by,
                at=at,
                subject="an audit of yours has another date",
            )


@transaction.atomic
def withdraw_cycle(*, cycle: Cycle, why: str, by: Person, at: datetime) -> None:
    """Withdraw a cycle that has not been given out, with the reason.

    Raises:
        Refusal: not QA, given out already, or without a reason.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    if not why.strip():
        raise Refusal("Say why the cycle is withdrawn.")
    move_cycle(cycle, CycleAct.WITHDRAW, by=by, at=at, words=why)
    Audit.objects.filter(cycle=cycle, state=State.DRAWN).update(state=State.WITHDRAWN)


@transaction.atomic
def report_cycle(*, cycle: Cycle, by: Person, at: datetime) -> None:
    """Note that the overview report of a cycle is signed off. LRN-1."""
    move_cycle(cycle, CycleAct.REPORT, by=by, at=at)
