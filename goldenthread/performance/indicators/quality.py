"""Audits, what followed from them, and concerns: from what this service itself records."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from goldenthread.performance.measure import During, Indicator, Share
from goldenthread.performance.tables import action, audit, concern
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

_AREAS = ("Safeguarding Unit",)
_YEAR = (Window.ROLLING_12_MONTHS,)
_GOOD: Final = 3
"""The rank of Good: Outstanding is 4, Inadequate 1."""

AUDITS_DONE = Share(
    code="QA01",
    title="Full case audits completed against plan",
    meaning="Of the audits that were due, how many had been handed in.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 3: two cycles at once, an audit every two months from each auditor",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="due"),
    met=_.submitted.notnull(),
    note="Counted by the day an audit was due, over twelve months; broken down by cycle as well.",
)

GOOD_OR_BETTER = Share(
    code="QA02",
    title="Audits graded good or outstanding",
    meaning="Of the audits that were moderated, how many are Good or Outstanding after it.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 2.4: the inspectorate’s four grades",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="moderated"),
    met=_.stands_rank >= _GOOD,
)

DOWNGRADED = Share(
    code="QA03",
    title="Audits downgraded at moderation",
    meaning=(
        "Of the audits that were moderated, how many ended below the grade that the auditor "
        "first gave."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.LOWER,
    thread="GT3",
    areas=_AREAS,
    source="Ofsted, inspection of 2023: audits over-optimistic, a high proportion downgraded",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="moderated"),
    met=_.stands_rank < _.first_rank,
)

ACTIONS_IN_TIME = Share(
    code="QA04",
    title="Audit actions done by their date",
    meaning=(
        "Of the actions from audits that were due, how many were reported complete by then and "
        "verified by somebody else."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 3.1: remedial actions are SMART and tracked by the QA team",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=action,
    placed=During(on="due"),
    met=ibis.cases(
        (_.reported.isnull() | (_.reported > _.due), False),
        (_.verified.notnull(), True),
    ),
    note="Reported in time and not verified yet is incomplete: nobody has looked.",
)

AUDITED_AGAIN = Share(
    code="QA05",
    title="Inadequate audits re-audited within 3 months",
    meaning=(
        "Of the inadequate audits whose three months ended, how many had been audited again by "
        "then."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 3.1: an inadequate case is audited again within three months",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="again_by"),
    met=(_.again <= _.again_by).fill_null(False),
    standard="3 months",
)

HEARD = Share(
    code="QA06",
    title="Audits with child or family feedback",
    meaning="Of the audits that were handed in, how many hold what the child or family said.",
    unit=Unit.PERCENT,
    asks=Asks.QUALITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=_AREAS,
    source="Framework 2.4, point 7",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="submitted"),
    met=_.heard,
)

BETTER_AGAIN = Share(
    code="QA07",
    title="Improvement at re-audit",
    meaning="Of the repeat audits that were moderated, how many found a better grade.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 3.1: whether closing the loop made a difference",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=audit,
    placed=During(on="moderated"),
    eligible=_.before_rank.notnull(),
    met=_.stands_rank > _.before_rank,
)

ACKNOWLEDGED = Share(
    code="QA10",
    title="Concerns acknowledged within an hour",
    meaning=(
        "Of the dangers to a child that somebody raised, how many the Head of Service had "
        "acknowledged within 60 minutes."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT3",
    areas=_AREAS,
    source="Framework 3.1: a danger to a child reaches the Head of Service at once",
    basis=Basis.COMPOSED,
    windows=_YEAR,
    counts=concern,
    placed=During(on="raised"),
    met=_.acknowledged_in_time,
    standard="60 minutes, a local number",
    note="A code of our own: the catalogue has no measure of it.",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    AUDITS_DONE,
    GOOD_OR_BETTER,
    DOWNGRADED,
    ACTIONS_IN_TIME,
    AUDITED_AGAIN,
    HEARD,
    BETTER_AGAIN,
    ACKNOWLEDGED,
)
