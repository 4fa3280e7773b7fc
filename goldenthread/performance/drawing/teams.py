"""Teams beside each other, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from goldenthread.performance.drawing.style import (
    BAND,
    BETTER,
    CONFIG,
    INK,
    NEITHER,
    SIZES,
    TEAL,
    WORSE,
    along,
)
from goldenthread.performance.rules import Funnel
from goldenthread.performance.rules.teams import Teamed
from goldenthread.performance.vocabulary import Better, Beyond

_DASHES: Final = {"Together": [1, 0], "99.8% lines": [6, 4], "95% lines": [2, 3]}
"""The lines of a funnel, told apart without colour."""


def funnel(found: Funnel, *, better: Better, narrow: bool = False) -> bytes:
    """Teams by how many they count, about what they have together, with lines that narrow: the
    95% lines, and the 99.8% lines beyond which a team is out of line.

    Only a team out of line is named: between the lines there is no rank.
    """
    import altair as alt
    import vl_convert

    width, height = SIZES[narrow]
    rows = sorted(
        (_unit(one, better) for one in found.teams if one.lower is not None),
        key=lambda row: row["of"],
    )
    base = alt.Chart(alt.InlineData(values=rows), width=width, height=height)
    lines = alt.Chart(alt.InlineData(values=_edges(rows, found.average)))
    x = alt.X("of:Q", title="Counted", scale=alt.Scale(zero=True), axis=alt.Axis(grid=False))
    low = min(min(row["value"], row["lower"]) for row in rows)
    high = max(max(row["value"], row["upper"]) for row in rows)
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[max(0.0, low - 4), min(100.0, high + 4)], zero=False),
        axis=alt.Axis(labelExpr="datum.label + '%'", tickCount=5),
    )
    layers = [
        base.mark_area(color=BAND).encode(x=x, y=along("lower", y), y2="upper:Q"),
        lines.mark_line(color=TEAL, strokeWidth=1.2).encode(
            x=x,
            y=y,
            detail="edge:N",
            strokeDash=alt.StrokeDash(
                "line:N",
                scale=alt.Scale(domain=list(_DASHES), range=list(_DASHES.values())),
                legend=alt.Legend(
                    title=None,
                    orient="top",
                    columns=1 if narrow else 3,
                    labelFontSize=13,
                    symbolStrokeColor=TEAL,
                    symbolSize=900,
                ),
            ),
        ),
        base.mark_point(filled=True, opacity=1).encode(
            x=x,
            y=y,
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
            size=alt.Size("size:Q", scale=None),
        ),
        base.mark_text(align="left", dx=9, fontSize=13, color=INK).encode(x=x, y=y, text="name:N"),
    ]
    spec = alt.layer(*layers).to_dict()
    spec["config"] = CONFIG
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    return drawn.encode()


def _edges(rows: Sequence[dict[str, Any]], average: float) -> list[dict[str, Any]]:
    """The lines of a funnel at each size, each told from the others by its dashes."""
    middle, outer, inner = _DASHES
    ends = [
        {"of": row["of"], "value": row[edge], "edge": edge, "line": line}
        for edge, line in (
            ("lower", outer), ("upper", outer), ("near_lower", inner), ("near_upper", inner),
        )
        for row in rows
    ]  # fmt: skip
    most = max((row["of"] for row in rows), default=0)
    return ends + [
        {"of": of, "value": average, "edge": "average", "line": middle} for of in (0, most)
    ]


def _unit(one: Teamed, better: Better) -> dict[str, Any]:
    """A team as the funnel has it: a disc; out of line a diamond, or a square where better."""
    out = one.beyond is not Beyond.IN_LINE
    good = out and better != Better.NEUTRAL
    good = good and (one.beyond is Beyond.ABOVE) == (better == Better.HIGHER)
    worse = NEITHER if better == Better.NEUTRAL else WORSE
    return {
        "name": one.answer.group if out else "",
        "of": one.answer.eligible,
        "value": 100 * one.answer.met / one.answer.eligible,
        "lower": one.lower,
        "upper": one.upper,
        "near_lower": one.near_lower,
        "near_upper": one.near_upper,
        "shape": "square" if good else "diamond" if out else "circle",
        "colour": TEAL if not out else BETTER if good else worse,
        "size": 130 if out else 60,
    }
