"""Children given to auditors, swapped, replaced, given out and withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.actions import operations as acting
from goldenthread.audits import queries
from goldenthread.audits.models import Audit, Cycle, Draw, Swap
from goldenthread.audits.operations.moving import MOVED, move, move_cycle, step
from goldenthread.audits.rules import allocation, programme, writing
from goldenthread.audits.vocabulary import Act, Cannot, CycleAct, State
from goldenthread.caseload import operations as caseload
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def allocate_cycle(
    *, cycle: Cycle, auditors: Iterable[int], on: date, by: Person, at: datetime
) -> allocation.Allocation:
    """Propose an auditor for every child of a cycle that is drawn and not given out. PRG-4, B07.

    Raises:
        Refusal: not QA, nobody was named, or somebody named audits no more.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    draw = queries.kept_draw(cycle)
    waiting = list(
        Audit.objects.filter(cycle=cycle, state=State.DRAWN).select_related(
            "child", "follows", "draw"
        )
    )
    result = _propose(
        waiting, auditors, on, seed=draw.seed if draw else cycle.reference, draw=draw,
        cycle=cycle.pk,
    )  # fmt: skip
    trail.deed(
        what="audits.allocate",
        about=cycle.reference,
        by=by,
        at=at,
        detail={"given": len(result.given), "nobody": len(result.nobody)},
    )
    return result


@transaction.atomic
def allocate_draw(
    *, draw: Draw, auditors: Iterable[int], on: date, by: Person, at: datetime
) -> allocation.Allocation:
    """Propose an auditor for every child of a draw apart from any cycle. PRG-7, B07.

    Raises:
        Refusal: nobody was named, or somebody named audits no more.
    """
    waiting = list(
        Audit.objects.filter(draw=draw, state=State.DRAWN).select_related(
            "child", "follows", "draw"
        )
    )
    result = _propose(waiting, auditors, on, seed=draw.seed, draw=draw, cycle=None)
    trail.deed(
        what="audits.allocate",
        about=draw.reference,
        by=by,
        at=at,
        detail={"given": len(result.given), "nobody": len(result.nobody)},
    )
    return result


def _propose(
    waiting: list[Audit],
    auditors: Iterable[int],
    on: date,
    *,
    seed: str,
    draw: Draw | None,
    cycle: int | None,
) -> allocation.Allocation:
    """Propose an auditor for each of these audits, and keep with the draw what was lost."""
    wanted = set(auditors)
    if not wanted:
        raise Refusal("Choose at least one auditor.")
    if gone := wanted - {post.person_id for post in queries.may_audit(on)}:
        names = ", ".join(sorted(people.names_of(gone).values()))
        raise Refusal(f"No post that audits today: {names}.")
    result = allocation.allocate(
        queries.cases(waiting), queries.auditors(wanted, on, cycle=cycle), seed=seed
    )
    given = dict(result.given)
    for audit in waiting:
        audit.auditor_id = given.get(audit.child.token)
    Audit.objects.bulk_update(waiting, ["auditor"])
    if draw is not None:
        numbers = {audit.child.token: audit.pk for audit in waiting}
        draw.result["not_kept"] = [
            [numbers[key], person, wish] for key, person, wish in result.not_kept
        ]
        draw.result["auditors"] = sorted(wanted)
        draw.save(update_fields=["result"])
    return result


def check_swap(audit: Audit, to: Person, on: date) -> tuple[Refusal | None, tuple[str, ...]]:
    """Whether this child may go to this auditor, and the wishes that would be lost. B07."""
    if not queries.audits_today(to, on):
        return Refusal(f"{to.name} holds no post that audits."), ()
    case = queries.cases([audit])[0]
    auditor = queries.auditors([to.pk], on, cycle=audit.cycle_id)[0]
    lost = allocation.wishes_lost(case, auditor)
    if audit.cycle_id is not None and _beyond_share(audit.cycle_id, to):
        lost = (*lost, allocation.MORE_THAN_SHARE)
    return allocation.why_not_give(case, auditor), lost


def _beyond_share(cycle: int, to: Person) -> bool:
    """Whether one more of this cycle is more than an even share of it."""
    given = list(queries.of_cycle(cycle).exclude(auditor=None).values_list("auditor", flat=True))
    share = -(-len(given) // max(len(set(given)), 1))
    return given.count(to.pk) + 1 > share


@transaction.atomic
def swap(*, audit: Audit, to: Person, why: str, on: date, by: Person, at: datetime) -> Swap:
    """Give a child to another auditor; the rules are checked again. PRG-4, B07.

    Raises:
        Refusal: not QA, a firm rule stands against it, they hold no post
            that audits, a wish is lost without a reason, or the audit has been handed in.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    if audit.state not in (State.DRAWN, State.ISSUED, State.UNDERWAY):
        raise Refusal("This audit has been handed in: its auditor stays.")
    if audit.auditor_id == to.pk:
        raise Refusal(f"{to.name} has this child already.")
    refusal, lost = check_swap(audit, to, on)
    stop_if(refusal)
    if lost and not why.strip():
        raise Refusal("Say why: a wish is not kept.")
    before = audit.auditor
    moved = Audit.objects.filter(pk=audit.pk, state=audit.state, auditor=before).update(auditor=to)
    if not moved:
        raise MOVED
    audit.auditor = to
    made = Swap.objects.create(
        audit=audit, before=before, after=to, why=why[:300], lost=list(lost), by=by, at=at
    )
    step(audit, "swap", words=why, by=by, at=at)
    trail.deed(
        what="audits.swap",
        about=audit.reference,
        child=audit.child_id,
        by=by,
        at=at,
        detail={"before": before.pk if before else None, "after": to.pk},
    )
    if audit.state != State.DRAWN:
        if before is not None:
            caseload.end_task(reason=audit.reference, person=before, by=by, at=at)
        _open_to(audit, to, by=by, at=at)
    return made


def _open_to(audit: Audit, auditor: Person, *, by: Person, at: datetime) -> None:
    """Let the auditor in to the child's record, and tell them."""
    caseload.let_in(child=audit.child, person=auditor, reason=audit.reference, by=by, at=at)
    notices.tell(
        to=auditor,
        kind="audits.issued",
        words=f"You have an audit to do: {audit.reference}, by {audit.due_on:%-d %B %Y}",
        link=audit.get_absolute_url(),
        by=by,
        at=at,
        subject="you have an audit to do",
    )


@transaction.atomic
def ask_out(*, audit: Audit, because: Cannot, words: str, by: Person, at: datetime) -> None:
    """Tell QA that the auditor cannot audit this child; it stays theirs until swapped. B08.

    Raises:
        Refusal: not the auditor, no reason, or it was handed in already.
    """
    stop_if(
        writing.why_not_ask_out(
            state=State(audit.state), auditor=audit.auditor_id, asker=by.pk, words=words
        )
    )
    step(audit, "ask_out", words=f"{because.label}: {words.strip()}", by=by, at=at)
    trail.deed(
        what="audits.ask_out", about=audit.reference, child=audit.child_id, by=by, at=at,
        detail={"because": because.value},
    )  # fmt: skip
    for person in people.holders(*QA_TEAM, on=at.date()):
        notices.tell(
            to=person,
            kind="audits.ask_out",
            words=f"{by.name} cannot do audit {audit.reference}: {because.label.lower()}",
            link=f"/audits/{audit.token}/swap/",
            by=by,
            at=at,
            subject="an auditor asks to give an audit back",
        )


@transaction.atomic
def issue_audit(*, audit: Audit, by: Person, at: datetime) -> None:
    """Give an audit out: the auditor and QA are let in to the record, and the auditor is told.

    Raises:
        Refusal: not QA, it has no auditor, a firm rule stands against it by now, or it was given
            out already.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    if audit.auditor is None:
        raise Refusal(f"Child {audit.child.reference} has no auditor.")
    refusal, _ = check_swap(audit, audit.auditor, at.date())
    if refusal is not None:
        raise Refusal(f"{audit.auditor.name}, child {audit.child.reference}: {refusal}")
    move(audit, Act.ISSUE, by=by, at=at)
    caseload.let_in(child=audit.child, person=None, reason=audit.reference, by=by, at=at)
    _open_to(audit, audit.auditor, by=by, at=at)


@transaction.atomic
def issue_cycle(*, cycle: Cycle, by: Person, at: datetime) -> int:
    """Give out every audit of a cycle. How many were given out comes back. PRG-4.

    Raises:
        Refusal: not QA, a child has no auditor, or it was given out already.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    waiting = list(
        Audit.objects.filter(cycle=cycle, state=State.DRAWN).select_related("child", "auditor")
    )
    if without := sum(audit.auditor is None for audit in waiting):
        raise Refusal(
            f"{without} {'child has' if without == 1 else 'children have'} no auditor. "
            "Swap, or replace the child."
        )
    move_cycle(cycle, CycleAct.ISSUE, by=by, at=at, words=f"{len(waiting)} audits")
    for audit in waiting:
        issue_audit(audit=audit, by=by, at=at)
    return len(waiting)


@transaction.atomic
def withdraw(*, audit: Audit, why: str, by: Person, at: datetime) -> None:
    """Withdraw an audit that was not handed in, with the reason; it stays on record.

    Raises:
        Refusal: not QA, handed in already, or without a reason.
    """
    stop_if(programme.why_not_run(people.standing(by).roles))
    if not why.strip():
        raise Refusal("Say why the audit is withdrawn.")
    given = audit.state in (State.ISSUED, State.UNDERWAY)
    move(audit, Act.WITHDRAW, by=by, at=at, words=why)
    caseload.end_task(reason=audit.reference, by=by, at=at)
    acting.drop_held(source_reference=audit.reference, why="The audit was withdrawn.", by=by, at=at)
    if given and audit.auditor is not None:
        notices.tell(
            to=audit.auditor,
            kind="audits.withdrawn",
            words=f"You need not do audit {audit.reference}: {why}",
            link="/audits/",
            by=by,
            at=at,
        )
