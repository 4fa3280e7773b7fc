"""What the framework says of actions, in pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goldenthread.actions.vocabulary import POLICY, Act, ActionPolicy, Priority, State
from goldenthread.kernel.lifecycle import Lifecycle, why_not
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar

NEXT: Final[Lifecycle[State, Act]] = {
    (State.OPEN, Act.ACCEPT): State.OPEN,
    (State.OPEN, Act.REPORT): State.REPORTED,
    (State.REPORTED, Act.RETURN): State.OPEN,
    (State.REPORTED, Act.VERIFY): State.VERIFIED,
    (State.VERIFIED, Act.CHECK): State.CLOSED,
    (State.VERIFIED, Act.REOPEN): State.OPEN,
    (State.OPEN, Act.WITHDRAW): State.WITHDRAWN,
    (State.REPORTED, Act.WITHDRAW): State.WITHDRAWN,
}
"""The stages of an action (Framework 3.1, “Closing the loop”; decision 24)."""

_VAGUE: Final = (
    "ensure", "consider", "explore", "continue", "monitor", "be aware", "look into", "review",
    "improve", "strengthen", "support", "remind", "encourage", "liaise",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something about an action's words that makes it hard to check: it warns, it never stops."""

    field: str
    words: str


def smart_warnings(
    *, what: str, success: str, why: str, due: date | None, today: date, calendar: Calendar,
    far_reason: str = "", policy: ActionPolicy = POLICY,
) -> tuple[Doubt, ...]:  # fmt: skip
    """Plain warnings about an action that is not specific, measurable or dated. F02, ACT-1.

    `what` is the action itself, `success` what will be seen when it is done, `why` the
    difference for the child.
    """
    found: list[Doubt] = []
    text = what.strip().lower()
    for verb in _VAGUE:
        if re.match(rf"{verb}\b", text) or re.search(rf"\bto {verb}\b", text):
            found.append(
                Doubt(
                    field="what",
                    words=f"“{verb.capitalize()}” cannot be checked. What will somebody see?",
                )
            )
            break
    if len(text) > 300:
        found.append(Doubt(field="what", words="This is long: is it more than one action?"))
    elif re.search(r"\b(and then|as well as|;)", text) or text.count(" and ") > 1:
        found.append(Doubt(field="what", words="This reads like two actions. Set each alone."))
    if 0 < len(text) < 15:
        found.append(Doubt(field="what", words="Say a little more: who will do what?"))
    if len(success.strip()) < 10:
        found.append(
            Doubt(field="success", words="Say what somebody will see, or hear, when it is done.")
        )
    if len(why.strip()) < 10:
        found.append(Doubt(field="why", words="Say what it should change for the child."))
    if due is not None:
        days = calendar.between(today, due)
        if days < 0:
            found.append(Doubt(field="due", words="This date has passed."))
        elif days > policy.far_working_days and not far_reason.strip():
            found.append(
                Doubt(
                    field="due",
                    words=f"More than {policy.far_working_days} working days away: say why.",
                )
            )
    return tuple(found)


def due_by_default(
    priority: Priority, *, on: date, calendar: Calendar, policy: ActionPolicy = POLICY
) -> date:
    """The date that goes with a priority: 1, 5, 20 or 60 working days from now. AC6."""
    return calendar.add(on, dict(policy.due_in)[priority])


def why_not_set(*, what: str, due: date, today: date) -> Refusal | None:
    """An action says what, and its date has not passed. F01."""
    if not what.strip():
        return Refusal("Say what will be done.")
    if due < today:
        return Refusal("The date has passed. Choose today or a later day.")
    return None


def why_not_report(
    *, state: State, owner: int, manager: int | None, by: int, evidence: str
) -> Refusal | None:
    """The owner, or their practice manager, reports it complete, with the evidence.

    Framework 3.1: the practice manager completes the tool; F03.
    """
    if refusal := why_not(NEXT, state, Act.REPORT):
        return refusal
    if by not in (owner, manager):
        return Refusal("Only the person whose action it is, or their manager, reports it complete.")
    if len(evidence.strip()) < 20:
        return Refusal("Say what was done, and where it can be seen, in at least 20 characters.")
    return None


def why_not_verify(
    *, state: State, owner: int, reported_by: int | None, by: int, qa_or_line: bool
) -> Refusal | None:
    """Somebody else verifies: neither the owner nor who reported it. F05, decision 24."""
    if refusal := why_not(NEXT, state, Act.VERIFY):
        return refusal
    if by == owner:
        return Refusal("You cannot verify this action: it is yours. Somebody else does.")
    if by == reported_by:
        return Refusal("You cannot verify this action: you reported it complete.")
    if not qa_or_line:
        return Refusal("The QA team, or a leader of this service, verifies actions.")
    return None


def check_window(verified_on: date, policy: ActionPolicy = POLICY) -> tuple[date, date]:
    """From when, and by when, the difference is checked: 8 to 12 weeks on. F06, ACT-2."""
    return (
        verified_on + timedelta(weeks=policy.check_after_weeks),
        verified_on + timedelta(weeks=policy.check_by_weeks),
    )


def why_not_check(
    *, state: State, owner: int, by: int, qa_or_line: bool, verified_on: date | None, on: date,
) -> Refusal | None:  # fmt: skip
    """The difference is checked by somebody else, eight weeks after verification. F06, ACT-2."""
    if refusal := why_not(NEXT, state, Act.CHECK):
        return refusal
    if by == owner:
        return Refusal("You cannot check this action: it is yours. Somebody else does.")
    if not qa_or_line:
        return Refusal("The QA team, or a leader of this service, checks what changed.")
    if verified_on is not None and on < check_window(verified_on)[0]:
        first = check_window(verified_on)[0]
        return Refusal(f"The difference can be seen from {first:%-d %B %Y}: eight weeks on.")
    return None


def why_not_move_date(*, state: State, due: date, first_due: date, why: str) -> Refusal | None:
    """A later date has a reason; the first date is never removed. F04."""
    if state is not State.OPEN:
        return Refusal("The date moves only while the action is to be done.")
    if due > first_due and not why.strip():
        return Refusal("Say why the date moves.")
    return None


def why_not_withdraw(*, state: State, leads: bool, why: str) -> Refusal | None:
    """An action is withdrawn by the QA team or a leader of the service, with the reason. F07."""
    if refusal := why_not(NEXT, state, Act.WITHDRAW):
        return refusal
    if not leads:
        return Refusal("The QA team, or a leader of this service, withdraws an action.")
    if not why.strip():
        return Refusal("Say why the action is withdrawn.")
    return None


def days_left(due: date, *, on: date, calendar: Calendar) -> int:
    """Working days until the date; negative when late. F08."""
    return calendar.between(on, due)
