"""Adoption and adopters (Annex A lists 8, 10 and 11)."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.measure import (
    Average,
    Count,
    During,
    Indicator,
    Share,
    Standing,
    months_after,
    whole_months,
)
from goldenthread.performance.tables import adopter, adoption, care
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

FAMILIES: Final = adopter.mutate(
    family=ibis.coalesce(adopter.family, adopter.child),
    approved=ibis.coalesce(adopter.stage2_end, adopter.approval),
)
"""Adopters with the family they belong to, who are one of their own where none is given."""
MATCHED: Final = _.matched.notnull().any().over(group_by=["period", "family"])
"""Whether the family is matched: said of one of a couple, it holds for both."""

ADOPTED = Count(
    code="AD01",
    title="Children adopted in period",
    meaning="How many children were adopted.",
    unit=Unit.COUNT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=adoption,
    placed=During(on="adopted"),
    benchmark="No_of LAC Adopted",
)

ADOPTED_OF_LEAVERS = Share(
    code="AD02",
    title="Adopted as share of children leaving care",
    meaning="Of the children who left care, how many were adopted.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=care,
    placed=During(on="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.end_reason.isin(("E11", "E12")),
    benchmark="%_of LAC Adopted",
)

ENTRY_TO_PLACED = Average(
    code="AD03",
    title="A1: entering care to moving in with adoptive family",
    meaning=(
        "How long adopted children waited from coming into care to moving in with their new family."
    ),
    unit=Unit.DAYS,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source=(
        "DfE adoption scorecard A1; 3-year average; historic threshold 14 months (426 days) "
        "for 2013-16"
    ),
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_3_YEARS,),
    counts=adoption,
    placed=During(on="adopted"),
    value=_.placed.delta(_.care_start, unit="day"),
)

ORDER_TO_MATCH = Average(
    code="AD04",
    title="A2: placement order to match",
    meaning=(
        "How long adopted children waited from the placement order to being matched with a family."
    ),
    unit=Unit.DAYS,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source=(
        "DfE adoption scorecard A2 (LG Inform metric 912); historic threshold 4 months (121 "
        "days) for 2013-16"
    ),
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_3_YEARS,),
    counts=adoption,
    placed=During(on="adopted"),
    eligible=_.placement_order.notnull(),
    value=ibis.ifelse(
        _.matched < _.placement_order, 0, _.matched.delta(_.placement_order, unit="day")
    ),
)

WAITING = Count(
    code="AD06",
    title="Children waiting with a placement order not matched",
    meaning="How many children have a placement order and no match yet.",
    unit=Unit.COUNT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source="Scorecard A9/A14 family",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=adoption,
    placed=Standing(start="placement_order"),
    eligible=_.placement_order.notnull() & _.matched.isnull() & _.reversed.isnull(),
)

REVERSED = Share(
    code="AD07",
    title="Decisions reversed",
    meaning="Of the adoption decisions on the list, how many were reversed in the period.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Adoption",
        "C4C",
    ),
    source="Scorecard A5 family",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=adoption,
    placed=Standing(start="decision"),
    met=(_.reversed >= _.first).fill_null(False),
    rare=True,
    note=(
        "Of all decisions on list 10, which holds those of the last twelve months and those "
        "still open."
    ),
)

EARLY_PERMANENCE = Share(
    code="AD08",
    title="Early permanence placements (FFA / concurrent)",
    meaning="Of the children placed for adoption, how many were first fostered by their adopters.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=(
        "Adoption",
        "C4C",
    ),
    source="Dropped from the National Framework dashboard for lack of data",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=adoption,
    placed=Standing(start="placed"),
    eligible=_.placed.notnull(),
    met=_.early_placed.notnull(),
)

STAGE_1_IN_TIME = Share(
    code="AD09",
    title="Adopter Stage 1 within 2 months",
    meaning="Of the adopters who finished stage 1, how many did so within two months.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("Adoption",),
    source="Adoption statutory guidance two-stage timescales",
    basis=Basis.STATUTORY,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=adopter,
    placed=During(on="stage1_end"),
    met=months_after(_.stage1_start, 2) >= _.stage1_end,
    standard="2 months (adoption statutory guidance)",
)

STAGE_2_IN_TIME = Share(
    code="AD10",
    title="Adopter Stage 2 within 4 months",
    meaning="Of the adopters who finished stage 2, how many did so within four months.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("Adoption",),
    source="Adoption statutory guidance",
    basis=Basis.STATUTORY,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=adopter,
    placed=During(on="stage2_end"),
    met=months_after(_.stage2_start, 4) >= _.stage2_end,
    standard="4 months (adoption statutory guidance)",
)

FAMILIES_WAITING = Share(
    code="AD11",
    title="Approved adopters waiting 3+ months to be matched",
    meaning=(
        "Of the approved families not matched with a child, how many have waited three "
        "months or more."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    areas=("Adoption",),
    source="Scorecard A12",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=FAMILIES,
    placed=Standing(start="approved"),
    eligible=_.approved.notnull() & _.left.isnull() & ~MATCHED,
    each="family",
    met=(months_after(_.approved, 3) <= _.as_at).any(),
    note=(
        "A family counts once; approved is the end of stage 2, or the approval date of the "
        "older process."
    ),
)

DECISION_TO_MATCH = Average(
    code="AD12",
    title="Decision to match (national timing)",
    meaning=(
        "How long adopted children waited from the decision that they should be adopted to "
        "being matched."
    ),
    unit=Unit.MONTHS,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=("Adoption",),
    source="National Framework dashboard Outcome 4, England only (0 years 10 months in 2025)",
    basis=Basis.OFFICIAL,
    windows=(Window.YEAR_TO_DATE, Window.ROLLING_12_MONTHS),
    counts=adoption,
    placed=During(on="adopted"),
    value=whole_months(_.decision, _.matched),
    benchmark="Adoption_decision_to_match",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    ADOPTED,
    ADOPTED_OF_LEAVERS,
    ENTRY_TO_PLACED,
    ORDER_TO_MATCH,
    WAITING,
    REVERSED,
    EARLY_PERMANENCE,
    STAGE_1_IN_TIME,
    STAGE_2_IN_TIME,
    FAMILIES_WAITING,
    DECISION_TO_MATCH,
)
