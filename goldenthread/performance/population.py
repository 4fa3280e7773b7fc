"""How many children live here: the mid-year estimates that rates are worked out on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml
from django.conf import settings

_CONTENT: Final = Path(__file__).parent / "content" / "population.yaml"


@lru_cache(maxsize=1)
def _estimates() -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = yaml.safe_load(_CONTENT.read_text(encoding="utf-8"))[
        "aged_0_to_17"
    ]
    return found


def own_file() -> Path:
    """Where a council may keep estimates of its own, year → children, in place of those shipped."""
    return Path(settings.VAR_DIR) / "population.yaml"


@lru_cache(maxsize=4)
def _own(path: Path, _changed: int) -> dict[int, int]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or not all(
        isinstance(one, int) for pair in found.items() for one in pair
    ):
        raise ValueError(f"{path} has a line for each year, as in 2025: 58120. Correct it.")
    return found


def _of(authority: str) -> dict[int, int]:
    path = own_file()
    if path.exists():
        return _own(path, path.stat().st_mtime_ns)
    return _estimates().get(authority, {})


def aged_0_to_17(authority: str, as_at: date) -> tuple[int, int] | None:
    """(Children aged 0 to 17, the year of the mid-year estimate) for a figure as at a day.

    DfE compares the year that ends on 31 March with the estimate of the June before it. Where that
    is not published yet, the newest before it counts; None where the authority is not known.

    Raises:
        ValueError: the council's own file is none of years and children.
    """
    estimates = _of(authority)
    if not estimates:
        return None
    wanted = as_at.year - (as_at.month < 4)
    year = max((year for year in estimates if year <= wanted), default=min(estimates))
    return estimates[year], year
