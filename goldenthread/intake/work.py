"""The background jobs of a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.intake import operations, queries
from goldenthread.intake.vocabulary import State
from goldenthread.notices import jobs
from goldenthread.people import queries as people

if TYPE_CHECKING:
    from goldenthread.notices.models import Job


def read(job: Job, *, load: int) -> None:
    """Read a load that was received; taken up again, it begins anew and doubles nothing."""
    found = queries.load(load)
    if found is not None:
        operations.read(load=found, at=timezone.now(), say=lambda words: jobs.say(job, words))


def go_on(job: Job, *, load: int, by: int) -> None:
    """Load without the rows that cannot be used; loaded already, it changes nothing."""
    found, person = queries.load(load), people.person(by)
    if found is not None and person is not None and found.state == State.TO_DECIDE:
        operations.decide(
            load=found,
            go_on=True,
            by=person,
            at=timezone.now(),
            say=lambda words: jobs.say(job, words),
        )
