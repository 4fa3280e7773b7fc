"""The words of loading lists."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


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
    row: int
    """The row as the sheet counts it; 0 for the list as a whole."""
    column: str
    value: str
    wrong: str
    todo: str


class Unreadable(Exception):
    """The file cannot be read at all: the message says what it is, and what to do."""
