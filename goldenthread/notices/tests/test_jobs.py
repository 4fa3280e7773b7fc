"""Which job comes first."""

from __future__ import annotations

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from goldenthread.notices import jobs
from goldenthread.notices.models import Job
from tests.cast import NOON

DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}


def work(_job: Job) -> None:
    """Nothing."""


@pytest.mark.django_db
def test_a_job_for_which_somebody_waits_goes_before_all_that_wait(settings: Any) -> None:
    settings.TASKS = DATABASE
    behind = jobs.start(work, key="a", at=NOON)
    before = jobs.start(work, key="b", at=NOON, first=True)
    waiting = [one.args_kwargs["args"][0] for one in DBTaskResult.objects.ready()]
    assert waiting == [before.pk, behind.pk]
