"""A small line of numbers over time, as SVG takes it: the words beside it say the same (T03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 120
HEIGHT: Final = 28
_EDGE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line for a picture of `WIDTH` by `HEIGHT`: broken where there is no number."""

    pieces: tuple[str, ...] = ()
    """Points of each piece, as SVG takes them."""
    last: tuple[float, float] | None = None
    """Where the newest is; none where there are too few for a line."""


def line(values: Sequence[float | None]) -> Line:
    """The line through numbers at equal steps, oldest first; nothing of fewer than two. T03."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Line()
    least, most = min(known), max(known)
    step = (WIDTH - 2 * _EDGE) / (len(values) - 1)
    pieces: list[list[tuple[float, float]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            pieces.append([])
            continue
        up = (value - least) / (most - least) if most > least else 0.5
        pieces[-1].append(
            (round(_EDGE + place * step, 1), round(HEIGHT - _EDGE - up * (HEIGHT - 2 * _EDGE), 1))
        )
    return Line(
        pieces=tuple(" ".join(f"{x},{y}" for x, y in piece) for piece in pieces if len(piece) > 1),
        last=next((piece[-1] for piece in reversed(pieces) if piece), None),
    )
