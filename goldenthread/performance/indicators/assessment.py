"""Assessments (Annex A list 4), and the factors that they found (census of children in need)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, Final

from ibis import _
from ibis.common.deferred import Deferred

from goldenthread.performance.measure import (
    Average,
    Count,
    During,
    Indicator,
    Rate,
    Share,
    Standing,
)
from goldenthread.performance.tables import assessment, factors
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

COMPLETED = Count(
    code="AS01",
    title="Assessments completed",
    meaning="How many assessments were signed off.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("Duty & Assessment",),
    source="DfE Children in need statistics (CIN census) table C2",
    basis=Basis.OFFICIAL,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=assessment,
    placed=During(on="end"),
)

COMPLETED_IN_TIME = Share(
    code="AS02",
    title="Assessments completed within 45 working days",
    meaning="Of the assessments signed off, how many took 45 working days or fewer.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
        "CWD",
    ),
    source="DfE Children in need statistics (CIN census): duration of assessments in working days",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.ROLLING_12_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=assessment,
    placed=During(on="end"),
    met=_.end_wd - _.start_wd <= 45,
    standard="45 working days (Working Together)",
    benchmark="Continue_Assess_Comp",
)

OPEN_TOO_LONG = Share(
    code="AS03",
    title="Open assessments over 45 working days",
    meaning=(
        "Of the assessments not signed off yet, how many have been open for more than 45 "
        "working days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT7",
    areas=(
        "Duty & Assessment",
        "FSP",
        "CWD",
    ),
    source=(
        'Overdue open work. LAs asked for "overdue but not completed assessments" in D2I research'
    ),
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=assessment,
    placed=Standing(start="start", end="end"),
    met=_.as_at_wd - _.start_wd > 45,
)

CHILD_SEEN = Share(
    code="AS04",
    title="Children seen during assessment",
    meaning="Of the assessments signed off, in how many the child was seen.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=("Duty & Assessment",),
    source="Annex A list 4",
    basis=Basis.CHAT,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=assessment,
    placed=During(on="end"),
    met=_.seen == "yes",
)

NO_NEED = Share(
    code="AS05",
    title="Assessments ending with no further action (not in need)",
    meaning=(
        "Of the assessments signed off, how many found that the child does not need our support."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.NEUTRAL,
    thread="GT7",
    areas=("Duty & Assessment",),
    source=(
        "DfE Children in need statistics (CIN census) (referrals assessed and found not in "
        "need); planned National Framework pairing with re-progress in 6-12 months"
    ),
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=assessment,
    placed=During(on="end"),
    met=_.needs_support == "no",
    benchmark="Referrals_AssessedNotNeed",
)

DURATION = Average(
    code="AS06",
    title="Average assessment duration",
    meaning="How long assessments that were signed off took.",
    unit=Unit.WORKING_DAYS,
    asks=Asks.QUANTITY,
    better=Better.LOWER,
    thread="GT7",
    areas=("Duty & Assessment",),
    source="ChAT duration chart",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=assessment,
    placed=During(on="end"),
    value=_.end_wd - _.start_wd,
)


def _found(*codes: str) -> Deferred:
    """Whether the assessment found any of these factors (CIN census, `AssessmentFactors`)."""
    said: Deferred = reduce(or_, (_.found.contains(f";{code};") for code in codes))
    return said


_FACTORS: Final[dict[str, Any]] = {
    "unit": Unit.PER_10_000,
    "asks": Asks.OUTCOME,
    "better": Better.NEUTRAL,
    "thread": "GT7",
    "basis": Basis.OFFICIAL,
    "source": (
        "DfE Children in need statistics (CIN census) table C3; National Framework dashboard, "
        "outcome 2"
    ),
    "windows": (Window.YEAR_TO_DATE, Window.ROLLING_12_MONTHS),
    "counts": factors,
    "placed": During(on="on"),
    "note": (
        "The factors come with the case system’s dataset or with the census of children in need; "
        "Annex A has none."
    ),
}

OUTSIDE_HOME = Rate(
    code="AS07",
    title="Rate of assessment factors: harms outside the home",
    meaning=(
        "How many assessments found that a child goes missing or is exploited, trafficked or "
        "drawn in by a gang, for each 10,000 children."
    ),
    areas=("Duty & Assessment", "Complex Safeguarding"),
    eligible=_found("10A", "11A", "12A", "13A", "24A"),
    **_FACTORS,
)

ABUSE = Rate(
    code="AS08",
    title="Rate of assessment factors: abuse and neglect",
    meaning=(
        "How many assessments found domestic abuse, neglect, or emotional, physical or sexual "
        "abuse, for each 10,000 children."
    ),
    areas=("Duty & Assessment",),
    eligible=_found("3A", "3B", "3C", "16A", "17A", "18B", "18C", "19B", "19C"),
    **_FACTORS,
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    COMPLETED,
    COMPLETED_IN_TIME,
    OPEN_TOO_LONG,
    CHILD_SEEN,
    NO_NEED,
    DURATION,
    OUTSIDE_HOME,
    ABUSE,
)
