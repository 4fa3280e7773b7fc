"""The table of published measures: `content/published.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

CONTENT: Final = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A published measure and an indicator: whether they count the same, and why (R04)."""

    measure: str
    same: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An authority as the published files name it."""

    la_code: str
    name: str
    region: str
    neighbours: str
    """Whose list of neighbours it is, and of which year."""
    beside: tuple[str, ...] = ()
    """The codes of the neighbours, nearest first."""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CONTENT / "published.yaml").read_text("utf-8"))
    return found


def edition() -> str:
    """Where the figures and their definitions were read."""
    return str(_table()["edition"])


def beside(code: str) -> Beside | None:
    """The measure that was read beside an indicator; None where nobody publishes one."""
    for same in (True, False):
        found = _table()["same" if same else "other"].get(code)
        if found is not None:
            return Beside(measure=found["measure"], same=same, because=found["because"])
    return None


def measures() -> frozenset[str]:
    """The measures that stand beside an indicator: no others are kept."""
    return frozenset(one["measure"] for one in _table()["same"].values())


def authority(code: str) -> Authority | None:
    """The authority of an official code; None where the published files were not read for it."""
    found = _table()["authorities"].get(code)
    if found is None:
        return None
    return Authority(**(found | {"beside": tuple(found.get("beside", ()))}))
