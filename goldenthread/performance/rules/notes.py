"""Who notes what on a line of points, who agrees to it, and who withdraws it (R02)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role
from goldenthread.performance.rules.targets import why_not_keep_targets
from goldenthread.performance.rules.worded import NOTE_AT_MOST, why_not_long
from goldenthread.performance.vocabulary import Mark


class Noted(Protocol):
    """A note, as far as a proposal and its agreement are told from each other."""

    pk: int
    kind: str
    place: str
    day: date
    words: str


def why_not_step(roles: Collection[Role]) -> Refusal | None:
    """A step change is set by those who keep the measures, never by the program. R02."""
    if why_not_keep_targets(roles) is None:
        return None
    return Refusal("A step change is set by the leadership team or the performance team.")


def why_not_note(
    *, kind: Mark, roles: Collection[Role], words: str, day: date, points: Sequence[date]
) -> Refusal | None:
    """A note says what happened, on a day of the line; a step change lies between points. R02."""
    if not words.strip():
        return Refusal("Say what happened.")
    if not points or day > points[-1]:
        until = f" Its last point is of {points[-1]:%-d %B %Y}." if points else ""
        return Refusal(f"The line does not reach that day yet.{until}")
    if refusal := why_not_long(words, most=NOTE_AT_MOST):
        return refusal
    if kind == Mark.STEP:
        if day <= points[0]:
            return Refusal("The line has no point before that day, so nothing begins anew.")
        return why_not_step(roles)
    if day < points[0]:
        return Refusal(f"The line begins on {points[0]:%-d %B %Y}: choose that day or a later one.")
    return None


def why_not_agree(
    *, by: int, author: int, roles: Collection[Role], withdrawn: bool, agreed: bool
) -> Refusal | None:
    """A step change counts once a second person agrees who keeps the measures too. R02.

    Statistics 1.3: a person, and approval.
    """
    if refusal := why_not_step(roles):
        return refusal
    if agreed:
        return Refusal("This step change was agreed already.")
    if withdrawn:
        return Refusal("This step change was withdrawn.")
    if by == author:
        return Refusal("A second person agrees to a step change, not the one who proposed it.")
    return None


def agreements(notes: Sequence[Noted]) -> dict[int, Noted]:
    """Step change that counts → the proposal that it agrees to: of the same day and words. R02.

    One of an earlier time, when nobody else had to agree, has none.
    """
    found: dict[int, Noted] = {}
    for one in notes:
        if one.kind == Mark.PROPOSED:
            agreed = agreement(one, notes)
            if agreed is not None:
                found[agreed.pk] = one
    return found


def agreement(proposal: Noted, notes: Sequence[Noted]) -> Noted | None:
    """The step change by which somebody agreed to a proposal; nothing of another note. R02."""
    if proposal.kind != Mark.PROPOSED:
        return None
    same = [
        one
        for one in notes
        if one.kind == Mark.STEP
        and one.pk > proposal.pk
        and (one.place, one.day, one.words) == (proposal.place, proposal.day, proposal.words)
    ]
    return min(same, key=lambda one: one.pk, default=None)


def why_not_withdraw(
    *, by: int, author: int, roles: Collection[Role], withdrawn: bool, agreed: bool
) -> Refusal | None:
    """Who wrote a note withdraws it, or those who keep the measures; of a proposal that was agreed
    to, the step change is withdrawn, which is what counts. R02."""
    if withdrawn:
        return Refusal("This note was withdrawn already.")
    if agreed:
        return Refusal(
            "Somebody agreed to this step change, so it counts: withdraw the step change itself."
        )
    if by != author and why_not_keep_targets(roles) is not None:
        return Refusal("Who wrote a note withdraws it, or the performance team.")
    return None
