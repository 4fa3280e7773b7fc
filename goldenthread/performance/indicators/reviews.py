"""Reviews, visits and first health assessments in time (Annex A lists 7 and 8).

A list has the date of the latest alone. What an earlier one in the period was, it does not say: so
these are read from how things stand, and each note says what that leaves out. Every one of them
needs the case system (`visit` and `review` of the Standard Safeguarding Dataset).
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.measure import (
    During,
    Indicator,
    Share,
    Standing,
    days_after,
    months_after,
)
from goldenthread.performance.tables import care, protection_plan, review
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

FIRST_REVIEW_WITHIN: Final = 20
"""Working days from coming into care: Care Planning Regulations 2010, regulation 33(1)."""
WEEK: Final = 7
HOME_WITHIN: Final = 28
"""Days between visits under an interim order at home, after the first review: r28(4)."""
VISIT_WITHIN: Final = 42
"""Days between visits: six weeks, r28(2)(b) and (c)(ii)."""
TO_LAST: Final = ("long-term fostering", "long-term residential placement")
"""Permanence plans of a placement that is meant to last until the child is 18: r28(2)(c)(i)."""

TOO_YOUNG: Final = "PN0"
"""The code of a child under 4."""
TOOK_PART: Final = ("PN1", "PN2", "PN3", "PN5", "PN6")
"""Spoke, or had somebody speak, or said it without words; there or through somebody."""

REVIEWED: Final = (_.last_review >= _.start).fill_null(False)
"""Whether a review was held since it began; no date means none."""
LATEST_IS_FIRST: Final = (_.last_review_wd - _.start_wd <= FIRST_REVIEW_WITHIN).fill_null(False)
"""Of a child in care: a review in the first 20 working days is the first, and the next is due in 3
months (regulation 33(2))."""
INTERIM_AT_HOME: Final = (_.legal_status.fill_null("") == "C1") & (
    _.placement.fill_null("") == "P1"
)
"""An interim care order, and the child lives with a parent: r28(4)."""
LASTS: Final = (
    (months_after(_.placement_start, 12) <= _.as_at) & _.permanence.fill_null("").isin(TO_LAST)
).fill_null(False)
"""A placement of more than a year that is meant to last until the child is 18: r28(2)(c)(i)."""
_VISITED: Final = _.last_visit >= _.placement_start
_NEXT_VISIT: Final = ibis.cases(
    (INTERIM_AT_HOME & ~REVIEWED, days_after(_.last_visit, WEEK)),
    (INTERIM_AT_HOME, days_after(_.last_visit, HOME_WITHIN)),
    (LASTS, months_after(_.last_visit, 3)),
    else_=days_after(_.last_visit, VISIT_WITHIN),
)

CONFERENCES = Share(
    code="CP09",
    title="Child protection reviews on time",
    meaning=(
        "Of the children on a plan for three months or more, how many had a review conference "
        "in the last six months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("FSP", "Safeguarding Unit"),
    source="DfE Children in need statistics (CIN census) table D6, as Annex A list 7 allows",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=protection_plan,
    placed=Standing(start="start", end="end"),
    eligible=months_after(_.start, 3) <= _.as_at,
    inside=("CP10",),
    met=REVIEWED & (months_after(_.last_review, 6) >= _.as_at).fill_null(False),
    standard="The first within 3 months, then every 6 months (Working Together 2023)",
    note=(
        "The list has the latest review only, so a late one before it is not seen: the published "
        "figure, where every review of the year must be in time, can only be lower. No date means "
        "that none was held yet."
    ),
    benchmark="RevCP",
)

REVIEWS = Share(
    code="CL15",
    title="Looked after reviews on time",
    meaning=(
        "Of the children in care for 20 working days or more, how many have had their latest "
        "review and are not yet due the next."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("C4C", "Safeguarding Unit"),
    source="Care Planning Regulations 2010, regulation 33",
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS & (_.as_at_wd - _.start_wd >= FIRST_REVIEW_WITHIN),
    met=REVIEWED
    & ibis.ifelse(
        LATEST_IS_FIRST,
        months_after(_.last_review, 3) >= _.as_at,
        months_after(_.last_review, 6) >= _.as_at,
    ).fill_null(False),
    standard="20 working days, then 3 months, then every 6 months",
    note=(
        "The list has the latest review only, so a late one before it is not seen. A review in the "
        "first 20 working days is the first, and the next is due in 3 months; after any later one "
        "it is 6. No date means that none was held yet."
    ),
)

VISITS = Share(
    code="CL16",
    title="Looked after statutory visits on time",
    meaning=(
        "Of the children in care, how many have been visited within the time the law allows for "
        "where they live."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=("C4C",),
    source="Care Planning Regulations 2010, regulation 28",
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care,
    placed=Standing(start="start", end="end"),
    eligible=NOT_SHORT_BREAKS,
    met=ibis.cases(
        (_VISITED, _.as_at <= _NEXT_VISIT),
        (days_after(_.placement_start, WEEK) >= _.as_at, True),
        (_.last_visit.notnull() & _.placement_start.notnull(), False),
    ),
    standard=(
        "In the first week of a placement; then every 6 weeks; every 3 months after a year where "
        "it is to last until 18; an interim order at home: each week until the first review, "
        "then every 4 weeks"
    ),
    note=(
        "The list has the last visit only. Carers who were approved for a time (regulation 24) are "
        "not told apart on it, nor parents before an assessment is done: their children are "
        "counted at six weeks, and the law asks for more."
    ),
)

FIRST_HEALTH = Share(
    code="CL18",
    title="Initial health assessment within 20 working days",
    meaning=(
        "Of the children who came into care and stayed for 20 working days, how many had their "
        "first health assessment within those 20 working days."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT4",
    areas=("C4C",),
    source="The health plan is to be ready for the first review, at 20 working days",
    basis=Basis.STATUTORY,
    windows=(Window.YEAR_TO_DATE, Window.ROLLING_12_MONTHS),
    counts=care,
    placed=During(on="start"),
    eligible=NOT_SHORT_BREAKS
    & (ibis.coalesce(_.end_wd, _.as_at_wd) - _.start_wd >= FIRST_REVIEW_WITHIN),
    met=ibis.cases(
        (_.health.isnull() | (_.health < _.start), False),
        (_.health_wd - _.start_wd <= FIRST_REVIEW_WITHIN, True),
        (months_after(_.start, 6) > _.health, False),
    ),
    standard="20 working days",
    settles=(
        "Who came late in a month has not been in care for 20 working days at its end, so each "
        "month by itself counts few: it has no usual range."
    ),
    note=(
        "The list has the latest assessment only. One six months or more after the child came may "
        "be the second: the child is then incomplete. No date means none yet. In the figure of one "
        "month are only those who came early in it, since the others have not been in care for 20 "
        "working days."
    ),
)


def _took_part(kind: str) -> dict[str, Any]:
    """What is said alike of reviews of either kind: how the child took part, as its code tells."""
    return {
        "unit": Unit.PERCENT,
        "asks": Asks.QUALITY,
        "better": Better.HIGHER,
        "thread": "GT4",
        "windows": (Window.ROLLING_6_MONTHS, Window.YEAR_TO_DATE, Window.ROLLING_12_MONTHS),
        "counts": review.filter((_.kind == kind) & _.took_part.notnull()),
        "placed": During(on="on"),
        "eligible": _.took_part != TOO_YOUNG,
        "met": _.took_part.isin(TOOK_PART),
    }


CHILD_IN_REVIEW = Share(
    code="CL28",
    title="Children taking part in their review",
    meaning=(
        "Of the reviews of children in care aged 4 and over, in how many the child spoke, or "
        "somebody said for them what they think."
    ),
    areas=("C4C", "Safeguarding Unit"),
    source="SSDA903 participation code (REVIEW_CODE): PN1, PN2, PN3, PN5 and PN6",
    basis=Basis.OFFICIAL,
    note=(
        "A child who is there and says nothing (PN4) did not take part, nor one who is neither "
        "there nor heard (PN7). Reviews whose code nobody gave are not counted: Annex A has none."
    ),
    **_took_part("care"),
)

CHILD_IN_CONFERENCE = Share(
    code="CP15",
    title="Child or parent took part in conference",
    meaning=(
        "Of the review conferences whose record says how the child took part, in how many the "
        "child spoke, or somebody said for them what they think."
    ),
    areas=("Safeguarding Unit",),
    source="Standard Safeguarding Dataset, cppr_cp_review_participation",
    basis=Basis.COMPOSED,
    note=(
        "The dataset has the child’s part alone: what a parent said is not on it. Children under 4 "
        "(PN0) are not counted."
    ),
    **_took_part("protection"),
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    CONFERENCES,
    REVIEWS,
    VISITS,
    FIRST_HEALTH,
    CHILD_IN_REVIEW,
    CHILD_IN_CONFERENCE,
)
