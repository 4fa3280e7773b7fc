"""The words of actions, and the numbers this authority sets for them."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.kernel.words import Word


class Source(Word):
    """What an action comes from."""

    AUDIT = "audit"
    MODERATION = "moderation"
    CONCERN = "concern"
    REPORT = "report"
    EXCEPTION = "exception"
    OTHER = "other"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"report": "Overview report", "exception": "Performance exception"}


class State(Word):
    """Where an action is. Reported complete, verified and made a difference are three facts."""

    OPEN = "open"
    REPORTED = "reported"
    VERIFIED = "verified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "open": "To be done",
            "reported": "Reported complete, to be verified",
            "verified": "Verified, difference to be checked",
        }


class Act(Word):
    """What people do to an action."""

    ACCEPT = "accept"
    REPORT = "report"
    RETURN = "return"
    VERIFY = "verify"
    CHECK = "check"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


class Impact(Word):
    """The difference an action made."""

    BETTER = "better"
    SOME = "some"
    NONE = "none"
    TOO_SOON = "too_soon"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {
            "better": "It made the difference we meant",
            "some": "It made some difference",
            "none": "No difference yet",
            "too_soon": "Too soon to say",
        }


class Level(Word):
    """Whom an action is about (AC1)."""

    CHILD = "child"
    TEAM = "team"
    SERVICE = "service"


class Priority(Word):
    """How soon it must be done (AC9)."""

    URGENT = "urgent_safety"
    HIGH = "high"
    NORMAL = "normal"
    DEVELOPMENT = "development"

    @classmethod
    def labels(cls) -> dict[str, str]:
        return {"urgent_safety": "Urgent: a child’s safety"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPolicy:
    """The numbers this authority sets for actions (Framework 3.1; `audit-tools.md`, AC6)."""

    due_in: tuple[tuple[Priority, int], ...] = (
        (Priority.URGENT, 1),
        (Priority.HIGH, 5),
        (Priority.NORMAL, 20),
        (Priority.DEVELOPMENT, 60),
    )
    """Working days."""
    far_working_days: int = 60
    """A date beyond this many working days asks for a reason."""
    verify_within_days: int = 10
    """Working days for somebody else to verify."""
    check_after_weeks: int = 8
    """Weeks after verification from which the difference is checked."""
    check_by_weeks: int = 12
    """Weeks after verification by which it is checked."""


POLICY = ActionPolicy()
