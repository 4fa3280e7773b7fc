"""The background jobs that work out figures once new lists are in, and then their exceptions."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.intake.events import fingerprint
from goldenthread.intake.queries import kept, loader_of
from goldenthread.notices import jobs
from goldenthread.people import queries as people
from goldenthread.performance import operations, queries

if TYPE_CHECKING:
    from goldenthread.notices.models import Job


def due(*, at: datetime) -> None:
    """Start the job where a load has no figures yet; the same loads start it once."""
    loads = kept()
    if not loads:
        return
    if queries.days_lacking(loads):
        jobs.start(take, key=f"readings:{fingerprint(loads)}", at=at)
    elif lacking := queries.days_to_sift():
        said = sha256(str([(one.pk, basis) for one, basis in lacking]).encode()).hexdigest()[:16]
        jobs.start(sift, key=f"exceptions:{said}:{queries.triages()}", at=at)


def take(job: Job) -> None:
    """Work out what is lacking; taken up again, it begins anew and doubles nothing."""
    loads = kept()
    if not loads:
        return
    operations.take_readings(
        by=loader_of(loads[-1].reference),
        at=timezone.now(),
        say=lambda words: jobs.say(job, words),
    )


def sift(job: Job) -> None:
    """Find the exceptions of the days whose figures are in; taken up again, it doubles nothing."""
    loads = kept()
    if not loads:
        return
    jobs.say(job, "Looking for exceptions")
    operations.find_exceptions(by=loader_of(loads[-1].reference), at=timezone.now())


def analyse(job: Job, *, reckoning: int, by: int) -> None:
    """Make the files of ChAT of a reckoning; made already, they stay as they are."""
    person = people.person(by)
    if person is not None:
        operations.make_analysis(
            reckoning=reckoning,
            by=person,
            at=timezone.now(),
            say=lambda words: jobs.say(job, words),
        )
