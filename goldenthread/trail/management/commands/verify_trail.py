"""`manage.py verify_trail`: is the trail what was sealed?"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.trail import operations, queries, rules


class Command(BaseCommand):
    """Seal what is new, then read the whole trail and say what was altered, removed or inserted."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kept",
            type=Path,
            metavar="FILE",
            help="seals kept outside the database: compared first, and the new ones added",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each break; end with an error if there is any."""
        path: Path | None = options["kept"]
        kept = _read(path) if path else []
        found = [*rules.what_is_gone(kept=kept, there=queries.digests()), *queries.breaks()]
        for broken in found:
            rows = f", rows {broken.first} to {broken.last}" if broken.last else ""
            self.stdout.write(f"Seal {broken.seal}{rows}: {broken.words}")
        if found:
            raise CommandError(f"The trail was changed in {len(found)} places.")
        seal = operations.seal(at=timezone.now())
        if path:
            there = queries.digests()
            new = [f"{number} {there[number]}\n" for number in there.keys() - dict(kept).keys()]
            with path.open("a", encoding="ascii") as file:
                file.writelines(sorted(new, key=lambda line: int(line.split()[0])))
        self.stdout.write("The trail is whole." + (f" Newest seal: {seal.digest}" if seal else ""))


def _read(path: Path) -> list[tuple[int, str]]:
    """The seals of a file: a number and a digest a line.

    Raises:
        CommandError: it is something else.
    """
    if not path.exists():
        return []
    try:
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
        return [(int(number), digest) for number, digest in lines]
    except (OSError, ValueError) as trouble:
        raise CommandError(f"{path} does not hold seals.") from trouble
