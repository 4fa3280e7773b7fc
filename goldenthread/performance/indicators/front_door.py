"""Contacts (Annex A list 1)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Count, During, Indicator, Mix, Share
from goldenthread.performance.tables import contact
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

RECEIVED = Count(
    code="FD01",
    title="Contacts received",
    meaning="How many contacts about children we received.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("EHASH",),
    source="Count of contacts, one per child per contact (Annex A list 1 rule)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=contact,
    placed=During(on="on"),
)

REPEATED = Share(
    code="FD02",
    title="Contacts per child (children with repeat contacts)",
    meaning=(
        "Of the children we were contacted about, how many we were contacted about more than once."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("EHASH",),
    source="ChAT computes a contacts-per-child distinct count column and charts 2,3,4,5+ contacts",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact,
    placed=During(on="on"),
    each="child",
    met=_.count() >= 2,
)

BY_SOURCE = Mix(
    code="FD03",
    title="Contacts by source",
    meaning="Who contacts us about children.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("EHASH",),
    source="Ofsted grouped source codes",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=contact,
    placed=During(on="on"),
    by=_.source_group,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    RECEIVED,
    REPEATED,
    BY_SOURCE,
)
