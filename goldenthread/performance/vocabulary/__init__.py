"""The words of indicators, of their answers, and of what these tell."""

from goldenthread.performance.vocabulary.figures import (
    Answer,
    Asks,
    Basis,
    Better,
    Kind,
    Level,
    Period,
    Purpose,
    Unit,
    Window,
)
from goldenthread.performance.vocabulary.signals import (
    Assurance,
    Beyond,
    Chart,
    Mark,
    Signal,
    Variation,
)
from goldenthread.performance.vocabulary.targets import (
    Aim,
    Goal,
    Rating,
)

__all__ = [
    "Aim",
    "Answer",
    "Asks",
    "Assurance",
    "Basis",
    "Better",
    "Beyond",
    "Chart",
    "Goal",
    "Kind",
    "Level",
    "Mark",
    "Period",
    "Purpose",
    "Rating",
    "Signal",
    "Unit",
    "Variation",
    "Window",
]
