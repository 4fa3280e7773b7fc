"""The words of concerns about a child's safety, and the numbers set for them."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


class State(Word):
    """Where a concern is."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    SEEN_SAFE = "seen_safe"
    CLOSED = "closed"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"raised": "Waiting to be acknowledged", "seen_safe": "Child seen safe"}


class Act(Word):
    """What people do to a concern."""

    HAND_ON = "hand_on"
    ACKNOWLEDGE = "acknowledge"
    DECIDE = "decide"
    SEE = "see"
    CLOSE = "close"


class Decision(Word):
    """What the Head of Service decided (FCA-B, B5)."""

    STRATEGY = "strategy_discussion"
    VISIT = "visit_today"
    SAFETY_PLAN = "safety_plan"
    MANAGER = "manager_review"
    KNOWN = "known_and_held"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "strategy_discussion": "Strategy discussion",
            "visit_today": "The child is seen today",
            "safety_plan": "Safety plan made or changed",
            "manager_review": "The manager reviews the case within a day",
            "known_and_held": "Known, and already held safely: no further step",
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernPolicy:
    """The clocks of a concern (AUD-5, E02; local numbers)."""

    acknowledge_minutes: int = 60
    decide_minutes: int = 120
    """From the moment it was raised."""


POLICY = ConcernPolicy()
