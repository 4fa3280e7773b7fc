"""Which figures are withheld when they leave the service: the same ones in every file (PER-8).

What is withheld is decided on the whole table of services and teams, whoever asks and for whatever
place: so the files of several places do not give away what each of them withholds.
"""

from __future__ import annotations

from collections.abc import Iterable

from goldenthread.people import queries as people
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.queries.reading import answer_of
from goldenthread.performance.rules import parts, withheld
from goldenthread.performance.vocabulary import Level

_ELSEWHERE = "elsewhere"
"""Teams that no service has, and those of no team: never shown, but the rest of a sum."""

Key = tuple[int, str, str]
"""(reckoning, code, window)."""


def withheld_keys(days: Iterable[Reckoning], codes: Iterable[str]) -> dict[Key, frozenset[str]]:
    """For each figure of each day and window, the places (as addresses name them) withheld."""
    place_of = {team.name: (f"area-{team.area_id}", f"team-{team.pk}") for team in people.teams()}
    wholes: dict[Key, Reading] = {}
    teams: dict[Key, dict[str, dict[str, tuple[int, ...]]]] = {}
    found = Reading.objects.filter(reckoning__in=list(days), code__in=list(codes))
    for one in found.filter(code__in=CATALOGUE).select_related("reckoning"):
        key = (one.reckoning_id, one.code, one.window)
        if one.level == Level.ALL:
            wholes[key] = one
            continue
        area, team = place_of.get(one.group, (_ELSEWHERE, one.group))
        teams.setdefault(key, {}).setdefault(area, {})[team] = parts(answer_of(one, one.group))
    return {
        key: frozenset(
            team or area for area, team in withheld(teams.get(key, {}), parts(answer_of(one, None)))
        )
        for key, one in wholes.items()
    }
