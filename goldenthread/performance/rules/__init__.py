"""What holds for every indicator (`conventions.md`), and the words of figures."""

from goldenthread.performance.rules.sentences import figure, moved, over, sentence
from goldenthread.performance.rules.windows import month_ends, period_of, whole_month

__all__ = ["figure", "month_ends", "moved", "over", "period_of", "sentence", "whole_month"]
