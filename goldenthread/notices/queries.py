"""What may be asked of notices and jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet

from goldenthread.notices.models import Beat, Email, Job, Notice
from goldenthread.notices.vocabulary import JobState

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_PATIENCE: Final = timedelta(minutes=1)


def notices(reader: Person) -> QuerySet[Notice]:
    """What this reader was told, newest first."""
    return Notice.objects.filter(to=reader).select_related("by")


def unread(reader: Person) -> int:
    """How many notices the reader has not read."""
    return notices(reader).filter(read_at=None).count()


def job(key: str) -> Job | None:
    """The job of this key."""
    return Job.objects.filter(key=key).first()


def latest_job(start: str) -> Job | None:
    """The newest job of this key, or of a key that goes on after it with a colon."""
    return Job.objects.filter(Q(key=start) | Q(key__startswith=f"{start}:")).first()


def waiting_emails() -> QuerySet[Email]:
    """E-mails not sent yet, oldest first."""
    return Email.objects.filter(sent_at=None).select_related("to")


def is_stuck(job: Job | None, at: datetime) -> bool:
    """Whether a job has waited over a minute for its turn: nothing may be working on jobs."""
    return job is not None and job.state == JobState.WAITING and at - job.at > _PATIENCE


def beats() -> QuerySet[Beat]:
    """Everything that runs again and again, and when it last did."""
    return Beat.objects.all()
