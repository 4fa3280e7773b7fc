"""The words of the quality of data."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


class DataState(Word):
    """Whether a figure's data can be relied on (N06)."""

    DISPUTED = "disputed"
    UNTOLD = "untold"
    LATE = "late"
    PROVISIONAL = "provisional"
    COMPLETE = "complete"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"disputed": "Known issue", "untold": "Not told"}

    @property
    def mark(self) -> str:
        """The shape that goes with the words."""
        return {"complete": "done", "provisional": "soon"}.get(self.value, "late")


class IssueState(Word):
    """Where a known issue is."""

    OPEN = "open"
    MENDING = "mending"
    MENDED = "mended"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"mending": "Being mended"}

    @property
    def mark(self) -> str:
        """The shape that goes with the words."""
        return {"open": "late", "mending": "soon", "mended": "done"}[self.value]


class IssueAct(Word):
    """What is done with a known issue: each is a note, with its day and its writer."""

    NOTE = "note"
    MEND = "mend"
    FINISH = "finish"
    REOPEN = "reopen"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "note": "Say something more: its state stays",
            "mend": "Somebody is mending it",
            "finish": "It is mended",
            "reopen": "It is not mended after all",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPolicy:
    """The numbers this authority sets for the state of data (N06)."""

    provisional_over: float = 0.05
    """Share of what would count that may lack something before a figure is called provisional."""
    late_after_days: int = 35
    """Days after which lists are called late, as for exceptions: a month, and days to load it."""
    say_at_least: int = 10
    """Characters of a note on a known issue."""


QUALITY_POLICY = QualityPolicy()
