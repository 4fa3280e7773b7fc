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
