"""Where children in care live, and their health (Annex A list 8)."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.measure import (
    Count,
    During,
    Indicator,
    Share,
    Standing,
    age_at,
    months_after,
)
from goldenthread.performance.tables import care, distance
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

FOSTER: Final = ("U1", "U2", "U3", "U4", "U5", "U6")
SUPPORTED: Final = ("H5", "K3", "P2")
"""Supported and independent accommodation, of both generations of codes."""
OTHER: Final = ("Z1", "Z11", "Z12", "Z13", "Z14")
A_YEAR_IN_CARE: Final = months_after(_.start, 12) <= _.as_at

NO_HOME: Final = 9999
"""What the return says of a distance where the home is not known: 999.9 miles."""
FAR: Final = 200
"""Tenths of a mile from home: more is far (DfE, National Framework dashboard)."""

FAR_OUTSIDE = Share(
    code="CL08",
    title="Placed 20+ miles from home and outside the authority",
    meaning=(
        "Of the children in care whose home is known, how many live more than 20 miles from it and "
        "outside the borough."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("C4C", "Fostering", "Residential"),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.YEAR_TO_MARCH,),
    counts=distance,
    placed=During(on="on"),
    eligible=_.tenths != NO_HOME,
    met=(_.tenths > FAR) & (_.location == "out"),
    benchmark="LACDistance",
    note=(
        "Said once a year, of the children who were in care on 31 March: the return alone has both "
        "the distance and whether it is outside. The Standard Safeguarding Dataset has the "
        "distance and not the boundary. A child whose home is not known (999.9 miles), or who came "
        "alone to seek asylum and has none here, does not count."
    ),
)

OUTSIDE = Share(
    code="CL09",
    title="Placed outside the authority boundary",
    meaning="Of the children in care, how many live outside the borough.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT6",
    areas=(
        "C4C",
        "Fostering",
        "Residential",
    ),
    source="Annex A list 8",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.location == "out",
)

FOSTER_CARE = Share(
    code="CL10",
    title="Living in foster care",
    meaning="Of the children in care, how many live with foster carers.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT5",
    areas=(
        "C4C",
        "Fostering",
    ),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.placement.isin(FOSTER),
    benchmark="LAC_Foster_Placements",
)

CHILDRENS_HOMES = Share(
    code="CL11",
    title="Living in secure homes and children's homes",
    meaning="Of the children in care, how many live in a children’s home or a secure home.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "C4C",
        "Residential",
    ),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.placement.isin(("K1", "K2")),
    benchmark="LAC_SecHome_And_ChildHome",
)

SUPPORTED_HOMES = Share(
    code="CL12",
    title="Living in supported or independent accommodation",
    meaning="Of the children in care, how many live in supported or independent accommodation.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "C4C",
        "Step Ahead",
    ),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.placement.isin(SUPPORTED),
    benchmark="LAC_Ind_SInd_Liv_Arr",
)

WITH_PARENTS = Share(
    code="CL13",
    title="Placed with parents",
    meaning="Of the children in care, how many live with their parents.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.placement == "P1",
    benchmark="LAC_Parents_OR_Others",
)

UNDER_16_UNREGISTERED = Count(
    code="CL14",
    title="Under-16s living in unregistered or supported accommodation",
    meaning="How many children under 16 live somewhere that is not registered for them.",
    unit=Unit.COUNT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "C4C",
        "Residential",
    ),
    source="Supported accommodation is for 16+; a breach alert",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (age_at(_.as_at) < 16) & _.placement.isin((*SUPPORTED, *OTHER)),
    standard="None at all",
)

HEALTH = Share(
    code="CL17",
    title="Health assessment up to date",
    meaning=(
        "Of the children in care for a year or more, how many have had their health "
        "assessment in time: within six months if under 5, else within twelve."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=("C4C",),
    source=(
        "DfE Children looked after statistics (SSDA903) OC2; statutory guidance on health: "
        "every 6 months under 5, every 12 months from 5"
    ),
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & A_YEAR_IN_CARE,
    inside=("CL25",),
    met=ibis.cases(
        (_.health.isnull(), False),
        (age_at(_.as_at) < 5, months_after(_.health, 6) >= _.as_at),
        (age_at(_.as_at) >= 5, months_after(_.health, 12) >= _.as_at),
    ),
    benchmark="LACHealth%",
)

DENTAL = Share(
    code="CL19",
    title="Dental check in the last 12 months",
    meaning=(
        "Of the children in care for a year or more, how many saw a dentist in the last "
        "twelve months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903) OC2",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & A_YEAR_IN_CARE,
    inside=("CL25",),
    met=(months_after(_.dental, 12) >= _.as_at).fill_null(False),
    benchmark="LACDental%",
    note="No date means none yet, as for the health assessment.",
)

PRIVATE = Share(
    code="CL36",
    title="Private provider placements",
    meaning="Of the children in care, how many live in a placement run by a private provider.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=(
        "C4C",
        "Fostering",
        "Residential",
    ),
    source="Annex A groups: own LA / private / other",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.provider == "PR4",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    FAR_OUTSIDE,
    OUTSIDE,
    FOSTER_CARE,
    CHILDRENS_HOMES,
    SUPPORTED_HOMES,
    WITH_PARENTS,
    UNDER_16_UNREGISTERED,
    HEALTH,
    DENTAL,
    PRIVATE,
)
