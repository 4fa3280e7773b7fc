"""`manage.py scheduler`: sends what waits, seals the trail, takes up what a dead worker left."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.module_loading import import_string

from goldenthread.notices import jobs

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Runs for ever; with --once, one turn of everything that is due."""

    help = "Sends what waits in the outbox and runs what is due (EE3)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="One turn, then stop.")
        parser.add_argument("--every", type=float, default=5, help="Seconds between turns.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Turn after turn."""
        while True:
            turn(timezone.now())
            if options["once"]:
                return
            time.sleep(options["every"])


def turn(at: datetime) -> None:
    """Run everything that is due: (name, path of a function that takes `at`, seconds)."""
    for name, path, seconds in settings.SCHEDULE:
        if not jobs.due(name=name, every=timedelta(seconds=seconds), at=at):
            continue
        work: Callable[..., object] = import_string(path)
        try:
            work(at=at)
        except Exception as trouble:
            log.exception("%s failed", name)
            jobs.beat(name=name, at=at, trouble=type(trouble).__name__)
        else:
            jobs.beat(name=name, at=at)
