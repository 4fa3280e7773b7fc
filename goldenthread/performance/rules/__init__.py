"""What holds for every indicator (`conventions.md`), and the words of figures."""

from goldenthread.performance.rules.analysis import largest, part_of, percent, rate
from goldenthread.performance.rules.sentences import figure, moved, over, sentence
from goldenthread.performance.rules.targets import (
    aim_words,
    amount,
    goal_words,
    in_force,
    rated,
    why_not_keep_targets,
    why_not_set_target,
    why_not_target,
)
from goldenthread.performance.rules.windows import month_ends, period_of, whole_month

__all__ = [
    "aim_words",
    "amount",
    "figure",
    "goal_words",
    "in_force",
    "largest",
    "month_ends",
    "moved",
    "over",
    "part_of",
    "percent",
    "period_of",
    "rate",
    "rated",
    "sentence",
    "whole_month",
    "why_not_keep_targets",
    "why_not_set_target",
    "why_not_target",
]
