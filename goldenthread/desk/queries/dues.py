"""Everything that is due from the reader, from every module."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from goldenthread.actions import queries as actions
from goldenthread.audits import queries as audits
from goldenthread.audits.vocabulary import CycleState, Stage, State
from goldenthread.caseload import queries as caseload
from goldenthread.caseload.vocabulary import Plan
from goldenthread.concerns import queries as concerns
from goldenthread.concerns.rules import acknowledge_by
from goldenthread.concerns.vocabulary import State as Concerned
from goldenthread.desk.queries import figures, own
from goldenthread.desk.rules import seen_from
from goldenthread.desk.vocabulary import Due, Weight
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import LEADERS, QA_TEAM, Role
from goldenthread.performance.indicators.lines import LINES
from goldenthread.standards import queries as standards
from goldenthread.ui.templatetags.ui import clock_time

if TYPE_CHECKING:
    from goldenthread.actions.models import Action
    from goldenthread.audits.models import Audit
    from goldenthread.kernel.working_days import Calendar
    from goldenthread.people.models import Person

UNSEEN_AFTER = LINES["HL1"].clock.limit
"""Working days: a child on a plan not seen for longer is past a hard line (`cycles.md` §6.3)."""


def dues(
    reader: Person, on: date, calendar: Calendar, running: Sequence[audits.CycleNow]
) -> list[Due]:
    """All of it, in no order: the rules order it."""
    return [
        *_concerns(reader),
        *_children(reader, calendar),
        *_audits(reader),
        *_answers(reader, calendar),
        *_moderation(reader, on),
        *_actions(reader, on, calendar),
        *figures.dues(reader, on),
        *_programme(reader, on, calendar, running),
        *_standards(reader, on),
        *own.to_decide(reader),
    ]


def _concerns(reader: Person) -> Iterator[Due]:
    for one in own.with_only(concerns.waiting_for(reader), "child", "by"):
        raised = one.state == Concerned.RAISED
        yield Due(
            what=f"A concern about child {one.child.reference} is waiting for you"
            + (" to acknowledge" if raised else ""),
            link=one.get_absolute_url(),
            due_on=one.at.date(),
            more=f"Raised by {one.by.name} at {clock_time(one.at)}"
            + (f". Acknowledge by {clock_time(acknowledge_by(one.at))}" if raised else ""),
            weight=Weight.CONCERN,
            child=True,
            button="Read and acknowledge" if raised else "Read the concern",
        )
    for one in own.with_only(concerns.to_close(reader), "child"):
        yield Due(
            what=f"Close the concern about child {one.child.reference}, or ask on",
            link=one.get_absolute_url(),
            due_on=one.seen_at.date() if one.seen_at else None,
            more="The child has been seen safe",
            child=True,
            button="Read the concern",
        )


def _children(reader: Person, calendar: Calendar) -> Iterator[Due]:
    if not people.standing(reader).holds(Role.PM, Role.SW):
        return
    as_at = caseload.as_at()
    if as_at is None:
        return
    line = seen_from(as_at, within=UNSEEN_AFTER, calendar=calendar)
    unseen = caseload.children(reader).filter(open=True, plan=Plan.CP, last_seen_on__lt=line)
    for child in unseen.order_by("last_seen_on")[:8]:
        if child.last_seen_on is None:
            continue
        days = calendar.between(child.last_seen_on, as_at)
        yield Due(
            what=f"Child {child.reference} was not seen for {days} working days",
            link=child.get_absolute_url(),
            due_on=calendar.add(child.last_seen_on, UNSEEN_AFTER),
            more=f"On a child protection plan. The limit is {UNSEEN_AFTER}. As at {as_at:%-d %B}",
            weight=Weight.CHILD_PAST_A_LINE,
            child=True,
            button="Open the record",
        )


def _audits(reader: Person) -> Iterator[Due]:
    mine = own.with_only(audits.mine_to_do(reader), "child", "cycle", "team").annotate(
        sent_back=Exists(audits.returns().filter(audit=OuterRef("pk")))
    )
    for one in mine:
        back = bool(one.sent_back) and one.state == State.UNDERWAY
        yield Due(
            what=f"Your audit: child {one.child.reference}",
            link=one.get_absolute_url(),
            due_on=one.due_on,
            more=(f"Cohort {one.cycle.cohort}" if one.cycle else _apart(one))
            + (f", {one.team.name}" if one.team else "")
            + (". It came back to you" if back else ""),
            weight=Weight.RETURNED if back else Weight.ORDINARY,
            child=True,
            started=one.state == State.UNDERWAY,
            button="Go on with it" if one.state == State.UNDERWAY else "Begin",
        )


def _apart(one: Audit) -> str:
    """Why there is an audit that is of no cycle."""
    return "Repeats an inadequate audit" if one.follows_id else "Drawn from behind a figure"


def _answers(reader: Person, calendar: Calendar) -> Iterator[Due]:
    for response in own.with_only(audits.to_answer(reader), "audit__child", "audit__auditor"):
        yield Due(
            what=f"Read and answer the audit of child {response.audit.child.reference}",
            link=f"{response.audit.get_absolute_url()}shared/",
            due_on=response.due_on,
            more=f"By {response.audit.auditor.name}" if response.audit.auditor else "",
            child=response.audit.grade == "I",
            button="Read and answer",
        )
    for talk in audits.my_conversations(reader):
        yield Due(
            what=f"Write your own words: audit of child {talk.audit.child.reference}",
            link=f"{talk.audit.get_absolute_url()}own-words/",
            due_on=calendar.add(talk.at.date(), 15),
            more=f"With {talk.audit.auditor.name}" if talk.audit.auditor else "",
            button="Write",
        )


def _moderation(reader: Person, on: date) -> Iterator[Due]:
    """The leaders of the child's service moderate (Framework 3.1); QA sees what is late of them."""
    wanted = own.with_only(audits.to_moderate(reader), "child", "auditor", "moderation")
    if not people.standing(reader).holds(*LEADERS):
        wanted = wanted.filter(Q(moderate_by__lt=on) | Q(moderation__by=reader))
    for one in wanted[:30]:
        yield Due(
            what=f"Moderate the audit of child {one.child.reference}",
            link=f"{one.get_absolute_url()}moderate/",
            due_on=one.moderate_by,
            more=(f"{one.get_grade_display()}, " if one.grade else "")
            + (f"by {one.auditor.name}" if one.auditor else ""),
            child=one.grade == "I",
            started=hasattr(one, "moderation"),
            button="Moderate",
        )


def _actions(reader: Person, on: date, calendar: Calendar) -> Iterator[Due]:
    for one in own.with_only(actions.mine(reader), "child"):
        yield Due(
            what=one.what,
            link=one.get_absolute_url(),
            due_on=one.due_on,
            more=_of_action(one),
            child=one.child_id is not None,
            button="Open the action",
        )
    if people.standing(reader).everywhere(Role.DCS, Role.AD):
        return  # they may, and are not waited for: managers, leaders and QA are
    for one in own.with_only(actions.waiting_for_verification(reader), "child", "reported_by")[:20]:
        yield Due(
            what=f"Verify: {one.what}",
            link=one.get_absolute_url(),
            due_on=calendar.add(one.reported_at.date(), 10) if one.reported_at else None,
            more=_of_action(one)
            + (f". Reported complete by {one.reported_by.name}" if one.reported_by else ""),
            button="Verify",
        )
    for one in own.with_only(actions.waiting_for_check(reader, on), "child")[:20]:
        yield Due(
            what=f"Did it help? {one.what}",
            link=one.get_absolute_url(),
            due_on=one.check_by,
            more=f"{_of_action(one)}. Verified eight weeks ago or more",
            button="Check the difference",
        )


def _of_action(one: Action) -> str:
    return f"Action {one.reference}" + (f", child {one.child.reference}" if one.child else "")


def _programme(
    reader: Person, on: date, calendar: Calendar, running: Sequence[audits.CycleNow]
) -> Iterator[Due]:
    if not people.standing(reader).holds(*QA_TEAM):
        return
    for now in running:
        cycle = now.cycle
        if cycle.state == CycleState.PLANNED and cycle.starts_on <= on + timedelta(days=14):
            yield Due(
                what=f"Draw cohort {cycle.cohort}",
                link=f"{cycle.get_absolute_url()}draw/",
                due_on=calendar.add(cycle.starts_on, -2),
                more=f"It begins on {cycle.starts_on:%A %-d %B}",
                button="Set up the draw",
            )
        elif cycle.state == CycleState.DRAWN:
            yield Due(
                what=f"Give out cohort {cycle.cohort}: {now.audits} children",
                link=f"{cycle.get_absolute_url()}allocation/",
                due_on=now.dates[Stage.ISSUE].due_on,
                more="Nobody has been told yet",
                button="See the allocation",
            )
        elif cycle.state == CycleState.ISSUED and now.week >= 7:
            yield Due(
                what=f"Overview report of cohort {cycle.cohort}",
                link=f"/reports/cycles/{cycle.pk}/",
                due_on=now.dates[Stage.REPORT].due_on,
                more=f"{now.audits} audits",
                button="Write the report",
            )
    for draw, number in audits.waiting_apart(reader):
        yield Due(
            what=f"Give out {draw.reference}: {number} children behind a figure",
            link=draw.get_absolute_url(),
            due_on=calendar.add(draw.at.date(), 5),
            more=draw.origin,
            button="See the draw",
        )
    for audit in audits.reaudits_waiting():
        yield Due(
            what=f"Give out the repeat audit of child {audit.child.in_lists}",
            link="/programme/#dates",
            due_on=calendar.add(audit.due_on, -20),
            more=f"Inadequate. To be done by {audit.due_on:%-d %B %Y}",
            child=True,
            button="See it on the board",
        )


def _standards(reader: Person, on: date) -> Iterator[Due]:
    revision = standards.unread_for(reader, on)
    if revision is not None:
        yield Due(
            what=f"Read version {revision.number} of the practice standards",
            link="/standards/",
            due_on=revision.effective_from + timedelta(days=28)
            if revision.effective_from + timedelta(days=28) >= on
            else None,
            more="And say that you understand it",
            button="Read them",
        )
