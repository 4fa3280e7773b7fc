"""How charts look: their colours, sizes and letters."""

from __future__ import annotations

from typing import Any, Final

FONT: Final = "Arial, Liberation Sans, sans-serif"
TEAL: Final = "#0b4a4f"
BAND: Final = "#e9f1f0"
INK: Final = "#0b0c0c"
WORSE, BETTER, NEITHER = "#a3261f", "#0a5c3d", "#484949"
SIZES: Final = {False: (560, 260), True: (230, 230)}
"""Wide, and narrow for a phone: the letters stay as large."""
CONFIG: Final = {
    "font": FONT,
    "axis": {
        "labelFontSize": 13,
        "labelColor": "#484949",
        "gridColor": "#e2e4e4",
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titleColor": "#484949",
    },
    "view": {"stroke": None},
}


def along(name: str, like: Any) -> Any:
    """The same axis for another column."""
    other = like.copy()
    other.shorthand = f"{name}:Q"
    return other
