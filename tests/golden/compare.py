"""Whether an answer is what a vector expects: classes exactly, numbers within its tolerance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

EXACT = "exact"


@dataclass(frozen=True)
class Tolerance:
    """The tolerance of a file, and which of its keys holds for which part of an answer.

    `keys` maps the name of a field (anywhere on the way to a figure, the innermost first) to the
    key in the file's own tolerance; `default` is the key for all else.
    """

    given: Mapping[str, Any]
    default: str
    keys: Mapping[str, str] = field(default_factory=dict)

    def near(self, path: tuple[str, ...], found: float, wanted: float) -> bool:
        """Whether two numbers agree, at this place of the answer."""
        key = next((self.keys[name] for name in reversed(path) if name in self.keys), self.default)
        allowed = self.given[key]
        if allowed == EXACT:
            return found == wanted
        scale = 1.0 if key.endswith("absolute") else max(1.0, abs(wanted))
        return abs(found - wanted) <= allowed * scale


def differences(
    found: Any,
    wanted: Any,
    tolerance: Tolerance,
    path: tuple[str, ...] = (),
    asserted: Callable[[tuple[str, ...]], bool] = lambda _: True,
) -> Iterator[str]:
    """Say where an answer differs. `asserted` tells of a null whether it is a claim."""
    place = ".".join(path) or "answer"
    if wanted is None:
        if asserted(path) and found is not None:
            yield f"{place}: undefined expected, got {found}"
    elif isinstance(wanted, dict):
        if found is None and _empty(wanted):
            return
        if not isinstance(found, dict):
            yield f"{place}: got {found}"
            return
        for key, value in wanted.items():
            if key not in found:
                yield f"{place}: {key} is not answered"
            else:
                yield from differences(found[key], value, tolerance, (*path, key), asserted)
    elif isinstance(wanted, list):
        if not isinstance(found, list | tuple) or len(found) != len(wanted):
            yield f"{place}: {wanted} expected, got {found}"
            return
        for i, (one, value) in enumerate(zip(found, wanted, strict=True)):
            yield from differences(one, value, tolerance, (*path, str(i)), asserted)
    elif isinstance(wanted, bool | str) or isinstance(found, bool | str) or found is None:
        if type(found) is not type(wanted) or found != wanted:
            yield f"{place}: {wanted!r} expected, got {found!r}"
    elif not math.isfinite(found) or not tolerance.near(path, found, wanted):
        yield f"{place}: {wanted} expected, got {found}"


def _empty(wanted: Any) -> bool:
    """Whether all of an answer is undefined, whole or part by part."""
    return wanted is None or (
        isinstance(wanted, dict) and all(_empty(value) for value in wanted.values())
    )
