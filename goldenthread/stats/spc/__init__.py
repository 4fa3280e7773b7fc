"""Statistical process control: charts of one measure over time (specification 1)."""

from goldenthread.stats.spc.attribute import (
    CountChart,
    c_chart,
    p_chart,
    p_prime_chart,
    u_chart,
    u_prime_chart,
)
from goldenthread.stats.spc.points import XmRPoint
from goldenthread.stats.spc.rare import g_chart, t_chart
from goldenthread.stats.spc.segments import XmRSegment
from goldenthread.stats.spc.suitability import (
    ChartChoice,
    Measure,
    Suitability,
    assess_suitability,
    chart_for,
    why_not_xmr,
)
from goldenthread.stats.spc.words import Direction, Kind, Profile, Suitable
from goldenthread.stats.spc.xmr import XmRResult, points_before, xmr_chart

__all__ = [
    "ChartChoice",
    "CountChart",
    "Direction",
    "Kind",
    "Measure",
    "Profile",
    "Suitability",
    "Suitable",
    "XmRPoint",
    "XmRResult",
    "XmRSegment",
    "assess_suitability",
    "c_chart",
    "chart_for",
    "g_chart",
    "p_chart",
    "p_prime_chart",
    "points_before",
    "t_chart",
    "u_chart",
    "u_prime_chart",
    "why_not_xmr",
    "xmr_chart",
]
