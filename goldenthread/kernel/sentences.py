"""Small parts of sentences."""

from __future__ import annotations

from collections.abc import Sequence


def capital(words: str) -> str:
    """Words with which a sentence begins: names within them keep their letters."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Several things in a sentence: a, b and c; nothing where there are none."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
