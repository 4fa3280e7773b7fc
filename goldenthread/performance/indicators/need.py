"""Children in need (Annex A list 6)."""

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
    days_after,
    months_after,
    tell_of,
)
from goldenthread.performance.tables import need, referral
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

ON_PLAN: Final = _.status == "child in need plan"
_REFERRALS_TOLD: Final = tell_of(referral, _.after, on="on")

OPEN = Count(
    code="CN01",
    title="Children in need at period end",
    meaning=(
        "How many children we work with: in need, on a protection plan, in care or being assessed."
    ),
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
        "Duty & Assessment",
    ),
    source="DfE Children in need statistics (CIN census) (includes CP and looked after)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
)

RATE = Rate(
    code="CN02",
    title="Rate of children in need per 10,000",
    meaning="Children we work with, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
        "Duty & Assessment",
    ),
    source="DfE Children in need statistics (CIN census); National Framework dashboard Outcome 1",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    benchmark="CIN",
)

ON_A_PLAN = Count(
    code="CN03",
    title="Children on a child in need plan",
    meaning="How many children have a child in need plan.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
    ),
    source="Case status hierarchy",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    eligible=ON_PLAN,
)

OPEN_TWO_YEARS = Share(
    code="CN04",
    title="CIN open 2 years or more",
    meaning="Of the children we work with, how many we have worked with for two years or more.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
    ),
    source="DfE Children in need statistics (CIN census) duration of open episodes",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    met=months_after(_.start, 24) <= _.as_at,
    benchmark="CINTime2more",
)

SEEN = Share(
    code="CN05",
    title="CIN plan children seen in the last 4 weeks (local standard)",
    meaning=(
        "Of the children with a child in need plan for more than 28 days, how many were "
        "seen in the last 28 days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=(
        "FSP",
        "CWD",
    ),
    source="Local practice standard; no national timescale for CIN visits",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    eligible=ON_PLAN & (days_after(_.start, 28) < _.as_at),
    met=days_after(_.last_seen, 28) >= _.as_at,
    standard="4 weeks, set locally",
    note="What falls due is counted by 20 working days: 4 weeks, and longer over a bank holiday or "
    "from a weekend.",
)

PRIMARY_NEED = Mix(
    code="CN06",
    title="Primary need at referral",
    meaning="Why we work with children: the main need.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=(
        "Duty & Assessment",
        "FSP",
        "CWD",
    ),
    source="DfE Children in need statistics (CIN census)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    by=_.primary_need,
)

CLOSED_BY_REASON = Mix(
    code="CN07",
    title="CIN closures by reason",
    meaning="Why work with children ended.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "FSP",
        "CWD",
    ),
    source="DfE Children in need statistics (CIN census) table B6",
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=need,
    placed=During(on="end"),
    by=_.end_reason,
)

CLOSED_WITHIN_THREE_MONTHS = Share(
    code="CN08",
    title="CIN episodes closed within 3 months",
    meaning=(
        "Of the children we stopped working with, how many we had worked with for less than "
        "three months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
    ),
    source="DfE Children in need statistics (CIN census) table B5",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=need,
    placed=During(on="end"),
    met=months_after(_.start, 3) > _.end,
    benchmark="CINCease3months",
)

REFERRED_AGAIN = Share(
    code="CN10",
    title="Step down then re-refer within 12 months",
    meaning=(
        "Of the work with children that ended between one and two years ago, after how much the "
        "child was referred again in the twelve months that followed."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("FSP",),
    source="Annex A lists 6 and 3, joined by child and date; Ofsted 2018 and 2023 on early closure",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=need.mutate(judged=months_after(_.end, 12), after=days_after(_.end, 1)),
    placed=During(on="judged", told_on="end", lag=12),
    also=Nearest(counts=referral, on="on", of="after"),
    met=ibis.cases(
        (_REFERRALS_TOLD & (_.nearest <= _.judged).fill_null(False), True),
        (_REFERRALS_TOLD, False),
    ),
    note=(
        "Work is judged when the twelve months after its end are over: what ended later is not "
        "counted yet. Every end on list 6 counts, whatever its reason. A referral on the day of "
        "the end is the one that work began with, or belongs to it: only a later one counts. A "
        "referral in a time of which no list tells is not seen. There is no figure before lists "
        "tell of those ends: a year and a half of loads."
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    OPEN,
    RATE,
    ON_A_PLAN,
    OPEN_TWO_YEARS,
    SEEN,
    PRIMARY_NEED,
    CLOSED_BY_REASON,
    CLOSED_WITHIN_THREE_MONTHS,
    REFERRED_AGAIN,
)
