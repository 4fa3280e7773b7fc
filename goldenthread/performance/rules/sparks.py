"""A small line of a figure over time, and the words that say the same (T03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.kernel.shares import percent_words
from goldenthread.kernel.sparks import Line, line
from goldenthread.performance.rules.sentences import FEW, figure
from goldenthread.performance.vocabulary import Answer, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line, broken where there is no answer, and what it says."""

    line: Line
    words: str


def brief(answer: Answer) -> str:
    """A figure in few words, its unit being known: 80%, or 4 of 5 where fewer than ten. T03."""
    if answer.unit != Unit.PERCENT and answer.value is not None:
        return f"{answer.value:,}"
    if answer.mix is None and answer.eligible >= FEW:
        return percent_words(answer.met, answer.eligible)
    return figure(answer)


def spark(answers: Sequence[Answer]) -> Spark:
    """A figure over time, oldest first, as a line and in words. T03."""
    drawn = line([None if one.value is None else float(one.value) for one in answers])
    if drawn.last is None:
        return Spark(line=drawn, words="Too few points for a line")
    ends = [one for one in answers if one.value is not None]
    return Spark(
        line=drawn,
        words=f"{brief(ends[0])} in {ends[0].period.last:%b %Y}, {brief(ends[-1])} in "
        f"{ends[-1].period.last:%b %Y}; {_between(ends)}",
    )


def _between(ends: Sequence[Answer]) -> str:
    """The lowest and the highest; one that stays the same has neither."""
    low, high = min(ends, key=_value), max(ends, key=_value)
    if _value(low) == _value(high):
        return "the same throughout"
    return f"lowest {brief(low)}, highest {brief(high)}"


def _value(answer: Answer) -> float:
    return float(answer.value or 0)
