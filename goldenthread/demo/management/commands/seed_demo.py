"""`manage.py seed_demo`: the fictional borough and its year, in an empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import F
from django.utils import timezone

from goldenthread.demo.story import clinics, tell
from goldenthread.notices.models import Email, Notice
from goldenthread.people import queries as people


class Command(BaseCommand):
    """Fills the demo once; a second time it changes nothing."""

    help = "Fill the demonstration with a fictional borough and its year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--children", type=int, default=3000)
        parser.add_argument(
            "--months", type=int, default=13, help="some figures are told after a year of loads"
        )
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--size", type=int, default=30, help="audits in a cycle")
        parser.add_argument(
            "--figures", action="store_true", help="work the figures out now, not in the background"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside demo mode; leave a filled database alone."""
        if not settings.DEMO:
            raise CommandError("This fills a demonstration: set DEMO=yes.")
        today = timezone.localdate()
        if people.areas().exists():
            self.stdout.write("The borough is there already.")
            return
        tell(
            children=options["children"],
            months=options["months"],
            seed=options["seed"],
            today=today,
            folder=Path(settings.VAR_DIR) / "borough",
            say=self.stdout.write,
            size=options["size"],
        )
        if options["figures"]:
            clinics.hold(today=today, say=self.stdout.write)
        # The year was read long ago: only this week's notices are new, only today's e-mails wait
        Email.objects.filter(queued_at__date__lt=today).update(sent_at=F("queued_at"))
        Notice.objects.filter(at__date__lt=today - timedelta(days=4)).update(read_at=F("at"))
