"""`manage.py load_annex_a FILE... --as-at DATE [--without-bad-rows] [--json]`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.intake import operations, queries
from goldenthread.intake.rules import LOADERS
from goldenthread.intake.vocabulary import Unreadable
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import queries as people


class Command(BaseCommand):
    """Loads a workbook or a set of CSV files through the same door as the browser."""

    help = "Load Annex A lists (PER-1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--as-at", required=True, type=date.fromisoformat)
        parser.add_argument("--without-bad-rows", action="store_true")
        parser.add_argument("--by", help="the e-mail of who loads; else the first who may")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 when loaded, 2 when a decision is needed, 1 when refused."""
        now = timezone.now()
        loaders = people.holders(*LOADERS, on=now.date())
        by = loaders.filter(email=options["by"]).first() if options["by"] else loaders.first()
        if by is None:
            raise CommandError("Nobody in post may load lists. Give --by, or load the posts first.")
        missing = [str(path) for path in options["files"] if not path.is_file()]
        if missing:
            raise CommandError(f"There is no file {', '.join(missing)}.")
        try:
            load, new = operations.load_files(
                paths=options["files"],
                as_at=options["as_at"],
                without_bad_rows=options["without_bad_rows"],
                by=by,
                at=now,
            )
        except (Refusal, Unreadable) as trouble:
            if options["as_json"]:
                self.stdout.write(json.dumps({"state": "refused", "refusal": str(trouble)}))
                raise SystemExit(1) from trouble
            raise CommandError(str(trouble)) from trouble
        about = {
            "load": load.reference,
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
        }
        if options["as_json"]:
            found = queries.findings_of(load)
            about["findings"], about["findings_in_all"] = found[:500], len(found)
            self.stdout.write(json.dumps(about, ensure_ascii=False))
        else:
            self.stdout.write(
                f"{load.reference}: {load.get_state_display().lower()}. {load.rows:,} rows, "
                f"{load.unusable} unusable, {load.warnings} warnings"
                + ("" if new else ". Nothing has changed: this file was loaded before")
                + (f". {load.refusal}" if load.refusal else "")
            )
        if load.state == "refused":
            raise SystemExit(1)
        if load.state == "to_decide":
            raise SystemExit(2)
