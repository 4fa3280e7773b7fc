"""The words of targets."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from goldenthread.kernel.words import Word


class Aim(Word):
    """What somebody decided about a target: a value, none by choice, or that it ended (PER-3)."""

    TARGET = "target"
    BY_CHOICE = "by_choice"
    ENDED = "ended"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"by_choice": "No target by choice", "ended": "Target ended"}


class Rating(Word):
    """A figure beside its target, in words (Q02). A colour is never alone (screens §3.3)."""

    ON = "on"
    NEAR = "near"
    OFF = "off"
    BY_CHOICE = "by_choice"
    NOT_SET = "not_set"
    NO_ANSWER = "no_answer"
    TOO_FEW = "too_few"
    NOT_COMPARED = "not_compared"
    NEUTRAL = "neutral"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "on": "On target",
            "near": "Near target",
            "off": "Off target",
            "by_choice": "No target by choice",
            "not_set": "No target set",
            "no_answer": "No figure to rate",
            "too_few": "Too few to rate",
            "not_compared": "Not rated here",
            "neutral": "Neither way is better",
        }

    @property
    def mark(self) -> str:
        """The shape that goes with the words."""
        return {"on": "done", "near": "soon", "off": "late"}.get(self.value, "none")


class Goal(Protocol):
    """A target as the rules see it."""

    @property
    def place(self) -> str:
        """Whose it is: the key of a place."""

    @property
    def aim(self) -> str:
        """One of the words of `Aim`."""

    @property
    def value(self) -> Decimal | None:
        """In the unit of its indicator."""

    @property
    def tolerance(self) -> Decimal:
        """How far beside the target is near it."""

    @property
    def window(self) -> str:
        """Over what time the figure is counted that it was set for."""
