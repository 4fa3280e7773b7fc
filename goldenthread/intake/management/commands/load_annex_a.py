"""`manage.py load_annex_a FILE... --as-at DATE [--without-bad-rows] [--json]`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from goldenthread.intake.management.loading import LoadingCommand
from goldenthread.intake.vocabulary import Source


class Command(LoadingCommand):
    """Loads a workbook or a set of CSV files."""

    help = "Load Annex A lists (PER-1)."
    source = Source.ANNEX_A

    def add_files(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--as-at", required=True, type=date.fromisoformat)

    def given(self, options: dict[str, Any]) -> tuple[list[Path], date]:
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}.")
        return options["files"], options["as_at"]
