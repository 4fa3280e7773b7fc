"""The files of ChAT: made once for a reckoning, and never changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

_FORM: Final = 3
"""Raised when the same figures would make other files."""


def place(reckoning: int, kind: str) -> Path:
    """Where the file of a reckoning is, or will be."""
    return Path(settings.VAR_DIR) / "analyses" / f"{reckoning}-{_FORM}.{kind}"


def ready(reckoning: int) -> bool:
    """Whether both files are there."""
    return all(place(reckoning, kind).exists() for kind in ("xlsx", "pdf"))


def keep(reckoning: int, kind: str, made: bytes) -> None:
    """Write a file beside its place, then move it there in one step."""
    to = place(reckoning, kind)
    to.parent.mkdir(parents=True, exist_ok=True)
    beside = to.with_name(f".{to.name}.part")
    beside.write_bytes(made)
    beside.replace(to)
