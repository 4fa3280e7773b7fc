"""`manage.py verify_trail`: is the trail what was sealed?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.trail import operations, queries


class Command(BaseCommand):
    """Seal what is new, then read the whole trail and say what was altered, removed or inserted."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        found = queries.breaks()
        for broken in found:
            self.stdout.write(
                f"Seal {broken.seal}, rows {broken.first} to {broken.last}: {broken.words}"
            )
        if found:
            raise CommandError(f"The trail was changed in {len(found)} places.")
        seal = operations.seal(at=timezone.now())
        self.stdout.write("The trail is whole." + (f" Newest seal: {seal.digest}" if seal else ""))
