"""Whether what runs again and again still runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta


def late_beats(beats: Iterable[tuple[str, datetime | None, int]], *, now: datetime) -> list[str]:
    """The names of what has not ended well for three turns, or five minutes if that is longer.

    Each is (name, when it last ended well, seconds between turns). EE3.
    """
    return [
        name
        for name, at, every in beats
        if at is not None and now - at > max(timedelta(seconds=3 * every), timedelta(minutes=5))
    ]
