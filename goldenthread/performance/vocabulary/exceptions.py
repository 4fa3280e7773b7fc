"""The words of exceptions, and the numbers this authority sets for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goldenthread.kernel.words import Word
from goldenthread.performance.vocabulary import Level


class ExceptionKind(Word):
    """Why a figure is an exception (PER-6, Q05)."""

    HARD_LINE = "hard_line"
    SIGNAL = "signal"
    TEAMS = "teams"
    OFF_TARGET = "off_target"
    NEIGHBOURS = "neighbours"
    STALE = "stale"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "hard_line": "Past a hard safety line",
            "signal": "A signal on its chart",
            "teams": "Out of line with other teams",
            "off_target": "Off target",
            "neighbours": "Out of line with neighbours",
            "stale": "Not loaded in time",
        }


class AnswerState(Word):
    """Where the answer to an exception is."""

    OWED = "owed"
    ANSWERED = "answered"
    WAIVED = "waived"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"owed": "Not answered"}


RANKS = {
    1: "Past a hard safety line",
    2: "New signal, worse",
    3: "Continuing signal, worse",
    4: "Missing its target, no signal of its own",
    5: "A signal, but doubtful",
    6: "Worse than neighbours and England",
    7: "Better than usual: learn from it",
    8: "A change, neither better nor worse by itself",
    9: "Not loaded in time",
}
"""The classes of exceptions in the order in which to talk of them (screens §4.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionPolicy:
    """The numbers this authority sets for exceptions (`cycles.md` §6.3)."""

    hard_line_within_days: int = 0
    """Working days to answer a child past a hard line: the same day, or the next that is worked."""
    answer_within_days: int = 10
    """Working days to answer anything else: before the clinics of the month."""
    stale_after_days: int = 35
    """Days after which figures are called old: a month and the days it takes to load it."""
    say_at_least: int = 20
    """Characters of each part of an answer, and of a reason to waive."""
    say_at_most: int = 2000
    """Characters of a part of an answer: about a page."""
    reason_at_most: int = 500
    """Characters of a reason to waive."""
    waive_at_most_months: int = 6
    """For how long something may be waived at once."""
    by_chance_at_most: float = 1.0
    """So many signals of services and teams together may be on the list by chance alone."""


EXCEPTION_POLICY = ExceptionPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An exception as a day's figures raise it, before it is kept (PER-6)."""

    kind: ExceptionKind
    code: str
    """Of the indicator or of the hard line."""
    group: str
    """The name of the team on the lists, or of the service; empty for the whole."""
    level: Level
    worse: bool
    """Whether it is the worse side; the better is to learn from."""
    met: int
    of: int | None
    said: str
    """The figure in words."""
    why: str
    """What it tells us, in words."""
    since: date | None = None
    distance: float = 0.0
    """How far out, in standard deviations: the order within a class."""
    doubtful: bool = False
    neutral: bool = False
    """Whether neither way is better."""
    up: bool | None = None
    """Which way the figure went."""

    @property
    def key(self) -> tuple[str, str, str, str, bool]:
        """What makes it the same exception next month."""
        return (self.kind, self.code, self.level, self.group, self.worse)
