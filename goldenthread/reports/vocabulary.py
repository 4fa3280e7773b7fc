"""What a paper is made of, whatever it is printed as."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from goldenthread.kernel.words import Word


class State(Word):
    """Where a report is."""

    DRAFT = "draft"
    SIGNED_OFF = "signed_off"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"draft": "A draft", "signed_off": "Signed off"}


class Act(Word):
    """What people do to a report."""

    DRAFT = "draft"
    EDIT = "edit"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: a caption, a head and rows of text. The first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a paper: what was worked out, and what a person wrote under it."""

    code: str
    title: str
    drafted: str = ""
    """One sentence or more made by rule from the data."""
    written: str = ""
    """What QA wrote. Blank lines part paragraphs; a line that begins with "- " is a point."""
    tables: tuple[Table, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    """The records it rests on: (reference, what it says)."""
    more: int = 0
    """How many more records it rests on than are cited."""
    asks: str = ""
    """What the writer is asked to say here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole report or copy."""

    title: str
    subtitle: str
    meta: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...] = field(default=())

    def words(self) -> list[str]:
        """Everything in it that a person wrote, quotations and findings among it."""
        return [
            words
            for part in self.parts
            for words in (part.written, *(said for _, said in part.cites))
        ]

    def as_json(self) -> dict[str, Any]:
        """The paper as it is stored."""
        return asdict(self)


def paper_from(stored: dict[str, Any]) -> Paper:
    """The paper that was stored."""
    return Paper(
        title=stored["title"],
        subtitle=stored["subtitle"],
        meta=tuple((key, value) for key, value in stored["meta"]),
        parts=tuple(
            Part(
                **{
                    **part,
                    "tables": tuple(
                        Table(
                            caption=table["caption"],
                            head=tuple(table["head"]),
                            rows=tuple(tuple(row) for row in table["rows"]),
                            note=table["note"],
                        )
                        for table in part["tables"]
                    ),
                    "cites": tuple((key, value) for key, value in part["cites"]),
                }
            )
            for part in stored["parts"]
        ),
    )
