"""The words of loading lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goldenthread.kernel.words import Word


class Source(Word):
    """Through which door a load came."""

    ANNEX_A = "annex_a"
    SSD = "ssd"
    SSDA903 = "ssda903"
    CIN_CENSUS = "cin_census"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "annex_a": "Annex A",
            "ssd": "Standard Safeguarding Dataset",
            "ssda903": "SSDA903 return",
            "cin_census": "Children in need census",
        }

    @property
    def is_return(self) -> bool:
        """Whether it tells of a year that is over: it fills back years, and never the caseload."""
        return self in (Source.SSDA903, Source.CIN_CENSUS)


class State(Word):
    """Where a load is."""

    WAITING = "waiting"
    READING = "reading"
    REFUSED = "refused"
    TO_DECIDE = "to_decide"
    LOADED = "loaded"
    HISTORY = "history"
    DISCARDED = "discarded"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "waiting": "Waiting to be read",
            "reading": "Being read",
            "refused": "Could not be read",
            "to_decide": "Waiting for a decision",
            "history": "Loaded as history",
        }


class Act(Word):
    """What happens to a load."""

    READ = "read"
    REFUSE = "refuse"
    ASK = "ask"
    LOAD = "load"
    KEEP_AS_HISTORY = "keep_as_history"
    DISCARD = "discard"


class Severity(Word):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong with a value, in the manner of the sector's validators."""

    code: str
    severity: Severity
    list: int
    """The list, or the table of another door."""
    row: int
    """The row as the sheet counts it; 0 for the list as a whole."""
    column: str
    value: str
    wrong: str
    todo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known beside the file, for rules that no file can answer alone."""

    teams: frozenset[str] = frozenset()
    """Names of teams in lower case; none where there is no establishment yet."""
    workers: frozenset[str] = frozenset()
    before: Mapping[int, int] = field(default_factory=dict)
    """list → rows of the load before."""
    before_on: date | None = None
    """The day of the load before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How much of a kind of event a return tells."""

    columns: frozenset[str]
    whole: bool
    """Whether it has every child of whom it could be said."""
    gaps: frozenset[str] = frozenset()
    """Columns that too many rows lack: they place a thing in time, and say nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How often a column of a list is not filled in, for one team."""

    list: int
    title: str
    column: str
    team: str
    """As the list has it; empty where the list has none, or the row names none."""
    blank: int
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """How often one rule was broken in a load, for one list and team."""

    code: str
    severity: Severity
    wrong: str
    todo: str
    list: int
    """The list, or the table of another door."""
    team: str
    """Empty where it cannot be told."""
    count: int


class Unreadable(Exception):
    """The file cannot be read at all: the message says what it is, and what to do."""
