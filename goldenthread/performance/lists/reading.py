"""Files of published figures, as CSV or gzip of it: the long ones of the tool, a row a measure,
place and year; the Department's own tables (`department`)."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from goldenthread.performance.lists import department
from goldenthread.performance.lists.facts import Fact, RowError, number, possible
from goldenthread.performance.lists.facts import wrong_with as _wrong
from goldenthread.performance.lists.measures import CONTENT, measures

NEEDED: Final = ("measure_code", "period", "la_code", "area", "value")
TYPES: Final = {"970": "country", **{str(code): "region" for code in range(980, 991)}}
"""In a file that does not say what each place is; every other code is an authority's."""


def read(name: str, data: bytes) -> tuple[list[Fact], list[RowError]]:
    """The figures of the measures that stand beside an indicator, and every row that is wrong.

    A figure that is withheld or missing is kept as none: it is not nought.
    """
    table = _table(name, data)
    if table is None:
        return [], [_wrong(1, "", name, "It cannot be read", "Give the file as it was published")]
    if department.is_one(table.fieldnames or ()):
        return department.read(table.fieldnames or (), table)
    lacking = [column for column in NEEDED if column not in (table.fieldnames or ())]
    if lacking:
        return [], [_wrong(1, one, "", "The column is missing", "Add it") for one in lacking]
    facts: dict[tuple[str, str, str, str], Fact] = {}
    errors: list[RowError] = []
    for at, row in enumerate(table, 2):
        if (row["measure_code"] or "").strip() not in measures():
            continue
        found = _fact(row)
        wrong = list(_faults(at, row, found))
        if not wrong and found.key in facts:
            wrong = [_wrong(at, "la_code", found.la_code, "It is there twice", "Keep one")]
        errors += wrong
        if not wrong:
            facts[found.key] = found
    return list(facts.values()), errors


def of_department(name: str, data: bytes) -> bool:
    """Whether a file is one of the Department's own tables."""
    table = _table(name, data)
    return table is not None and department.is_one(table.fieldnames or ())


def _table(name: str, data: bytes) -> csv.DictReader[str] | None:
    try:
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError):
        return None
    return csv.DictReader(io.StringIO(text))


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
        value=number(said["value"]),
    )


def _faults(at: int, row: dict[str, str | None], found: Fact) -> Iterator[RowError]:
    value = (row["value"] or "").strip()
    if value and found.value is None:
        yield _wrong(at, "value", value, "It is no number", "Leave it empty if withheld")
    for column in ("period", "area"):
        if not (row[column] or "").strip():
            yield _wrong(at, column, "", "It is empty", "Say it")
    if not found.la_code and found.area_type == "LA":
        yield _wrong(at, "la_code", "", "The authority has no code", "Give its code")
    if found.value is not None and not possible(found.value):
        yield _wrong(at, "value", value, "It cannot be", "Check it against the publication")


@lru_cache(maxsize=1)
def shipped() -> tuple[Fact, ...]:
    """The figures that come with the product: `content/published.csv`."""
    facts, errors = read("published.csv", (CONTENT / "published.csv").read_bytes())
    assert not errors, errors[0]
    return tuple(facts)
