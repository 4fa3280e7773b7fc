"""`manage.py load_ssd FOLDER --as-at DATE [--without-bad-rows] [--json]`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.intake.management.loading import LoadingCommand, csv_files
from goldenthread.intake.vocabulary import Source


class Command(LoadingCommand):
    """Loads the tables of the Standard Safeguarding Dataset, one CSV file each."""

    help = "Load a folder of ssd_*.csv, the Standard Safeguarding Dataset (PER-1)."
    source = Source.SSD

    def add_files(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--as-at", required=True, type=date.fromisoformat)

    def given(self, options: dict[str, Any]) -> tuple[list[Path], date]:
        return csv_files(options["folder"], "ssd_*.csv"), options["as_at"]
