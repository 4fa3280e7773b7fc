"""What the commands that load have in common: who, what came of it, and the code they end with."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.intake import operations, queries
from goldenthread.intake.rules import LOADERS
from goldenthread.intake.vocabulary import Source, Unreadable
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people


class LoadingCommand(BaseCommand):
    """Loads files through the same door as the browser.

    Exit 0 when loaded, 2 when a decision is needed, 1 when refused.
    """

    source: Source

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files and their day come first; these are the same for all."""
        self.add_files(parser)
        parser.add_argument("--without-bad-rows", action="store_true")
        parser.add_argument(
            "--go-on", action="store_true",
            help="load also what would wait for a decision: bad rows, or far fewer children",
        )  # fmt: skip
        parser.add_argument("--by", help="the e-mail of who loads; else the first who may")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def add_files(self, parser: ArgumentParser) -> None:
        """How the files and their day are given."""
        raise NotImplementedError

    def given(self, options: dict[str, Any]) -> tuple[list[Path], date]:
        """The files and the day that were given.

        Raises:
            Unreadable: they cannot be what they should be.
        """
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        loaders = people.holders(*LOADERS, on=now.date())
        by = loaders.filter(email=options["by"]).first() if options["by"] else loaders.first()
        if by is None:
            raise CommandError("Nobody in post may load lists. Give --by, or load the posts first.")
        try:
            paths, as_at = self.given(options)
            load, new = operations.load_files(
                paths=paths,
                as_at=as_at,
                without_bad_rows=options["without_bad_rows"],
                by=by,
                at=now,
                source=self.source,
            )
            if options["go_on"] and load.state == "to_decide":
                load, new = operations.decide(load=load, go_on=True, by=by, at=now), True
        except (Refusal, Unreadable) as trouble:
            if options["as_json"]:
                self.stdout.write(json.dumps({"state": "refused", "refusal": str(trouble)}))
                raise SystemExit(1) from trouble
            raise CommandError(str(trouble)) from trouble
        self._say(load, new=new, as_json=options["as_json"])
        if load.state == "to_decide":
            raise SystemExit(2)
        if load.state == "refused":
            raise SystemExit(1)

    def _say(self, load: Any, *, new: bool, as_json: bool) -> None:
        if not as_json:
            self.stdout.write(
                f"{load.reference}: {load.get_state_display().lower()}. {load.rows:,} rows, "
                f"{load.unusable} unusable, {load.warnings} warnings"
                + ("" if new else ". Nothing has changed: this file was loaded before")
                + (f". {load.refusal}" if load.refusal else "")
            )
            return
        found = queries.findings_of(load)
        about = {
            "load": load.reference,
            "source": load.source,
            "new": new,
            "state": load.state,
            "as_at": load.as_at.isoformat(),
            "rows": load.rows,
            "unusable": load.unusable,
            "warnings": load.warnings,
            "children": load.children,
            "against": load.against,
            "seconds": load.seconds,
            "refusal": load.refusal,
            "lists": load.lists,
            "rules": load.by_rule,
            "findings": found[:500],
            "findings_in_all": len(found),
        }
        self.stdout.write(json.dumps(about, ensure_ascii=False))


def csv_files(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder whose names fit, whatever the case of their letters.

    Raises:
        Unreadable: there is no such folder, or no such file in it.
    """
    if not folder.is_dir():
        raise Unreadable(f"There is no folder {folder.name}.")
    found = sorted(
        path for path in folder.iterdir()
        if path.is_file() and fnmatch(path.name.lower(), pattern)
    )  # fmt: skip
    if not found:
        raise Unreadable(f"The folder {folder.name} has no file {pattern}.")
    return found
