"""The files of ChAT: made once for a reckoning, and never changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

_FORM: Final = 4
"""Raised when the same figures would make other files."""
_FIRST: Final = 3
"""The first form of which files are still given out: earlier ones withheld otherwise."""


def place(reckoning: int, kind: str, form: int = _FORM) -> Path:
    """Where the file of a reckoning is, or will be."""
    return Path(settings.VAR_DIR) / "analyses" / f"{reckoning}-{form}.{kind}"


def ready(reckoning: int, form: int = _FORM) -> bool:
    """Whether both files are there."""
    return all(place(reckoning, kind, form).exists() for kind in ("xlsx", "pdf"))


def made(reckoning: int) -> int | None:
    """The newest form of the files of a reckoning that are there; None where none are.

    What was given out once stays as it was, though the same figures would make other files now.
    """
    return next((form for form in range(_FORM, _FIRST - 1, -1) if ready(reckoning, form)), None)


def keep(reckoning: int, kind: str, made: bytes) -> None:
    """Write a file beside its place, then move it there in one step."""
    to = place(reckoning, kind)
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.with_name(f".{to.name}.part")
    beside.write_bytes(made)
    beside.replace(to)
