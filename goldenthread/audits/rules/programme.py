"""Eight weeks, two cohorts at once, and who owes an audit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.audits.vocabulary import POLICY, AuditPolicy, Stage
from goldenthread.kernel.dates import in_words, months_after
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.people.vocabulary import QA_TEAM, Role, Standing

_WEEKS = {
    Stage.ISSUE: (1, 1),
    Stage.REVIEW: (2, 3),
    Stage.SHARE: (4, 4),
    Stage.MODERATE: (5, 6),
    Stage.REPORT: (7, 8),
    Stage.CLINIC: (8, 8),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One step of a cycle: its first working day and its last."""

    stage: Stage
    starts_on: date
    due_on: date


def dates_of_cycle(starts_on: date, calendar: Calendar) -> tuple[Dated, ...]:
    """The dated steps of eight weeks from this Monday, on working days. PRG-1, QA-01 to QA-06.

    A step begins on the first working day of its first week and is due on the last working day
    of its last; a week without a working day is due on the working day before it.
    """
    found = []
    for stage, (first, last) in _WEEKS.items():
        monday = starts_on + timedelta(weeks=first - 1)
        sunday = starts_on + timedelta(weeks=last, days=-1)
        found.append(
            Dated(
                stage=stage,
                starts_on=calendar.add(monday, 0),
                due_on=calendar.add(sunday + timedelta(days=1), -1),
            )
        )
    return tuple(found)


def why_not_move(
    *, stage: Stage, due_on: date, dates: Mapping[Stage, tuple[date, date]], calendar: Calendar
) -> Refusal | None:
    """A step is due on a working day, not before it begins. PRG-1.

    `dates` holds the first and last day of each step of the cycle.
    """
    if not calendar.is_working(due_on):
        return Refusal("Choose a working day.")
    if due_on < dates[stage][0]:
        return Refusal("The step ends before it begins.")
    return None


def clashes(
    *, stage: Stage, due_on: date, dates: Mapping[Stage, tuple[date, date]], calendar: Calendar
) -> tuple[str, ...]:
    """What a moved date does to the other steps of a cycle, in sentences. B02."""
    found = []
    order = list(dates)
    for other in order[order.index(stage) + 1 :]:
        begins, ends = dates[other]
        if due_on >= ends:
            found.append(f"{other.label} is due on {in_words(ends)}: no day is left for it.")
        elif due_on >= begins:
            left = calendar.between(due_on, ends)
            days = f"{left} working day{'' if left == 1 else 's'}"
            found.append(f"{other.label} begins on {in_words(begins)}: {days} are left for it.")
    found += [
        f"{other.label} is due later, on {in_words(dates[other][1])}."
        for other in order[: order.index(stage)]
        if due_on < dates[other][1]
    ]
    return tuple(found)


def why_not_plan(*, starts_on: date, taken: Iterable[date]) -> Refusal | None:
    """A cycle starts on a Monday on which no other does. PRG-1."""
    if starts_on.weekday() != 0:
        return Refusal("A cycle starts on a Monday.")
    if starts_on in set(taken):
        return Refusal("A cycle starts on that Monday already.")
    return None


def next_cycles(
    *, after: date, count: int, policy: AuditPolicy = POLICY
) -> tuple[tuple[str, date], ...]:
    """The next cycles after this Monday: cohorts A and B in turn, four weeks apart. PRG-1."""
    return tuple(
        ("AB"[index % 2], after + timedelta(weeks=policy.cohorts_apart_weeks * index))
        for index in range(count)
    )


def week_of(starts_on: date, on: date) -> int:
    """The week of a cycle on a day: 1 to 8 while it runs. PRG-1."""
    return (on - starts_on).days // 7 + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a person owes over a time, and has done."""

    person: int
    role: Role
    expected: int
    """Audits owed, exemptions taken out."""
    exempt: int
    """Audits that exemptions took out of the count."""
    done: int

    @property
    def short(self) -> int:
        """How many fewer than owed: what somebody did beyond theirs makes up for nobody else."""
        return max(0, self.expected - self.done)

    @property
    def met(self) -> bool:
        """Whether enough was done."""
        return not self.short


def expectation(
    *,
    person: int,
    role: Role,
    since: date,
    until: date,
    in_post: Sequence[tuple[date, date | None]],
    exempt: Sequence[tuple[date, date]],
    done: Sequence[date],
    policy: AuditPolicy = POLICY,
) -> Expectation | None:
    """How many audits somebody owes between two days, and has done; None if their role owes none.

    The time is cut into periods of the role's length, from `since`. A period counts when the
    person held a post that audits at its end, this one or one before it; one that an exemption
    touches leaves the count openly.
    PRG-2, B10.
    """
    every = dict(policy.one_every_months).get(role)
    if every is None:
        return None
    expected = excused = 0
    start, number = since, 0
    while True:
        number += 1
        after = months_after(since, every * number)
        end = after - timedelta(days=1)
        if end > until:
            break
        held = any(first <= end and (last is None or last >= end) for first, last in in_post)
        if held and any(first <= end and last >= start for first, last in exempt):
            excused += 1
        elif held:
            expected += 1
        start = after
    counted = sum(since <= day <= until for day in done)
    return Expectation(person=person, role=role, expected=expected, exempt=excused, done=counted)


def why_not_exempt(*, roles: Iterable[Role], why: str) -> Refusal | None:
    """Exemptions are the Assistant Director's or the Director's, with a reason. B10."""
    if not {Role.AD, Role.DCS} & set(roles):
        return Refusal("Only the Assistant Director or the Director can exempt somebody.")
    if not why.strip():
        return Refusal("Say why this person is exempt.")
    return None


def why_not_draw_children(standing: Standing, *, areas: Collection[int | None]) -> Refusal | None:
    """QA starts an audit of any children; a Head of Service, of children who are all theirs.

    PRG-7, Framework 2.1. `areas` are the services of the children.
    """
    if standing.holds(*QA_TEAM):
        return None
    if areas and set(areas) <= standing.areas(Role.HOS):
        return None
    return Refusal(
        "The QA team starts an audit of these children, or the Head of Service whose children "
        "they all are."
    )


def why_not_run(roles: Iterable[Role]) -> Refusal | None:
    """The programme is coordinated by the QA team. Framework 2.1."""
    if {Role.QAM, Role.QAO} & set(roles):
        return None
    return Refusal("Only the QA team plans, draws and gives out audits.")
