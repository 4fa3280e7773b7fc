"""Child protection plans (Annex A list 7)."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.measure import (
    Count,
    During,
    Indicator,
    Mix,
    Nearest,
    Rate,
    Share,
    Standing,
    age_at,
    months_after,
    tell_of,
)
from goldenthread.performance.tables import protection_plan
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

VISIT_WITHIN: Final = 10
"""Working days between visits: local."""
SEEN_ALONE_FROM: Final = 4
"""Age in years from which a child is seen alone: local."""

AGAIN_WITHIN: Final = 24
"""Months from the end of a plan in which another is a repeat of it."""
_LISTS_REACH: Final = tell_of(protection_plan, _.start, back=AGAIN_WITHIN)
_TOLD: Final = tell_of(protection_plan, _.start, on="end", back=AGAIN_WITHIN)

OPEN = Count(
    code="CP01",
    title="Children on child protection plans at period end",
    meaning="How many children are on a child protection plan.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
        "Safeguarding Unit",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    benchmark="CPP_Num",
)

RATE = Rate(
    code="CP02",
    title="Rate of child protection plans per 10,000",
    meaning=(
        "Children on a child protection plan, set against the number of children who live here."
    ),
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    benchmark="CPP_rate",
)

STARTED_RATE = Rate(
    code="CP03",
    title="Plans started in period, rate per 10,000",
    meaning="Child protection plans that began, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=protection_plan,
    placed=During(on="start"),
    benchmark="CPP_Abuse_Rate",
)

AGAIN = Share(
    code="CP04",
    title="Second or subsequent plan (ever)",
    meaning="Of the plans that began, how many were for a child who had been on a plan before.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source=(
        "DfE Children in need statistics (CIN census) (regardless of how long ago); "
        "National Framework dashboard Outcome 2"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=protection_plan,
    placed=During(on="start"),
    met=_.previous_plans >= 1,
    benchmark="PrevRegCPR",
)

AGAIN_SOON = Share(
    code="CP05",
    title="Repeat plan within 2 years",
    meaning=(
        "Of the plans that began, how many were for a child whose earlier plan had ended in the "
        "two years before."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("FSP", "Safeguarding Unit"),
    source="Widely used locally; the department publishes second plans whenever the first was",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_12_MONTHS, Window.YEAR_TO_DATE),
    counts=protection_plan,
    placed=During(on="start"),
    also=Nearest(counts=protection_plan.filter(_.end > _.start), on="end", of="start", last=True),
    met=ibis.cases(
        (_TOLD & (months_after(_.nearest, AGAIN_WITHIN) >= _.start).fill_null(False), True),
        (_LISTS_REACH, False),
        (_TOLD & (_.nearest.notnull() | (_.previous_plans == 0)), False),
    ),
    note=(
        "From the plans that every load has told of. A plan that began less than two years after "
        "the first day of which list 7 tells is incomplete, whatever came before it: to count only "
        "those whose earlier plan we happen to know would show a rise that is none. Repeats within "
        "twelve months are among them, and not said apart."
    ),
)

OPEN_TWO_YEARS = Share(
    code="CP06",
    title="Plans open 2 years or more",
    meaning="Of the open plans, how many have lasted two years or more.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source=(
        "DfE Children in need statistics (CIN census) table D5; National Framework "
        "dashboard Outcome 2 (national and regional only)"
    ),
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    met=months_after(_.start, 24) <= _.as_at,
    benchmark="CPPlans2yrsActive",
)

ENDED_AFTER_TWO_YEARS = Share(
    code="CP07",
    title="Plans ending in period that lasted 2 years or more",
    meaning="Of the plans that ended, how many had lasted two years or more.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source=(
        "DfE Children in need statistics (CIN census) table D7; LAIT wording: more than 729 "
        "calendar days"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=protection_plan,
    placed=During(on="end"),
    met=_.end.delta(_.start, unit="day") + 1 > 729,
    benchmark="CPPlans2yrs",
)

ENDED_WITHIN_THREE_MONTHS = Share(
    code="CP08",
    title="Plans ending within 3 months",
    meaning="Of the plans that ended, how many had lasted three months or less.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source=(
        "DfE Children in need statistics (CIN census) table D8 (ended in first six months "
        "by duration)"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=protection_plan,
    placed=During(on="end"),
    met=months_after(_.start, 3) >= _.end,
    benchmark="D7_3_months_or_less",
)

VISITED = Share(
    code="CP10",
    title="Child protection visits on time",
    meaning=(
        "Of the children on a plan for more than 10 working days, how many were visited in "
        "the last 10 working days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=(
        "FSP",
        "CWD",
    ),
    source="Local standard. ChAT bands days since last visit",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    eligible=_.as_at_wd - _.start_wd > VISIT_WITHIN,
    met=_.as_at_wd - _.last_visit_wd <= VISIT_WITHIN,
    standard="10 working days, set locally; other councils use 15 or 20",
)

SEEN_ALONE = Share(
    code="CP11",
    title="Children seen alone at last child protection visit",
    meaning=(
        "Of the children aged 4 and over who were visited, how many were seen alone at the "
        "last visit."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=(
        "FSP",
        "CWD",
    ),
    source="Annex A list 7",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    eligible=_.last_visit.notnull() & (age_at(_.as_at) >= SEEN_ALONE_FROM),
    met=_.seen_alone == "yes",
    note="Aged 4 and over is our reading of “of age to be seen alone”.",
)

CATEGORY = Mix(
    code="CP12",
    title="Category of abuse",
    meaning="The kinds of harm that plans protect children from.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=(
        "FSP",
        "Safeguarding Unit",
    ),
    source="DfE Children in need statistics (CIN census) table D4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    by=_.category,
)

EMERGENCY = Share(
    code="CP13",
    title="Children subject to emergency protection or police protection",
    meaning=(
        "Of the children on the list, how many were under an emergency protection order or "
        "police protection in the last six months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="Annex A list 7",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=protection_plan,
    placed=Standing(start="start"),
    met=_.emergency == "yes",
)

WHERE_NEXT = Mix(
    code="CP14",
    title="Plans ended and stepped to CIN / care / closed",
    meaning="Where children go when their plan ends.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("FSP",),
    source="Where children go next; needs lists joined",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=protection_plan,
    placed=During(on="end"),
    by=_.next_status,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    OPEN,
    RATE,
    STARTED_RATE,
    AGAIN,
    AGAIN_SOON,
    OPEN_TWO_YEARS,
    ENDED_AFTER_TWO_YEARS,
    ENDED_WITHIN_THREE_MONTHS,
    VISITED,
    SEEN_ALONE,
    CATEGORY,
    EMERGENCY,
    WHERE_NEXT,
)
