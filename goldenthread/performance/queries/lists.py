"""The state of the lists themselves: what is blank, and which rules are broken (N06)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.intake import queries as intake
from goldenthread.intake.vocabulary import Gap, Severity
from goldenthread.performance.queries.whose import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """A list of the newest load, as far as it bears on a place."""

    number: int
    title: str
    rows: int
    """Rows loaded, of the place."""
    blank: int
    cells: int
    """Key cells that are blank, and how many there are."""
    unusable: int
    """Of the whole council: the team of such a row is not known."""
    missing: tuple[str, ...]
    """Columns that its sheet lacks."""
    has_team: bool

    @property
    def said(self) -> str:
        """All but 12 of 3,400."""
        return f"All but {self.blank:,} of {self.cells:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A rule and how often it was broken, load by load, oldest first; None where not loaded."""

    code: str
    severity: Severity
    wrong: str
    todo: str
    counts: tuple[int, ...]
    teams: tuple[tuple[str, int], ...]
    """In the newest load, the most first."""

    @property
    def more(self) -> int:
        """Teams besides the first three."""
        return len(self.teams) - 3


def state_of_lists(place: Place) -> list[ListState]:
    """The lists of the newest load: how much of their key columns is filled in for a place."""
    loads = intake.counted(1)
    if not loads:
        return []
    gaps: dict[int, list[Gap]] = {}
    for gap in intake.gaps_of(loads[0]):
        gaps.setdefault(gap.list, []).append(gap)
    found = []
    for one in loads[0].lists:
        among = gaps.get(one["list"])
        if among is None:
            continue
        own = [gap for gap in among if not place.teams or gap.team in place.teams]
        has_team = any(gap.team for gap in among)
        found.append(
            ListState(
                number=one["list"],
                title=one["title"],
                rows=sum({gap.team: gap.whole for gap in own}.values()),
                blank=sum(gap.blank for gap in own),
                cells=sum(gap.whole for gap in own),
                unusable=one["unusable"],
                missing=tuple(one.get("missing", ())),
                has_team=has_team,
            )
        )
    return found


def blanks(place: Place, number: int) -> list[Gap]:
    """The key columns of a list that are not filled in, by team of a place: the most blank first.
    With those that are filled in, at the end."""
    loads = intake.counted(1)
    found = [
        gap
        for gap in (intake.gaps_of(loads[0]) if loads else ())
        if gap.list == number and (not place.teams or gap.team in place.teams)
    ]
    return sorted(found, key=lambda gap: (-gap.blank, gap.column, gap.team))


def broken_rules(place: Place, many: int) -> tuple[list[date], list[Broken]]:
    """The rules broken in the newest loads: the days, oldest first, and the rules, errors first.

    Of a place: only what its own rows broke.
    """
    loads = intake.counted(many)[::-1]
    counts: list[Counter[str]] = []
    said: dict[str, tuple[Severity, str, str]] = {}
    teams: dict[str, Counter[str]] = {}
    for number, load in enumerate(loads, 1):
        count: Counter[str] = Counter()
        for one in intake.wrong_of(load):
            if place.teams and one.team not in place.teams:
                continue
            count[one.code] += one.count
            said[one.code] = (one.severity, one.wrong, one.todo)
            if number == len(loads):
                teams.setdefault(one.code, Counter())[one.team] += one.count
        counts.append(count)
    rows = [
        Broken(
            code=code,
            severity=severity,
            wrong=wrong,
            todo=todo,
            counts=tuple(count[code] for count in counts),
            teams=tuple(teams.get(code, Counter()).most_common()),
        )
        for code, (severity, wrong, todo) in said.items()
    ]
    rows.sort(key=lambda one: (one.severity is not Severity.ERROR, -one.counts[-1], one.code))
    return [load.as_at for load in loads], rows


def cannot_be_counted(rows: Sequence[Any]) -> list[Any]:
    """Of the figures of a place, those that leave something out: the most left out first."""
    found = [row for row in rows if row.now is not None and row.now.incomplete]
    return sorted(found, key=lambda row: (-row.now.incomplete, row.indicator.code))
