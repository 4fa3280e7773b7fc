"""The standards, threads and grades read from their versioned content."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.standards.vocabulary import Clock, GradeWords, Kind, Standard, Thread, Unit

_CONTENT = Path(__file__).parent / "content"


class BadContent(ValueError):
    """The content is not whole: what is wrong, and where."""


def shipped(name: str = "standards-1") -> str:
    """The text of content that comes with the product."""
    return (_CONTENT / f"{name}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def standards(text: str) -> tuple[Standard, ...]:
    """The standards of a version, in order.

    Raises:
        BadContent: a standard lacks a part, or a code is used twice.
    """
    found: list[Standard] = []
    try:
        for section in yaml.safe_load(text)["sections"]:
            found += [_standard(row, str(section["title"])) for row in section["standards"]]
    except (KeyError, TypeError, ValueError) as trouble:
        raise BadContent(f"The content lacks {trouble}.") from trouble
    codes = [one.code for one in found]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise BadContent(f"Used twice: {', '.join(sorted(twice))}.")
    return tuple(found)


def _standard(row: dict[str, Any], section: str) -> Standard:
    clock = row.get("clock")
    return Standard(
        code=str(row["code"]),
        title=str(row["title"]),
        limit=str(row["limit"]),
        clock=Clock(limit=int(clock["limit"]), unit=Unit(clock["unit"])) if clock else None,
        starts=str(row["starts"]),
        stops=str(row["stops"]),
        kind=Kind(row["kind"]),
        source=str(row["source"]),
        confirmed=bool(row["confirmed"]),
        section=section,
    )


@lru_cache(maxsize=1)
def threads() -> tuple[Thread, ...]:
    """The seven Golden Threads."""
    return tuple(Thread(**row) for row in yaml.safe_load(shipped("threads-1"))["threads"])


@lru_cache(maxsize=1)
def grades() -> tuple[GradeWords, ...]:
    """The grade scale, best first."""
    return tuple(GradeWords(**row) for row in yaml.safe_load(shipped("grades-1"))["grades"])


def digest(text: str) -> str:
    """The hash of a version's content, whatever its spacing and comments: SHA-256."""
    plain = json.dumps(yaml.safe_load(text), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def number_of(text: str) -> int:
    """The number of a version."""
    return int(yaml.safe_load(text)["version"])
