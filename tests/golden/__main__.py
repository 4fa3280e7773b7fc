"""Run a folder of golden vectors: `python -m tests.golden DIR`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.golden.families import FAMILIES


class Unusable(Exception):
    """A folder or file that cannot be run at all."""


@dataclass(frozen=True)
class Outcome:
    """One family of a file: how many cases passed, and what differed in the others."""

    family: str
    passed: int
    total: int
    failures: tuple[str, ...]


def read(path: Path) -> dict[str, Any]:
    """A file of vectors.

    Raises:
        Unusable: it cannot be read, is no file of vectors, or asks for an unknown function.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        family = data["schema"].removeprefix("golden/").split("@")[0]
        cases, tolerance = data["cases"], data["tolerance"]
        good = all("input" in case and "expected" in case for case in cases)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"{path}: cannot be read ({type(error).__name__}: {error})") from error
    if not cases or not good:
        raise Unusable(f"{path}: has no cases, or cases without input and expected")
    if family not in FAMILIES:
        raise Unusable(f"{path}: unknown function: {family}")
    return {"family": family, "cases": cases, "tolerance": tolerance}


def run(data: dict[str, Any]) -> Outcome:
    """Put every case of a file to the public functions."""
    name = data["family"]
    family = FAMILIES[name]
    failures = []
    for case in data["cases"]:
        try:
            found = list(family.check(case, data["tolerance"]))
        except Exception as error:
            found = [f"{type(error).__name__}: {error}"]
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            failures.append(f"{name} {case.get('id', '?')}: {found[0]}{more}")
    total = len(data["cases"])
    return Outcome(name, total - len(failures), total, tuple(failures))


def run_folder(folder: Path) -> Iterator[Outcome | Unusable]:
    """Every file of vectors in a folder and below it, in order of name."""
    files = sorted(folder.rglob("*.json")) if folder.is_dir() else []
    if not files:
        yield Unusable(f"{folder}: there are no vectors here")
    for path in files:
        try:
            yield run(read(path))
        except Unusable as error:
            yield error


def main(arguments: list[str]) -> int:
    """Run the folders named; 0 passed, 1 a figure differs, 2 something could not be run."""
    if len(arguments) != 1:
        print("usage: python -m tests.golden DIR", file=sys.stderr)
        return 2
    code = 0
    families: dict[str, list[Outcome]] = {}
    for outcome in run_folder(Path(arguments[0])):
        if isinstance(outcome, Unusable):
            print(outcome, file=sys.stderr)
            code = 2
        else:
            families.setdefault(outcome.family, []).append(outcome)
    for family, parts in families.items():
        print(f"{family} {sum(one.passed for one in parts)}/{sum(one.total for one in parts)}")
        for failure in (failure for one in parts for failure in one.failures):
            print(f"  {failure}", file=sys.stderr)
            code = code or 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
