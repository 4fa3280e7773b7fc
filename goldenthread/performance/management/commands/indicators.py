"""`manage.py indicators --as-at DATE`: by team or group, of one code, with children, as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.groups import GROUPS
from goldenthread.performance.measure import Indicator
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Answer, Window

SPLITS = ("team", *GROUPS)
"""By team, or by what the pages break a figure down by."""


class Command(BaseCommand):
    """Prints figures from the loads, through the same door as the pages."""

    help = "Work out indicators as at a day (PER-2)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-at", type=date.fromisoformat, help="else the newest load's day")
        parser.add_argument("--code", action="append", default=[], help="only these")
        parser.add_argument("--by", choices=SPLITS, help="broken down")
        parser.add_argument("--window", choices=[str(window) for window in Window])
        parser.add_argument("--children", action="store_true", help="the references on each side")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 where nothing is loaded, or a code is not known."""
        unknown = [code for code in options["code"] if code not in CATALOGUE]
        if unknown:
            raise CommandError(
                f"There is no indicator {', '.join(unknown)}. There are: {', '.join(CATALOGUE)}."
            )
        among = queries.events()
        if among is None:
            raise CommandError("Nothing is loaded. Load lists first: manage.py load_annex_a.")
        as_at = options["as_at"] or among.loads[-1].as_at
        said = {
            code: self._one(CATALOGUE[code], as_at, among, options)
            for code in options["code"] or CATALOGUE
        }
        since = next((one.at for one in queries.reckoned() if one.as_at == as_at), None)
        for one in said.values():
            one["known_since"] = timezone.localdate(since).isoformat() if since else None
        if options["as_json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, default=str))
            return
        for code, one in said.items():
            self.stdout.write(f"{code:5} {_line(one)}  {one['title']}")
            for group, figures in one.get("by", {}).items():
                self.stdout.write(f"      {_line(figures)}  {group}")
            if "by_says" in one:
                self.stdout.write(f"      {one['by_says']}")

    def _one(
        self, indicator: Indicator, as_at: date, among: queries.Events, options: dict[str, Any]
    ) -> dict[str, Any]:
        """An indicator: the figure of its first window (or the one asked), then of each."""
        wanted = Window(options["window"]) if options["window"] else indicator.windows[0]
        windows = dict.fromkeys((wanted, *indicator.windows))
        found = {
            window: queries.figures(indicator, [period_of(window, as_at)], among)[0]
            for window in windows
        }
        said: dict[str, Any] = {
            "title": indicator.title,
            "unit": str(indicator.unit),
            **_figures(found[wanted]),
            "load": among.load_at(as_at).reference,
            "periods": {str(window): _figures(one) for window, one in found.items()},
        }
        if by := options["by"]:
            groups = queries.every_group(indicator, by, found[wanted], among)
            said["by"] = {one.group or "": _figures(one) for one in groups}
            if not queries.tells_group(indicator, by):
                said["by_says"] = f"Not told by {by}: all of it is in one group."
        if options["children"]:
            said["children"] = queries.children(indicator, period_of(wanted, as_at), among)
        return said


def _line(one: dict[str, Any]) -> str:
    """A figure on a line, without its name."""
    under = "" if one["denominator"] is None else f" of {one['denominator']:,}"
    value = "–" if one["value"] is None else one["value"]
    return f"{value!s:>9}  {one['numerator']:,}{under}"


def _figures(one: Answer) -> dict[str, Any]:
    """An answer as the command prints it."""
    return {
        "numerator": one.numerator,
        "denominator": one.denominator,
        "value": None if one.value is None else float(one.value),
        "told": one.told,
        "met": one.met,
        "eligible": one.eligible,
        "not_eligible": one.not_eligible,
        "incomplete": one.incomplete,
        "period": {
            "kind": str(one.period.window),
            "first": one.period.first.isoformat(),
            "last": one.period.last.isoformat(),
        },
        **({"groups": one.mix} if one.mix is not None else {}),
        **({"median": float(one.median)} if one.median is not None else {}),
        **({"annualised": True} if one.annualised else {}),
    }
