"""Writes the fictional borough as monthly workbooks, or many boroughs as events."""

from __future__ import annotations

from argparse import ArgumentParser
from calendar import monthrange
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from goldenthread.demo.borough import make, writing, writing_set
from goldenthread.kernel.dates import months_after

LAST = date(2026, 10, 31)
"""The end of the demo's year."""


class Command(BaseCommand):
    """`manage.py make_borough --children 3000 --months 12 --seed 1 --out DIR`.

    With `--authorities 153` that many boroughs, of about so many children in the middle, each as
    a folder of event tables in DIR: what a region or the nation asks in one question.
    """

    help = "Write monthly Annex A workbooks of Thornley, a fictional borough."
    requires_system_checks: list[str] = []  # noqa: RUF012 — Django's own declaration

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--children", type=int, default=3000, help="open children at a time")
        parser.add_argument("--months", type=int, default=12, help="how many workbooks")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another borough")
        parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
        parser.add_argument("--authorities", type=int, help="so many boroughs, as event tables")
        parser.add_argument("--start", help="the first month, YYYY-MM; else it ends in 2026-10")

    def handle(self, *args: Any, **options: Any) -> None:
        children, months = options["children"], options["months"]
        if children < 50 or not 1 <= months <= 60:
            raise CommandError("Give at least 50 children, and 1 to 60 months.")
        seed, out, end = options["seed"], options["out"], last_day(options["start"], months)
        authorities = options["authorities"]
        if authorities is None:
            written = writing(make(children, months, seed, end), out)
        elif 1 <= authorities <= 999:
            written = writing_set(
                authorities=authorities, children=children, months=months, seed=seed, end=end,
                out=out,
            )  # fmt: skip
        else:
            raise CommandError("Give 1 to 999 authorities.")
        for path in written:
            self.stdout.write(str(path))


def last_day(start: str | None, months: int) -> date:
    """The last day of the last month: from the first month, or the demo's own."""
    if start is None:
        return LAST
    try:
        first = datetime.strptime(start, "%Y-%m").date()  # noqa: DTZ007 — a month has no zone
    except ValueError as error:
        raise CommandError(f"{start!r} is not a month: write 2025-11.") from error
    final = months_after(first, months - 1)
    return final.replace(day=monthrange(final.year, final.month)[1])
