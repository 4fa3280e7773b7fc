"""The Department's own tables: a row a place and year, and of a group; a column a figure (R04).

Which column with which filters is which measure is said in `content/department.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final

import yaml

from goldenthread.performance.lists.facts import Fact, RowError, number, possible, wrong_with
from goldenthread.performance.lists.measures import CONTENT

KNOWN_BY: Final = ("time_period", "geographic_level", "country_code")
"""The columns that every table of the Department's has."""
_TIME: Final = re.compile(r"(\d\d):(0\d|1[01])")
_AS_PUBLISHED: Final = "Give the file as it was published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure in a table: its column, or the columns of which it is a share."""

    measure: str
    table: str
    counts: str
    """What the publication says of it."""
    where: Mapping[str, str]
    """Filter column → what it says of the rows that count."""
    columns: tuple[str, ...]
    """The names that the column, or the whole of a share, has had."""
    time: bool = False
    """Whether it is a time, as years and months: 00:10 is ten months."""
    parts: tuple[str, ...] = ()
    """The columns that a share adds up; none where the figure is published itself."""

    def column(self, there: Collection[str]) -> str | None:
        """Its column in a table of these columns; none where the figure is not in it."""
        if not {*self.where, *self.parts} <= set(there):
            return None
        return next((one for one in self.columns if one in there), None)

    def is_of(self, row: Mapping[str, str]) -> bool:
        """Whether the filters of a row say that the figure is in it."""
        return all(row[column].casefold() == said.casefold() for column, said in self.where.items())


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CONTENT / "department.yaml").read_text("utf-8"))
    return found


@lru_cache(maxsize=1)
def figures() -> tuple[Figure, ...]:
    """Every figure of the Department's tables that stands beside an indicator."""
    return tuple(
        Figure(
            measure=measure,
            table=one["table"],
            counts=one["counts"],
            where=one["where"],
            columns=tuple(found["of"] if kind == "shares" else found),
            time=kind == "times",
            parts=tuple(found["parts"]) if kind == "shares" else (),
        )
        for one in _content()["figures"]
        for kind in ("columns", "shares", "times")
        for measure, found in one.get(kind, {}).items()
    )


def is_one(columns: Collection[str]) -> bool:
    """Whether a table is laid out as the Department's are."""
    return set(KNOWN_BY) <= set(columns)


def read(
    columns: Collection[str], rows: Iterable[Mapping[str | None, Any]]
) -> tuple[list[Fact], list[RowError]]:
    """The figures that stand beside an indicator, and every row that is wrong.

    A share is worked out only where the whole and all its parts are told.
    """
    here = [(one, column) for one in figures() if (column := one.column(columns)) is not None]
    facts: dict[tuple[str, str, str, str], Fact] = {}
    errors: list[RowError] = []
    if not here:
        return [], []
    for at, given in enumerate(rows, 2):
        row = {name: str(given.get(name) or "").strip() for name in columns}
        for figure, column in here:
            if not figure.is_of(row):
                continue
            fact = _fact(figure, column, row)
            faults = list(_faults(at, figure, column, row))
            if not faults and fact.key in facts:
                faults = [wrong_with(at, column, row[column], "It is there twice", "Keep one")]
            errors += [one for one in faults if one not in errors]
            if not faults and not (figure.parts and fact.value is None):
                facts[fact.key] = fact
    return list(facts.values()), errors


def _fact(figure: Figure, column: str, row: Mapping[str, str]) -> Fact:
    kind = _content()["levels"].get(row["geographic_level"], "")
    code, name, _ = _place(kind, row)
    return Fact(
        measure=figure.measure,
        period=row["time_period"],
        area_type=kind,
        la_code=code,
        area=name,
        value=_share(figure, column, row) if figure.parts else _number(figure, row[column]),
        worked_out=bool(figure.parts),
    )


def _place(kind: str, row: Mapping[str, str]) -> tuple[str, str, str]:
    """(The code of a place as the tool has it, its name, the column that says the code)."""
    if kind == "LA":
        code = row.get("old_la_code", "").removesuffix(".0")
        return code if code.isdecimal() else "", row.get("la_name", ""), "old_la_code"
    level = "country" if kind == "country" else "region"
    column = f"{level}_code"
    return _content()["places"].get(row.get(column), ""), row.get(f"{level}_name", ""), column


def _number(figure: Figure, said: str) -> Decimal | None:
    if not figure.time:
        return number(said)
    found = _TIME.fullmatch(said)
    return Decimal(12 * int(found[1]) + int(found[2])) if found else None


def _share(figure: Figure, column: str, row: Mapping[str, str]) -> Decimal | None:
    """The share that the parts are of the whole, to a tenth as the Department's are."""
    whole = number(row[column])
    told = [found for one in figure.parts if (found := number(row[one])) is not None]
    if not whole or len(told) < len(figure.parts):
        return None
    return (100 * sum(told, Decimal(0)) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _faults(at: int, figure: Figure, column: str, row: Mapping[str, str]) -> Iterator[RowError]:
    for one in (column, *figure.parts):
        said, found = row[one], _number(figure, row[one])
        if found is None and said not in _content()["symbols"]:
            yield wrong_with(at, one, said, "It is neither a number nor a symbol", _AS_PUBLISHED)
        elif found is not None and not possible(found):
            yield wrong_with(at, one, said, "It cannot be", "Check it against the publication")
    year, level = row["time_period"], row["geographic_level"]
    if not (len(year) == 4 and year.isdecimal()):
        yield wrong_with(at, "time_period", year, "It is no year to 31 March", _AS_PUBLISHED)
    kind = _content()["levels"].get(level)
    if kind is None:
        yield wrong_with(at, "geographic_level", level, "It is no level we know", _AS_PUBLISHED)
        return
    code, name, where = _place(kind, row)
    if not code:
        yield wrong_with(at, where, row.get(where, ""), "It is no place we know", _AS_PUBLISHED)
    if not name:
        yield wrong_with(at, where.replace("code", "name").replace("old_", ""), "",
                         "The place has no name", _AS_PUBLISHED)  # fmt: skip
