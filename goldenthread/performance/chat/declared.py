"""What a page of ChAT is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ibis.common.deferred import Deferred

from goldenthread.performance.measure import Indicator, Share
from goldenthread.performance.vocabulary import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """How things divide: an expression that gives a key, and the keys in the order of the page.

    A blank is "Not recorded"; a key that is not among the names is "Another code". Both are
    shown where there are any, so that the bands add up to the whole.
    """

    by: Deferred | Any
    names: tuple[tuple[str, str], ...]
    """(key, its words), in order."""
    ordered: bool = False
    """Whether one follows the other, as lengths and ages do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a section, with its picture and its sentence."""

    title: str
    bands: Bands
    across: Bands | None = None
    """The columns of a table of two sides: ages down, sexes across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The rows that a part of a page counts, and all that is said of them."""

    code: str
    title: str
    of: Indicator
    """Whose rows: its list, which of them belong to the period, and which of them count."""
    window: Window
    tables: tuple[Table, ...] = ()
    shares: tuple[Share, ...] = ()
    """Indicators of the same rows: their own definition, over this section's window."""
    said: tuple[Indicator, ...] = ()
    """Indicators that count something else (each child once, another list), over their window."""
    rate: bool = False
    """Whether the number is set against the children who live here."""
    repeats: str = ""
    """What is counted for each child, where a child may be there more than once: contacts."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a list of Annex A, or a part of it."""

    code: str
    """As its address has it."""
    title: str
    lists: tuple[int, ...]
    """The lists of Annex A that it rests on."""
    lede: str
    sections: tuple[Section, ...]
