"""Who works with children: nobody, too many children for one, too many workers for a child."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Also, Indicator, Lately, Share, Standing
from goldenthread.performance.tables import care, need
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

MANY: Final = 3
"""Social workers of a child from which there are too many."""
NOBODY: Final = (
    r"^(duty|unallocated|not allocated|no worker|allocation|tray|team|tbc|vacant|vacancy)([^a-z]|$)"
)
"""Names that stand for nobody, in lower case: whole words, since people are called Traynor."""
OF_NOBODY: Final = _.worker.lower().re_search(NOBODY)
CASELOAD_CEILING: Final = 20
"""Children a worker may hold: local."""
CASES: Final = "CN01"
"""By worker, how many children each holds: what stands behind a figure that counts workers."""

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
        "Of the children we work with on the day, how many had three or more social workers in "
        "the six months before."
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
    also=Also(counts=need, placed=Standing(start="start", end="end")),
    eligible=_.also & _.worker.notnull() & ~OF_NOBODY,
    each="child",
    met=_.worker.nunique() >= MANY,
    note=(
        "From the worker that each load names on list 6: one from assessment to plan is a change "
        "that is meant. Of several changes between two loads one is seen. There is no figure "
        "before there are six months of loads."
    ),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    NO_WORKER,
    ABOVE_CEILING,
    MANY_WORKERS,
    CHANGING_WORKERS,
)
