"""A figure over time, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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
from goldenthread.performance.rules import Judged, Spot, shown
from goldenthread.performance.vocabulary import Better, Unit

_CLOSE: Final = 0.07
"""Labels nearer than this share of the height are moved apart."""


def trend(
    found: Judged,
    *,
    unit: Unit,
    target: float | None = None,
    notes: Sequence[date] = (),
    narrow: bool = False,
) -> bytes:
    """A figure over time as SVG: its usual range, its middle, its target, its signals by shape.

    A line is broken at a gap and where a new stretch begins. Notes are dotted uprights.
    """
    import altair as alt
    import vl_convert

    width, height = SIZES[narrow]
    rows = [_row(spot, found.better) for spot in found.spots]
    percent = unit in (Unit.PERCENT, Unit.PER_100)
    days = [row["day"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows), width=width, height=height)
    x = alt.X(
        "day:O",
        sort=days,
        title=None,
        axis=alt.Axis(
            labelAngle=0,
            labelOverlap=True,
            ticks=False,
            labelExpr=f"timeFormat(toDate(datum.value), '{_format(found.spots)}')",
        ),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, **_domain(rows, target, unit)),
        axis=alt.Axis(labelExpr="datum.label + '%'" if percent else "datum.label", tickCount=5),
    )
    layers = _range(base, x, y, trial=found.trial)
    if target is not None:
        layers.append(
            alt.Chart(alt.InlineData(values=[{"value": target}]))
            .mark_rule(color=INK, strokeDash=[2, 3], strokeWidth=1.6)
            .encode(y=y)
        )
    layers += _notes(alt, x, days, found.spots, [(one, str(n)) for n, one in enumerate(notes, 1)])
    if found.base is not None and found.acted is not None:
        layers += _notes(alt, x, days, found.spots, [(found.acted, "Action")])
    layers.append(
        base.mark_line(color=TEAL, strokeWidth=2).encode(x=x, y=along("value", y), detail="part:N")
    )
    layers.append(
        base.mark_point(filled=True, opacity=1).encode(
            x=x,
            y=along("value", y),
            shape=alt.Shape("shape:N", scale=None),
            color=alt.Color("colour:N", scale=None),
            size=alt.Size("size:Q", scale=None),
        )
    )
    layers += [one.encode(x=alt.value(width)) for one in _labels(alt, y, found, unit, target)]
    spec = alt.layer(*layers).to_dict()
    spec["config"] = CONFIG
    drawn: str = vl_convert.vegalite_to_svg(spec, vl_version="6.4")
    return drawn.encode()


def _range(base: Any, x: Any, y: Any, *, trial: bool) -> list[Any]:
    """The usual range and its middle: shaded, but for limits on trial."""
    layers: list[Any] = []
    if not trial:
        layers.append(
            base.mark_area(color=BAND).encode(
                x=x, y=along("lower", y), y2="upper:Q", detail="part:N"
            )
        )
    layers += [
        base.mark_line(color=TEAL, strokeDash=[6, 4], strokeWidth=1.2).encode(
            x=x, y=along(name, y), detail="part:N"
        )
        for name in ("lower", "upper")
    ]
    layers.append(
        base.mark_line(color=TEAL, strokeWidth=1.2).encode(
            x=x, y=along("centre", y), detail="part:N"
        )
    )
    return layers


def _row(spot: Spot, better: Better) -> dict[str, Any]:
    """A point as the chart has it: a disc; a diamond where it is more than chance, or a square
    where it is better than chance."""
    colour, shape = TEAL, "circle"
    if spot.signal is not None:
        good = better != Better.NEUTRAL and spot.high == (better == Better.HIGHER)
        colour = NEITHER if better == Better.NEUTRAL else BETTER if good else WORSE
        shape = "square" if good else "diamond"
    return {
        "day": spot.as_at.isoformat(),
        "value": spot.value,
        "lower": None if spot.lower is None else max(0.0, spot.lower),
        "upper": spot.upper,
        "centre": spot.centre,
        "part": spot.stretch,
        "shape": shape,
        "colour": colour,
        "size": 130 if spot.signal is not None else 45,
    }


def _format(spots: Sequence[Spot]) -> str:
    """Months by their name; days where there are several to a month."""
    months = {(one.as_at.year, one.as_at.month) for one in spots}
    return "%b %Y" if len(months) == len(spots) else "%-d %b %Y"


def _domain(rows: Sequence[dict[str, Any]], target: float | None, unit: Unit) -> dict[str, Any]:
    """From the lowest to the highest of all that is drawn; never below nought."""
    all_ = [
        row[name] for row in rows for name in ("value", "lower", "upper") if row[name] is not None
    ]
    all_ += [] if target is None else [target]
    if not all_:
        return {}
    low, high = min(all_), max(all_)
    room = (high - low) * 0.08 or max(1.0, abs(high) * 0.1)
    top = high + room
    if unit == Unit.PERCENT:
        top = min(100.0, top) if high <= 100 else top
    return {"domain": [max(0.0, low - room), top]}


def _labels(alt: Any, y: Any, found: Judged, unit: Unit, target: float | None) -> list[Any]:
    """The names of the lines at their right end, kept apart."""
    last = found.latest
    if last is None:
        return []
    fine = last.upper is not None and last.lower is not None and last.upper - last.lower < 5
    wanted = [
        ("Upper", last.upper),
        ("Middle", last.centre),
        ("Lower", None if last.lower is None else max(0.0, last.lower)),
        ("Target", target),
    ]
    lines = sorted((value, name) for name, value in wanted if value is not None)
    domain = y.to_dict()["scale"].get("domain")
    if not lines or domain is None:
        return []
    step = (domain[1] - domain[0]) * _CLOSE
    rows: list[dict[str, Any]] = []
    for value, name in lines:
        at = value if not rows else max(value, rows[-1]["value"] + step)
        words = f"{name} {shown(value, unit, fine=fine).split(' ')[0]}"
        rows.append({"value": at, "words": words})
    over = rows[-1]["value"] - domain[1]
    if over > 0:
        rows = [{**row, "value": row["value"] - over} for row in rows]
    return [
        alt.Chart(alt.InlineData(values=rows))
        .mark_text(align="left", dx=8, fontSize=13, color=INK)
        .encode(y=y, text="words:N")
    ]


def _notes(
    alt: Any,
    x: Any,
    days: Sequence[str],
    spots: Sequence[Spot],
    notes: Sequence[tuple[date, str]],
) -> list[Any]:
    """Dotted uprights at the first point on or after each day, each with its words."""
    rows = []
    for day, words in notes:
        at = next((spot.as_at for spot in spots if spot.as_at >= day), None)
        if at is not None:
            rows.append({"day": at.isoformat(), "words": words})
    if not rows:
        return []
    chart = alt.Chart(alt.InlineData(values=rows))
    return [
        chart.mark_rule(color=NEITHER, strokeDash=[1, 3], strokeWidth=1.6).encode(x=x),
        chart.mark_text(align="left", dx=4, dy=4, fontSize=13, fontWeight="bold").encode(
            x=x, y=alt.value(6), text="words:N"
        ),
    ]
