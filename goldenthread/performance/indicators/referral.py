"""Referrals (Annex A list 3)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Count, During, Indicator, Mix, Rate, Share
from goldenthread.performance.tables import referral
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

RECEIVED = Count(
    code="RF01",
    title="Referrals received",
    meaning="How many referrals of children we received.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "EHASH",
        "Duty & Assessment",
    ),
    source=(
        "DfE Children in need statistics (CIN census): referral = request for services from "
        "children's social care"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=referral,
    placed=During(on="on"),
    benchmark="CPP_Total_NumRef",
)

RATE = Rate(
    code="RF02",
    title="Rate of referrals per 10,000",
    meaning="Referrals, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "EHASH",
        "Duty & Assessment",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=referral,
    placed=During(on="on"),
    benchmark="CPP_Total_Rateper10,000",
)

REPEATED = Share(
    code="RF03",
    title="Re-referrals within 12 months",
    meaning=(
        "Of the referrals in the period, how many were of a child who had been referred in "
        "the twelve months before."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=(
        "EHASH",
        "Duty & Assessment",
    ),
    source=(
        "DfE Children in need statistics (CIN census); National Framework dashboard Outcome "
        "1. Counts referrals, not children (DfE also publishes a child-based rate)"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=referral,
    placed=During(on="on"),
    met=_.repeat,
    benchmark="ReReferral",
    note=(
        "From the dates of all referrals known; where list 3 counts more in the twelve "
        "months before a child’s latest referral than we know, the rest lie before our "
        "history and count."
    ),
)

NO_FURTHER_ACTION = Share(
    code="RF04",
    title="Referrals closed with no further action",
    meaning="Of the referrals in the period, how many ended with no further action.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "EHASH",
        "Duty & Assessment",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=referral,
    placed=During(on="on"),
    met=_.no_further_action == "yes",
    benchmark="CIN_Refferals_NFA",
)

BY_SOURCE = Mix(
    code="RF05",
    title="Referrals by source",
    meaning="Who refers children to us.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "EHASH",
        "Duty & Assessment",
    ),
    source="DfE Children in need statistics (CIN census) table C5",
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=referral,
    placed=During(on="on"),
    by=_.source_group,
    benchmark="RefBySource_Police_%",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    RECEIVED,
    RATE,
    REPEATED,
    NO_FURTHER_ACTION,
    BY_SOURCE,
)
