"""The exceptions of a month, as far as the reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, Subquery

from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import Matter
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator
from goldenthread.performance.models import (
    ExceptionAnswer,
    PerformanceException,
    Sighting,
    Triage,
)
from goldenthread.performance.queries.showing import Shown, shown, with_answers
from goldenthread.performance.queries.triages import months, triage_of
from goldenthread.performance.queries.whose import Place, places
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.rules.levels import place_key
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import AnswerState, ExceptionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from goldenthread.kernel.refusal import Refusal
    from goldenthread.people.models import Person
    from goldenthread.performance.models import Reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the head of the page prints, within the reader's span."""

    charts: int
    too_few: int
    signals: int
    worse: int
    """Worse, or doubtful."""
    better: int
    """To learn from."""
    neither: int
    """Of which neither way is better or worse by itself."""
    chance: float
    """So many signals are expected by chance alone."""
    lesser: int
    """Signals of services and teams that so many charts give by chance: not listed."""

    @property
    def chance_words(self) -> str:
        """About how many chance alone would show: fewer than 1, about 2."""
        return "fewer than 1" if self.chance < 0.5 else f"about {self.chance:.0f}"

    @property
    def no_more_than_chance(self) -> bool:
        """Whether there are no more signals than chance alone would give."""
        return 0 < self.signals <= round(self.chance)


def teams_of(reader: Person) -> list[Place]:
    """The services and teams by which the reader may narrow the exceptions."""
    return [one for one in places(reader) if one.level != "all"]


def exceptions(reader: Person, found: Triage, *, on: date, newest: date) -> list[Shown]:
    """Every exception of a triage that the reader sees, in the order in which to talk of them.

    Of the newest month one looks at the answers of today; of a month that is over, at those of
    the day of its figures.
    """
    rows = (
        Sighting.objects.filter(_seen(reader, "exception__"), triage=found)
        .select_related("exception", "triage__reckoning")
        .prefetch_related(with_answers("exception__"))
    )
    return shown(list(rows), on=on, newest=newest)


def exception(reader: Person, number: int) -> PerformanceException | None:
    """The exception of this number, if the reader sees it."""
    return PerformanceException.objects.filter(_seen(reader), pk=number).first()


def raised_on(
    reader: Person, code: str, place: Place, at: Reckoning
) -> QuerySet[PerformanceException]:
    """The exceptions that the figures of a day raise of one figure of a place, as the newest triage
    of that day has them."""
    newest = Triage.objects.filter(reckoning__as_at=at.as_at).order_by("-pk").values("pk")[:1]
    return PerformanceException.objects.filter(
        _seen(reader),
        code=code,
        level=place.level,
        group=place.group,
        sightings__triage=Subquery(newest),
    )


def sightings(reader: Person, found: PerformanceException, *, on: date) -> list[Shown]:
    """An exception month by month, the newest first: one a month, that which counts."""
    rows = (
        Sighting.objects.filter(_seen(reader, "exception__"), exception=found)
        .select_related("exception", "triage__reckoning")
        .prefetch_related(with_answers("exception__"))
        .order_by("-triage__reckoning__as_at", "-triage")
    )
    each: dict[date, Sighting] = {}
    for row in rows:
        each.setdefault(rules.month_of(row.triage.reckoning.as_at), row)
    return shown(list(each.values()), on=on, newest=max(months(), default=on))


def said_to(reader: Person, found: PerformanceException) -> QuerySet[ExceptionAnswer]:
    """What was said to an exception, the newest first."""
    return (
        ExceptionAnswer.objects.filter(_seen(reader, "exception__"), exception=found)
        .select_related("by")
        .order_by("-number")
    )


def header(reader: Person, found: Triage, listed: Sequence[Shown]) -> Header:
    """How many charts were looked at for the reader's places, and what chance alone would show."""
    span = span_in(people.standing(reader), Matter.AGGREGATES)
    mine = {place_key(place.level, place.name) for place in teams_of(reader)}
    mine |= {place_key(one.level, "") for one in places(reader) if one.level == Level.ALL}
    counts = [row for place, row in found.looked_at.items() if span.everything or place in mine]
    signals = [one for one in listed if one.sighting.rank in (2, 3, 5, 7, 8)]
    return Header(
        charts=int(sum(row[0] for row in counts)),
        too_few=int(sum(row[1] for row in counts)),
        signals=len(signals),
        worse=sum(one.sighting.rank <= 5 for one in signals),
        better=sum(one.sighting.rank == 7 for one in signals),
        neither=sum(one.sighting.rank == 8 for one in signals),
        chance=sum(row[2] for row in counts),
        lesser=int(sum(row[3] for row in counts if len(row) > 3)),
    )


def quiet(reader: Person, found: Triage) -> list[Indicator]:
    """Figures of the council whose colour moved by no more than chance, for who sees them."""
    if not any(place.level == "all" for place in places(reader)):
        return []
    return [CATALOGUE[code] for code in found.quiet if code in CATALOGUE]


def unanswered(reader: Person, *, on: date) -> list[Shown]:
    """The exceptions of the newest month that this reader is to answer, and has not."""
    newest = max(months(), default=None)
    found = triage_of(newest) if newest else None
    if found is None or newest is None:
        return []
    return [
        one
        for one in exceptions(reader, found, on=on, newest=newest)
        if one.state is AnswerState.OWED
        and one.sighting.owed_by is not None
        and one.whose is not None
        and one.whose.pk == reader.pk
    ]


def owed_by_whom(*, on: date) -> dict[Person, tuple[int, date]]:
    """Person → how many exceptions of the newest month they are to answer, and its month."""
    newest = max(months(), default=None)
    found = triage_of(newest) if newest else None
    if found is None or newest is None:
        return {}
    rows = (
        Sighting.objects.filter(triage=found, owed_by__isnull=False)
        .select_related("exception", "triage__reckoning")
        .prefetch_related(with_answers("exception__"))
    )
    owed: dict[Person, int] = {}
    for one in shown(list(rows), on=on, newest=newest):
        if one.state is AnswerState.OWED and one.whose is not None:
            owed[one.whose] = owed.get(one.whose, 0) + 1
    return {person: (number, newest) for person, number in owed.items()}


def why_not_answer(reader: Person, found: PerformanceException) -> Refusal | None:
    """Why this reader may not answer it."""
    level = Level(found.level)
    team = people.teams_by_name().get(found.group.lower()) if level is Level.TEAM else None
    areas = {area.name: area.pk for area in people.areas()} if level is Level.AREA else {}
    return rules.why_not_answer(
        people.standing(reader),
        kind=ExceptionKind(found.kind),
        level=level,
        team=team.pk if team else None,
        area=team.area_id if team else areas.get(found.group),
    )


def _seen(reader: Person, prefix: str = "") -> Q:
    """Exceptions of the reader's places: a manager's team; a leader's service, its teams and the
    council."""
    span = span_in(people.standing(reader), Matter.AGGREGATES)
    if span.everything:
        return Q()
    seen = Q()
    for level in (Level.TEAM, Level.AREA):
        own = [place.name for place in teams_of(reader) if place.level == level]
        seen |= Q(**{f"{prefix}level": level, f"{prefix}group__in": own})
    return seen | Q(**{f"{prefix}level": Level.ALL}) if span.areas else seen
