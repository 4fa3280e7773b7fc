"""What may be asked of returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max, QuerySet

from goldenthread.kernel.dates import months_after
from goldenthread.kernel.sparks import Line, line
from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.returns import rules
from goldenthread.returns.lists import services
from goldenthread.returns.models import ReturnedFigure, ServiceReturn
from goldenthread.returns.vocabulary import Entry, Measure, Sender

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A measure of a service with the newest figure that was handed in."""

    measure: Measure
    entry: Entry
    month: date
    past: tuple[tuple[date, Entry], ...] = ()
    """Each of the months before and this one, oldest first, where they were asked for."""
    handed_in: ServiceReturn | None = None
    """The return that it stands in, where it was asked for."""

    @property
    def moved(self) -> str:
        """How it went over those months."""
        return rules.moved(self.measure, self.past)

    @property
    def spanned(self) -> str:
        """The same in few words: where they begin, end and turn."""
        return rules.spanned(self.measure, self.past)

    @property
    def line(self) -> Line:
        """The same as a small picture: a month that was not handed in breaks it."""
        if len(self.past) < 2:
            return Line()
        known = dict(self.past)
        month, values = self.past[0][0], []
        while month <= self.past[-1][0]:
            found = rules.value(self.measure, known[month]) if month in known else None
            values.append(None if found is None else float(found))
            month = months_after(month, 1)
        return line(values)

    @property
    def months(self) -> list[tuple[date, str]]:
        """Each month with its figure in words, the newest first."""
        return [(month, rules.said(self.measure, one)) for month, one in reversed(self.past)]

    @property
    def said(self) -> str:
        """150 of 200 (75%)."""
        return rules.said(self.measure, self.entry)


def may_see(reader: Person) -> bool:
    """Whether the reader sees the figures of services: those who see the council's (SEC-2)."""
    span = span_in(people.standing(reader), Matter.AGGREGATES)
    return span.everything or bool(span.areas)


def may_enter(reader: Person, service: Sender) -> bool:
    """Whether the reader hands in the returns of this service."""
    return rules.why_not_enter(people.standing(reader), area=area_of(service)) is None


def area_of(service: Sender) -> int | None:
    """The service area of this name; None where the establishment has none."""
    return next(
        (area.pk for area in people.areas() if area.name.lower() == service.name.lower()), None
    )


def newest_of(service: Sender, month: date) -> ServiceReturn | None:
    """The newest return of a month."""
    return (
        ServiceReturn.objects.filter(service=service.slug, month=month)
        .select_related("by")
        .order_by("-number")
        .first()
    )


def versions(service: Sender, month: date) -> list[ServiceReturn]:
    """Every return of a month, the newest first."""
    return list(
        ServiceReturn.objects.filter(service=service.slug, month=month)
        .select_related("by")
        .order_by("-number")
    )


def entries_of(found: ServiceReturn | None) -> list[Entry]:
    """The rows of a return."""
    return [] if found is None else [_entry(one) for one in found.figures.all()]


def months(service: Sender) -> list[ServiceReturn]:
    """The newest return of each month, the newest month first."""
    found: dict[date, ServiceReturn] = {}
    for one in (
        ServiceReturn.objects.filter(service=service.slug)
        .select_related("by")
        .order_by("-month", "-number")
    ):
        found.setdefault(one.month, one)
    return list(found.values())


def latest() -> dict[str, ServiceReturn]:
    """service → the newest return of its newest month."""
    found: dict[str, ServiceReturn] = {}
    for one in ServiceReturn.objects.select_related("by").order_by("-month", "-number"):
        found.setdefault(one.service, one)
    return found


def board(names: Iterable[str], *, until: date) -> list[tuple[Sender, list[Returned]]]:
    """The services of these names, each with the newest figure of each measure up to a day."""
    wanted = {name.lower() for name in names}
    among = [service for service in services().values() if service.name.lower() in wanted]
    newest: dict[tuple[str, str], Any] = {}
    for one in (
        _standing()
        .filter(
            service_return__service__in=[service.slug for service in among],
            service_return__month__lte=until,
        )
        .order_by("service_return__month", "service_return__number")
        .values_list(
            "service_return__service",
            "service_return__month",
            "code",
            "upper",
            "lower",
            "note",
            named=True,
        )
    ):
        newest[one.service_return__service, one.code] = one
    return [
        (service, found)
        for service in among
        if (
            found := [
                Returned(
                    measure=measure,
                    entry=_entry(newest[key]),
                    month=newest[key].service_return__month,
                )
                for measure in service.measures
                if (key := (service.slug, measure.code)) in newest
            ]
        )
    ]


def over_time(service: Sender, *, until: date, months: int) -> list[Returned]:
    """The newest figure of each measure of a service, with the months up to it (PER-1, T03)."""
    found: dict[str, dict[date, Entry]] = {}
    newest: dict[str, ServiceReturn] = {}
    for one in (
        _standing()
        .filter(service_return__service=service.slug, service_return__month__lte=until)
        .select_related("service_return__by")
        .order_by("service_return__month", "service_return__number")
    ):
        found.setdefault(one.code, {})[one.service_return.month] = _entry(one)
        newest[one.code] = one.service_return
    return [
        Returned(
            measure=measure,
            entry=by_month[max(by_month)],
            month=max(by_month),
            past=tuple(sorted(by_month.items(), key=lambda item: item[0])[-months:]),
            handed_in=newest[measure.code],
        )
        for measure in service.measures
        if (by_month := found.get(measure.code))
    ]


def _standing() -> QuerySet[ReturnedFigure]:
    """The figures of the newest return of each month: what a correction left out is gone."""
    newest = ServiceReturn.objects.values("service", "month").annotate(newest=Max("pk"))
    return ReturnedFigure.objects.filter(service_return__in=newest.values("newest"))


def _entry(one: Any) -> Entry:
    """A figure of a return, or a row with the same columns, as its return has it."""
    return Entry(code=one.code, upper=one.upper, lower=one.lower, note=one.note)
