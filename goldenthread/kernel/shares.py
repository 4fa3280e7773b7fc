"""A share as it is said: never all where one lacks, never none where there is one (T03)."""

from __future__ import annotations


def percent_words(part: float, whole: float) -> str:
    """The whole percentage, half up: 83%; more than 99% where not all; under 1% where some. T03."""
    rounded = int((200 * part + whole) // (2 * whole)) if whole else 0
    if rounded >= 100 and part < whole:
        return "more than 99%"
    if rounded <= 0 and part > 0:
        return "under 1%"
    return f"{rounded}%"
