"""For whom a reader may see figures: the council, their services, their teams."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from goldenthread.people import queries as people
from goldenthread.people.rules import span_in
from goldenthread.people.vocabulary import LEADERS, Matter, Role

if TYPE_CHECKING:
    from goldenthread.people.models import Person, ServiceArea, Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The council, a service area or a team, as the address names it."""

    key: str
    """all, area-3 or team-12."""
    name: str
    level: str
    """all, area or team."""
    teams: tuple[str, ...] = ()
    """The names its teams go by in the lists; none for the council."""
    into: tuple[tuple[str, str], ...] = ()
    """(Name on the lists, the team it is now), where the organisation is asked for as it is now."""
    service: tuple[str, str] = ("", "")
    """Of a team: the key and the name of its service."""
    closed_on: date | None = None
    """Of a team that was closed, or is to be: the day."""

    @property
    def group(self) -> str:
        """How its exceptions name it: nothing for the council."""
        return "" if self.level == "all" else self.name

    @property
    def around(self) -> tuple[str, ...]:
        """The keys of the places whose targets count for it: its own, its service's, the
        council's."""
        return tuple(dict.fromkeys(key for key in (self.key, self.service[0], "all") if key))

    def whose(self, key: str) -> str:
        """Whose something of a place around it is: The council’s, FSP’s own, FSP’s."""
        if key == "all":
            return "The council’s"
        name, own = (self.name, " own") if key == self.key else (self.service[1], "")
        return f"{name}’{'' if name.endswith('s') else 's'}{own}"


COUNCIL = Place(key="all", name="The whole council", level="all")


def places(reader: Person) -> list[Place]:
    """The places whose figures the reader sees, the widest first (SEC-2, `evidence.md` §6.1).

    Leaders of a service see it and, to compare, the council; a team's manager their team. Asked
    once a request.
    """
    known: list[Place] | None = getattr(reader, "_places", None)
    if known is None:
        known = _seen_by(reader)
        reader._places = known  # type: ignore[attr-defined]
    return known


def _seen_by(reader: Person) -> list[Place]:
    span = span_in(people.standing(reader), Matter.AGGREGATES)
    areas = {f"area-{number}" for number in span.areas}
    shown = areas | {f"team-{number}" for number in span.teams} | ({"all"} if areas else set())
    return [
        one
        for one in _places_of(_teams(reader))
        if span.everything or one.key in shown or one.service[0] in areas
    ]


def _teams(reader: Person) -> list[Team]:
    """Every team there has been, asked once a request."""
    known: list[Team] | None = getattr(reader, "_teams", None)
    if known is None:
        known = list(people.teams())
        reader._teams = known  # type: ignore[attr-defined]
    return known


def every_place() -> list[Place]:
    """The council, every service that has a team, and every team: the widest first."""
    return _places_of(people.teams())


def _places_of(teams: Collection[Team]) -> list[Place]:
    """The same of these teams."""
    areas: dict[ServiceArea, list[str]] = {}
    for team in teams:
        areas.setdefault(team.area, []).append(team.name)
    return [
        COUNCIL,
        *(
            Place(key=f"area-{area.pk}", name=area.name, level="area", teams=tuple(areas[area]))
            for area in sorted(areas, key=lambda one: one.name)
        ),
        *(
            Place(
                key=f"team-{team.pk}",
                name=team.name,
                level="team",
                teams=(team.name,),
                service=(f"area-{team.area_id}", team.area.name),
                closed_on=team.closed_on,
            )
            for team in teams
        ),
    ]


def mergers(reader: Person) -> list[tuple[Team, Team]]:
    """The teams that were merged, each with the team that it was merged into, of which the reader
    sees one or both."""
    names = {name for one in places(reader) for name in one.teams}
    every = {team.pk: team for team in _teams(reader)}
    both = [
        (team, every[team.merged_into_id])
        for team in every.values()
        if team.merged_into_id is not None
    ]
    return [pair for pair in both if not names.isdisjoint(team.name for team in pair)]


def as_it_is_now(found: Sequence[Place]) -> list[Place]:
    """The same places with teams as they are now: what a team that was merged had is its heir’s.

    A team that was merged is no place any more. The lists keep the names of their day (Z01, T01).
    """
    every = {team.pk: team for team in people.teams()}
    heir = {number: _heir(team, every) for number, team in every.items()}
    into = tuple((team.name, heir[number].name) for number, team in every.items()
                 if heir[number].pk != number)  # fmt: skip
    now: list[Place] = []
    for one in found:
        number = int(one.key.rpartition("-")[2]) if one.level != "all" else 0
        own = [
            team.name for pk, team in every.items()
            if (heir[pk].pk if one.level == "team" else heir[pk].area_id) == number
        ]  # fmt: skip
        if one.level == "all" or own:
            now.append(replace(one, teams=tuple(own) if number else (), into=into))
    return now


def _heir(team: Team, every: Mapping[int, Team]) -> Team:
    """The team that has a team's cases now."""
    while team.merged_into_id is not None:
        team = every[team.merged_into_id]
    return team


def place(reader: Person, key: str) -> Place | None:
    """The place of this key; without one, the widest the reader sees. None if not theirs."""
    seen = places(reader)
    if not key:
        return seen[0] if seen else None
    return next((one for one in seen if one.key == key), None)


def leads(reader: Person, place: Place) -> bool:
    """Whether the reader is of the line of a team: its manager, or a leader above (T01).

    A post in one team, or over all figures, is no line to another. Of more than a team: whether
    they are of the line of any.
    """
    standing = people.standing(reader)
    if place.level != "team":
        return standing.holds(Role.DCS, Role.AD, Role.PM, *LEADERS)
    if standing.everywhere(Role.DCS, Role.AD):
        return True
    number = int(place.key.removeprefix("team-"))
    team = people.team(number)
    return number in standing.teams(Role.PM) or (
        team is not None and team.area_id in standing.areas(*LEADERS, Role.AD)
    )
