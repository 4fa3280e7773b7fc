"""What is kept of figures, of what is aimed at with them, of exceptions and of others."""

from goldenthread.performance.models.aims import Note, Target
from goldenthread.performance.models.exceptions import (
    ExceptionAnswer,
    PerformanceException,
    Sighting,
    Triage,
)
from goldenthread.performance.models.figures import Reading, Reckoning
from goldenthread.performance.models.issues import IssueNote, KnownIssue
from goldenthread.performance.models.published import PublishedFact

__all__ = [
    "ExceptionAnswer",
    "IssueNote",
    "KnownIssue",
    "Note",
    "PerformanceException",
    "PublishedFact",
    "Reading",
    "Reckoning",
    "Sighting",
    "Target",
    "Triage",
]
