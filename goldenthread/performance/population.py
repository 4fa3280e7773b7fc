"""How many children live here: the mid-year estimates that rates are worked out on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

_CONTENT: Final = Path(__file__).parent / "content" / "population.yaml"


@lru_cache(maxsize=1)
def _estimates() -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = yaml.safe_load(_CONTENT.read_text(encoding="utf-8"))[
        "aged_0_to_17"
    ]
    return found


def aged_0_to_17(authority: str, as_at: date) -> tuple[int, int] | None:
    """(Children aged 0 to 17, the year of the mid-year estimate) for a figure as at a day.

    DfE compares the year that ends on 31 March with the estimate of the June before it. Where that
    is not published yet, the newest before it counts; None where the authority is not known.
    """
    estimates = _estimates().get(authority)
    if not estimates:
        return None
    wanted = as_at.year - (as_at.month < 4)
    year = max((year for year in estimates if year <= wanted), default=min(estimates))
    return estimates[year], year
