"""`manage.py load_comparators FILE`: figures that others publish, from the long files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.performance import lists, operations

MOST = 50
"""Wrong rows that are listed; the others are counted."""


class Command(BaseCommand):
    """Loads published figures; nothing is loaded if any row is wrong."""

    help = "Load published figures of authorities from a long CSV, or gzip of it (R04)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--without-bad-rows", action="store_true", help="load the rows that are right"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was loaded, or every row that is wrong."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        facts, errors = lists.read(path.name, path.read_bytes())
        said = [
            f"row {one.row}, {one.column}: {one.value!r}. {one.wrong}. {one.todo}."
            for one in errors[:MOST]
        ]
        if len(errors) > MOST:
            said.append(f"and {len(errors) - MOST:,} more")
        if errors and (not options["without_bad_rows"] or not facts):
            raise CommandError("\n".join(["Nothing was loaded.", *said]))
        new, changed = operations.load_published(
            facts=facts, source=path.name, by=None, at=timezone.now()
        )
        for line in said:
            self.stderr.write(line)
        self.stdout.write(
            f"{len(facts):,} figures of {len({one.measure for one in facts})} measures: "
            f"{new:,} new, {changed:,} replaced, {len(errors):,} rows left out"
        )
