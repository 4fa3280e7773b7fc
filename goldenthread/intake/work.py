"""The background job of a load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from goldenthread.intake import operations, queries
from goldenthread.notices import jobs

if TYPE_CHECKING:
    from goldenthread.notices.models import Job


def read(job: Job, *, load: int) -> None:
    """Read a load that was received; taken up again, it begins anew and doubles nothing."""
    found = queries.load(load)
    if found is not None:
        operations.read(load=found, at=timezone.now(), say=lambda words: jobs.say(job, words))
