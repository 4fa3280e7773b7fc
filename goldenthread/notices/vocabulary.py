"""The words of notices and jobs."""

from __future__ import annotations

from goldenthread.kernel.words import Word


class JobState(Word):
    """Where a background job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
