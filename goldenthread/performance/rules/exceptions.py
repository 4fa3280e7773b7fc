"""What is an exception, who answers it, and until when (PER-6, Q05; `cycles.md` §6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import LEADERS, Role, Standing
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import (
    EXCEPTION_POLICY,
    AnswerState,
    ExceptionKind,
    ExceptionPolicy,
    Raised,
)
from goldenthread.standards.rules import due_on
from goldenthread.standards.vocabulary import Clock, Unit

RULES_VERSION: Final = "sift-10"
"""Raised whenever the same figures would give other exceptions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Something that waits under a hard line: whose child, and since which day."""

    child: str
    team: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A child past a hard line: the last day in time was the day before `from_on`."""

    child: str
    team: str
    since: date
    from_on: date


def past_line(
    waiting: Iterable[Waits], *, clock: Clock, as_at: date, calendar: Calendar
) -> tuple[Past, ...]:
    """Those past the line at the end of a day, each child once, longest first.

    The last day in time is not past it (STD-1, rules 1 to 3). A clock of working days stands still
    where nobody works, as in figures: what was due on Friday is past it on Monday. PER-6,
    decision 31.
    """
    found: dict[str, Past] = {}
    for one in waiting:
        last = due_on(clock, one.since, calendar)
        works = clock.unit is Unit.WORKING_DAYS
        from_on = calendar.add(last, 1) if works else last + timedelta(days=1)
        if from_on > as_at:
            continue
        past = Past(child=one.child, team=one.team, since=one.since, from_on=from_on)
        before = found.get(one.child)
        if before is None or past.from_on < before.from_on:
            found[one.child] = past
    return tuple(sorted(found.values(), key=lambda past: (past.from_on, past.child)))


def line_raised(code: str, past: Sequence[Past]) -> list[Raised]:
    """One exception a team that has children past a hard line. PER-6."""
    teams: dict[str, list[Past]] = {}
    for one in past:
        teams.setdefault(one.team, []).append(one)
    return [
        Raised(
            kind=ExceptionKind.HARD_LINE,
            code=code,
            group=team,
            level=Level.TEAM,
            worse=True,
            met=len(among),
            of=None,
            said=f"{len(among)} child{'' if len(among) == 1 else 'ren'}",
            why=f"Since {among[0].from_on:%-d %b %Y}"
            + ("" if len(among) == 1 else f", the longest of {len(among)}"),
            since=among[0].from_on,
            distance=float(len(among)),
        )
        for team, among in sorted(teams.items())
    ]


def month_of(day: date) -> date:
    """The first day of the month whose figures a day belongs to (Framework 3.2)."""
    return day.replace(day=1)


def goes_on(seen_on: Iterable[date], as_at: date) -> bool:
    """Whether an exception seen on these days is the same one on this day. Q05.

    It is where the month before, this one or the next has it: it goes on, and is not doubled.
    """
    first = months_after(month_of(as_at), -1)
    last = months_after(month_of(as_at), 2)
    return any(first <= day < last for day in seen_on)


def months_running(first_on: date, as_at: date) -> int:
    """In how many months running an exception has been there: 1 in its first. Q05."""
    return 12 * (as_at.year - first_on.year) + as_at.month - first_on.month + 1


def running(months: int) -> str:
    """New, Second month running, 8 months running. Q05."""
    words = {1: "First listed this month", 2: "Second month running", 3: "Third month running"}
    return words.get(months, f"{months} months running")


def rank_of(raised: Raised, *, new: bool) -> int:
    """The class of an exception, 1 to 9: `RANKS` says them. Screens §4.11; PER-6.

    A hard line is first, whatever the statistics say.
    """
    if raised.kind is ExceptionKind.HARD_LINE:
        return 1
    if raised.kind is ExceptionKind.STALE:
        return 9
    if raised.kind is ExceptionKind.NEIGHBOURS:
        return 6
    if not raised.worse:
        return 8 if raised.neutral else 7
    if raised.kind is ExceptionKind.OFF_TARGET:
        return 4
    if raised.doubtful:
        return 5
    return 2 if new else 3


def owed_by(
    rank: int, *, on: date, calendar: Calendar, policy: ExceptionPolicy = EXCEPTION_POLICY
) -> date | None:
    """By when an exception of this class is answered; None where nobody must. Q05.

    What is better than usual is to learn from, and old figures are chased, not explained.
    """
    if rank > 6:
        return None
    days = policy.hard_line_within_days if rank == 1 else policy.answer_within_days
    return calendar.add(on, days)


def answer_state(*, answered: bool, waived_until: date | None, on: date) -> AnswerState:
    """Answered, waived or owed. An answer counts for its month; a waiver until its day. Q05.

    `on` is the day on which one looks; for a month that is over, the day of its figures.
    """
    if answered:
        return AnswerState.ANSWERED
    if waived_until is not None and waived_until >= on:
        return AnswerState.WAIVED
    return AnswerState.OWED


def why_not_answer(
    standing: Standing, *, kind: ExceptionKind, level: Level, team: int | None, area: int | None
) -> Refusal | None:
    """Whose an exception is: the team's manager or the leaders above; the council's leaders.

    `evidence.md` §6.1; ORG-2. Old figures are answered by who loads them.
    """
    if kind is ExceptionKind.STALE:
        if standing.holds(Role.PFM, Role.PFA):
            return None
        return Refusal("The performance team answers for lists that were not loaded.")
    if standing.everywhere(Role.DCS, Role.AD):
        return None
    if level is Level.ALL:
        if standing.holds(Role.HOS, Role.AD):
            return None
        return Refusal("The Director, an Assistant Director or a Head of Service answers it.")
    if team is not None and team in standing.teams(Role.PM):
        return None
    if area is not None and area in standing.areas(*LEADERS, Role.AD):
        return None
    if level is Level.AREA:
        return Refusal("A leader of the service answers it.")
    return Refusal("The manager of the team, or a leader of its service, answers it.")


PARTS: Final = {
    "happening": "Say what is happening",
    "because": "Say why",
    "for_children": "Say what it means for children",
    "next_step": "Say what happens next",
}
"""The four parts of an answer, each with what is said when it is too short (U04)."""


def too_short(
    words: dict[str, str], policy: ExceptionPolicy = EXCEPTION_POLICY
) -> dict[str, Refusal]:
    """What is missing of an answer, part by part: what, why, so what, what next. U04."""
    return {
        name: Refusal(f"{said}, in at least {policy.say_at_least} characters")
        for name, said in PARTS.items()
        if len(words.get(name, "").strip()) < policy.say_at_least
    }


def why_not_waive(
    *,
    kind: ExceptionKind,
    until: date,
    on: date,
    reason: str,
    policy: ExceptionPolicy = EXCEPTION_POLICY,
) -> Refusal | None:
    """Waived until a day, for a reason; never a child past a hard line. Q05."""
    if kind is ExceptionKind.HARD_LINE:
        return Refusal("A child past a hard safety line is never waived.")
    if until <= on:
        return Refusal("Choose a day that is still to come.")
    if until > months_after(on, policy.waive_at_most_months):
        return Refusal(f"Waive it for {policy.waive_at_most_months} months at most.")
    if len(reason.strip()) < policy.say_at_least:
        return Refusal(f"Say why, in at least {policy.say_at_least} characters.")
    return None


def same_words(words: Sequence[str], before: Sequence[str]) -> bool:
    """Whether an answer is that of the month before, unchanged but for spaces. Screens §4.11."""
    return bool(before) and [" ".join(one.split()) for one in words] == [
        " ".join(one.split()) for one in before
    ]
