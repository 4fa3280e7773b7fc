"""Where a team had nothing to count in a time of which loads tell, it had none: 0, and no gap.

Decision 30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Count, Indicator, Mix, Rate
from goldenthread.performance.models import Reading
from goldenthread.performance.vocabulary import Answer, Level, Period, Unit, Window

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from goldenthread.performance.models import Reckoning
    from goldenthread.performance.queries.whose import Place

Key = tuple[int, str, str]
"""(reckoning, code, window)."""
_HELD: Final = ("CN01", "CP01", "CL01", "CV01")
"""Whose children a team holds on a day: a team with none of them is not there that day."""
COUNTED: Final = frozenset(code for code, one in CATALOGUE.items() if isinstance(one, Count | Rate))
"""Figures of which nothing found is 0; of a share or an average it is no figure (Q03)."""


def holding(reckonings: Iterable[int], teams: Iterable[str] = ()) -> set[tuple[int, str]]:
    """(reckoning, team) where the team holds children on that day; of every team if none is named.

    Before a team was opened and after it was closed nothing is said of it.
    """
    found = Reading.objects.filter(
        reckoning__in=list(reckonings), code__in=_HELD, window=Window.SNAPSHOT, level=Level.TEAM
    )
    named = list(teams)
    if named:
        found = found.filter(group__in=named)
    return set(found.values_list("reckoning", "group").distinct())


def noughts(
    place: Place, found: QuerySet[Reading], said: Mapping[Key, Answer]
) -> dict[Key, Answer]:
    """The answers of a place of teams that were not kept, since there was nothing to keep. Q03.

    Of figures that the place had over that time by then, on whatever day: one that a team only ever
    has over longer times is counted for it later, when the child is its own. What came later
    changes nothing of what was said (N04).
    """
    codes = {code for _, code, _ in said} & COUNTED
    if not codes:
        return {}
    whole = found.filter(level=Level.ALL, code__in=codes, told=True).values(
        "reckoning", "code", "window", "first", "version", "reckoning__as_at"
    )
    lacking = [row for row in whole if (row["reckoning"], row["code"], row["window"]) not in said]
    newest = max((row["reckoning"] for row in lacking), default=0)
    had = set(
        Reading.objects.filter(
            code__in=codes, level=Level.TEAM, group__in=place.teams,
            reckoning__lte=max(newest, *(day for day, _, _ in said)),
        )
        .values_list("code", "window")
        .distinct()
    )  # fmt: skip
    lacking = [row for row in lacking if (row["code"], row["window"]) in had]
    there = {day for day, _ in holding({row["reckoning"] for row in lacking}, place.teams)}
    return {
        (row["reckoning"], row["code"], row["window"]): nought(
            row["code"],
            Period(window=Window(row["window"]), first=row["first"], last=row["reckoning__as_at"]),
            place.name,
            version=row["version"],
        )
        for row in lacking
        if row["reckoning"] in there
    }


def nothing_over(
    place: Place, found: QuerySet[Reading], said: Mapping[Key, Answer]
) -> dict[Key, Answer]:
    """Of each share or average that a place of teams has over one window of a day, nothing to count
    over each other that the council has. Q03, N06."""
    had = {
        (day, code)
        for day, code, _ in said
        if code not in COUNTED and not isinstance(CATALOGUE[code], Mix)
    }
    if not place.teams or not had:
        return {}
    whole = found.filter(level=Level.ALL, code__in={code for _, code in had}).values(
        "reckoning", "code", "window", "first", "version", "told", "reckoning__as_at"
    )
    return {
        key: replace(
            nought(
                row["code"],
                Period(
                    window=Window(row["window"]), first=row["first"], last=row["reckoning__as_at"]
                ),
                place.name,
                version=row["version"],
            ),
            unit=unit_of_part(CATALOGUE[row["code"]]),
            told=row["told"],
        )
        for row in whole
        if (key := (row["reckoning"], row["code"], row["window"])) not in said and key[:2] in had
    }


def unit_of_part(indicator: Indicator) -> Unit:
    """Of part of the council a rate is only a number: nobody knows how many children live there."""
    return Unit.COUNT if isinstance(indicator, Rate) else indicator.unit


def noughts_of_teams(
    place: Place, code: str, window: Window, at: Reckoning, said: Sequence[Answer]
) -> list[Answer]:
    """The answers of each team of a place that were not kept on a day, since it had none. Q03."""
    if code not in COUNTED:
        return []
    of_it = Reading.objects.filter(code=code, window=window)
    told = (
        [(one.period.first, one.version) for one in said if one.told]
        if said
        else list(
            of_it.filter(reckoning=at, level=Level.ALL, told=True).values_list("first", "version")
        )
    )
    if not told:
        return []
    first, version = told[0]
    had = set(
        of_it.filter(level=Level.TEAM, reckoning__lte=at.pk)
        .exclude(group="")
        .values_list("group", flat=True)
        .distinct()
    )
    there = {team for _, team in holding([at.pk], place.teams)}
    period = Period(window=window, first=first, last=at.as_at)
    names = (had & there) - {one.group for one in said}
    return [nought(code, period, name, version=version) for name in sorted(names)]


def nought(code: str, period: Period, group: str, *, version: int) -> Answer:
    """None of something, of a group."""
    none: dict[str, Any] = dict.fromkeys(
        ("met", "eligible", "not_eligible", "incomplete", "total"), 0
    )
    return Answer(code=code, unit=Unit.COUNT, period=period, group=group, version=version, **none)
