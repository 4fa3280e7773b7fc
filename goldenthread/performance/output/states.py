"""The state of a figure's data, as a file says it (N06)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goldenthread.performance.rules import figure, part_of
from goldenthread.performance.rules.quality import roughly_left_out
from goldenthread.performance.vocabulary.quality import DataState

if TYPE_CHECKING:
    from goldenthread.performance.queries import Quality
    from goldenthread.performance.vocabulary import Answer


def state_words(quality: Quality | None, answer: Answer | None, *, whole: bool) -> str:
    """The state of a figure's data where it is not complete; nothing where the figure says it."""
    if quality is None or quality.state in (DataState.COMPLETE, DataState.UNTOLD):
        return ""
    said = [quality.state.label]
    if whole:
        said += [one.title for one in quality.issues]
    if whole and answer is not None and answer.incomplete:
        among = answer.eligible + answer.not_eligible + answer.incomplete
        said.append(f"{part_of(answer.incomplete, among)} not known")
    elif answer is not None:
        said.append(roughly_left_out(answer))
    return ": ".join((said[0], "; ".join(words for words in said[1:] if words))).removesuffix(": ")


def with_state(answer: Answer, quality: Quality | None, *, whole: bool) -> str:
    """A figure in words, and the state of its data where it is not complete."""
    state = state_words(quality, answer, whole=whole)
    return f"{figure(answer)}. {state}" if state else figure(answer)
