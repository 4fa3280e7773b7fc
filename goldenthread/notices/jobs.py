"""Background work: jobs done once for their key, and things that run again and again.

One door in front of django-tasks. A job is a row of ours with its words of progress; a worker
that dies leaves it running, and it is taken up again when the worker comes back. So the work
itself must be safe to begin anew.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import task

from goldenthread.notices.models import Beat, Job
from goldenthread.notices.vocabulary import JobState

log = logging.getLogger(__name__)
TRIES = 3
FIRST = 50
"""The priority of a job for which somebody waits; the others have none."""


def start(
    work: Callable[..., None], *, key: str, at: datetime, first: bool = False, **args: Any
) -> Job:
    """Put a job in the queue, unless one of this key is there already.

    `work` is a function of a module, called as `work(job, **args)`; `args` are JSON values. With
    `first` it goes before all that wait: somebody sits before its page.
    """
    path = f"{work.__module__}.{work.__qualname__}"
    with transaction.atomic():
        job, made = Job.objects.get_or_create(
            key=key, defaults={"work": path, "args": args, "at": at}
        )
        if made:
            run.using(priority=FIRST if first else 0).enqueue(job.pk)
    return job


def say(job: Job | None, words: str) -> None:
    """Say how far the job is, for the page that waits for it."""
    if job is not None:
        Job.objects.filter(pk=job.pk).update(words=words)


@task()
def run(number: int) -> None:
    """Do the job of this number, once."""
    now = timezone.now()
    claimed = Job.objects.filter(pk=number, state=JobState.WAITING).update(
        state=JobState.RUNNING, started_at=now
    )
    if not claimed:
        return
    job = Job.objects.get(pk=number)
    try:
        import_string(job.work)(job, **job.args)
    except Exception as trouble:
        log.exception("Job %s failed", number)
        Job.objects.filter(pk=number).update(
            state=JobState.FAILED, trouble=type(trouble).__name__, finished_at=timezone.now()
        )
    else:
        Job.objects.filter(pk=number).update(
            state=JobState.DONE, trouble="", finished_at=timezone.now()
        )


def take_up_again(*, at: datetime, older_than: timedelta = timedelta(minutes=5)) -> int:
    """Put back what a dead worker left running: no job takes so long. The scheduler asks again
    and again, since a worker may die while the scheduler lives."""
    left = Job.objects.filter(state=JobState.RUNNING, started_at__lte=at - older_than)
    count = 0
    for job in left:
        if job.tries >= TRIES:
            Job.objects.filter(pk=job.pk).update(
                state=JobState.FAILED, trouble="It stopped the worker three times."
            )
            continue
        with transaction.atomic():
            Job.objects.filter(pk=job.pk).update(state=JobState.WAITING, tries=job.tries + 1)
            run.enqueue(job.pk)
        count += 1
    return count


def due(*, name: str, every: timedelta, at: datetime) -> bool:
    """Claim the next turn of something that runs again and again; False if it is not due.

    The clock is stored: a missed night is caught up, and two schedulers never both run it.
    """
    beat, _ = Beat.objects.get_or_create(
        name=name, defaults={"every_seconds": int(every.total_seconds()), "next_at": at}
    )
    if beat.next_at > at:
        return False
    return bool(
        Beat.objects.filter(pk=beat.pk, next_at=beat.next_at).update(
            next_at=at + every, every_seconds=int(every.total_seconds())
        )
    )


def beat(*, name: str, at: datetime, trouble: str = "") -> None:
    """Write down that it ended, well or not."""
    if trouble:
        Beat.objects.filter(name=name).update(trouble=trouble[:300])
    else:
        Beat.objects.filter(name=name).update(at=at, trouble="")
