"""Children in need (Annex A list 6), and the caseload of workers."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import (
    Also,
    Count,
    During,
    Indicator,
    Lately,
    Mix,
    Rate,
    Share,
    Standing,
    days_after,
    months_after,
)
from goldenthread.performance.tables import care, need
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

MANY: Final = 3
"""Social workers of a child in a year."""
ON_PLAN: Final = _.status == "child in need plan"
NOBODY: Final = (
    r"^(duty|unallocated|not allocated|no worker|allocation|tray|team|tbc|vacant|vacancy)([^a-z]|$)"
)
"""Names that stand for nobody, in lower case: whole words, since people are called Traynor."""
OF_NOBODY: Final = _.worker.lower().re_search(NOBODY)
CASELOAD_CEILING: Final = 20
"""Children a worker may hold: local."""

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
        Window.YEAR_TO_DATE,
    ),
    counts=need,
    placed=During(on="end"),
    met=months_after(_.start, 3) > _.end,
    benchmark="CINCease3months",
)

NO_WORKER = Share(
    code="CN09",
    title="Children in need with no allocated worker",
    meaning="Of the children we work with, how many have no worker of their own.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT3",
    areas=(
        "Duty & Assessment",
        "FSP",
        "CWD",
        "C4C",
    ),
    source="Data completeness and safety check",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    met=_.worker.isnull() | OF_NOBODY,
)

ABOVE_CEILING = Share(
    code="WF06",
    title="Social workers above caseload ceiling",
    meaning="Of the workers who hold cases, how many hold more than the ceiling set here.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT3",
    areas=(
        "Workforce",
        "Duty & Assessment",
        "FSP",
        "CWD",
        "C4C",
    ),
    source="Local ceiling; Ofsted 2023 noted high caseloads for a number of workers and PAs",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Standing(start="start", end="end"),
    eligible=_.worker.notnull() & ~OF_NOBODY,
    each="worker",
    met=_.child.nunique() > CASELOAD_CEILING,
    note="The ceiling is local: 20 children here. A name that stands for nobody is no worker.",
)

MANY_WORKERS = Share(
    code="CL32",
    title="Three or more social workers in 12 months",
    meaning="Of the children in care, how many had three or more social workers in a year.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT5",
    areas=("C4C", "Workforce"),
    source="DfE Stability measures for children looked after, as the lists allow",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Lately(start="start", end="end", months=12),
    also=Also(counts=care, placed=Standing(start="start", end="end")),
    eligible=_.also & _.worker.notnull() & ~OF_NOBODY,
    each="child",
    met=_.worker.nunique() >= MANY,
    benchmark="Stability_SocialWorker",
    note=(
        "From the worker that each load names on list 6, also before the child came into care. Of "
        "several changes between two loads one is seen. There is no figure before there is a year "
        "of loads. A name that is written otherwise counts as another worker."
    ),
)

CHANGING_WORKERS = Share(
    code="WF09",
    title="Three or more social workers in 6 months",
    meaning=(
        "Of the children in need, on a plan or in care, how many had three or more social workers "
        "in six months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT3",
    areas=("Workforce", "Duty & Assessment", "FSP", "CWD", "C4C"),
    source="Framework 3.2: a stable relationship with the worker; the lists of each month",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=need,
    placed=Lately(start="start", end="end", months=6),
    eligible=_.worker.notnull() & ~OF_NOBODY,
    each="child",
    met=_.worker.nunique() >= MANY,
    note=(
        "From the worker that each load names on list 6: one from assessment to plan is a change "
        "that is meant. Of several changes between two loads one is seen. There is no figure "
        "before there are six months of loads."
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
    NO_WORKER,
    ABOVE_CEILING,
    MANY_WORKERS,
    CHANGING_WORKERS,
)
