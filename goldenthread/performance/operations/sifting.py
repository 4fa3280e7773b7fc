"""The exceptions of each day's figures, found and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.intake.events import EVENTS
from goldenthread.notices import operations as notices
from goldenthread.performance import queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.measure import Mix, Rate, Share
from goldenthread.performance.models import PerformanceException, Reckoning, Sighting, Triage
from goldenthread.performance.rules import comparing, like_window, published_over
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.rules.levels import judge_parts
from goldenthread.performance.rules.looking import looked, missed_its_own
from goldenthread.performance.rules.sifting import beside_others, sift, stale
from goldenthread.performance.vocabulary.exceptions import ExceptionKind, Raised
from goldenthread.standards import queries as standards
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.kernel.working_days import Calendar
    from goldenthread.people.models import Person

SAFETY = ("SP", "CP", "XS")
"""Of equals, what bears on a child's safety comes first: indicators whose code begins so."""

LINES_IN_ORDER = {code: place for place, code in enumerate(LINES)}


@dataclass(slots=True)
class _Sifted:
    """What one day's figures raise, and how many charts were looked at for each place."""

    raised: list[Raised] = field(default_factory=list)
    looked_at: dict[str, list[float]] = field(default_factory=dict)
    quiet: tuple[str, ...] = ()

    def count(
        self, place: str, charts: float = 0, few: float = 0, chance: float = 0.0, lesser: float = 0
    ) -> None:
        """So many charts more, with too few points, expected by chance, and lesser signals."""
        before = self.looked_at.setdefault(place, [0, 0, 0.0, 0])
        more = (charts, few, chance, lesser)
        self.looked_at[place] = [a + b for a, b in zip(before, more, strict=True)]


@transaction.atomic
def find_exceptions(*, by: Person, at: datetime) -> int:
    """Find the exceptions of every day's figures that lack them, oldest first (PER-6, Q05).

    One that was there the month before goes on. Whole or not at all. How many days were sifted
    comes back.
    """
    lacking = queries.days_to_sift()
    if not lacking:
        return 0
    wanted = [reckoning for reckoning, _ in lacking]
    found = _sift(wanted)
    calendar = standards.calendar()
    seen: dict[tuple[object, ...], dict[int, list[date]]] = {}
    for kind, code, level, group, worse, pk, day in Sighting.objects.values_list(
        "exception__kind", "exception__code", "exception__level", "exception__group",
        "exception__worse", "exception", "triage__reckoning__as_at",
    ):  # fmt: skip
        seen.setdefault((kind, code, level, group, worse), {}).setdefault(pk, []).append(day)
    for reckoning, basis in lacking:
        triage = Triage.objects.create(
            reckoning=reckoning,
            basis=basis,
            looked_at=found[reckoning.pk].looked_at,
            quiet=list(found[reckoning.pk].quiet),
            at=at,
        )
        _keep(triage, found[reckoning.pk], seen, calendar=calendar, at=at)
    _tell_who_answers(by=by, at=at)
    trail.deed(
        what="performance.find_exceptions",
        about=wanted[-1].load,
        by=by,
        at=at,
        detail={"days": len(wanted), "found": sum(len(one.raised) for one in found.values())},
    )
    return len(wanted)


def _tell_who_answers(*, by: Person, at: datetime) -> None:
    """Tell each whose exceptions of the newest month they are, once a month and person."""
    owed = queries.owed_by_whom(on=at.date())
    for person, (number, month) in owed.items():
        notices.tell(
            to=person,
            kind="performance.exceptions",
            words=f"{number} exception{'' if number == 1 else 's'} of {month:%B %Y} "
            f"{'waits' if number == 1 else 'wait'} for your answer",
            link=f"/performance/exceptions/{month:%Y-%m}/?answer=owed",
            by=by,
            at=at,
            subject="an answer is owed for your clinic",
            key=f"exceptions:{month:%Y-%m}:{person.pk}",
        )


def _sift(wanted: Sequence[Reckoning]) -> dict[int, _Sifted]:
    """What each day's figures raise."""
    found = {reckoning.pk: _Sifted() for reckoning in wanted}
    among = queries.events()
    if among is not None:
        days = [reckoning.as_at for reckoning in wanted]
        for line in LINES.values():
            for reckoning, past in zip(wanted, queries.past(line, days, among), strict=True):
                found[reckoning.pk].raised += rules.line_raised(line.code, past)
    loads = queries.loaded()
    lists = {event.list for event in EVENTS}
    for reckoning in wanted:
        _compare_teams(reckoning, found[reckoning.pk])
        found[reckoning.pk].raised += stale(loads, reckoning.as_at, lists)
    _look_at_charts(wanted, found)
    _look_at_parts(wanted, found)
    _look_at_own_targets(wanted, found)
    _look_at_others(wanted, found)
    return found


def _look_at_others(wanted: Sequence[Reckoning], found: dict[int, _Sifted]) -> None:
    """Our shares and rates beside those of neighbours and England, where they count the same."""
    points = queries.of_the_whole(list(wanted))
    day = {reckoning.as_at: reckoning.pk for reckoning in wanted}
    for code, indicator in CATALOGUE.items():
        window = like_window(indicator.windows)
        if not isinstance(indicator, Share | Rate) or window is None:
            continue
        said = queries.published(indicator)
        theirs = {area.name: area.now for area in said.areas}
        neighbours, england = theirs.get("Statistical neighbours"), theirs.get("England")
        if neighbours is None or england is None:
            continue
        for point in points.get((code, window), ()):
            raised = beside_others(
                point.answer,
                better=indicator.better,
                neighbours=float(neighbours),
                england=float(england),
                over=published_over(indicator.windows, said.period),
            )
            if raised is not None:
                found[day[point.as_at]].raised.append(raised)


def _look_at_charts(wanted: Sequence[Reckoning], found: dict[int, _Sifted]) -> None:
    """The chart of every figure of the whole council, up to each day."""
    points: dict[str, dict[str, list[queries.Point]]] = {}
    for (code, window), line in queries.of_the_whole(queries.reckoned()).items():
        points.setdefault(code, {})[window] = line
    council = queries.Place(key="all", name="", level="all")
    steps, begun = queries.step_changes(council), queries.acted()
    for reckoning in wanted:
        targets = queries.targets_in_force(council, reckoning.as_at)
        charts = []
        for code, indicator in CATALOGUE.items():
            if isinstance(indicator, Mix):
                continue
            action = begun.get((code, council.level, council.group))
            chart = looked(
                indicator,
                points.get(code, {}),
                reckoning.as_at,
                targets.get(code),
                steps=steps.get(code, ()),
                acted=action.on if action else None,
                critical=code.startswith(SAFETY),
            )
            if chart is not None:
                charts.append(chart)
        said = sift(charts)
        into = found[reckoning.pk]
        into.raised += said.raised
        into.quiet = said.quiet
        into.count("", charts=said.charts, few=said.too_few, chance=said.chance)


def _look_at_parts(wanted: Sequence[Reckoning], found: dict[int, _Sifted]) -> None:
    """The chart of every figure of each service and team, up to each day."""
    day = {reckoning.as_at: reckoning.pk for reckoning in wanted}
    for as_at, said in judge_parts(queries.charts_of_parts(queries.reckoned()), day).items():
        into = found[day[as_at]]
        into.raised += said.raised
        for place, counts in said.looked_at.items():
            into.count(place, *counts)


def _look_at_own_targets(wanted: Sequence[Reckoning], found: dict[int, _Sifted]) -> None:
    """Services and teams beside targets of their own; a signal that is listed says it already."""
    aimed = list(queries.aimed_parts(queries.reckoned()))
    for reckoning in wanted:
        into = found[reckoning.pk]
        told = {one.key[1:4] for one in into.raised if one.kind is ExceptionKind.SIGNAL}
        for one in aimed:
            chart = one.looked_at(reckoning.as_at)
            raised = missed_its_own(chart) if chart is not None else None
            if raised is not None and raised.key[1:4] not in told:
                into.raised.append(raised)


def _compare_teams(reckoning: Reckoning, into: _Sifted) -> None:
    """Teams beside each other on every share that has teams."""
    teams = queries.by_team(reckoning)
    for code, answers in teams.items():
        indicator = CATALOGUE[code]
        if not isinstance(indicator, Share):
            continue
        said = comparing.teams_compared(code=code, better=indicator.better, teams=answers)
        into.raised += said.raised
        for team in said.looked_at:
            into.count(team, charts=1, chance=comparing.BEYOND_ALARM)
        for team in said.too_few:
            into.count(team, few=1)


def _keep(
    triage: Triage,
    sifted: _Sifted,
    seen: dict[tuple[object, ...], dict[int, list[date]]],
    *,
    calendar: Calendar,
    at: datetime,
) -> None:
    """Keep what a day raises: what goes on is seen again, what is new begins."""
    day = triage.reckoning.as_at
    ordered = sorted(sifted.raised, key=lambda one: one.key)
    known = [_same(seen.get(one.key, {}), day) for one in ordered]
    fresh = iter(
        PerformanceException.objects.bulk_create(
            PerformanceException(
                kind=one.kind, code=one.code, level=one.level, group=one.group, worse=one.worse,
                first_on=day, at=at,
            )
            for one, before in zip(ordered, known, strict=True)
            if before is None
        )
    )  # fmt: skip
    numbers = [next(fresh).pk if before is None else before for before in known]
    PerformanceException.objects.filter(pk__in=numbers, first_on__gt=day).update(first_on=day)
    firsts = dict(PerformanceException.objects.filter(pk__in=numbers).values_list("pk", "first_on"))
    owed = _owed_already(numbers, day)
    rows = []
    for one, number in zip(ordered, numbers, strict=True):
        rank = rules.rank_of(one, new=rules.months_running(firsts[number], day) <= 1)
        first = LINES_IN_ORDER.get(one.code, not one.code.startswith(SAFETY))
        rows.append((rank, first, -one.distance, one.key, one, number))
        seen.setdefault(one.key, {}).setdefault(number, []).append(day)
    rows.sort(key=lambda row: row[:4])
    Sighting.objects.bulk_create(
        Sighting(
            triage=triage,
            exception_id=number,
            rank=rank,
            place=place,
            met=one.met,
            of=one.of,
            said=one.said,
            why=one.why[:200],
            up=one.up,
            since=one.since,
            owed_by=owed.get(number) or rules.owed_by(rank, on=at.date(), calendar=calendar),
        )
        for place, (rank, _, _, _, one, number) in enumerate(rows, 1)
    )


def _same(seen: dict[int, list[date]], day: date) -> int | None:
    """The exception of this key that goes on on this day, the oldest of several."""
    return next((pk for pk, days in sorted(seen.items()) if rules.goes_on(days, day)), None)


def _owed_already(numbers: Iterable[int], day: date) -> dict[int, date]:
    """By when the same exceptions were owed when the same month's figures first raised them."""
    month = rules.month_of(day)
    return {
        number: owed
        for number, owed in Sighting.objects.filter(
            exception__in=list(numbers),
            owed_by__isnull=False,
            triage__reckoning__as_at__gte=month,
            triage__reckoning__as_at__lte=day,
        )
        .order_by("-pk")
        .values_list("exception", "owed_by")
        if owed
    }
