"""How much somebody may write, and what is said when it is more (U04)."""

from __future__ import annotations

from typing import Final

from goldenthread.kernel.refusal import Refusal

NOTE_AT_MOST: Final = 300
"""Characters of a note on a line: it stands beside the chart."""
ISSUE_AT_MOST: Final = 500
"""Characters of a note on a known issue."""
TITLE_AT_MOST: Final = 120
"""Characters of what a known issue is called."""


def why_not_long(words: str, *, most: int) -> Refusal | None:
    """A text has an upper length, so that whoever reads it reads to its end. U04."""
    length = len(words.strip())
    if length <= most:
        return None
    return Refusal(f"Use at most {most:,} characters: this has {length:,}.")
