"""Children in care (Annex A list 8)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import (
    Count,
    During,
    Indicator,
    Rate,
    Share,
    Standing,
    age_at,
    months_after,
)
from goldenthread.performance.tables import care
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

SHORT_BREAKS: Final = ("V3", "V4")
NOT_SHORT_BREAKS: Final = ~_.legal_status.fill_null("").isin(SHORT_BREAKS)
"""A series of short breaks is not being looked after as these figures mean it."""
GUARDIANSHIP: Final = ("E45", "E46", "E47", "E48")

OPEN = Count(
    code="CL01",
    title="Children looked after at period end",
    meaning="How many children are in our care.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903) (exclude V3/V4 short breaks)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    benchmark="LACnum",
)

RATE = Rate(
    code="CL02",
    title="Rate of children looked after per 10,000",
    meaning="Children in our care, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 1",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    benchmark="LAC",
)

STARTED_RATE = Rate(
    code="CL03",
    title="Rate starting to be looked after per 10,000",
    meaning="Children who came into care, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "C4C",
        "FSP",
    ),
    source=(
        "DfE Children looked after statistics (SSDA903); National Framework dashboard "
        "Outcome 1 (with and without UASC)"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="start"),
    eligible=NOT_SHORT_BREAKS,
    benchmark="LAC_Start_Rate",
)

CEASED_RATE = Rate(
    code="CL04",
    title="Rate ceasing to be looked after per 10,000",
    meaning="Children who left care, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="end"),
    eligible=NOT_SHORT_BREAKS,
    benchmark="LAC_Cease_Rate",
)

RETURNED = Share(
    code="CL05",
    title="Children returning to care within 12 months",
    meaning=(
        "Of the children who came into care, how many had been in care before in the same "
        "twelve months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("C4C",),
    source=(
        'Proxy for failed reunification; DfE wants "reunified without return within a year" '
        "but does not publish it"
    ),
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=care,
    placed=During(on="start"),
    eligible=NOT_SHORT_BREAKS,
    met=_.second_period == "yes",
    rare=True,
)

THREE_PLACEMENTS = Share(
    code="CL06",
    title="Three or more placements in 12 months",
    meaning="Of the children in care, how many had three or more placements in twelve months.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    areas=(
        "C4C",
        "Fostering",
    ),
    source=(
        "DfE Children looked after statistics (SSDA903) placement stability (year to 31 "
        "March, excludes short breaks; adoption by current carer is not a move); National "
        "Framework dashboard Outcome 4"
    ),
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.placements >= 3,
    benchmark="LACStable_2016on",
)

STABLE = Share(
    code="CL07",
    title="Long-term placement stability",
    meaning=(
        "Of the children under 16 in care for two and a half years or more, how many have "
        "lived in the same place for two years or more."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=(
        "C4C",
        "Fostering",
    ),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (age_at(_.as_at) < 16) & (months_after(_.start, 30) <= _.as_at),
    inside=("CL17",),
    met=months_after(_.placement_start, 24) <= _.as_at,
    benchmark="LAC_LongStable%",
    note=(
        "A child placed for adoption after living with the same carers counts from the "
        "newer placement: the list does not say where the child lived before."
    ),
)

ASYLUM = Share(
    code="CL23",
    title="UASC looked after",
    meaning="Of the children in care, how many came to this country alone to seek asylum.",
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
    met=_.asylum == "yes",
    benchmark="Unacc_Asylmn_Seek_Childn%",
)

ASYLUM_OF_POPULATION = Rate(
    code="CL24",
    title="UASC per cent of child population (NTS threshold 0.1%)",
    meaning=(
        "Unaccompanied asylum-seeking children in our care, set against all children who live here."
    ),
    unit=Unit.PER_100,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=("C4C",),
    source="National Transfer Scheme threshold",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (_.asylum == "yes") & (age_at(_.as_at) < 18),
)

PERMANENCE = Share(
    code="CL25",
    title="Permanence plan recorded by second review (4 months)",
    meaning=(
        "Of the children in care for four months or more, how many have a plan for a lasting home."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("C4C",),
    source="Permanence plan expected by the second review; Ofsted 2023 priority",
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (months_after(_.start, 4) <= _.as_at),
    inside=("CL15",),
    met=_.permanence.notnull(),
    standard="By the second review, about 4 months into care",
)

SECTION_20_OVER_A_YEAR = Share(
    code="CL26",
    title="Looked after under section 20 (V2) over 12 months",
    meaning=(
        "Of the children in care by agreement with their parents (section 20), how many "
        "have been so for over a year."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT7",
    areas=("C4C",),
    source="Drift check",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (_.legal_status == "V2"),
    met=months_after(_.legal_start, 12) < _.as_at,
)

OFFICER_CONTACT = Share(
    code="CL27",
    title="IRO contact since last review (or last 6 months)",
    meaning=(
        "Of the children in care, how many their reviewing officer has been in touch with "
        "since the last review, or in the last six months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=(
        "C4C",
        "Safeguarding Unit",
    ),
    source="IRO oversight; local standard",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=(_.officer_contact > _.last_review).fill_null(False)
    | (months_after(_.officer_contact, 6) >= _.as_at),
    note="Before the first review only the last six months count.",
)

LEFT_BY_GUARDIANSHIP = Share(
    code="CL29",
    title="Left care through SGO",
    meaning="Of the children who left care, how many left to a special guardian.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT6",
    areas=("C4C",),
    source=(
        "DfE Children looked after statistics (SSDA903); National Framework dashboard "
        "(supported by family network)"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.end_reason.isin(GUARDIANSHIP),
    benchmark="LAC_ceased_SGO%",
)

LEFT_BY_ARRANGEMENTS = Share(
    code="CL30",
    title="Left care through child arrangements order",
    meaning="Of the children who left care, how many left under a child arrangements order.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT6",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.end_reason == "E41",
    benchmark="LAC_ceased_CAO%",
)

RETURNED_UNPLANNED = Share(
    code="CL31",
    title="Returned home not as part of the care plan",
    meaning="Of the children who left care, how many went home though that was not the plan.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=("C4C",),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.end_reason == "E4B",
    rare=True,
    benchmark="LAC_RetHome_Not_CarePlan_%",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    OPEN,
    RATE,
    STARTED_RATE,
    CEASED_RATE,
    RETURNED,
    THREE_PLACEMENTS,
    STABLE,
    ASYLUM,
    ASYLUM_OF_POPULATION,
    PERMANENCE,
    SECTION_20_OVER_A_YEAR,
    OFFICER_CONTACT,
    LEFT_BY_GUARDIANSHIP,
    LEFT_BY_ARRANGEMENTS,
    RETURNED_UNPLANNED,
)
