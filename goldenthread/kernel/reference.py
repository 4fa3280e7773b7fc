"""References: public, printed, permanent names of records, such as AUD-0042."""

from __future__ import annotations

import re
from typing import Final

PAGES: Final[dict[str, str]] = {
    "AUD": "audits:by_reference",
    "ACT": "actions:by_reference",
    "CON": "concerns:by_reference",
    "DRW": "audits:drawn",
    "CYC": "audits:cycle_by_reference",
    "EXC": "performance:exception",
    "LOD": "intake:by_reference",
    "REP": "reports:by_reference",
}
"""The page each kind of reference leads to. A test proves that every page is there."""

_ANSWER: Final = re.compile(r"^[A-Z]+-0?(\d+)\.(?:0?(\d+)|(grade|why))$")
_SHAPE: Final = re.compile(r"^([A-Z]{3})-(\d{4,})$")


def reference(prefix: str, number: int) -> str:
    """The reference of the record of this kind and number: ("AUD", 42) is AUD-0042.

    Raises:
        ValueError: no such kind is known.
    """
    if prefix not in PAGES:
        raise ValueError(f"No record has the prefix {prefix}.")
    return f"{prefix}-{number:04d}"


def parts(text: str) -> tuple[str, int] | None:
    """The kind and number that a reference names, or None if it is not one."""
    match = _SHAPE.match(text)
    if match is None or match[1] not in PAGES:
        return None
    return match[1], int(match[2])


def answer_in_words(code: str) -> str:
    """Which answer of an audit a code names: "FCA-06.2" is section 6, question 2.

    What is no code of an answer comes back as it is.
    """
    match = _ANSWER.match(code)
    if match is None:
        return "the safety question" if code == "B1" else code
    return f"section {match[1]}, " + (f"question {match[2]}" if match[2] else "its grade")
