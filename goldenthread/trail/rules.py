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
    *, seal: int, first: int, last: int, sealed: int, before: int, found: int, same: bool
) -> Break | None:
    """Say what happened to the rows of a seal, by how many there were and are. BB2.

    `before` of the `found` rows have a smaller number than the first that was sealed.
    """
    if same and found == sealed:
        return None
    if before and found - before == sealed:
        words = f"The seal before it was removed, or {before} rows were inserted."
    elif found < sealed:
        words = f"{sealed - found} of {sealed} rows were removed."
    elif found > sealed:
        words = f"{found - sealed} rows were inserted among {sealed}."
    else:
        words = f"At least one of {sealed} rows, or the seal itself, was altered."
    return Break(seal=seal, first=first, last=last, words=words)


def what_is_gone(*, kept: Iterable[tuple[int, str]], there: Mapping[int, str]) -> list[Break]:
    """The seals kept elsewhere that are no longer what they were. BB2.

    Both are numbers of seals with their digests. This shows what the chain cannot show by itself:
    that its end was cut off, or that all of it was made anew.
    """
    words = {True: "It was kept elsewhere, and is no longer there.",
             False: "It was kept elsewhere with another digest."}  # fmt: skip
    return [
        Break(seal=number, first=0, last=0, words=words[number not in there])
        for number, digest in kept
        if there.get(number) != digest
    ]
