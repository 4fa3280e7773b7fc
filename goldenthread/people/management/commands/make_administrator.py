"""`manage.py make_administrator EMAIL`: the first system administrators, made at the server."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import operations


class Command(BaseCommand):
    """Makes an administrator while fewer than two are in post; then two of them make others."""

    help = "Make somebody a system administrator, while there are not two."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="for somebody who is not known yet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that it is done, or why not."""
        try:
            operations.make_administrator(
                name=options["name"], email=options["email"], on=timezone.localdate(), by=None,
                at=timezone.now(),
            )  # fmt: skip
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            "They are an administrator from today. Set a password: manage.py set_password EMAIL"
        )
