"""How an action moves, and who is told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F

from goldenthread.actions.models import Action, Step
from goldenthread.actions.rules import NEXT
from goldenthread.actions.vocabulary import Act, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices import operations as notices
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person

MOVED = Refusal("Somebody else has just done something with this action. Look at it again.")


def tell(
    action: Action, to: Person | None, words: str, *, by: Person, at: datetime, subject: str = ""
) -> None:
    if to is not None and to.pk != by.pk:
        notices.tell(
            to=to,
            kind="actions",
            words=words,
            link=action.get_absolute_url(),
            by=by,
            at=at,
            subject=subject,
        )


def step(action: Action, act: str, *, by: Person, at: datetime, words: str = "") -> None:
    Step.objects.create(action=action, act=act, words=words, by=by, at=at)
    trail.deed(
        what=f"actions.{act}".replace(" ", "_"),
        about=action.reference,
        child=action.child_id,
        by=by,
        at=at,
    )


def move(
    action: Action, act: Act, *, version: int, by: Person, at: datetime, words: str, **also: Any
) -> None:
    """Move an action if it is as the writer saw it."""
    after = NEXT[State(action.state), act]
    moved = Action.objects.filter(pk=action.pk, state=action.state, version=version).update(
        state=after, version=F("version") + 1, **also
    )
    if not moved:
        raise MOVED
    action.refresh_from_db()
    step(action, act.value, by=by, at=at, words=words)
