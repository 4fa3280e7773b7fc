"""Some figures of a place as they stand, and over time: two questions, however many figures; and
what services handed in beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from goldenthread.people import queries as people
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.reading import answers_over, first_told
from goldenthread.performance.rules import last_whole_month
from goldenthread.performance.vocabulary import Answer
from goldenthread.returns import queries as returns
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Measure, Sender

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from goldenthread.performance.indicators.vital import Vital
    from goldenthread.performance.queries.whose import Place

MONTHS: Final = 13
"""Months of a returned figure over time: a year, and the same month of the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """An indicator now, over its first window of which loads tell, and over time."""

    indicator: Indicator
    now: Answer | None
    trend: tuple[Answer, ...]


def signs(
    place: Place, codes: Sequence[str], days: Sequence[Reckoning], at: Reckoning
) -> list[Sign]:
    """These indicators of a place as at a day, each with the days up to it, oldest first."""
    until = [day for day in reversed(days) if day.as_at <= at.as_at]
    found = answers_over(place, Reading.objects.filter(reckoning__in=until, code__in=codes))
    return [
        Sign(
            indicator=(one := CATALOGUE[code]),
            now=first_told(one, at.pk, found),
            trend=()
            if one.settles
            else tuple(found[key] for day in until if (key := (day.pk, code, one.trend)) in found),
        )
        for code in codes
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A measure that a service hands in, with its newest figure; none where it never came."""

    service: Sender
    measure: Measure
    due: date
    """The first day of the newest month that is over."""
    found: returns.Returned | None
    here: bool
    """Whether the service handed in a return for that month, whatever stood in it."""

    @property
    def lacks(self) -> bool:
        """Whether there is no figure for the newest month that is over."""
        return self.found is None or self.found.month < self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What services hand in for a sheet, and of which the reader is shown nothing here."""

    rows: tuple[Handed, ...] = ()
    elsewhere: tuple[Sender, ...] = ()
    """Services whose figures stand on the sheet of the whole council alone."""
    shut: tuple[Sender, ...] = ()
    """Services whose figures the reader does not see at all."""


def handed(reader: Person, place: Place, vital: Vital, *, until: date) -> Beside:
    """The returned measures of a sheet up to a day: a service's own on its sheet, all on the
    council's, none for who does not see returns (PER-5, SEC-2). A question a service."""
    senders = [
        (service, own)
        for service in services().values()
        if (own := {one.code: one for one in service.measures if one.code in vital.returned})
    ]
    if not returns.may_see(reader):
        return Beside(shut=tuple(service for service, _ in senders))
    own_place = place.name.lower() if place.level == "area" else ""
    due, rows = last_whole_month(until), {}
    for service, measures in senders:
        if place.level != "all" and service.name.lower() != own_place:
            continue
        found = {
            one.measure.code: one for one in returns.over_time(service, until=until, months=MONTHS)
        }
        here = any(due == month for one in found.values() for month, _ in one.past)
        for code, measure in measures.items():
            rows[code] = Handed(
                service=service, measure=measure, due=due, found=found.get(code), here=here
            )
    return Beside(
        rows=tuple(rows[code] for code in vital.returned if code in rows),
        elsewhere=tuple(service for service, own in senders if rows.keys().isdisjoint(own)),
    )


def of_service(given: Place, seen: Sequence[Place], service: str) -> Place | None:
    """A place as a sheet of one service has it: for the council that service, if the reader sees
    it; a part of the service as it is; None for others."""
    if given.level == "all":
        among = [one for one in seen if one.level == "area"]
        return next((one for one in among if one.name.lower() == service.lower()), None)
    own = {team.name for team in people.teams() if team.area.name.lower() == service.lower()}
    return None if own.isdisjoint(given.teams) else given
