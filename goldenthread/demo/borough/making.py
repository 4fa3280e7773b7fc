"""The borough as a whole: made once, seen from the end of any of its months."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from goldenthread.demo.borough import caseload, front, lifelong
from goldenthread.demo.borough.adopters import adopters
from goldenthread.demo.borough.chance import stream
from goldenthread.demo.borough.days import FAR, month_end, month_start
from goldenthread.demo.borough.establishment import AREAS, Establishment, build
from goldenthread.demo.borough.history import History
from goldenthread.demo.borough.names import address
from goldenthread.demo.borough.view import Row, View
from goldenthread.demo.borough.world import Adopter, Child


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line of the establishment: a post, and the team it belongs to."""

    area: str
    clinic_group: str
    team: str
    opened_on: date | None
    closed_on: date | None
    merged_into: str
    name: str
    email: str
    role: str
    """The value of a `people.vocabulary.Role`."""
    starts_on: date
    ends_on: date | None


@dataclass(slots=True, kw_only=True)
class Borough:
    """Thornley: its children, its staff and its months."""

    children: int
    """Open children at a time, about."""
    months: int
    seed: int
    end: date
    population: int
    """Children aged 0 to 17 who live there."""
    staff: Establishment
    world: list[Child]
    adopters: list[Adopter]
    _cases: list[Child] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cases = [child for child in self.world if child.needs]

    def as_at(self) -> list[date]:
        """The last day of each month, oldest first."""
        last = self.end.toordinal()
        return [date.fromordinal(month_end(last, -ago)) for ago in range(self.months - 1, -1, -1)]

    def lists(self, as_at: date) -> dict[str, list[Row]]:
        """The rows of every sheet as at the end of a day: values as Annex A writes them."""
        view = View(as_at.toordinal(), self.staff)
        return {
            "List 1": front.contacts(view, self.world),
            "List 2": front.early_help(view, self.world),
            "List 3": front.referrals(view, self._cases),
            "List 4": front.assessments(view, self._cases),
            "List 5": front.enquiries(view, self._cases),
            "List 6": caseload.in_need(view, self._cases),
            "List 7": caseload.protected(view, self._cases),
            "List 8": lifelong.looked_after(view, self._cases),
            "List 9": lifelong.leavers(view, self._cases),
            "List 10": lifelong.adoption(view, self._cases),
            "List 11": lifelong.adopting(view, self.adopters),
            "Chairs": caseload.chairs(view, self._cases),
        }

    def establishment(self) -> list[Placed]:
        """Every post there was, with its team's days: as `establishment.csv` has it."""
        teams = {team.name: team for team in self.staff.teams}
        found = []
        for post in self.staff.posts:
            team = teams.get(post.team)
            closed = team is not None and team.closed < FAR
            found.append(
                Placed(
                    area=post.area,
                    clinic_group=AREAS.get(post.area, ""),
                    team=post.team,
                    opened_on=date.fromordinal(team.opened) if team and team.opened else None,
                    closed_on=date.fromordinal(team.closed + 1) if team and closed else None,
                    merged_into=self.staff.teams[team.into].name if team and closed else "",
                    name=post.name,
                    email=address(post.name),
                    role=post.role.value,
                    starts_on=date.fromordinal(post.start),
                    ends_on=date.fromordinal(post.end) if post.end < FAR else None,
                )
            )
        return sorted(
            found, key=lambda one: (one.area, one.team, one.role, one.starts_on, one.name)
        )


def make(children: int, months: int, seed: int, end: date) -> Borough:
    """Make the borough: so many open children at a time, seen at so many months' ends."""
    last = month_end(end.toordinal())
    first = month_start(last, -(max(months, 12) - 1) - 5)
    staff = build(children=children, end=last, rng=stream(seed, "staff"))
    history = History(seed=seed, children=children, first=first, last=last, staff=staff)
    world = sorted(history.live(), key=lambda child: child.number)
    return Borough(
        children=children, months=months, seed=seed, end=date.fromordinal(last),
        population=history.population, staff=staff, world=world,
        adopters=adopters(
            stream(seed, "adopters"), children=world, population=history.population,
            first=first, last=last,
        ),
    )  # fmt: skip
