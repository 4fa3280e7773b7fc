"""Rows of an analysis counted: pure, once the engine has answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from goldenthread.performance.chat.declared import Bands, Section, Table
from goldenthread.performance.vocabulary import Answer, Period, Unit

NOT_RECORDED: Final = "Not recorded"
ANOTHER: Final = "Another code"
_MANY: Final = 5
"""So many times or more are one band (catalogue, `repeats_per_child`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table counted: its rows add up to the whole, down and across."""

    title: str
    columns: tuple[str, ...]
    """None of a table of one side."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """(band, a number for each column, or the one number)."""
    ordered: bool = False
    of: str = ""
    """What it counts, where that is not the section's own rows: children."""

    @property
    def totals(self) -> tuple[tuple[str, int], ...]:
        """(band, its number), over all columns."""
        return tuple((name, sum(numbers)) for name, numbers in self.rows)

    @property
    def total(self) -> int:
        """The whole."""
        return sum(number for _, number in self.totals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A section counted."""

    section: Section
    period: Period
    total: int
    rate: Answer | None
    grids: tuple[Grid, ...]
    shares: tuple[tuple[Any, Answer], ...]
    """(indicator, what it says of the section's rows)."""
    repeats: Grid | None


def counted(
    section: Section,
    rows: Sequence[dict[str, Any]],
    *,
    period: Period,
    population: int | None,
) -> Counted:
    """A section from its rows, which have `child` and a column for each table and share."""
    return Counted(
        section=section,
        period=period,
        total=len(rows),
        rate=Answer(
            code=section.of.code,
            unit=Unit.PER_10_000,
            period=period,
            met=len(rows),
            eligible=len(rows),
            population=population,
        )
        if section.rate and population
        else None,
        grids=tuple(_grid(table, number, rows) for number, table in enumerate(section.tables)),
        shares=tuple(
            (share, share_of(share.code, share.unit, period, rows, f"s{number}"))
            for number, share in enumerate(section.shares)
        ),
        repeats=_repeats(section, rows) if section.repeats else None,
    )


def share_of(
    code: str, unit: Unit, period: Period, rows: Sequence[dict[str, Any]], column: str
) -> Answer:
    """An indicator's answer from the side on which each row is."""
    sides = Counter(row[column] for row in rows)
    return Answer(
        code=code,
        unit=unit,
        period=period,
        met=sides["met"],
        eligible=sides["met"] + sides["not_met"],
        not_eligible=sides["not_eligible"],
        incomplete=sides["incomplete"],
    )


def named(bands: Bands, key: str | None) -> str:
    """The words of a key."""
    if key is None:
        return NOT_RECORDED
    return dict(bands.names).get(key, ANOTHER)


def _labels(bands: Bands, found: set[str]) -> list[str]:
    """Every band, and the two that are shown only where there are any."""
    return [
        *(words for _, words in bands.names),
        *(words for words in (ANOTHER, NOT_RECORDED) if words in found),
    ]


def _grid(table: Table, number: int, rows: Sequence[dict[str, Any]]) -> Grid:
    down = [named(table.bands, row[f"t{number}"]) for row in rows]
    if table.across is None:
        sums = Counter(down)
        return Grid(
            title=table.title,
            columns=(),
            rows=tuple((words, (sums[words],)) for words in _labels(table.bands, set(down))),
            ordered=table.bands.ordered,
        )
    across = [named(table.across, row[f"x{number}"]) for row in rows]
    cells = Counter(zip(down, across, strict=True))
    present = set(across)
    columns = [
        words
        for words in _labels(table.across, present)
        if words in present or words in (table.across.names[0][1], table.across.names[1][1])
    ]
    return Grid(
        title=table.title,
        columns=tuple(columns),
        rows=tuple(
            (words, tuple(cells[words, column] for column in columns))
            for words in _labels(table.bands, set(down))
        ),
        ordered=table.bands.ordered,
    )


def _repeats(section: Section, rows: Sequence[dict[str, Any]]) -> Grid:
    """How many children are there once, twice, and so on."""
    times = Counter(Counter(row["child"] for row in rows).values())
    bands = [(str(one), times[one]) for one in range(1, _MANY)]
    bands.append((f"{_MANY} or more", sum(n for one, n in times.items() if one >= _MANY)))
    return Grid(
        title=f"Number of {section.repeats} for each child",
        columns=(),
        rows=tuple((words, (n,)) for words, n in bands),
        ordered=True,
        of="children",
    )
