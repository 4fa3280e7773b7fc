"""The tables of a door as its file declares them, in the same terms as the lists of Annex A."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from goldenthread.intake.lists import Column, List

_CONTENT: Final = Path(__file__).parent.parent / "content"


@cache
def tables(name: str) -> dict[int, List]:
    """Every table of a door by its number: `content/<name>.yaml`."""
    with (_CONTENT / f"{name}.yaml").open(encoding="utf-8") as file:
        said: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return {given["number"]: _table(given) for given in said["tables"]}


def _table(given: dict[str, Any]) -> List:
    reason = given.get("reason")
    return List(
        number=given["number"],
        title=given["name"],
        names=(given["name"], *given.get("names", ())),
        keys=tuple(given["keys"]),
        repeats=True,
        columns=tuple(_column(header, words) for header, words in given["fields"].items()),
        needed=given.get("needed", False),
        spans=tuple((start, end) for start, end in given.get("spans", ())),
        reason=(reason[0], reason[1]) if reason else None,
        aside=frozenset(given.get("aside", ())),
    )


def _column(header: str, words: str) -> Column:
    key, kind, required, *codes = words.split()
    return Column(
        key=key, header=header, kind=kind, required=required, codes=codes[0] if codes else ""
    )
