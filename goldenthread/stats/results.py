"""What every statistic returns: a frozen dataclass that says how it was made.

A result never holds NaN or infinity: what is undefined is None, with a `reason` that a machine
can read (specification 0).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any


@dataclass(frozen=True)
class Note:
    """A warning: a code for the program, words for the reader."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """The part that all results share.

    `method` names the calculation, `n` is how many observations it rests on, `assumptions` are
    what must be true for it to mean what it says, `warnings` are what is doubtful in these data,
    `reason` is why something is None.
    """

    method: str
    n: int
    assumptions: tuple[str, ...] = ()
    warnings: tuple[Note, ...] = ()
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse to exist with NaN or infinity.

        Raises:
            ValueError: a number in it is not finite.
        """
        as_data(self)

    def warns(self, code: str) -> bool:
        """Whether there is a warning of this code."""
        return any(note.code == code for note in self.warnings)


def as_data(value: Any) -> Any:
    """A result as dictionaries, lists, numbers and text, ready for JSON.

    Raises:
        ValueError: a number in it is NaN or infinite.
        TypeError: it holds something that JSON has no form for.
    """
    if value is None or isinstance(value, bool | str | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("A result may not hold NaN or infinity.")
        return float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_data(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [as_data(one) for one in value]
    if isinstance(value, frozenset | set):
        return sorted(as_data(one) for one in value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")


def as_json(result: Any) -> str:
    """A result as JSON text."""
    return json.dumps(as_data(result), allow_nan=False, ensure_ascii=False)
