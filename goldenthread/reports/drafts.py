"""What the writer is asked to say in each part of an overview report."""

from __future__ import annotations

from typing import Final

PARTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("summary", "In short", "Three sentences a Director can say aloud."),
    ("grades", "Grades", "What do the grades say, and what do they not say?"),
    ("moderation", "Moderation", "How far can the grades be relied on?"),
    ("strengths", "What was done well", "Who did what? What could others copy?"),
    ("stronger", "What could be stronger", "Which themes come back? What lies behind them?"),
    ("voice", "What children and families said", "What did they say, and what did it change?"),
    ("safety", "Children at risk, found on the way", "Was the child safe the same day?"),
    ("actions", "Actions, and what they changed", "Which made a difference? Which are stuck?"),
    ("next", "What we will do", "For services, training and the standards: who, what, by when."),
)  # fmt: skip
"""(code, title, what is asked)."""
