"""Children missing from care (Annex A list 8)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.measure import Average, Indicator, Share, Standing
from goldenthread.performance.tables import care
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

MISSING = Share(
    code="XS04",
    title="Looked after children with a missing episode",
    meaning=(
        "Of the children in care, how many were missing at least once in the last twelve months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT4",
    areas=(
        "Complex Safeguarding",
        "C4C",
    ),
    source="DfE Children looked after statistics (SSDA903) (children missing during the year)",
    basis=Basis.OFFICIAL,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=_.missing >= 1,
    benchmark="Children_missing",
)

MISSING_EPISODES = Average(
    code="XS05",
    title="Missing episodes per missing child",
    meaning="How often children in care who were missing were missing.",
    unit=Unit.AVERAGE,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT4",
    areas=(
        "Complex Safeguarding",
        "C4C",
    ),
    source="ChAT bands",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (_.missing >= 1),
    value=_.missing,
)

INTERVIEW_OFFERED = Share(
    code="XS06",
    title="Return home interviews offered",
    meaning=(
        "Of the children who were missing, how many were offered a return interview after "
        "the last time."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=(
        "Complex Safeguarding",
        "C4C",
    ),
    source="Last episode only",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start"),
    eligible=NOT_SHORT_BREAKS & (_.missing >= 1),
    met=_.interview_offered == "yes",
)

INTERVIEW_ACCEPTED = Share(
    code="XS07",
    title="Return home interviews accepted",
    meaning="Of the children offered a return interview, how many took it.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=(
        "Complex Safeguarding",
        "C4C",
    ),
    source="Last episode only",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start"),
    eligible=NOT_SHORT_BREAKS & (_.interview_offered.fill_null("no") == "yes"),
    met=_.interview_accepted == "yes",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    MISSING,
    MISSING_EPISODES,
    INTERVIEW_OFFERED,
    INTERVIEW_ACCEPTED,
)
