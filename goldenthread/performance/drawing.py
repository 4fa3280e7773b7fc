"""Charts: one specification, drawn on the server so that a page needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from goldenthread.performance.vocabulary import Answer, Unit

if TYPE_CHECKING:
    from datetime import date

FONT: Final = "Arial, Liberation Sans, sans-serif"
TEAL: Final = "#0b4a4f"
_WIDTH: Final = 640
_HEIGHT: Final = 240


def line(points: Sequence[tuple[date, Answer]], *, unit: Unit) -> bytes:
    """A figure over time as SVG: a point a month, a gap where there is no answer."""
    import altair as alt
    import vl_convert

    rows: list[dict[str, Any]] = [
        {"day": f"{day:%b %Y}", "value": None if one.value is None else float(one.value)}
        for day, one in points
    ]
    days = [row["day"] for row in rows]
    percent = unit in (Unit.PERCENT, Unit.PER_100)
    chart = (
        alt.Chart(alt.InlineData(values=rows), width=_WIDTH, height=_HEIGHT)
        .mark_line(color=TEAL, point=alt.OverlayMarkDef(color=TEAL, size=40), strokeWidth=2)
        .encode(
            x=alt.X(
                "day:O",
                sort=days,
                title=None,
                axis=alt.Axis(labelAngle=0, labelOverlap=True, ticks=False),
            ),
            y=alt.Y(
                "value:Q",
                title=None,
                scale=alt.Scale(zero=unit != Unit.PERCENT, nice=True),
                axis=alt.Axis(
                    labelExpr="datum.label + '%'" if percent else "datum.label",
                    tickCount=5,
                ),
            ),
        )
    )
    spec = chart.to_dict()
    spec["config"] = {
        "font": FONT,
        "axis": {"labelFontSize": 13, "labelColor": "#484949", "gridColor": "#e2e4e4"},
        "view": {"stroke": None},
    }
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    return drawn.encode()
