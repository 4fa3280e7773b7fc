"""How the trail is sealed, and what a broken seal says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One place where the trail is not what was sealed."""

    seal: int
    first: int
    last: int
    words: str


def seal_of(previous: str, rows: Iterable[Mapping[str, object]]) -> str:
    """The seal of these rows after that seal: 64 hexadecimal digits (SHA-256). BB2.

    Rows are mappings of column to value, in order of their number.
    """
    running = hashlib.sha256(previous.encode())
    for row in rows:
        running.update(json.dumps(row, sort_keys=True, default=str, separators=(",", ":")).encode())
        running.update(b"\n")
    return running.hexdigest()


def what_broke(
    *, seal: int, first: int, last: int, sealed: int, found: int, same: bool
) -> Break | None:
    """Say what happened to the rows of a seal, by how many there were and are. BB2."""
    if found < sealed:
        words = f"{sealed - found} of {sealed} rows were removed."
    elif found > sealed:
        words = f"{found - sealed} rows were inserted among {sealed}."
    elif not same:
        words = f"At least one of {sealed} rows was altered."
    else:
        return None
    return Break(seal=seal, first=first, last=last, words=words)
