"""`manage.py load_cin_census FILE [--without-bad-rows] [--json]`."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.intake.doors import door_of
from goldenthread.intake.management.loading import LoadingCommand
from goldenthread.intake.readers import read_census
from goldenthread.intake.vocabulary import Source, Unreadable


class Command(LoadingCommand):
    """Loads the census of a year that is over; today's caseload stays."""

    help = "Load the XML file of a children in need census, as at the date that it says."
    source = Source.CIN_CENSUS

    def add_files(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def given(self, options: dict[str, Any]) -> tuple[list[Path], date]:
        path = options["file"]
        door = door_of(self.source)
        if door is None or not path.is_file():
            raise Unreadable(f"There is no file {path.name}.")
        return [path], read_census(path, door.tables)[1]
