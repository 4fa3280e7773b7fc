"""What holds for every indicator (`conventions.md`)."""

from goldenthread.performance.rules.windows import month_ends, period_of, whole_month

__all__ = ["month_ends", "period_of", "whole_month"]
