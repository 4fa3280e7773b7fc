"""The words of the trail."""

from __future__ import annotations

from goldenthread.kernel.words import Word


class Kind(Word):
    """What was written down."""

    LOOK = "look"
    DEED = "deed"
