"""Assessments (Annex A list 4)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Average, Count, During, Indicator, Share, Standing
from goldenthread.performance.tables import assessment
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

INDICATORS: Final[tuple[Indicator, ...]] = (
    COMPLETED,
    COMPLETED_IN_TIME,
    OPEN_TOO_LONG,
    CHILD_SEEN,
    NO_NEED,
    DURATION,
)
