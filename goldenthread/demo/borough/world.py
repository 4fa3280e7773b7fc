"""What the borough holds of a child: small records of days. Days are ordinals, FAR never comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldenthread.demo.borough.days import FAR


@dataclass(slots=True)
class Adoption:
    """The stages of a plan for adoption."""

    decided: int
    ordered: int = FAR
    matched: int = FAR
    placed: int = FAR
    adopted: int = FAR
    reversed: int = FAR
    why: str = ""
    early: int = FAR
    """Placed with foster carers who are approved adopters."""
    family: str = ""


@dataclass(slots=True)
class Placement:
    """Where a child in care lives from a day."""

    start: int
    kind: str
    provider: str
    postcode: str
    urn: str
    outside: bool
    authority: str


@dataclass(slots=True)
class Care:
    """A period of being looked after."""

    start: int
    end: int
    why: str
    need: str
    legal: list[tuple[int, str]] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    reviews: list[int] = field(default_factory=list)
    iro: list[int] = field(default_factory=list)
    permanence: list[tuple[int, str]] = field(default_factory=list)
    health: list[int] = field(default_factory=list)
    dental: list[int] = field(default_factory=list)
    missing: list[tuple[int, bool, bool]] = field(default_factory=list)
    """Day, interview offered, interview accepted."""
    absent: list[int] = field(default_factory=list)
    adoption: Adoption | None = None


@dataclass(slots=True)
class Plan:
    """A child protection plan."""

    start: int
    end: int
    categories: list[tuple[int, str]]
    reviews: list[int]
    before: int
    """Plans before this one."""
    protected: int = 0
    """Day of an emergency order or police protection; nought for none."""


@dataclass(slots=True)
class Enquiry:
    """A section 47 enquiry."""

    start: int
    decided: int
    conference: int = FAR
    """Day of the initial conference; FAR where none was needed."""
    plan: bool = False


@dataclass(slots=True)
class Assessment:
    """A continuous assessment."""

    start: int
    end: int
    seen: str
    support: bool


@dataclass(slots=True)
class Need:
    """A referral and the episode of need that it began."""

    referred: int
    source: str
    ignored: bool
    """No further action."""
    need: str
    stages: list[tuple[int, int, int]]
    """Day, team, place."""
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    plan: Plan | None = None
    care: Care | None = None
    visits: list[int] = field(default_factory=list)
    closed: int = FAR
    why: str = ""
    helped: bool = True
    """Whether it went beyond the first assessment: on List 6 once closed."""


@dataclass(slots=True)
class Leaver:
    """A young person with a right to leaving care services."""

    eligible: int
    left: int
    """The day care ended."""
    until: int
    """The last day services go on."""
    aged_out: bool
    home: list[tuple[int, str, bool]]
    """Day, accommodation, suitable."""
    doing: list[tuple[int, str]]
    contacts: list[int]
    plans: list[int]
    touch: list[tuple[int, str]]
    place: int
    """Team * 1000 + place of the personal adviser."""


@dataclass(slots=True)
class Child:
    """A child: a number, never a name."""

    number: int
    born: int
    sex: str
    ethnicity: str
    disability: str
    family: int
    alone: bool = False
    """Unaccompanied asylum-seeking."""
    contacts: list[tuple[int, str]] = field(default_factory=list)
    help: list[tuple[int, int, str]] = field(default_factory=list)
    """Early help: start, end, organisation."""
    needs: list[Need] = field(default_factory=list)
    leaver: Leaver | None = None


@dataclass(slots=True)
class Family:
    """Brothers and sisters who are referred together."""

    number: int
    children: list[Child]
    young_parent: bool = False
    open_until: int = 0
    referred: int = 0
    team: int = -1
    """The Duty & Assessment team that had them last."""


@dataclass(slots=True)
class Adopter:
    """Somebody who applied to adopt."""

    number: str
    family: str
    sex: str
    ethnicity: str
    disabled: bool
    early: bool
    enquired: int
    stage1: tuple[int, int]
    stage2: tuple[int, int]
    matched: int = FAR
    placed: int = FAR
    children: int = 0
    adopted: int = FAR
    left: int = FAR
    why: str = ""
