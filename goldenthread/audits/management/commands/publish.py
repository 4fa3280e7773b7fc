"""`manage.py publish`: the audit tool and the practice standards that come with the product."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.audits import operations
from goldenthread.audits.tool import BadTool
from goldenthread.kernel.refusal import Refusal
from goldenthread.standards import lists
from goldenthread.standards import operations as standards

SHIPPED = Path(operations.__file__).parent.parent / "content" / "full-case-review-2.yaml"


class Command(BaseCommand):
    """Publishes versioned content; what is published already stays as it is."""

    help = "Publish the audit tool and the practice standards (AUD-1, STD-1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tool", type=Path, default=SHIPPED)
        parser.add_argument("--standards", type=Path)
        parser.add_argument("--effective-from", type=date.fromisoformat)
        parser.add_argument("--changed", default="", help="what is different, in words")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish both; say what stands."""
        now = timezone.now()
        path = options["standards"]
        try:
            tool = operations.publish_tool(
                text=options["tool"].read_text(encoding="utf-8"), by=None, at=now
            )
            revision = standards.publish(
                text=path.read_text(encoding="utf-8") if path else lists.shipped(),
                effective_from=options["effective_from"] or timezone.localdate(),
                changed=options["changed"],
                by=None,
                at=now,
            )
        except (BadTool, lists.BadContent, Refusal, OSError) as trouble:
            raise CommandError(str(trouble)) from trouble
        self.stdout.write(f"{tool}; {revision}, in force from {revision.effective_from}")
