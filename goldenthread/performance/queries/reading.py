"""Figures as they were kept: one day of the catalogue, and one figure over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Max, QuerySet, Sum

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Indicator, Mix
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.noughts import (
    nothing_over,
    noughts,
    noughts_of_teams,
    unit_of_part,
)
from goldenthread.performance.rules.groups import added
from goldenthread.performance.vocabulary import Answer, Level, Period, Window

if TYPE_CHECKING:
    from goldenthread.performance.queries.whose import Place

_SAID: Final = (
    "reckoning_id", "reckoning__as_at", "reckoning__load", "code", "version", "window", "level",
    "group", "first", "met", "eligible", "not_eligible", "incomplete", "total", "population",
    "median", "mix", "told",
)  # fmt: skip
"""What an answer is made of: a page asks for hundreds, and so for rows rather than records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator on the page of all: now, and what it was a month and a year before."""

    indicator: Indicator
    window: Window
    """Its first window of which loads tell; the first, where they tell of none."""
    now: Answer | None
    before: Answer | None
    year: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure at a day, on a chart."""

    as_at: date
    load: str
    answer: Answer


def reckoned(*, known_by: datetime | None = None) -> list[Reckoning]:
    """The reckoning that counts for each day, the newest day first.

    `known_by` gives the one that counted at a moment, whatever was worked out since (N04).
    """
    made = (
        Reckoning.objects.all() if known_by is None else Reckoning.objects.filter(at__lte=known_by)
    )
    newest_of = made.values("as_at").annotate(newest=Max("pk")).values("newest")
    return list(Reckoning.objects.filter(pk__in=newest_of).order_by("-as_at"))


def catalogue(place: Place, days: list[Reckoning], at: Reckoning) -> tuple[Row, ...]:
    """Every indicator of a place as at a day, each over its first window of which loads tell."""
    older = [day for day in days if day.as_at < at.as_at]
    year = next((day for day in older if (at.as_at - day.as_at).days >= 360), None)
    return rows_on(place, at.pk, older[0].pk if older else None, year.pk if year else None)


@lru_cache(maxsize=128)
def rows_on(place: Place, at: int, before: int | None, year: int | None) -> tuple[Row, ...]:
    """The same of reckonings, which never change once they are made: so it is asked once."""
    wanted = [day for day in (at, before, year) if day is not None]
    found = answers_over(place, Reading.objects.filter(reckoning__in=wanted))
    rows = []
    for code, indicator in CATALOGUE.items():
        now = first_told(indicator, at, found)
        if now is None:
            continue
        window = now.period.window
        rows.append(
            Row(
                indicator=indicator,
                window=window,
                now=now,
                before=found.get((before, code, window)) if before else None,
                year=found.get((year, code, window)) if year else None,
            )
        )
    return tuple(rows)


def first_told(
    indicator: Indicator, at: int, found: Mapping[tuple[int, str, str], Answer]
) -> Answer | None:
    """The answer over its first window of which loads tell; over the first, where over none."""
    among = [found.get((at, indicator.code, window)) for window in indicator.windows]
    there = [one for one in among if one is not None]
    return next((one for one in there if one.told), there[0] if there else None)


def told_over(place: Place, indicator: Indicator, at: Reckoning) -> Window:
    """The first window of an indicator of which loads tell; the first, where they tell of none."""
    found = answers_over(place, Reading.objects.filter(reckoning=at, code=indicator.code))
    now = first_told(indicator, at.pk, found)
    return now.period.window if now else indicator.windows[0]


def trend(place: Place, indicator: Indicator, days: list[Reckoning], window: Window) -> list[Point]:
    """One figure of a place over all days, oldest first; a day without it is left out."""
    return list(points_of(place, indicator.code, tuple(days), window))


@lru_cache(maxsize=256)
def points_of(
    place: Place, code: str, days: tuple[Reckoning, ...], window: Window
) -> tuple[Point, ...]:
    """The same, asked once: see `rows_on`."""
    found = answers(place, Reading.objects.filter(reckoning__in=days, code=code, window=window))
    return tuple(
        Point(as_at=day.as_at, load=day.load, answer=found[key])
        for day in reversed(days)
        if (key := (day.pk, code, window)) in found
    )


def groups(place: Place, indicator: Indicator, at: Reckoning, window: Window) -> list[Answer]:
    """The figure of each team of a place on a day, by the team's name on the lists."""
    return list(groups_on(place, indicator.code, at, window))


@lru_cache(maxsize=256)
def groups_on(place: Place, code: str, at: Reckoning, window: Window) -> tuple[Answer, ...]:
    """The same, asked once: see `rows_on`."""
    found = Reading.objects.filter(reckoning=at, code=code, window=window, level=Level.TEAM)
    if place.teams:
        found = found.filter(group__in=place.teams)
    answers = [answer_of(one, one.group) for one in rows_in(found.order_by("group"))]
    answers += noughts_of_teams(place, code, window, at, answers)
    answers.sort(key=lambda one: one.group or "")
    return tuple(_by_heir(answers, dict(place.into)) if place.into else answers)


def _by_heir(answers: Sequence[Answer], into: Mapping[str, str]) -> list[Answer]:
    """Answers of teams as they are now: those of teams that were merged added to their heir's."""
    among: dict[str, list[Answer]] = {}
    for one in answers:
        among.setdefault(into.get(one.group or "", one.group or ""), []).append(one)
    return [
        each[0]
        if [one.group for one in each] == [name]
        else replace(
            added(each, code=each[0].code, unit=each[0].unit, period=each[0].period),
            group=name,
            version=each[0].version,
            told=each[0].told,
        )
        for name, each in sorted(among.items())
    ]


def of_the_whole(days: list[Reckoning]) -> dict[tuple[str, str], list[Point]]:
    """(Code, window) → the figure of the whole council on each of these days, oldest first."""
    found: dict[tuple[str, str], list[Point]] = {}
    readings = Reading.objects.filter(reckoning__in=days, level=Level.ALL, code__in=CATALOGUE)
    for one in rows_in(readings.order_by("reckoning__as_at")):
        found.setdefault((one.code, one.window), []).append(
            Point(
                as_at=one.reckoning__as_at,
                load=one.reckoning__load,
                answer=answer_of(one, None),
            )
        )
    return found


def by_team(at: Reckoning) -> dict[str, list[Answer]]:
    """Code → the figure of each team on a day, over the indicator's first window."""
    found: dict[str, list[Answer]] = {}
    readings = Reading.objects.filter(reckoning=at, level=Level.TEAM, code__in=CATALOGUE)
    for one in rows_in(readings.order_by("code", "group")):
        if one.window == CATALOGUE[one.code].windows[0]:
            found.setdefault(one.code, []).append(answer_of(one, one.group))
    return found


def answers(place: Place, found: QuerySet[Reading]) -> dict[tuple[int, str, str], Answer]:
    """(reckoning, code, window) → the answer of a place: kept for the whole, summed over teams.

    Where its teams had none of something, 0: see `noughts`.
    """
    if not place.teams:
        return {
            (one.reckoning_id, one.code, one.window): answer_of(one, None)
            for one in rows_in(found.filter(level=Level.ALL))
            if one.code in CATALOGUE
        }
    rows = (
        found.filter(level=Level.TEAM, group__in=place.teams)
        .values("reckoning", "code", "version", "window", "first", "told", "reckoning__as_at")
        .annotate(
            sum_met=Sum("met"),
            sum_eligible=Sum("eligible"),
            sum_not_eligible=Sum("not_eligible"),
            sum_incomplete=Sum("incomplete"),
            sum_total=Sum("total"),
        )
    )
    mixes = _mixes(found.filter(level=Level.TEAM, group__in=place.teams), rows)
    said = {
        (key := (row["reckoning"], row["code"], row["window"])): Answer(
            code=row["code"],
            unit=unit_of_part(CATALOGUE[row["code"]]),
            period=Period(
                window=Window(row["window"]), first=row["first"], last=row["reckoning__as_at"]
            ),
            group=place.name,
            version=row["version"],
            mix=mixes.get(key),
            told=row["told"],
            met=row["sum_met"],
            eligible=row["sum_eligible"],
            not_eligible=row["sum_not_eligible"],
            incomplete=row["sum_incomplete"],
            total=row["sum_total"],
        )
        for row in rows
        if row["code"] in CATALOGUE
    }
    return said | noughts(place, found, said)


def answers_over(place: Place, found: QuerySet[Reading]) -> dict[tuple[int, str, str], Answer]:
    """The same over every window: of what a place has over one it has an answer over each, of none
    where there is nothing to count. So each place is told over the same window as the council."""
    said = answers(place, found)
    return said | nothing_over(place, found, said)


def _mixes(
    found: QuerySet[Reading], rows: Iterable[Mapping[str, Any]]
) -> dict[tuple[int, str, str], dict[str, int]]:
    """How the figures among these rows divide that do, summed over their teams."""
    sums: dict[tuple[int, str, str], dict[str, int]] = {}
    codes = {row["code"] for row in rows if isinstance(CATALOGUE.get(row["code"]), Mix)}
    if not codes:
        return sums
    divided = found.filter(code__in=codes, mix__isnull=False)
    for reckoning, code, window, mix in divided.values_list(
        "reckoning_id", "code", "window", "mix"
    ):
        whole = sums.setdefault((reckoning, code, window), {})
        for name, number in (mix or {}).items():
            whole[name] = whole.get(name, 0) + number
    return sums


def rows_in(found: QuerySet[Reading]) -> QuerySet[Reading, Any]:
    """Readings as rows for `answer_of`, each with the day and the load of its reckoning."""
    return found.values_list(*_SAID, named=True)


def answer_of(one: Any, group: str | None) -> Answer:
    """A row of a reading as an answer: of the council (None), or of a group."""
    indicator = CATALOGUE[one.code]
    return Answer(
        code=one.code,
        unit=indicator.unit if group is None else unit_of_part(indicator),
        period=Period(window=Window(one.window), first=one.first, last=one.reckoning__as_at),
        group=group,
        population=one.population,
        median=one.median,
        mix=one.mix,
        told=one.told,
        met=one.met,
        eligible=one.eligible,
        not_eligible=one.not_eligible,
        incomplete=one.incomplete,
        total=one.total,
        version=one.version,
    )
