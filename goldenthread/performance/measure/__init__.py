"""What an indicator is, and the question that it puts to the events."""

from goldenthread.performance.measure.asking import (
    by_period,
    placed,
    span_of,
    spread,
    things,
    within,
)
from goldenthread.performance.measure.days import age_at, days_after, months_after, whole_months
from goldenthread.performance.measure.declared import (
    Average,
    Count,
    Definition,
    Indicator,
    Mix,
    Rate,
    Share,
)
from goldenthread.performance.measure.listed import (
    conditions,
    same_list,
    same_question,
    same_rows,
    wholes,
)
from goldenthread.performance.measure.middle import middle
from goldenthread.performance.measure.placing import (
    Also,
    During,
    Lately,
    Nearest,
    Placed,
    Standing,
    tell_of,
)
from goldenthread.performance.measure.worded import Halves, halves

__all__ = [
    "Also",
    "Average",
    "Count",
    "Definition",
    "During",
    "Halves",
    "Indicator",
    "Lately",
    "Mix",
    "Nearest",
    "Placed",
    "Rate",
    "Share",
    "Standing",
    "age_at",
    "by_period",
    "conditions",
    "days_after",
    "halves",
    "middle",
    "months_after",
    "placed",
    "same_list",
    "same_question",
    "same_rows",
    "span_of",
    "spread",
    "tell_of",
    "things",
    "whole_months",
    "wholes",
    "within",
]
