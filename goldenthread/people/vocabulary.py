"""Roles, the matters they bear on, and what somebody's posts give them on a day."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


class Role(Word):
    """The parts people play: Framework 2.1, ORG-2."""

    DCS = "dcs"
    AD = "ad"
    HOS = "hos"
    SM = "sm"
    PM = "pm"
    SW = "sw"
    IRO = "iro"
    PSW = "psw"
    QAM = "qam"
    QAO = "qao"
    QAB = "qab"
    PFM = "pfm"
    PFA = "pfa"
    WFD = "wfd"
    PAR = "par"
    ADM = "adm"
    IGO = "igo"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "dcs": "Director of Children's Services",
            "ad": "Assistant Director",
            "hos": "Head of Service",
            "sm": "Service Manager",
            "pm": "Practice Manager",
            "sw": "Social worker or practitioner",
            "iro": "IRO or conference chair",
            "psw": "Principal Social Worker",
            "qam": "QA manager",
            "qao": "QA officer",
            "qab": "QA business support",
            "pfm": "Performance manager",
            "pfa": "Performance analyst",
            "wfd": "Workforce Development",
            "par": "Partner auditor",
            "adm": "System administrator",
            "igo": "Information governance (Caldicott Guardian or DPO)",
        }


QA_TEAM = frozenset({Role.QAM, Role.QAO})
"""The people the framework calls the QA team, but for its business support."""

LEADERS = frozenset({Role.HOS, Role.SM})
"""Those responsible for a service: they moderate (Framework 3.1, weeks 5 and 6)."""


class Matter(Word):
    """What a permission is about: the rows of `domain/evidence.md` §6.1."""

    AGGREGATES = "aggregates"
    CHILD_LISTS = "child_lists"
    AUDIT_DO = "audit_do"
    AUDIT_READ = "audit_read"
    MODERATE = "moderate"
    ACTIONS = "actions"
    SUPERVISION = "supervision"
    FEEDBACK = "feedback"
    TOOLS = "tools"
    USERS = "users"
    ACCESS_LOG = "access_log"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "aggregates": "Dashboards and totals",
            "child_lists": "Lists of children",
            "audit_do": "Audits: carry out",
            "audit_read": "Audits: read the text",
            "supervision": "Supervision and observation records",
            "feedback": "What families said, word for word",
            "tools": "Tools, standards and thresholds",
            "users": "People and posts",
        }


class Scope(Word):
    """How far a permission reaches."""

    ALL = "all"
    SPAN = "span"
    OWN = "own"
    TASK = "task"
    STATUS = "status"
    NOTHING = "nothing"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "all": "The whole directorate",
            "span": "Their own services or teams",
            "own": "Their own",
            "task": "Those of a task given to them",
            "status": "Counts, status or themes, no text and no child",
            "nothing": "Nothing",
        }


class Wanted(Word):
    """What an administrator may ask for, that a second one confirms (`domain/evidence.md` §6.1)."""

    PERSON = "person"
    POST = "post"
    END = "end"
    MOVE = "move"
    LEAVE = "leave"
    DEPUTY = "deputy"
    NO_DEPUTY = "no_deputy"
    MERGE = "merge"
    FILE = "file"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "person": "Add a person with a post",
            "post": "Give a post",
            "end": "End a post",
            "move": "Move to another team",
            "leave": "They leave",
            "deputy": "Name who acts while away",
            "no_deputy": "End a deputy",
            "merge": "Merge a team into another",
            "file": "Load an establishment",
        }


class Stand(Word):
    """Where a proposal stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"waiting": "Waits for a second administrator"}


class Decide(Word):
    """What may be done with a proposal."""

    CONFIRM = "confirm"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post somebody holds, or holds for somebody who is away."""

    role: Role
    area: int | None = None
    """The service area's key; none for a post over the whole directorate."""
    team: int | None = None
    """The team's key; none for a post over an area."""
    before: frozenset[int] = frozenset()
    """The keys of the teams that were merged into this one: their past is answered for here."""
    acting_for: int | None = None
    """The person whose post it is, when delegated (Y04)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is on a day: all that access and rules need to know of them."""

    person: int
    posts: tuple[Held, ...] = ()

    @property
    def acting_for(self) -> tuple[int, ...]:
        """The people for whom this person acts, in order: every deed says so (Y04)."""
        return tuple(sorted({one.acting_for for one in self.posts if one.acting_for is not None}))

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held, own or delegated."""
        return frozenset(held.role for held in self.posts)

    def holds(self, *roles: Role) -> bool:
        """Whether the person holds any of these roles."""
        return not self.roles.isdisjoint(roles)

    def holds_own(self, *roles: Role) -> bool:
        """Whether the person holds one of these roles themselves, not for somebody away."""
        return any(held.role in roles and held.acting_for is None for held in self.posts)

    def everywhere(self, *roles: Role) -> bool:
        """Whether one of these roles is held over the whole directorate."""
        return any(
            held.role in roles and held.area is None and held.team is None for held in self.posts
        )

    def areas(self, *roles: Role) -> frozenset[int]:
        """Service areas over which one of these roles is held."""
        return frozenset(
            held.area
            for held in self.posts
            if held.role in roles and held.area is not None and held.team is None
        )

    def teams(self, *roles: Role) -> frozenset[int]:
        """Teams in which one of these roles is held, and those merged into them."""
        return frozenset(
            team
            for held in self.posts
            if held.role in roles and held.team is not None
            for team in (held.team, *held.before)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How far a reader sees in one matter."""

    everything: bool = False
    areas: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    """The people whose own children they see: themselves, and those for whom they act (Y04)."""
    task: bool = False
    """Children who are part of a quality assurance task."""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing at all to see."""
        return not (self.everything or self.areas or self.teams or self.own or self.task)
