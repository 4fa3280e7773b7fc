"""The long files of published figures: a row a measure, place and year, as CSV or gzip of it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from goldenthread.performance.lists.measures import CONTENT, measures

NEEDED: Final = ("measure_code", "period", "la_code", "area", "value")
TYPES: Final = {"970": "country", **{str(code): "region" for code in range(980, 991)}}
"""In a file that does not say what each place is; every other code is an authority's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure as it was published."""

    measure: str
    period: str
    area_type: str
    la_code: str
    area: str
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """What is wrong with a row, and what to do."""

    row: int
    column: str
    value: str
    wrong: str
    todo: str


def read(name: str, data: bytes) -> tuple[list[Fact], list[RowError]]:
    """The figures of the measures that stand beside an indicator, and every row that is wrong.

    A figure that is withheld or missing is kept as none: it is not nought.
    """
    try:
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError):
        return [], [_wrong(1, "", name, "It cannot be read", "Give the file as it was published")]
    table = csv.DictReader(io.StringIO(text))
    lacking = [column for column in NEEDED if column not in (table.fieldnames or ())]
    if lacking:
        return [], [_wrong(1, one, "", "The column is missing", "Add it") for one in lacking]
    facts: dict[tuple[str, str, str, str], Fact] = {}
    errors: list[RowError] = []
    for number, row in enumerate(table, 2):
        if (row["measure_code"] or "").strip() not in measures():
            continue
        found = _fact(row)
        wrong = list(_faults(number, row, found))
        key = (found.measure, found.period, found.area_type, found.la_code)
        if not wrong and key in facts:
            wrong = [_wrong(number, "la_code", found.la_code, "It is there twice", "Keep one")]
        errors += wrong
        if not wrong:
            facts[key] = found
    return list(facts.values()), errors


def _fact(row: dict[str, str | None]) -> Fact:
    said = {name: (value or "").strip() for name, value in row.items() if name}
    code = said["la_code"]
    kind = said.get("area_type") or TYPES.get(code, "LA")
    return Fact(
        measure=said["measure_code"],
        period=said["period"],
        area_type="LA" if kind == "statistical_neighbour" else kind,
        la_code=code,
        area=said["area"],
        value=_number(said["value"]),
    )


def _number(said: str) -> Decimal | None:
    try:
        found = Decimal(said)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _faults(number: int, row: dict[str, str | None], found: Fact) -> Iterator[RowError]:
    value = (row["value"] or "").strip()
    if value and found.value is None:
        yield _wrong(number, "value", value, "It is no number", "Leave it empty if withheld")
    for column in ("period", "area"):
        if not (row[column] or "").strip():
            yield _wrong(number, column, "", "It is empty", "Say it")
    if not found.la_code and found.area_type == "LA":
        yield _wrong(number, "la_code", "", "The authority has no code", "Give its code")
    if found.value is not None and (found.value < 0 or found.value >= 10**9):
        yield _wrong(number, "value", value, "It cannot be", "Check it against the publication")


def _wrong(row: int, column: str, value: str, wrong: str, todo: str) -> RowError:
    return RowError(row=row, column=column, value=value, wrong=wrong, todo=todo)


@lru_cache(maxsize=1)
def shipped() -> tuple[Fact, ...]:
    """The figures that come with the product: `content/published.csv`."""
    facts, errors = read("published.csv", (CONTENT / "published.csv").read_bytes())
    assert not errors, errors[0]
    return tuple(facts)
