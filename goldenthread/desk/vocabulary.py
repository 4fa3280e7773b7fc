"""What a desk is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from goldenthread.kernel.words import Word


class Weight(Word):
    """How much a thing weighs, heaviest first (screens §3.2)."""

    CONCERN = "concern"
    CHILD_PAST_A_LINE = "child_past_a_line"
    RETURNED = "returned"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that is due from the reader."""

    what: str
    link: str
    due_on: date | None
    more: str = ""
    """The second line: from what, for whom."""
    weight: Weight = Weight.ORDINARY
    child: bool = False
    """Whether it bears on a child's safety directly."""
    started: bool = False
    button: str = "Open"
    why: str = ""
    """Why it comes first, when it does."""

    @property
    def past_a_line(self) -> bool:
        """Whether it is of a child past a hard line as the lists tell it: how late it is today,
        they do not tell."""
        return self.weight is Weight.CHILD_PAST_A_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Something that happened since the reader last looked."""

    what: str
    link: str
    more: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A table of a desk: what the reader is responsible for."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[dict[str, str], ...], ...]
    """Cells: {"text", "href"?, "grade"?, "mark"?}."""
    empty: str
    note: str = ""
    more: str = ""
    """Where all of it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A whole desk."""

    next: Due | None
    due: tuple[Due, ...]
    blocks: tuple[Block, ...]
    changed: tuple[Changed, ...]
    counts: tuple[tuple[str, int, str], ...] = field(default=())
    """Label, number, link."""
