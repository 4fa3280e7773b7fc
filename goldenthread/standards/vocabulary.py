"""The words of practice standards."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


class Unit(Word):
    """In what a clock counts."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Kind(Word):
    """What a standard rests on."""

    LAW = "law"
    GUIDANCE = "guidance"
    NATIONAL = "national"
    LOCAL = "local"
    FRAMEWORK = "framework"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "law": "Law",
            "guidance": "Statutory guidance",
            "national": "National measure",
            "local": "Set locally",
            "framework": "Our framework",
        }


class Kept(Word):
    """Whether a clock was kept: three states, not two (practice standards, rule 5)."""

    IN_TIME = "in_time"
    LATE = "late"
    RUNNING = "running"
    NO_EVIDENCE = "no_evidence"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"no_evidence": "Nothing recorded", "running": "Still time"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A limit that can be counted."""

    limit: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A practice standard."""

    code: str
    title: str
    limit: str
    """The limit in words."""
    clock: Clock | None
    starts: str
    stops: str
    kind: Kind
    source: str
    confirmed: bool
    """Whether the number was read in its source."""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A Golden Thread."""

    code: str
    name: str
    words: str
    ask: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeWords:
    """A grade of the scale, in words."""

    code: str
    name: str
    words: str
