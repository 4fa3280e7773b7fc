"""What an indicator is: its words and its arithmetic, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from ibis.common.deferred import Deferred
from ibis.expr.operations import Node, UnboundTable
from ibis.expr.types import Table

from goldenthread.performance.measure.placing import Also, During, Nearest, Placed
from goldenthread.performance.tables import TOLD
from goldenthread.performance.vocabulary import Asks, Basis, Better, Kind, Unit, Window

_DURATIONS = (Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What an indicator meant before its definition changed (Q01)."""

    version: int
    until: date
    """The last day of the figures that were worked out by it."""
    words: str
    """What it said then, in a sentence."""
    why: str
    """Why it was changed, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure, declared once (PER-2). `count` things, or a `rate` of the population."""

    code: str
    """Ours, as in the catalogue: AS02."""
    title: str
    meaning: str
    """What it says, in a sentence of plain words."""
    unit: Unit
    asks: Asks
    better: Better
    thread: str
    """The Golden Thread it belongs to, by its code."""
    areas: tuple[str, ...]
    """Service areas that work with it."""
    source: str
    """Where the definition comes from, so that anybody can check it."""
    basis: Basis
    windows: tuple[Window, ...]
    """Over what time it is counted; the first is the one shown first."""
    counts: Table
    """The things that count: one row each."""
    placed: Placed
    """Which of them belong to a period."""
    eligible: Deferred | None = None
    """Whether a thing counts at all; blank where that cannot be told. None: all do."""
    each: str = ""
    """Count each child (or worker) once, however many rows: the column that tells them apart."""
    also: Also | Nearest | None = None
    """What is asked of another table too."""
    inside: tuple[str, ...] = ()
    """Figures of the same list that count all that it counts, where its conditions do not say so
    (a year in care is four months in care): their codes."""
    settles: str = ""
    """Why a month by itself, as at its end, cannot be set beside others: what follows takes longer.
    Its points are then shown without a usual range."""
    standard: str = ""
    """The statutory or usual standard, in words."""
    benchmark: str = ""
    """The code of the published measure it may be compared with."""
    note: str = ""
    rare: bool = False
    """Whether most months have none: then each is looked at, whatever the line does."""
    version: int = 1
    """Raised when the definition changes; the line on the chart is then broken."""
    before: tuple[Definition, ...] = ()
    """What it was before, the first definition first."""

    @property
    def kind(self) -> Kind:
        """What sort of measure it is: as declared where it is rare, else as it counts."""
        if self.rare:
            return Kind.RARE
        if isinstance(self, Share):
            return Kind.PERCENTAGE
        if isinstance(self, Average):
            return Kind.DURATION if self.unit in _DURATIONS else Kind.AVERAGE
        return Kind.STOCK if self.stands else Kind.FLOW

    @property
    def trend(self) -> Window:
        """The window of a point on its chart: each month by itself, or how things stood."""
        return Window.MONTH if isinstance(self.placed, During) else Window.SNAPSHOT

    @property
    def to_do(self) -> str:
        """The side of the figure that asks for something: those that missed what should be met."""
        missed = isinstance(self, Share) and self.better is Better.HIGHER
        return "not_met" if missed else "met"

    @property
    def told(self) -> bool:
        """Whether other doors alone tell of it: where nothing is found, nothing may be told."""
        return any(name in TOLD for name in self.asks_of)

    @property
    def stands(self) -> bool:
        """Whether it is of how things stood on the day, rather than of what happened in a time."""
        return not isinstance(self.placed, During)

    @property
    def needs_all(self) -> bool:
        """Whether there is a figure only where all its time is told: an average may be of a part,
        for one of three years would wait for three years of loads."""
        return not isinstance(self, Average)

    @property
    def counted_in(self) -> frozenset[str]:
        """The tables that it counts, by their names."""
        return _named(self.counts.op())

    @property
    def asks_of(self) -> frozenset[str]:
        """The tables that it asks, by their names: also whether the child is in another."""
        return self.counted_in | (_named(self.also.counts.op()) if self.also else frozenset())

    @property
    def every_window(self) -> tuple[Window, ...]:
        """Its windows, and that of its chart."""
        return tuple(dict.fromkeys((*self.windows, self.trend)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Indicator):
    """How many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Indicator):
    """How many for each 10,000 (or 100) children aged 0 to 17 of the mid-year estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Indicator):
    """How many of those that count met a condition.

    `met` is blank where it cannot be told: the thing is then incomplete, neither met nor not.
    Where each child counts once, it is said of all the child's rows together (`_.count() >= 2`).
    """

    met: Deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Average(Indicator):
    """The mean of a whole number of days, or episodes, over those that have one."""

    value: Deferred


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix(Indicator):
    """How those that count divide into groups. It has no single figure."""

    by: Deferred


@cache
def _named(counts: Node) -> frozenset[str]:
    """The tables that an expression asks."""
    return frozenset(str(one.name) for one in counts.find(UnboundTable))
