"""Figures over the reader's own children: what falls due for them, and how their work stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import F

from goldenthread.caseload import queries as caseload
from goldenthread.intake import queries as intake
from goldenthread.intake.events import fingerprint
from goldenthread.performance import engine
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import DUTIES, PRACTICE, Duty
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Reckoning
from goldenthread.performance.queries.figuring import events
from goldenthread.performance.queries.waits import all_waits
from goldenthread.performance.rules import groups, period_of
from goldenthread.performance.rules.caseload import Owed, first_things_first, owed
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.vocabulary import Answer
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.caseload.models import Child
    from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A child of the reader's own, and what is due for them, the first thing first."""

    child: Child
    owed: tuple[Owed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How one thing that falls due stands over all the children it is due for."""

    duty: Duty
    whole: int
    overdue: int
    soon: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """Everything that is said of somebody's own children as at the day of the lists."""

    held: tuple[Held, ...]
    """What needs doing first, first; those for whom nothing is due last, longest not seen first."""
    stands: tuple[Stands, ...]
    practice: tuple[tuple[Indicator, Answer], ...]


def mine(reader: Person, at: Reckoning) -> Mine | None:
    """The reader's own children, and figures over them alone (PER-4, `evidence.md` §6.1).

    None while the events of a new load are not built: no page waits for them.
    """
    children = list(
        caseload.own(reader).order_by(F("last_seen_on").asc(nulls_first=True), "reference")
    )
    loads = intake.kept()
    told = _everybody(fingerprint(loads), at.as_at) if intake.events_built(loads) else None
    if told is None:
        return None
    names = [child.reference for child in children]
    found = _owed(names, at.as_at, told)
    due: dict[str, list[Owed]] = {}
    for one in first_things_first(one for each in found.values() for one in each):
        due.setdefault(one.child, []).append(one)
    held = [Held(child=child, owed=tuple(due.get(child.reference, ()))) for child in children]
    waiting = sorted(
        (one for one in held if one.owed), key=lambda one: (one.owed[0].due_on, one.child.reference)
    )
    return Mine(
        held=(*waiting, *(one for one in held if not one.owed)),
        stands=tuple(
            Stands(
                duty=DUTIES[code],
                whole=len(each),
                overdue=sum(one.overdue for one in each),
                soon=sum(one.soon for one in each),
            )
            for code, each in found.items()
            if each
        ),
        practice=tuple(_practice(names, at.as_at, told)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everybody:
    """What a day's events say of every child, by child: asked once, and read for one's own."""

    waits: dict[str, dict[str, list[Waits]]]
    """Duty → child → what waits."""
    rows: dict[str, dict[str, list[dict[str, Any]]]]
    """Indicator → child → the things behind its figure."""


@lru_cache(maxsize=2)
def _everybody(loads: str, as_at: date) -> _Everybody | None:
    """The same loads and day say the same for ever; `loads` is what they are called together."""
    among = events(recorded=False)
    if among is None or fingerprint(among.loads) != loads:
        return None
    waits = all_waits(loads, as_at)
    if waits is None:
        return None
    known = among.known(as_at)
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for code in PRACTICE:
        of_child_ = rows.setdefault(code, {})
        period = period_of(CATALOGUE[code].windows[0], as_at)
        for row in engine.rows(CATALOGUE[code], period=period, events=among.warehouse, known=known):
            of_child_.setdefault(row["child"], []).append({**row, "group": ""})
    return _Everybody(waits=waits, rows=rows)


def _owed(names: list[str], as_at: date, told: _Everybody) -> dict[str, list[Owed]]:
    """Duty → what is due for these children."""
    calendar = standards.calendar()
    return {
        code: owed(
            (one for name in names for one in told.waits[code].get(name, ())),
            code=code,
            clock=duty.clock,
            as_at=as_at,
            calendar=calendar,
        )
        for code, duty in DUTIES.items()
    }


def _practice(names: list[str], as_at: date, told: _Everybody) -> list[tuple[Indicator, Answer]]:
    """Shares over these children alone, where there is anything to count or to record."""
    found: list[tuple[Indicator, Answer]] = []
    for one in (CATALOGUE[code] for code in PRACTICE):
        period = period_of(one.windows[0], as_at)
        own = [row for name in names for row in told.rows[one.code].get(name, ())]
        found += [
            (one, answer)
            for answer in groups.in_groups(one.code, one.unit, own, period=period)
            if answer.eligible or answer.incomplete
        ]
    return found
