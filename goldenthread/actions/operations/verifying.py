"""Actions verified or returned by somebody else, and their difference checked."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from goldenthread.actions import queries, rules
from goldenthread.actions.models import Action
from goldenthread.actions.operations.moving import MOVED, move, step, tell
from goldenthread.actions.vocabulary import Act, Impact, State
from goldenthread.kernel.refusal import Refusal, stop_if

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def verify(*, action: Action, words: str, version: int, by: Person, at: datetime) -> None:
    """Verify that it was done: by neither its owner nor who reported it. F05, decision 24.

    Raises:
        Refusal: the owner, who reported it, somebody outside, or nothing said of what was seen.
    """
    stop_if(why_not_verify(by, action))
    if len(words.strip()) < 10:
        raise Refusal("Say what you saw, and where.")
    first, last = rules.check_window(at.date())
    move(
        action,
        Act.VERIFY,
        version=version,
        by=by,
        at=at,
        words=words,
        verified_by=by,
        verified_at=at,
        verified_words=words.strip(),
        check_from=first,
        check_by=last,
    )
    for person in {action.owner_id: action.owner, action.by_id: action.by}.values():
        tell(action, person, f"An action was verified: {action.what[:120]}", by=by, at=at)


@transaction.atomic
def return_action(*, action: Action, reason: str, version: int, by: Person, at: datetime) -> None:
    """Return an action that was not done as meant; the reason stays. F05.

    Raises:
        Refusal: the owner, who reported it, somebody outside, or without a reason.
    """
    stop_if(why_not_verify(by, action))
    if len(reason.strip()) < 10:
        raise Refusal("Say what is still to be done.")
    move(action, Act.RETURN, version=version, by=by, at=at, words=reason)
    tell(action, action.owner, f"An action was returned to you: {reason[:120]}", by=by, at=at,
          subject="an action was returned to you")  # fmt: skip


@transaction.atomic
def check_impact(
    *,
    action: Action,
    impact: Impact,
    words: str,
    version: int,
    by: Person,
    at: datetime,
    due: date | None = None,
) -> None:
    """Say what difference an action made. None yet reopens it; too soon asks again. F06, ACT-2.

    Raises:
        Refusal: the owner, somebody outside, before eight weeks, or not said how one knows.
    """
    stop_if(why_not_check(by, action, at.date()))
    if len(words.strip()) < 20:
        raise Refusal("Say how you know, in at least 20 characters.")
    if impact is Impact.TOO_SOON:
        first, last = rules.check_window(at.date())
        moved = Action.objects.filter(pk=action.pk, version=version, state=State.VERIFIED).update(
            check_from=first, check_by=last, version=F("version") + 1
        )
        if not moved:
            raise MOVED
        action.refresh_from_db()
        step(action, "too soon to say", by=by, at=at, words=words)
        return
    said = {
        "impact": impact,
        "impact_words": words.strip(),
        "checked_by": by,
        "checked_at": at,
    }
    if impact is Impact.NONE:
        if due is None or due <= at.date():
            raise Refusal("Give a new date: the action is open again.")
        move(action, Act.REOPEN, version=version, by=by, at=at, words=words, due_on=due,
              verified_by=None, verified_at=None, **said)  # fmt: skip
        tell(action, action.owner, f"No difference yet: open until {due:%-d %B %Y}", by=by, at=at,
              subject="an action was returned to you")  # fmt: skip
        return
    move(action, Act.CHECK, version=version, by=by, at=at, words=words, **said)
    for person in {action.owner_id: action.owner, action.by_id: action.by}.values():
        tell(action, person, f"{impact.label}: {action.what[:120]}", by=by, at=at)


def why_not_verify(by: Person, action: Action) -> Refusal | None:
    """Why this person may not verify this action."""
    return rules.why_not_verify(
        state=State(action.state),
        owner=action.owner_id,
        reported_by=action.reported_by_id,
        by=by.pk,
        qa_or_line=queries.leads(by, action),
    )


def why_not_check(by: Person, action: Action, on: date) -> Refusal | None:
    """Why this person may not check the difference now."""
    return rules.why_not_check(
        state=State(action.state),
        owner=action.owner_id,
        by=by.pk,
        qa_or_line=queries.leads(by, action),
        verified_on=action.verified_at.date() if action.verified_at else None,
        on=on,
    )
