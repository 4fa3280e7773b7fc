"""What the framework says of a danger to a child found on the way, in pure functions."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from goldenthread.concerns.vocabulary import POLICY, Act, ConcernPolicy, Decision, State
from goldenthread.kernel.lifecycle import Lifecycle, why_not
from goldenthread.kernel.refusal import Refusal

NEXT: Final[Lifecycle[State, Act]] = {
    (State.RAISED, Act.HAND_ON): State.RAISED,
    (State.RAISED, Act.ACKNOWLEDGE): State.ACKNOWLEDGED,
    (State.ACKNOWLEDGED, Act.DECIDE): State.DECIDED,
    (State.DECIDED, Act.SEE): State.SEEN_SAFE,
    (State.SEEN_SAFE, Act.CLOSE): State.CLOSED,
}
"""The stages of a concern (AUD-5, E03)."""


def acknowledge_by(raised_at: datetime, policy: ConcernPolicy = POLICY) -> datetime:
    """The moment by which somebody acknowledges it. The clock runs at night. E02."""
    return raised_at + timedelta(minutes=policy.acknowledge_minutes)


def decide_by(raised_at: datetime, policy: ConcernPolicy = POLICY) -> datetime:
    """The moment by which somebody decides. E02."""
    return raised_at + timedelta(minutes=policy.decide_minutes)


def minutes_left(by: datetime, *, now: datetime) -> int:
    """Whole minutes left, rounded up; nought or less when it has passed. E02."""
    return -int(-(by - now).total_seconds() // 60)


def in_time(*, raised_at: datetime, acknowledged_at: datetime | None, now: datetime) -> bool | None:
    """Whether it was acknowledged in time; None while there is still time. E05."""
    if acknowledged_at is not None:
        return acknowledged_at <= acknowledge_by(raised_at)
    return None if now <= acknowledge_by(raised_at) else False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """The moments of one concern: what its clocks are measured by."""

    raised_at: datetime
    acknowledged_at: datetime | None = None
    seen_at: datetime | None = None
    visit: bool = False
    """Whether the decision needs the child to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The concerns raised in one month."""

    first: date
    raised: int
    in_time: int
    timed: int
    """Those acknowledged, or past their time: the rest still run."""
    longest: int | None
    """Minutes until the slowest was acknowledged; None where none was."""


def acknowledged(among: Iterable[Clocked], *, now: datetime) -> tuple[int, int]:
    """How many were acknowledged in time, and of how many that can be said. E05."""
    said = [
        in_time(raised_at=one.raised_at, acknowledged_at=one.acknowledged_at, now=now)
        for one in among
    ]
    return sum(one is True for one in said), sum(one is not None for one in said)


def seen_same_day(among: Iterable[Clocked], *, here: tzinfo) -> tuple[int, int]:
    """Of those whose decision needs a visit and whose child was seen: the same day, of all. E05."""
    seen = [one for one in among if one.visit and one.seen_at is not None]
    same = [
        one
        for one in seen
        if one.seen_at
        and one.seen_at.astimezone(here).date() == one.raised_at.astimezone(here).date()
    ]
    return len(same), len(seen)


def by_month(among: Iterable[Clocked], *, now: datetime, here: tzinfo) -> list[Month]:
    """The register month by month, the newest first; months without a concern are left out. E05."""
    months: dict[date, list[Clocked]] = {}
    for one in among:
        months.setdefault(one.raised_at.astimezone(here).date().replace(day=1), []).append(one)
    found = []
    for first, rows in sorted(months.items(), reverse=True):
        kept, timed = acknowledged(rows, now=now)
        took = [
            math.ceil((one.acknowledged_at - one.raised_at).total_seconds() / 60)
            for one in rows
            if one.acknowledged_at is not None
        ]
        found.append(
            Month(
                first=first,
                raised=len(rows),
                in_time=kept,
                timed=timed,
                longest=max(took, default=None),
            )
        )
    return found


def why_not_raise(*, what: str, where: str) -> Refusal | None:
    """A concern says what was seen and where. AUD-5, FCA-B B2."""
    if len(what.strip()) < 10:
        return Refusal("Say what you saw.")
    if not where.strip():
        return Refusal("Say where in the record, or where you were.")
    return None


def why_not_act(
    *, state: State, act: Act, by: int, responsible: Collection[int], raised_by: int
) -> Refusal | None:
    """The responsible person, their deputy or a leader above acts; who raised it does not. E03."""
    if refusal := why_not(NEXT, state, act):
        return refusal
    if by not in responsible:
        if by == raised_by:
            return Refusal("You raised this. The Head of Service deals with it.")
        return Refusal("The Head of Service of this child, or who acts for them, deals with it.")
    return None


def why_not_decide(*, decision: Decision | None, words: str) -> Refusal | None:
    """A decision has its reason. FCA-B B5, E03."""
    if decision is None:
        return Refusal("Say what you decide.")
    if len(words.strip()) < 20:
        return Refusal("Give your reason, in at least 20 characters.")
    return None


def why_not_close(
    *, state: State, by: int, responsible: int | None, decided_by: int | None,
    about: Collection[int], may: bool,
) -> Refusal | None:  # fmt: skip
    """A concern is closed by another: not the responsible person, who decided, or the one it is
    about. E03."""
    if refusal := why_not(NEXT, state, Act.CLOSE):
        return refusal
    if by in (responsible, decided_by):
        return Refusal("Somebody else closes this: you dealt with it.")
    if by in about:
        return Refusal("Somebody else closes this: it is about your own work.")
    if not may:
        return Refusal("The QA team, an Assistant Director or the Director closes a concern.")
    return None
