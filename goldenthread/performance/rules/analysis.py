"""One sentence that says what a table of ChAT shows, made by rule (T03)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from goldenthread.kernel.sentences import listed
from goldenthread.kernel.shares import percent_words
from goldenthread.performance.rules.sentences import FEW
from goldenthread.performance.vocabulary import Answer, Unit

_NOT_BANDS: Final = ("Not recorded", "Another code")
_NAMED: Final = 3
"""So many bands that are equally large are named; more are counted."""


def part_of(number: int, whole: int) -> str:
    """n of N, with the percentage where ten or more count. T03."""
    said = f"{number:,} of {whole:,}"
    if whole < FEW:
        return said
    return f"{said} ({percent_words(number, whole)})"


def percent(number: int, whole: int) -> int:
    """The whole percentage, half up. T03."""
    return (200 * number + whole) // (2 * whole) if whole else 0


def largest(bands: Sequence[tuple[str, int]], *, of: str = "") -> str:
    """Which band has most, and how many are not recorded, without saying why. T03."""
    whole = sum(number for _, number in bands)
    if not whole:
        return "Nothing to count."
    known = [(words, number) for words, number in bands if words not in _NOT_BANDS]
    most = max((number for _, number in known), default=0)
    first = [quoted(words) for words, number in known if number == most and most]
    left = "".join(
        f" {words}: {number:,}." for words, number in bands if words in _NOT_BANDS and number
    )
    if not first:
        return f"None is recorded.{left}"
    each = "each " if len(first) > 1 else ""
    named = f"{len(first)} alike" if len(first) > _NAMED else listed(first)
    unit = f" {of}" if of else ""
    return f"Largest: {named}, {each}{part_of(most, whole)}{unit}.{left}"


def quoted(words: str) -> str:
    """A band within a sentence: one that begins with a number is told from the numbers. T03."""
    return f"“{words}”" if words[:1].isdigit() else words


def rate(answer: Answer | None) -> str:
    """The rate beside a number, where the population is known (conventions, "Rates"). T03."""
    if answer is None or answer.value is None or answer.unit != Unit.PER_10_000:
        return ""
    return f"{answer.value:,} per 10,000" + (", annualised" if answer.annualised else "")
