"""The state of the data behind what is no row of the board: exceptions, pages of ChAT (N06)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goldenthread.people import queries as people
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.quality import (
    Footing,
    Quality,
    quality_of,
    quality_of_line,
)
from goldenthread.performance.rules import period_of
from goldenthread.performance.vocabulary import Answer, Level

if TYPE_CHECKING:
    from goldenthread.performance.queries.comparison import Compared
    from goldenthread.performance.queries.showing import Shown


def states_of(found: Sequence[Shown], at: Reckoning, behind: Footing) -> dict[int, Quality]:
    """Exception → the state of the data behind its number, of the figures of one day.

    What is not recorded of all of them is one question to the database.
    """
    left = _left_out(at, found)
    said = {}
    for one in found:
        code = one.exception.code
        if code in LINES or code not in CATALOGUE or one.window is None:
            line = LINES.get(code)
            quality = quality_of_line(one.counts_as, line.counts if line else None, behind)
        else:
            met, of = one.sighting.met, one.sighting.of
            key = (code, str(one.window), one.exception.level, one.exception.group)
            answer = Answer(
                code=code,
                unit=CATALOGUE[code].unit,
                period=period_of(one.window, one.as_at),
                met=met,
                eligible=met if of is None else of,
                incomplete=left.get(key, 0),
            )
            quality = quality_of(CATALOGUE[code], answer, behind)
        said[one.exception.pk] = quality
    return said


def states_compared(rows: Sequence[Compared], behind: Footing) -> dict[str, Quality]:
    """Code → the state of the data behind our own figure on the page beside others."""
    return {
        one.indicator.code: quality_of(one.indicator, one.here, behind) for one in rows if one.here
    }


def _left_out(at: Reckoning, found: Sequence[Shown]) -> dict[tuple[str, str, str, str], int]:
    """(Code, window, level, group) → how many were left out since something is not recorded; of a
    service, of its teams together."""
    areas = {team.name: team.area.name for team in people.teams()}
    codes = {one.exception.code for one in found}
    rows = Reading.objects.filter(reckoning=at, code__in=codes, incomplete__gt=0)
    left: dict[tuple[str, str, str, str], int] = {}
    for code, window, level, group, number in rows.values_list(
        "code", "window", "level", "group", "incomplete"
    ):
        left[code, window, level, group] = number
        if level == Level.TEAM and group in areas:
            service = (code, window, str(Level.AREA), areas[group])
            left[service] = left.get(service, 0) + number
    return left
