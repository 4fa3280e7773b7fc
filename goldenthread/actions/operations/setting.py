"""Actions set, accepted, moved, given, reported complete and withdrawn."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from goldenthread.actions import queries, rules
from goldenthread.actions.models import Action, AnsweredFinding
from goldenthread.actions.operations.moving import MOVED, move, step, tell
from goldenthread.actions.vocabulary import Act, Level, Priority, Source, State
from goldenthread.kernel.reference import answer_in_words
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person, ServiceArea, Team


@transaction.atomic
def set_action(
    *,
    source: Source,
    source_reference: str,
    source_code: str,
    finding: str,
    what: str,
    owner: Person,
    due: date,
    success: str,
    level: Level,
    by: Person,
    at: datetime,
    why: str = "",
    thread: str = "",
    priority: Priority = Priority.NORMAL,
    child: Child | None = None,
    team: Team | None = None,
    area: ServiceArea | None = None,
    token: str = "",
    held: bool = False,
) -> Action:
    """Set an action, and tell its owner. The same form sent twice sets one. ACT-1, F01.

    One that is held waits for `release`: its owner is told with the audit that it came from.

    Raises:
        Refusal: it does not say what, or its date has passed.
    """
    stop_if(rules.why_not_set(what=what, due=due, today=at.date()))
    made, new = Action.objects.get_or_create(
        token=token or secrets.token_urlsafe(16),
        defaults={
            "source": source,
            "source_reference": source_reference,
            "source_code": source_code,
            "finding": finding,
            "what": what.strip(),
            "why": why.strip(),
            "success": success.strip(),
            "level": level,
            "priority": priority,
            "thread": thread,
            "child": child,
            "team": team,
            "area": area or (team.area if team else None),
            "owner": owner,
            "state": State.OPEN,
            "held": held,
            "due_on": due,
            "first_due_on": due,
            "by": by,
            "at": at,
        },
    )
    if not new:
        return made
    step(made, "set", by=by, at=at)
    if not held:
        _tell_owner(made, by=by, at=at)
    return made


def _tell_owner(action: Action, *, by: Person, at: datetime) -> None:
    words = f"You have an action, by {action.due_on:%-d %B %Y}: {action.what[:120]}"
    tell(action, action.owner, words, by=by, at=at, subject="you have an action")


@transaction.atomic
def release(*, source_reference: str, by: Person, at: datetime) -> int:
    """Give the actions of an audit that is handed in to their owners. AUD-9, ACT-1.

    How many were held comes back.
    """
    held = list(Action.objects.filter(source_reference=source_reference, held=True))
    Action.objects.filter(pk__in=[one.pk for one in held]).update(held=False)
    for one in held:
        _tell_owner(one, by=by, at=at)
    return len(held)


@transaction.atomic
def drop_held(*, source_reference: str, why: str, by: Person, at: datetime) -> int:
    """Withdraw the actions of an audit that is withdrawn before anybody was told of them. F07.

    How many were held comes back.
    """
    held = list(Action.objects.filter(source_reference=source_reference, held=True))
    for one in held:
        move(one, Act.WITHDRAW, version=one.version, by=by, at=at, words=why, held=False)
    return len(held)


@transaction.atomic
def answer_too(
    *,
    action: Action,
    source_reference: str,
    source_code: str,
    finding: str,
    by: Person,
    at: datetime,
) -> None:
    """Let an open action answer another finding too, in place of a second one. F03.

    Its owner is told. The same finding twice is one.

    Raises:
        Refusal: the action is done, or no finding is named.
    """
    if action.state != State.OPEN:
        raise Refusal("This action is not open any more: set a new one.")
    if not source_code:
        raise Refusal("Choose the answer that it comes from.")
    _, new = AnsweredFinding.objects.get_or_create(
        action=action,
        source_reference=source_reference,
        source_code=source_code,
        defaults={"finding": finding, "by": by, "at": at},
    )
    if new:
        words = f"It answers {source_reference}, {answer_in_words(source_code)} too"
        step(action, "answers more", by=by, at=at, words=words)
        tell(action, action.owner, f"{words}: {action.what[:120]}", by=by, at=at)


@transaction.atomic
def accept(*, action: Action, version: int, by: Person, at: datetime) -> None:
    """The owner takes an action on.

    Raises:
        Refusal: not the owner, or not open.
    """
    if by.pk != action.owner_id:
        raise Refusal("Only the person whose action it is accepts it.")
    if action.state != State.OPEN:
        raise Refusal("It is not waiting to be accepted.")
    move(action, Act.ACCEPT, version=version, by=by, at=at, words="")


@transaction.atomic
def change_due(
    *, action: Action, due: date, reason: str, version: int, by: Person, at: datetime
) -> None:
    """Give an action a later date, with the reason; the first date stays. F04.

    Raises:
        Refusal: not the owner's or a leader's to move, or without a reason.
    """
    stop_if(
        rules.why_not_move_date(
            state=State(action.state), due=due, first_due=action.first_due_on, why=reason
        )
    )
    manager = queries.manager_of(action, at.date())
    if by.pk not in {action.owner_id, manager.pk if manager else 0} and not queries.leads(
        by, action
    ):
        raise Refusal("Only the owner, their manager or a leader moves the date.")
    if due < at.date():
        raise Refusal("The date has passed. Choose today or a later day.")
    moved = Action.objects.filter(pk=action.pk, version=version).update(
        due_on=due, version=F("version") + 1
    )
    if not moved:
        raise MOVED
    words = f"From {action.due_on:%-d %B %Y} to {due:%-d %B %Y}: {reason}"
    action.refresh_from_db()
    step(action, "later date", by=by, at=at, words=words)
    tell(action, action.by, f"A date moved. {words}", by=by, at=at)


@transaction.atomic
def reassign(
    *, action: Action, owner: Person, reason: str, version: int, by: Person, at: datetime
) -> None:
    """Give an action to somebody else, with the reason.

    Raises:
        Refusal: not a leader's or the manager's to give, not open, or without a reason.
    """
    manager = queries.manager_of(action, at.date())
    if not queries.leads(by, action) and by.pk != (manager.pk if manager else 0):
        raise Refusal("The QA team, a leader of this service or the owner’s manager gives it.")
    if action.state != State.OPEN:
        raise Refusal("It has been reported complete: its owner stays.")
    if not reason.strip():
        raise Refusal("Say why somebody else takes it.")
    moved = Action.objects.filter(pk=action.pk, version=version).update(
        owner=owner, version=F("version") + 1
    )
    if not moved:
        raise MOVED
    words = f"From {action.owner.name} to {owner.name}: {reason}"
    before = action.owner
    action.refresh_from_db()
    step(action, "new owner", by=by, at=at, words=words)
    tell(action, owner, f"You have an action, by {action.due_on:%-d %B %Y}", by=by, at=at,
          subject="you have an action")  # fmt: skip
    tell(action, before, f"{owner.name} has taken over an action of yours", by=by, at=at)


@transaction.atomic
def report_complete(
    *, action: Action, evidence: str, version: int, by: Person, at: datetime
) -> None:
    """Report an action complete, with the evidence. Somebody else verifies it. F03.

    Raises:
        Refusal: not the owner or their manager, or no evidence.
    """
    manager = queries.manager_of(action, at.date())
    stop_if(
        rules.why_not_report(
            state=State(action.state),
            owner=action.owner_id,
            manager=manager.pk if manager else None,
            by=by.pk,
            evidence=evidence,
        )
    )
    move(
        action,
        Act.REPORT,
        version=version,
        by=by,
        at=at,
        words=evidence,
        evidence=evidence.strip(),
        reported_by=by,
        reported_at=at,
    )
    for officer in people.holders(*QA_TEAM, on=at.date()):
        tell(action, officer, f"An action waits to be verified: {action.what[:120]}", by=by, at=at)


@transaction.atomic
def withdraw(*, action: Action, reason: str, version: int, by: Person, at: datetime) -> None:
    """Withdraw an action, with the reason; it stays on record. F07.

    Raises:
        Refusal: not a leader or QA, verified already, or without a reason.
    """
    stop_if(
        rules.why_not_withdraw(
            state=State(action.state), leads=queries.leads(by, action), why=reason
        )
    )
    move(action, Act.WITHDRAW, version=version, by=by, at=at, words=reason)
    tell(action, action.owner, f"An action was withdrawn: {reason[:120]}", by=by, at=at)
