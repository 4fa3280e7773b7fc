"""The report of a load as a table, for whoever corrects the case system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from goldenthread.intake.doors import called

HEAD: Final = ("Rule", "How grave", "List", "Row", "Column", "Value", "What is wrong", "What to do")
WIDTHS: Final = (8, 10, 24, 7, 34, 24, 50, 50)


def rows(findings: Iterable[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """A line a finding."""
    for one in findings:
        yield [
            one["code"],
            str(one["severity"]),
            called(one["list"]),
            one["row"] or "",
            one["column"],
            one["value"],
            one["wrong"],
            one["todo"],
        ]
