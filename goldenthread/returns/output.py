"""A return as a table to keep, to fill in and to send back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from goldenthread.returns.rules import said
from goldenthread.returns.vocabulary import Entry, Sender

HEAD: Final = ("Code", "Measure", "How many", "Of how many", "Note", "What is counted",
               "Of what", "Over", "Figure")  # fmt: skip
WIDTHS: Final = (8, 44, 14, 14, 30, 44, 44, 28, 24)


def rows(service: Sender, entries: Mapping[str, Entry]) -> Iterator[list[Any]]:
    """A line a measure, whether or not it was handed in."""
    for measure in service.measures:
        entry = entries.get(measure.code)
        yield [
            measure.code,
            measure.title,
            _number(entry.upper if entry else None),
            _number(entry.lower if entry else None),
            entry.note if entry else "",
            measure.upper,
            measure.lower,
            measure.over,
            said(measure, entry),
        ]


def by_code(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Rows by their code."""
    return {entry.code: entry for entry in entries}


def _number(given: Decimal | None) -> int | float | None:
    if given is None:
        return None
    return int(given) if given == int(given) else float(given)
