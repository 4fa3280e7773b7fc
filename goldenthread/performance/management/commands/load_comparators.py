"""`manage.py load_comparators FILE`: figures that others publish, from the files they come in."""

from __future__ import annotations

from argparse import ArgumentParser
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.performance import lists, operations

MOST = 50
"""Wrong rows, or differing figures, that are listed; the others are counted."""


class Command(BaseCommand):
    """Loads published figures; nothing is loaded if any row is wrong."""

    help = (
        "Load published figures of authorities (R04): a long CSV of the Local Authority "
        "Interactive Tool, or a table of the Department's own statistics; or gzip of either."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--without-bad-rows", action="store_true", help="load the rows that are right"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let a table of the Department's replace figures that differ",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was loaded, or every row that is wrong."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        data = path.read_bytes()
        facts, errors = lists.read(path.name, data)
        said = _most(
            f"row {one.row}, {one.column}: {one.value!r}. {one.wrong}. {one.todo}."
            for one in errors
        )
        if errors and (not options["without_bad_rows"] or not facts):
            raise CommandError("\n".join(["Nothing was loaded.", *said]))
        of_department = lists.of_department(path.name, data)
        if not facts:
            whose = "This is a file of the Department's: none" if of_department else "None"
            self.stdout.write(
                f"{whose} of its figures stands beside an indicator of ours. Nothing was loaded."
            )
            return
        replaces = options["replace"] or not of_department
        found = operations.load_published(
            facts=facts, source=path.name, by=None, at=timezone.now(), replaces=replaces
        )
        for line in said:
            self.stderr.write(line)
        many = len({one.measure for one in facts})
        self.stdout.write(
            f"{len(facts):,} figures of {many} measure{'' if many == 1 else 's'}: "
            f"{found.new:,} new, {found.changed:,} replaced, {len(errors):,} rows left out"
        )
        self._differing(found, replaces=replaces)

    def _differing(self, found: operations.Loaded, *, replaces: bool) -> None:
        """Tell every figure that differs from what stood."""
        many = len(found.differs)
        if not many:
            return
        if replaces:
            self.stdout.write("Replaced:")
        else:
            self.stdout.write(
                f"{many:,} figure{' differs' if many == 1 else 's differ'} from what stands. "
                f"Nothing was taken of the measures and years concerned: {found.left:,} figures "
                "were left. --replace takes them."
            )
        for line in _most(
            f"{one.fact.measure}, {one.fact.area}, {one.fact.period}: {_said(one.stood)} stood, "
            f"this file says {_said(one.fact.value)}"
            for one in found.differs
        ):
            self.stdout.write(line)


def _most(lines: Any) -> list[str]:
    """The first of many lines, and how many more there are."""
    every = list(lines)
    more = [f"and {len(every) - MOST:,} more"] if len(every) > MOST else []
    return every[:MOST] + more


def _said(value: Decimal | None) -> str:
    return "none" if value is None else f"{value.normalize():f}"
