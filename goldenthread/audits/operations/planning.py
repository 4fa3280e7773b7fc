"""Tools published, cycles planned and drawn, people exempted and reminded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries, tool
from goldenthread.audits.models import (
    Audit,
    Cycle,
    CycleDate,
    CycleStep,
    Draw,
    Exemption,
    ToolVersion,
)
from goldenthread.audits.operations.giving import allocate_cycle
from goldenthread.audits.operations.making import new_audit
from goldenthread.audits.operations.moving import move_cycle
from goldenthread.audits.rules import drawing, programme
from goldenthread.audits.rules.lifecycle import NEXT_OF_CYCLE
from goldenthread.audits.vocabulary import CycleAct, CycleState, Stage, State
from goldenthread.caseload import queries as caseload
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
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
    """Move a date of a cycle, with the reason; the first date stays on record. PRG-1.

    Audits not handed in yet follow the date by which they are returned.

    Raises:
        Refusal: not QA, not a working day, before the step begins, or without a reason.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    row = CycleDate.objects.get(cycle=cycle, stage=stage)
    if not standards.calendar().is_working(due_on):
        raise Refusal("Choose a working day.")
    if due_on < row.starts_on:
        raise Refusal("The step ends before it begins.")
    if not why.strip():
        raise Refusal("Say why the date moves.")
    CycleDate.objects.filter(pk=row.pk).update(due_on=due_on, why=why[:200])
    waiting = Audit.objects.filter(cycle=cycle)
    if stage is Stage.SHARE:
        waiting.filter(state__in=[State.DRAWN, State.ISSUED, State.UNDERWAY]).update(due_on=due_on)
    elif stage is Stage.MODERATE:
        waiting.filter(moderated_at=None).update(moderate_by=due_on)
    words = f"{stage.label}: {due_on.isoformat()}. {why}"
    CycleStep.objects.create(cycle=cycle, act="move date", words=words[:300], by=by, at=at)
    trail.deed(
        what="audits.cycle.move_date",
        about=cycle.reference,
        by=by,
        at=at,
        detail={"stage": stage.value, "due_on": due_on.isoformat()},
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
    frame = queries.frame(on)
    drawn = drawing.draw(frame, asked, on=on)
    if not drawn.tokens:
        raise Refusal("No child can be drawn: see who is left out, and why.")
    move_cycle(cycle, CycleAct.DRAW, by=by, at=at, words=f"{len(drawn.tokens)} children")
    Draw.objects.filter(cycle=cycle, kept=True).update(kept=False)
    Audit.objects.filter(cycle=cycle, state=State.DRAWN).update(state=State.WITHDRAWN)
    children = {
        child.token: child
        for child in caseload.frame().filter(token__in=[token for token, _ in drawn.tokens])
    }
    first = next(iter(children.values()))
    draw = Draw.objects.create(
        cycle=cycle,
        seed=asked.seed,
        size=asked.size,
        asked={
            "by": asked.by,
            "minimums": [list(pair) for pair in asked.minimums],
            "plans": list(asked.plans),
            "areas": list(asked.areas),
            "left_out_within_months": asked.left_out_within_months,
            "on": on.isoformat(),
        },
        load=first.load,
        as_at=first.as_at,
        population=drawn.population,
        population_hash=drawing.population_hash(frame),
        frame=drawing.frame_as_json(frame),
        result={
            "tokens": [list(pair) for pair in drawn.tokens],
            "reserves": [list(pair) for pair in drawn.reserves[:200]],
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
def report_cycle(*, cycle: Cycle, by: Person, at: datetime) -> None:
    """Note that the overview report of a cycle is signed off. LRN-1."""
    move_cycle(cycle, CycleAct.REPORT, by=by, at=at)


@transaction.atomic
def exempt(
    *, person: Person, from_on: date, until_on: date, why: str, by: Person, at: datetime
) -> Exemption:
    """Excuse somebody an audit for a time: the Assistant Director decides. B10.

    Raises:
        Refusal: not theirs to decide, without a reason, or the dates are the wrong way round.
    """
    stop_if(programme.why_not_exempt(roles=people.standing(by).roles, why=why))
    if until_on < from_on:
        raise Refusal("The last day is before the first day.")
    made = Exemption.objects.create(
        person=person, from_on=from_on, until_on=until_on, why=why[:200], by=by, at=at
    )
    trail.deed(
        what="audits.exempt", about="", by=by, at=at, detail={"person": person.pk, "id": made.pk}
    )
    notices.tell(
        to=person,
        kind="audits.exempt",
        words=f"You owe no audit from {from_on:%-d %B} to {until_on:%-d %B %Y}: {why}",
        link="/programme/expectations/",
        by=by,
        at=at,
    )
    return made


@transaction.atomic
def end_exemption(*, exemption: Exemption, on: date, by: Person, at: datetime) -> None:
    """End an exemption early.

    Raises:
        Refusal: not theirs to decide, or it has ended.
    """
    stop_if(programme.why_not_exempt(roles=people.standing(by).roles, why="end"))
    if exemption.until_on < on:
        raise Refusal("It has ended already.")
    Exemption.objects.filter(pk=exemption.pk).update(until_on=max(on, exemption.from_on))
    trail.deed(what="audits.end_exemption", about="", by=by, at=at, detail={"id": exemption.pk})


@transaction.atomic
def remind(*, late: Iterable[queries.Late], on: date, by: Person, at: datetime) -> int:
    """Remind people of what is late, each once a day. How many were reminded comes back.

    Raises:
        Refusal: not QA.
    """
    roles = people.standing(by).roles
    stop_if(programme.why_not_run(roles))
    told = 0
    for one in late:
        sent = notices.tell(
            to=one.who,
            kind="audits.reminder",
            words=f"{one.what}: {one.days} working day{'' if one.days == 1 else 's'} late",
            link=one.audit.get_absolute_url(),
            by=by,
            at=at,
            subject="something of yours is late",
            key=f"reminder:{one.kind}:{one.audit.pk}:{one.who.pk}:{on.isoformat()}",
        )
        told += sent is not None
    trail.deed(what="audits.remind", about="", by=by, at=at, detail={"people": told})
    return told
