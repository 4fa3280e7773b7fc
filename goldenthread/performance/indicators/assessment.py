"""Assessments (Annex A list 4)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import During, Indicator, Share
from goldenthread.performance.tables import assessment
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

_CENSUS: Final = "DfE Children in need statistics (CIN census)"

COMPLETED_IN_TIME = Share(
    code="AS02",
    title="Assessments completed within 45 working days",
    meaning="Of the assessments signed off in the period, how many took 45 working days or fewer.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("Duty & Assessment",),
    source=f"{_CENSUS}: duration of assessments",
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_6_MONTHS, Window.YEAR_TO_DATE),
    counts=assessment,
    placed=During(on="end"),
    met=_.end_wd - _.start_wd <= 45,
    standard="45 working days (Working Together to Safeguard Children)",
)

INDICATORS: Final[tuple[Indicator, ...]] = (COMPLETED_IN_TIME,)
