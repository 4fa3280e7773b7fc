"""Early help (Annex A list 2)."""

from __future__ import annotations

from typing import Final

from ibis import _

from goldenthread.performance.measure import Also, Count, During, Indicator, Rate, Share, Standing
from goldenthread.performance.tables import early_help, referral
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

OURS: Final = r"council|authority|early help|family hub|children's cent|children’s cent"
"""Words in the name of an organisation of the council itself, in lower case."""

STARTED = Count(
    code="EH01",
    title="Early help assessments started",
    meaning="How many early help assessments began.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT1",
    areas=("Early Help",),
    source="Annex A list 2 cohort as agreed locally",
    basis=Basis.CHAT,
    windows=(
        Window.MONTH,
        Window.ROLLING_6_MONTHS,
        Window.YEAR_TO_DATE,
    ),
    counts=early_help,
    placed=During(on="start"),
)

RATE = Rate(
    code="EH02",
    title="Early help assessments per 10,000",
    meaning="Early help assessments completed, set against the number of children who live here.",
    unit=Unit.PER_10_000,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT1",
    areas=("Early Help",),
    source="ADCS Safeguarding Pressures measure",
    basis=Basis.OFFICIAL,
    windows=(
        Window.ROLLING_12_MONTHS,
        Window.ROLLING_6_MONTHS,
    ),
    counts=early_help,
    placed=During(on="end"),
)

OPEN = Count(
    code="EH03",
    title="Children open to early help",
    meaning="How many children have early help now.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT1",
    areas=("Early Help",),
    source="Open at extract date",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=early_help,
    placed=Standing(start="start", end="end"),
    each="child",
)

LED_BY_PARTNERS = Share(
    code="EH05",
    title="Early help led by partners",
    meaning=(
        "Of the early help on the list, how much is led by a school, a health visitor or "
        "another partner."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT1",
    areas=("Early Help",),
    source=(
        "Lead-professional mix; Ofsted 2023 said partners lack confidence as lead "
        "professional in Rochdale"
    ),
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=early_help,
    placed=Standing(start="start"),
    met=~_.organisation.lower().re_search(OURS),
    note=(
        "Led by us: the council, its early help service or a family hub; every other "
        "organisation is a partner."
    ),
)

ALSO_REFERRED = Share(
    code="EH07",
    title="Early help cases also on the referral list",
    meaning="Of the children on the early help list, how many are on the referral list too.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.NEUTRAL,
    thread="GT6",
    areas=("Early Help",),
    source="ChAT shows this as a donut",
    basis=Basis.CHAT,
    windows=(Window.ROLLING_6_MONTHS,),
    counts=early_help,
    placed=Standing(start="start"),
    each="child",
    also=Also(counts=referral, placed=Standing(start="on")),
    met=_.also.any(),
    note="Both lists as they stand: each reaches back six months.",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    STARTED,
    RATE,
    OPEN,
    LED_BY_PARTNERS,
    ALSO_REFERRED,
)
