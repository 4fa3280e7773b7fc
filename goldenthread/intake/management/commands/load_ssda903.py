"""`manage.py load_ssda903 FOLDER --year 2025 [--named 2024] [--without-bad-rows] [--json]`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.intake.management.loading import LoadingCommand, csv_files
from goldenthread.intake.vocabulary import Source, Unreadable


class Command(LoadingCommand):
    """Loads the return of a year that is over; today's caseload stays."""

    help = "Load the CSV files of an SSDA903 return, for the year that ends in March of --year."
    source = Source.SSDA903

    def add_files(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--year", required=True, type=int, help="2025: to 31 March 2025")
        parser.add_argument("--named", type=int, help="the year in the files’ names, if another")

    def given(self, options: dict[str, Any]) -> tuple[list[Path], date]:
        year, named = options["year"], options["named"]
        found = csv_files(options["folder"], "*.csv")
        own = [path for path in found if str(named or year) in path.stem]
        if named and not own:
            raise Unreadable(f"The folder {options['folder'].name} has no file named {named}.")
        return own or found, date(year, 3, 31)
