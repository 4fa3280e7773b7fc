"""Early help (Annex A list 2)."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.measure import (
    Also,
    Count,
    During,
    Indicator,
    Nearest,
    Rate,
    Share,
    Standing,
    months_after,
    tell_of,
)
from goldenthread.performance.tables import early_help, referral
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

OURS: Final = r"council|authority|early help|family hub|children's cent|children’s cent"
"""Words in the name of an organisation of the council itself, in lower case."""

_REFERRALS_TOLD: Final = tell_of(referral, _.end, on="on")

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

STEPPED_UP = Share(
    code="EH06",
    title="Early help cases stepped up to social care",
    meaning=(
        "Of the early help that ended between one and two years ago, how much was followed by a "
        "referral of the child in the twelve months after it."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT6",
    areas=("Early Help",),
    source="Annex A lists 2 and 3, joined by child and date",
    basis=Basis.COMPOSED,
    windows=(Window.ROLLING_12_MONTHS,),
    counts=early_help.mutate(judged=months_after(_.end, 12)),
    placed=During(on="judged", told_on="end", lag=12),
    also=Nearest(counts=referral, on="on", of="end"),
    met=ibis.cases(
        (_REFERRALS_TOLD & (_.nearest <= _.judged).fill_null(False), True),
        (_REFERRALS_TOLD, False),
    ),
    note=(
        "Early help is judged when the twelve months after its end are over: what ended later is "
        "not counted yet. A referral on the day of the end counts. Help whose end no list "
        "gave is not counted: list 2 may leave out what began more than six months before it. Why "
        "it ended is not asked, since the lists do not say it. A referral in a time of which no "
        "list tells is not seen. There is no figure before there are about two years of loads."
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
    STEPPED_UP,
    ALSO_REFERRED,
)
