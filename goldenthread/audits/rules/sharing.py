"""With whom an audit is shared when it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.audits.vocabulary import POLICY, AuditPolicy, Grade, Part
from goldenthread.kernel.working_days import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One person with whom an audit is shared, and by when they answer."""

    part: Part
    person: int
    due_on: date


def shared_with(
    *,
    workers: tuple[int, ...],
    manager: int | None,
    head: int | None,
    grade: Grade,
    on: date,
    calendar: Calendar,
    policy: AuditPolicy = POLICY,
) -> tuple[Share, ...]:
    """Worker and manager, and the Head of Service where it is inadequate. AUD-9, Framework 3.1.

    A worker who has left is passed over; their manager still has it.
    """
    days = {
        Part.WORKER: policy.answer_within_days,
        Part.MANAGER: policy.manager_answers_within_days,
        Part.HEAD: policy.head_answers_within_days,
    }
    wanted = [(Part.WORKER, worker) for worker in workers]
    wanted.append((Part.MANAGER, manager or 0))
    if grade is Grade.INADEQUATE:
        wanted.append((Part.HEAD, head or 0))
    return tuple(
        Share(part=part, person=person, due_on=calendar.add(on, days[part]))
        for part, person in wanted
        if person
    )
