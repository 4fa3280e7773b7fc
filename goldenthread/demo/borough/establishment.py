"""Areas, teams and posts of Thornley over two and a half years: who held which cases when."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from random import Random
from typing import Final

from goldenthread.demo.borough import stories
from goldenthread.demo.borough.days import FAR, month_start, worked
from goldenthread.demo.borough.names import PLACES, Register
from goldenthread.people.vocabulary import Role

FRONT: Final = "EHASH / Duty & Assessment / Complex Safeguarding"
FAMILY: Final = "FSP / CWD / NEST"
CARE: Final = "C4C / Step Ahead / Youth Justice"
HOMES: Final = "Fostering / Residential"

AREAS: Final[dict[str, str]] = {
    "EHASH": FRONT, "Duty & Assessment": FRONT, "Complex Safeguarding": FRONT,
    "FSP": FAMILY, "CWD": FAMILY, "NEST": FAMILY,
    "C4C": CARE, "Step Ahead": CARE, "Youth Justice": CARE,
    "Fostering": HOMES, "Residential": HOMES,
    "Early Help": "", "Education": "", "SEND": "", "Virtual School": "",
    "Safeguarding Unit": "", "QA": "", "Performance": "", "Workforce Development": "",
}  # fmt: skip
"""Service areas and the Assistant Director's clinic each comes to (ORG-1)."""

CASELOAD: Final = 15.8
"""Children per social worker, North West 2025."""
SPAN: Final = 7.0
"""Social workers of a team."""

_SHARE: Final = {
    "Duty & Assessment": 0.20, "FSP": 0.47, "CWD": 0.07, "NEST": 0.02,
    "Complex Safeguarding": 0.03, "C4C": 0.20, "Step Ahead": 0.15,
}  # fmt: skip
"""Children of an area, as a share of the open children."""

_LEAST: Final = {"Duty & Assessment": 3, "FSP": 4}


@dataclass(slots=True)
class Team:
    """A team, its days and how many places for workers it has."""

    name: str
    area: str
    places: int
    role: Role = Role.SW
    agency: float = 0.13
    opened: int = 0
    closed: int = FAR
    """The last day."""
    into: int = -1
    """Index of the team it was merged into."""
    managed: bool = True


@dataclass(slots=True)
class Post:
    """A role held by somebody from one day to another, both included; FAR while it goes on."""

    name: str
    role: Role
    area: str
    team: str
    start: int
    end: int


@dataclass(slots=True)
class Establishment:
    """All teams and posts, and who sits in a place on a day."""

    teams: list[Team]
    posts: list[Post] = field(default_factory=list)
    holders: dict[tuple[int, int], tuple[list[int], list[int], list[str]]] = field(
        default_factory=dict
    )
    """By team and place: starts, ends and names in order."""
    turns: dict[str, int] = field(default_factory=dict)

    def named(self, area: str) -> list[int]:
        """Indexes of the area's teams."""
        return [index for index, team in enumerate(self.teams) if team.area == area]

    def team_on(self, team: int, day: int) -> str:
        """The name of the team that has a team's cases on a day."""
        found = self.teams[team]
        return self.teams[found.into].name if day > found.closed else found.name

    def worker_on(self, team: int, place: int, day: int) -> str:
        """Who has a place's cases on a day: while it is vacant, the next colleague."""
        places = self.teams[team].places
        for step in range(places):
            starts, ends, names = self.holders[team, (place + step) % places]
            at = bisect_right(starts, day) - 1
            if at < 0:
                return names[0]
            if day <= ends[at]:
                return names[at]
        return self.holders[team, place][2][-1]

    def next_place(self, area: str, day: int, rng: Random, *, team: int | None = None) -> int:
        """A place in turn, as team * 1000 + place: of the area, or of one team of it."""
        open_ = [index for index in self.named(area)] if team is None else [team]
        places = [
            index * 1000 + place for index in open_ for place in range(self.teams[index].places)
        ]
        key = area if team is None else f"{area}/{team}"
        self.turns[key] = turn = self.turns.get(key, rng.randrange(97)) + 1
        return places[turn % len(places)]


def build(*, children: int, end: int, rng: Random) -> Establishment:
    """The establishment that a borough of so many open children needs."""
    found = Establishment(teams=_teams(children, end))
    register = Register(rng)
    begin = end - 913
    for index, team in enumerate(found.teams):
        for place in range(team.places):
            _fill(found, index, place, begin, end, register, rng)
        if team.managed:
            name = register.next()
            closing = team.closed if team.into >= 0 else FAR
            found.posts.append(
                Post(name, Role.PM, team.area, team.name, _before(begin, rng), closing)
            )
    _leaders(found, begin, end, children, register, rng)
    _come_and_go(found, end, register, rng)
    return found


def _teams(children: int, end: int) -> list[Team]:
    """Teams by size of the borough, with the merger, the agency team and the team that slips."""
    teams: list[Team] = []
    merger = stories.merged_on(end)
    for area, share in _SHARE.items():
        needed = children * share / (22.0 if area == "Step Ahead" else CASELOAD)
        count = max(_LEAST.get(area, 1), round(needed / SPAN))
        places = max(2, round(needed / count + 0.3))
        for number in range(count):
            teams.append(Team(_team_name(area, number, count), area, places))
    assess = [team for team in teams if team.area == "Duty & Assessment"]
    assess[stories.MERGED].closed = merger - 1
    assess[stories.MERGED].into = teams.index(assess[stories.MERGED_INTO])
    family = [team for team in teams if team.area == "FSP"]
    family[stories.AGENCY].agency = 0.70
    more = max(1, round(children / 3000))
    teams += [
        Team("EHASH", "EHASH", 4 + 2 * more),
        Team("Youth Justice", "Youth Justice", 3 * more),
        Team("Fostering", "Fostering", 5 * more),
        Team("Residential", "Residential", 2 * more),
        Team("Early Help", "Early Help", 5 * more),
        Team("Virtual School", "Virtual School", 2),
        Team(
            "Safeguarding Unit", "Safeguarding Unit", max(4, round(children / 230)), Role.IRO, 0.1
        ),
    ]
    return teams


def _team_name(area: str, number: int, count: int) -> str:
    """FSP Weir, Duty & Assessment 2, CWD."""
    if area == "FSP":
        turn, place = divmod(number, len(PLACES))
        return f"FSP {PLACES[place]}" + (f" {turn + 1}" if turn else "")
    return f"{area} {number + 1}" if count > 1 else area


def _before(begin: int, rng: Random) -> int:
    """A Monday or so in the years before."""
    return worked(begin - rng.randrange(30, 2500))


def _fill(
    found: Establishment, index: int, place: int, begin: int, end: int, register: Register,
    rng: Random,
) -> None:  # fmt: skip
    """The people who held a place, one after another; agency staff come and go within months."""
    team = found.teams[index]
    starts: list[int] = []
    ends: list[int] = []
    names: list[str] = []
    day = _before(begin, rng)
    gap_from, gap_to = stories.short_of_chairs(end)
    while day < end:
        agency = rng.random() < team.agency and day >= begin - 200
        stay = rng.randrange(75, 200) if agency else max(200, int(rng.expovariate(1 / 2300)))
        until = max(day + stay, begin - rng.randrange(60)) if not starts else day + stay
        if team.role is Role.IRO and place < stories.CHAIRS_GONE and day < gap_from <= end:
            until = gap_from - 1 if until > gap_from - 200 else until
        starts.append(day)
        ends.append(until if until < end else FAR)
        names.append(register.next())
        day = worked(
            min(until, end + 400) + (rng.randrange(3, 15) if agency else rng.randrange(5, 60))
        )
        if team.role is Role.IRO and place < stories.CHAIRS_GONE and gap_from <= day <= gap_to:
            day = gap_to + 1
    found.holders[index, place] = (starts, ends, names)
    for start, until, name in zip(starts, ends, names, strict=True):
        _post(found, team, start, until, name)


def _come_and_go(found: Establishment, end: int, register: Register, rng: Random) -> None:
    """The agency team: its own people leave as the last twelve months begin, one after another,
    and agency staff follow for weeks each."""
    index = found.named("FSP")[stories.AGENCY]
    team = found.teams[index]
    for place in range(team.places):
        leaves = month_start(end, -11) + rng.randrange(-30, 60)
        starts, ends, names = found.holders[index, place]
        kept = bisect_right(starts, leaves)
        starts, names = starts[:kept], names[:kept]
        ends = [min(one, leaves) for one in ends[:kept]]
        day = worked(leaves + rng.randrange(3, 15))
        while day < end:
            until = day + rng.randrange(45, 100)
            starts.append(day)
            ends.append(until if until < end else FAR)
            names.append(register.next())
            day = worked(until + rng.randrange(3, 10))
        found.holders[index, place] = (starts, ends, names)
    own = (team.name, team.role)
    found.posts = [post for post in found.posts if (post.team, post.role) != own]
    for place in range(team.places):
        for start, until, name in zip(*found.holders[index, place], strict=True):
            _post(found, team, start, until, name)


def _post(found: Establishment, team: Team, start: int, until: int, name: str) -> None:
    """A post, in two where its team is merged under it."""
    if team.into < 0 or until <= team.closed:
        found.posts.append(Post(name, team.role, team.area, team.name, start, until))
        return
    other = found.teams[team.into]
    if start <= team.closed:
        found.posts.append(Post(name, team.role, team.area, team.name, start, team.closed))
    found.posts.append(
        Post(name, team.role, other.area, other.name, max(start, team.closed + 1), until)
    )


def _leaders(
    found: Establishment, begin: int, end: int, children: int, register: Register, rng: Random
) -> None:
    """The Director, Assistant Directors, Heads of Service and everybody without cases."""

    def hold(role: Role, area: str = "", team: str = "", times: int = 1) -> None:
        for _ in range(times):
            found.posts.append(Post(register.next(), role, area, team, _before(begin, rng), FAR))

    hold(Role.DCS)
    hold(Role.AD, times=2)
    for area in AREAS:
        if area == "FSP":  # a Head of Service left in the year and another came
            leaves = worked(end - 150)
            name, after = register.next(), register.next()
            found.posts.append(Post(name, Role.HOS, area, "", _before(begin, rng), leaves))
            found.posts.append(Post(after, Role.HOS, area, "", worked(leaves + 1), FAR))
        elif area not in {"QA", "Performance", "Workforce Development"}:
            hold(Role.HOS, area)
    for area, per in (("Duty & Assessment", 3), ("FSP", 4), ("C4C", 3)):
        hold(Role.SM, area, times=max(1, round(len(found.named(area)) / per)))
    for area in ("EHASH", "CWD", "Step Ahead", "Early Help", "Fostering", "Safeguarding Unit"):
        hold(Role.SM, area)
    hold(Role.PSW)
    hold(Role.QAM)
    hold(Role.QAO, times=max(3, min(6, round(children / 800))))
    hold(Role.QAB)
    hold(Role.PFM)
    hold(Role.PFA, times=3 if children >= 1000 else 2)
    hold(Role.WFD)
    hold(Role.PAR, times=3)
    hold(Role.ADM, times=2)
    hold(Role.IGO)
