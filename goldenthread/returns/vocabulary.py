"""The words of returns: measures, services, and what is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from goldenthread.kernel.words import Word


class Unit(Word):
    """In what a measure is said."""

    COUNT = "count"
    PERCENT = "percent"
    AVERAGE = "average"
    PER_1_000 = "per_1_000"
    PER_10_000 = "per_10_000"
    PER_100_000 = "per_100_000"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "count": "Number",
            "percent": "Per cent",
            "per_1_000": "Per 1,000",
            "per_10_000": "Per 10,000",
            "per_100_000": "Per 100,000",
        }


class Better(Word):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Purpose(Word):
    """Why a return leaves with its small numbers: a choice, since a trail keeps no free words."""

    FILL_IN = "fill_in"
    CHECK = "check"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "fill_in": "Filling it in, and handing it in again",
            "check": "Checking it with the service that counted",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something a service counts: a number, or a part of another (PER-1)."""

    code: str
    title: str
    unit: Unit
    better: Better
    over: str
    """Over what time, in words."""
    upper: str
    """What the upper number counts."""
    lower: str = ""
    """What the lower number counts; none where the measure is a number."""
    parts: bool = False
    """Whether parts of one may be given: full-time equivalents, scores, pounds."""
    below_nought: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """A service that hands in returns, under the name that its service area has."""

    slug: str
    name: str
    measures: tuple[Measure, ...]

    def measure(self, code: str) -> Measure | None:
        """The measure of this code."""
        return next((one for one in self.measures if one.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row of a return: what was counted, of what, and a remark."""

    code: str
    upper: Decimal | None
    lower: Decimal | None = None
    note: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was counted."""
        return self.upper is None and self.lower is None
