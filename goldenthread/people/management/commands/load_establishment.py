"""`manage.py load_establishment FILE`: service areas, teams, people and posts."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.people import lists, operations, queries


class Command(BaseCommand):
    """Loads the establishment; nothing is applied if any row is wrong."""

    help = "Load the establishment from CSV or XLSX (ORG-1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was made, or every row that is wrong."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        lines, errors = lists.read(path.name, path.read_bytes())
        errors = errors or lists.among(lines, queries.known())
        if errors:
            said = "\n".join(
                f"row {one.row}, {one.column}: {one.value!r}. {one.wrong}. {one.todo}."
                for one in errors
            )
            raise CommandError(f"Nothing was loaded.\n{said}")
        done = operations.apply_establishment(lines=lines, by=None, at=timezone.now())
        self.stdout.write(", ".join(f"{count} {name}" for name, count in done.items()))
