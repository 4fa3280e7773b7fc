"""Every figure of the services and teams over time, and those that have targets of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.people import queries as people
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Mix, Rate
from goldenthread.performance.models import Note, Reading
from goldenthread.performance.queries.acted import acted
from goldenthread.performance.queries.aims import own_targets
from goldenthread.performance.queries.noted import step_changes
from goldenthread.performance.queries.noughts import COUNTED, holding, nought
from goldenthread.performance.queries.reading import Point, answers
from goldenthread.performance.queries.whose import every_place
from goldenthread.performance.rules import in_force
from goldenthread.performance.rules.levels import Charted
from goldenthread.performance.rules.looking import looked
from goldenthread.performance.vocabulary import (
    Aim,
    Answer,
    Better,
    Level,
    Mark,
    Period,
    Unit,
    Window,
)

if TYPE_CHECKING:
    from goldenthread.performance.measure import Indicator
    from goldenthread.performance.models import Reckoning, Target
    from goldenthread.performance.queries.whose import Place
    from goldenthread.performance.rules.sifting import Looked


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    as_at: date
    answer: Answer


_COUNTS = ("met", "eligible", "not_eligible", "incomplete", "total")


def charts_of_parts(days: Sequence[Reckoning]) -> Iterator[Charted]:
    """The chart of every indicator of each service of two teams or more, and of each team.

    Where one way is better and the lists say whose team it is; the points oldest first.
    """
    teams = list(people.teams())
    several = [area for area in people.areas() if sum(t.area_id == area.pk for t in teams) > 1]
    area_of = {team.name: area for team in teams for area in several if team.area_id == area.pk}
    keys = {
        (Level.TEAM, team.name): f"team-{team.pk}" for team in teams
    } | {(Level.AREA, area.name): f"area-{area.pk}" for area in several}  # fmt: skip
    steps, begun = _every_step(), acted()
    on = {day.pk: day.as_at for day in days}
    there = holding(on)
    for code, one in CATALOGUE.items():
        if isinstance(one, Mix) or one.better is Better.NEUTRAL:
            continue
        sums: dict[tuple[Level, str], dict[date, Answer]] = {}
        for reckoning, name, answer in _of_teams(one, on, there):
            if (Level.TEAM, name) not in keys:
                continue
            sums.setdefault((Level.TEAM, name), {})[on[reckoning]] = answer
            if area := area_of.get(name):
                _add(sums.setdefault((Level.AREA, area.name), {}), on[reckoning], answer)
        alone = sum(level is Level.AREA for level, _ in sums) < 2
        for (level, name), found in sums.items():
            if level is Level.AREA and alone:
                continue  # its chart is that of the council
            noted = (*steps.get((code, "all"), ()), *steps.get((code, keys[level, name]), ()))
            action = begun.get((code, level, name))
            yield Charted(
                indicator=one,
                level=level,
                name=name,
                points=[_Point(as_at=day, answer=found[day]) for day in sorted(found)],
                steps=noted,
                acted=action.on if action else None,
            )


def _of_teams(
    one: Indicator, on: dict[int, date], there: set[tuple[int, str]]
) -> Iterator[tuple[int, str, Answer]]:
    """The answers of one indicator by team, each with its reckoning; 0 where a team that is there
    had none."""
    unit = Unit.COUNT if isinstance(one, Rate) else one.unit
    found = Reading.objects.filter(reckoning__in=on, code=one.code, window=one.trend, told=True)
    whole: dict[int, tuple[Period, int]] = {}
    said: set[tuple[int, str]] = set()
    for row in found.values_list("level", "reckoning", "group", "version", "first", *_COUNTS):
        level, reckoning, name, version, first, *counts = row
        period = Period(window=Window(one.trend), first=first, last=on[reckoning])
        if level == Level.ALL:
            whole[reckoning] = period, version
            continue
        said.add((reckoning, name))
        yield reckoning, name, Answer(
            code=one.code, unit=unit, period=period, group=name, version=version,
            **dict(zip(_COUNTS, counts, strict=True)),
        )  # fmt: skip
    if one.code in COUNTED:
        names = {name for _, name in said}
        for reckoning, name in there - said:
            if name in names and reckoning in whole:
                period, version = whole[reckoning]
                yield reckoning, name, nought(one.code, period, name, version=version)


def _add(sums: dict[date, Answer], day: date, one: Answer) -> None:
    """Add a team's answer to that of its service."""
    before = sums.get(day)
    if before is None:
        sums[day] = one
        return
    counts = {name: getattr(before, name) + getattr(one, name) for name in _COUNTS}
    sums[day] = Answer(
        code=one.code, unit=one.unit, period=one.period, version=one.version, **counts
    )


def _every_step() -> dict[tuple[str, str], tuple[date, ...]]:
    """(Code, place) → the days of its step changes."""
    steps: dict[tuple[str, str], tuple[date, ...]] = {}
    noted = Note.objects.filter(kind=Mark.STEP, withdrawn_by__isnull=True)
    for code, place, day in noted.values_list("code", "place", "day"):
        steps[code, place] = (*steps.get((code, place), ()), day)
    return steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """A figure of a service or team that had targets of its own, over time."""

    indicator: Indicator
    place: Place
    targets: Sequence[Target]
    said: Mapping[str, Sequence[Point]]
    """Window → the figure over it, oldest first."""
    steps: Sequence[date]
    acted: date | None

    def looked_at(self, day: date) -> Looked | None:
        """Its chart up to a day, beside its own target; None where it has neither."""
        target = in_force(self.targets, day)
        if target is None or target.aim != Aim.TARGET:
            return None
        return looked(
            self.indicator,
            self.said,
            day,
            target,
            steps=self.steps,
            acted=self.acted,
            here=self.place.key,
            level=Level(self.place.level),
            group=self.place.name,
        )


def aimed_parts(days: Sequence[Reckoning]) -> Iterator[Aimed]:
    """The figures of services and teams that had targets of their own, as their pages have them."""
    decided, begun = own_targets(), acted()
    for place in every_place():
        among = decided.get(place.key, {})
        if place.level == "all" or not among:
            continue
        readings = Reading.objects.filter(reckoning__in=days, code__in=among)
        found, steps = answers(place, readings), step_changes(place)
        for code, targets in among.items():
            said: dict[str, list[Point]] = {}
            for window in CATALOGUE[code].every_window if code in CATALOGUE else ():
                said[window] = [
                    Point(as_at=day.as_at, load=day.load, answer=found[key])
                    for day in reversed(days)
                    if (key := (day.pk, code, window)) in found
                ]
            action = begun.get((code, place.level, place.name))
            if said:
                yield Aimed(
                    indicator=CATALOGUE[code],
                    place=place,
                    targets=targets,
                    said=said,
                    steps=steps.get(code, ()),
                    acted=action.on if action else None,
                )
