"""A small line of a figure over time, and the words that say the same (T03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.sentences import FEW, figure
from goldenthread.performance.vocabulary import Answer, Unit

WIDTH: Final = 120
HEIGHT: Final = 28
_EDGE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A line for a picture of `WIDTH` by `HEIGHT`: broken where there is no answer."""

    lines: tuple[str, ...]
    """Points of each piece, as SVG takes them."""
    last: tuple[float, float] | None
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
    values = [None if one.value is None else float(one.value) for one in answers]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Spark(lines=(), last=None, words="Too few points for a line")
    least, most = min(known), max(known)
    step = (WIDTH - 2 * _EDGE) / (len(values) - 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        up = (value - least) / (most - least) if most > least else 0.5
        pieces[-1].append(
            (round(_EDGE + place * step, 1), round(HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE), 1))
        )
    ends = [one for one in answers if one.value is not None]
    return Spark(
        lines=tuple(" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if len(piece) > 1),
        last=next((piece[-1] for piece in reversed(pieces) if piece), None),
        words=f"{brief(ends[0])} in {ends[0].period.last:%b %Y}, {brief(ends[-1])} in "
        f"{ends[-1].period.last:%b %Y}; lowest {brief(min(ends, key=_value))}, highest "
        f"{brief(max(ends, key=_value))}",
    )


def _value(answer: Answer) -> float:
    return float(answer.value or 0)
