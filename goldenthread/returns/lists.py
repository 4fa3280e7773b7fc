"""The measures of each service: `content/measures.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from goldenthread.returns.vocabulary import Better, Measure, Sender, Unit


@cache
def services() -> dict[str, Sender]:
    """Every service by its name in addresses."""
    path = Path(__file__).parent / "content" / "measures.yaml"
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        given["slug"]: Sender(
            slug=given["slug"],
            name=given["name"],
            measures=tuple(_measure(one) for one in given["measures"]),
        )
        for given in said["services"]
    }


def _measure(given: dict[str, Any]) -> Measure:
    return Measure(
        **{**given, "unit": Unit(given["unit"]), "better": Better(given["better"])},
    )
