"""A return as a table to keep, to fill in and to send back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from goldenthread.returns.rules import said, small
from goldenthread.returns.vocabulary import Entry, Sender
from goldenthread.stats.disclosure import DFE_CSC

HEAD: Final = ("Code", "Measure", "How many", "Of how many", "Note", "What is counted",
               "Of what", "Over", "Figure")  # fmt: skip
WIDTHS: Final = (8, 44, 14, 14, 30, 44, 44, 28, 24)


CONFIDENTIAL: Final = "c"
NOTE: Final = (
    f"Numbers under {DFE_CSC.threshold + 1} are not shown, nor what they are of: {CONFIDENTIAL}. "
    f"Rules: {DFE_CSC.name}."
)
"""What a file says in which small numbers are withheld. One to hand in again ends with its rows."""


def rows(service: Sender, entries: Mapping[str, Entry], *, whole: bool) -> Iterator[list[Any]]:
    """A line a measure, whether or not it was handed in; small numbers withheld unless whole."""
    for measure in service.measures:
        entry = entries.get(measure.code)
        hidden = not whole and entry is not None and small(measure, entry)
        numbers = [_number(entry.upper), _number(entry.lower)] if entry else [None, None]
        yield [
            measure.code,
            measure.title,
            *(CONFIDENTIAL if hidden and one is not None else one for one in numbers),
            entry.note if entry and not hidden else "",
            measure.upper,
            measure.lower,
            measure.over,
            CONFIDENTIAL if hidden else said(measure, entry),
        ]


def by_code(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Rows by their code."""
    return {entry.code: entry for entry in entries}


def _number(given: Decimal | None) -> int | float | None:
    if given is None:
        return None
    return int(given) if given == int(given) else float(given)
