"""Moderation: a second judgement beside the first, by another, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from goldenthread.audits.rules.lifecycle import NEXT
from goldenthread.audits.vocabulary import (
    POLICY,
    Act,
    AuditPolicy,
    ChangeReason,
    Grade,
    State,
)
from goldenthread.kernel.dates import months_after
from goldenthread.kernel.lifecycle import why_not
from goldenthread.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeOfModeration:
    """What follows from a moderation."""

    grade: Grade
    direction: str
    """Agreed, Raised or Lowered."""
    reaudit_by: date | None


def why_not_moderate(
    *,
    state: State,
    moderator: int,
    auditor: int | None,
    workers: Collection[int],
    line_managers: Collection[int],
    area: int | None,
    leads: AbstractSet[int],
    qa: bool,
) -> Refusal | None:
    """Moderation is by the leader responsible for the child or by QA, never by the auditor,
    the worker or the worker's own line manager.

    Framework 3.1, weeks 5 and 6; MOD-1.
    """
    if refusal := why_not(NEXT, state, Act.MODERATE):
        return refusal
    if moderator == auditor:
        return Refusal("You cannot moderate this audit: you carried it out.")
    if moderator in workers:
        return Refusal("You cannot moderate this audit: you work with this child.")
    if moderator in line_managers:
        return Refusal("You cannot moderate this audit: you supervise the worker.")
    if area not in leads and not qa:
        return Refusal(
            "Only the Head of Service or Service Manager responsible for the child, or the QA "
            "team, can moderate this audit."
        )
    return None


def independent(*, area: int | None, leads: AbstractSet[int]) -> bool:
    """Whether the moderator is outside the child's line: said on the page. Decision 17, MOD-1."""
    return area not in leads


def why_not_regrade(
    *,
    audited: Grade,
    moderated: Grade,
    codes: Collection[ChangeReason],
    reason: str,
    policy: AuditPolicy = POLICY,
) -> Refusal | None:
    """A changed grade says why, in a code and in words. MOD-2, Framework 2.2."""
    if moderated is audited:
        return None
    if not codes:
        return Refusal("Choose at least one reason for the change.")
    length = len(reason.strip())
    if length < policy.change_at_least:
        return Refusal(
            f"Say why you changed the grade, in at least {policy.change_at_least} characters, "
            f"quoting the descriptor: there are {length}."
        )
    return None


def outcome_of_moderation(
    *,
    audited: Grade,
    moderated: Grade,
    submitted_on: date,
    policy: AuditPolicy = POLICY,
) -> OutcomeOfModeration:
    """The moderated grade stands. An inadequate case is audited again within three months.

    The months run from the day the original was handed in (decision 18; MOD-4, Framework 3.1).
    """
    direction = (
        "Agreed"
        if moderated is audited
        else "Raised"
        if moderated.rank > audited.rank
        else "Lowered"
    )
    inadequate = moderated is Grade.INADEQUATE
    return OutcomeOfModeration(
        grade=moderated,
        direction=direction,
        reaudit_by=months_after(submitted_on, policy.reaudit_within_months) if inadequate else None,
    )


def what_stops_finishing(
    *, sections: Sequence[str], moderated: Collection[str], overall: str, quality: int, items: int
) -> tuple[str, ...]:
    """What is left before moderation can be finished, in words. MOD-2."""
    open_ones = [section for section in sections if section not in moderated]
    left = []
    if len(open_ones) > 3:
        left.append(f"Agree or change the grades of {len(open_ones)} sections")
    else:
        left += [f"Agree or change the grade of {section}" for section in open_ones]
    if not overall:
        left.append("Give the overall grade")
    if quality < items:
        left.append(f"Judge the audit itself: {quality} of {items} answered")
    return tuple(left)


def why_not_return(*, state: State, words: str) -> Refusal | None:
    """An audit goes back to its auditor with what is to be put right. MOD-2."""
    if refusal := why_not(NEXT, state, Act.RETURN):
        return refusal
    if len(words.strip()) < 20:
        return Refusal("Say what the auditor should look at again.")
    return None


def why_not_close(*, state: State, open_actions: int, reaudit_open: bool) -> Refusal | None:
    """The loop is closed when every action is closed and a repeat, where due, is done.

    Framework 3.1, “Closing the loop”.
    """
    if refusal := why_not(NEXT, state, Act.CLOSE):
        return refusal
    if open_actions:
        return Refusal(f"{open_actions} of its actions are still open.")
    if reaudit_open:
        return Refusal("The audit that repeats this one is not done yet.")
    return None


def stage_of_repeat(days: int, policy: AuditPolicy = POLICY) -> str | None:
    """How near the repeat of an inadequate audit is, by working days left; None while there is
    time. Soon is told once, late again each week. MOD-4, Framework 3.1."""
    if days > policy.chase_repeat_before_days:
        return None
    if days >= 0:
        return "soon"
    return f"late-{(-days - 1) // 5 + 1}"
