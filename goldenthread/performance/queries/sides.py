"""The children behind a figure, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from goldenthread.caseload import queries as caseload
from goldenthread.people import queries as people
from goldenthread.performance import engine, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import DUTIES, DUTIES_OF
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.measure import During, Indicator
from goldenthread.performance.queries.breaking import Group, things_in, things_in_group
from goldenthread.performance.queries.figuring import Events, past
from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.caseload import Owed, owed
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.vocabulary import Level, Period, Window
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person
    from goldenthread.performance.models import PerformanceException
    from goldenthread.performance.queries.whose import Place

SIDES = {
    "met": "Met",
    "not_met": "Not met",
    "not_eligible": "Do not count",
    "incomplete": "Not known",
}

Days = dict[str, tuple[date | None, date | None]]
"""Reference → when the newest of the child's things began, and the day that places it in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One side of a figure: the children the reader sees, and how many there are in all."""

    side: str
    group: str
    """The group of its breakdown that was asked for; nothing for all, or where there is none."""
    children: list[int]
    """By their numbers, in order: `in_order` has their records, of a page at a time."""
    things: int
    """Things counted, of everybody: a child may stand behind several."""
    hidden: int
    """Children behind them that the reader does not see."""
    unknown: int
    """Others behind them of whom there is no record here: the lists alone name them."""
    due: dict[str, Owed]
    """Reference → what is due for the child, where the figure is of something that falls due."""
    days: Days
    """Of what does not fall due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The children behind an exception: those the reader sees, and how many more there are."""

    children: list[int]
    """By their numbers, in order: `in_order` has their records, of a page at a time."""
    since: dict[str, date]
    """Reference → since when the child is past the hard line, where it is one."""
    days: Days
    things: int
    """Things counted: a child may stand behind several."""
    whole: int
    hidden: int
    unknown: int


def references(found: PerformanceException, as_at: date, among: Events) -> dict[str, date | None]:
    """The very children behind an exception on a day: reference → since when, of a hard line.

    Those past the line; else those on the side of the figure that asks for something.
    """
    if found.code in LINES:
        (past_,) = past(LINES[found.code], [as_at], among)
        return {one.child: one.from_on for one in past_ if one.team == found.group}
    return {row["child"]: None for row in _things(found, as_at, among)}


def _things(found: PerformanceException, as_at: date, among: Events) -> list[dict[str, Any]]:
    """What is on the side of an exception's figure that asks for something; nothing of workers."""
    indicator = CATALOGUE.get(found.code)
    if indicator is None or indicator.each == "worker":
        return []
    rows = engine.rows(
        indicator,
        period=period_of(indicator.windows[0], as_at),
        events=among.warehouse,
        known=among.known(as_at),
    )
    whole = found.level == Level.ALL
    names = {found.group}
    if found.level == Level.AREA:
        names = {team.name for team in people.teams() if team.area.name == found.group}
    return [
        row for row in rows if row["side"] == indicator.to_do and (whole or row["team"] in names)
    ]


def tokens_of(references: Collection[str]) -> list[str]:
    """The tokens of the children of these references: seen by a draw, not by a person (PRG-7)."""
    found = caseload.frame().filter(reference__in=set(references))
    return list(found.values_list("token", flat=True))


def on_side(
    indicator: Indicator, *, period: Period, among: Events, place: Place, side: str
) -> list[str]:
    """The references on one side of a figure of a place: one for each thing counted."""
    rows = things_in(place, indicator, period=period, among=among)
    return [row["child"] for row in rows if row["side"] == side]


def behind(reader: Person, found: PerformanceException, as_at: date, among: Events) -> Behind:
    """The children behind an exception whom the reader sees: longest past the line first, of what
    happened the newest first, else longest not seen first."""
    things: list[dict[str, Any]] = []
    if found.code in LINES:
        wanted = references(found, as_at, among)
    else:
        things = _things(found, as_at, among)
        wanted = {row["child"]: None for row in things}
    days = _days(things)
    indicator = CATALOGUE.get(found.code)
    flow = indicator is not None and isinstance(indicator.placed, During)
    seen = _seen(reader, wanted)
    seen.sort(
        key=lambda one: (
            _newest_first(days, one.reference) if flow else 0,
            wanted[one.reference] or one.last_seen_on or date.min,
            one.reference,
        )
    )
    return Behind(
        children=[one.pk for one in seen],
        since={key: day for key, day in wanted.items() if day is not None},
        days=days,
        things=len(things) or len(wanted),
        whole=len(wanted),
        hidden=len(wanted) - len(seen) - (unknown := _unknown(wanted, seen)),
        unknown=unknown,
    )


def listed(
    reader: Person,
    indicator: Indicator,
    *,
    period: Period,
    among: Events,
    place: Place,
    side: str,
    group: Group | None = None,
) -> Listed:
    """The children on one side of a figure, what needs doing first, first (PER-2, PER-4, T01).

    By the day it was due where the figure is of something that falls due; of what happened the
    newest first; else longest not seen first, and those of whom no day is recorded before them.
    Of one group of its breakdown, where one is asked for.
    """
    rows = things_in_group(place, indicator, group, period=period, among=among)
    there = [row for row in rows if row["side"] == side]
    wanted = [row["child"] for row in there]
    due = _due(indicator, frozenset(wanted), period.last, among)
    days = {} if due else _days(there)
    seen = _seen(reader, wanted)
    flow = isinstance(indicator.placed, During) and not due
    seen.sort(
        key=lambda one: (
            due[one.reference].due_on if one.reference in due else date.max,
            _newest_first(days, one.reference) if flow else 0,
            one.last_seen_on or date.min,
            one.reference,
        )
    )
    return Listed(
        side=side,
        group=(rows[0]["group"] or rules.NOT_RECORDED) if group and rows else "",
        due={one.reference: due[one.reference] for one in seen if one.reference in due},
        days={one.reference: days[one.reference] for one in seen if one.reference in days},
        children=[one.pk for one in seen],
        things=len(wanted),
        hidden=len(set(wanted)) - len(seen) - (unknown := _unknown(wanted, seen)),
        unknown=unknown,
    )


def _unknown(wanted: Iterable[str], seen: Sequence[Child]) -> int:
    """How many of these references have no record here; those that are seen have one."""
    others = set(wanted) - {one.reference for one in seen}
    return len(others) - len(tokens_of(others)) if others else 0


def in_order(reader: Person, numbers: Iterable[int]) -> list[Child]:
    """The children of these numbers whom the reader sees, in this order."""
    wanted = list(numbers)
    found = caseload.children(reader).in_bulk(wanted)
    return [found[number] for number in wanted if number in found]


def _newest_first(days: Days, reference: str) -> int:
    """What puts the newest first."""
    return -(days.get(reference, (None, None))[1] or date.min).toordinal()


def _days(rows: Iterable[Mapping[str, Any]]) -> Days:
    """The days of the newest of each child's things, where any of them has one."""
    found: Days = {}
    for row in sorted(rows, key=lambda row: (row["on"] or date.min, row["begun"] or date.min)):
        found[row["child"]] = row["begun"], row["on"]
    return found if any(day for both in found.values() for day in both) else {}


def _seen(reader: Person, references: Iterable[str]) -> list[Any]:
    """Of the children of these references those whom the reader sees: what orders them."""
    found = caseload.children(reader).filter(reference__in=set(references))
    return list(found.values_list("pk", "reference", "last_seen_on", named=True))


def _due(
    indicator: Indicator, names: frozenset[str], as_at: date, among: Events
) -> dict[str, Owed]:
    """By when what the figure is of was due for each of these children."""
    found: dict[str, Owed] = {}
    for code in DUTIES_OF.get(indicator.code, ()):
        (waiting,) = engine.waiting(
            DUTIES[code],
            over=[Period(window=Window.SNAPSHOT, first=as_at, last=as_at)],
            events=among.warehouse,
            known=[among.known(as_at)],
        )
        for one in owed(
            (Waits(**row) for row in waiting if row["child"] in names),
            code=code,
            clock=DUTIES[code].clock,
            as_at=as_at,
            calendar=standards.calendar(),
        ):
            if one.child not in found or one.due_on < found[one.child].due_on:
                found[one.child] = one
    return found
