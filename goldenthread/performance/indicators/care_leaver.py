"""Care leavers (Annex A list 9)."""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from goldenthread.performance.measure import (
    Count,
    Indicator,
    Share,
    Standing,
    age_at,
    months_after,
    tell_of,
)
from goldenthread.performance.tables import care, care_leaver
from goldenthread.performance.vocabulary import Asks, Basis, Better, Unit, Window

FORMER: Final = _.eligibility == "former relevant child"
LEFT_CARE: Final = _.eligibility.isin(("relevant child", "former relevant child"))
WITH_A_PLAN: Final = ("eligible child", "relevant child", "former relevant child")
GONE: Final = _.in_touch.fill_null("").isin(("died", "rhom"))
"""Died, or returned home for six months or more: DfE leaves them out."""
NOT_IN_TOUCH: Final = _.in_touch.fill_null("").isin(("no", "refu", "nreq"))
HOME_KNOWN: Final = (
    ~GONE
    & ~_.accommodation.fill_null("").isin(("G", "H", "R"))
    & ~(_.accommodation.isnull() & NOT_IN_TOUCH)
)
"""Not abroad, deported or of unknown residence."""
EDUCATION_OR_WORK: Final = ("F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5")
"""Both generations of codes: F3 and P3 before 2022, F4, F5, P4 and P5 since."""

_CARE_TOLD: Final = tell_of(care, _.as_at, on="end", back=36)
"""Whether lists tell of the care that the oldest of 20 left on their 18th birthday."""


def aged(youngest: int, oldest: int) -> Any:
    """Between these ages at the as-at date, both included."""
    return age_at(_.as_at).between(youngest, oldest)


def doing(*activities: str) -> Any:
    """Whether the activity is among these; blank and not in touch is none of them."""
    said = ibis.ifelse(NOT_IN_TOUCH, _.activity.fill_null(""), _.activity)
    return said.isin(activities)


RECEIVING = Count(
    code="CV01",
    title="Care leavers receiving a service",
    meaning="How many young people we work with as care leavers.",
    unit=Unit.COUNT,
    asks=Asks.QUANTITY,
    better=Better.NEUTRAL,
    thread="GT5",
    areas=("Step Ahead",),
    source="Annex A list 9 by eligibility",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
)

IN_TOUCH = Share(
    code="CV02",
    title="In touch with care leavers aged 19-21",
    meaning="Of the care leavers aged 19 to 21, how many we are in touch with.",
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source='DfE Children looked after statistics (SSDA903) (DfE publishes "not in touch")',
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=FORMER & aged(19, 21) & ~GONE,
    inside=("CV09",),
    met=_.in_touch == "yes",
    benchmark="CareLeavers_LA_NotInTouch",
)

SUITABLE = Share(
    code="CV03",
    title="Care leavers 19-21 in suitable accommodation",
    meaning=(
        "Of the care leavers aged 19 to 21 whose home we know, how many live somewhere suitable."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=FORMER & aged(19, 21) & HOME_KNOWN,
    met=_.suitable == "suitable",
    benchmark="CareLeaverAcc",
    note=(
        "Not in touch and no accommodation given: where they live is not known, so they do "
        "not count."
    ),
)

SUITABLE_17_18 = Share(
    code="CV04",
    title="Care leavers 17-18 in suitable accommodation",
    meaning=(
        "Of the care leavers aged 17 and 18 whose home we know, how many live somewhere suitable."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=LEFT_CARE & aged(17, 18) & HOME_KNOWN,
    inside=("CV09",),
    met=_.suitable == "suitable",
    note="Relevant and former relevant: a young person of 17 cannot be former relevant.",
)

IN_EDUCATION_OR_WORK = Share(
    code="CV05",
    title="Care leavers 19-21 in education, employment or training",
    meaning="Of the care leavers aged 19 to 21, how many are in education, employment or training.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard Outcome 4",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=FORMER & aged(19, 21) & ~GONE,
    inside=("CV09",),
    met=doing(*EDUCATION_OR_WORK),
    benchmark="CareLeaverEET",
    note=(
        "Not in touch and no activity given counts as not in education, employment or "
        "training, as DfE counts."
    ),
)

IN_EDUCATION_OR_WORK_17_18 = Share(
    code="CV06",
    title="Care leavers 17-18 in EET",
    meaning=(
        "Of the care leavers aged 17 and 18, how many are in education, employment or training."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903); National Framework dashboard",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=LEFT_CARE & aged(17, 18) & ~GONE,
    inside=("CV09",),
    met=doing(*EDUCATION_OR_WORK),
    note="Relevant and former relevant: a young person of 17 cannot be former relevant.",
)

NOT_IN_EDUCATION_OR_WORK = Share(
    code="CV07",
    title="Care leavers NEET 19-21 (and NEET excluding illness or parenting)",
    meaning=(
        "Of the care leavers aged 19 to 21, how many are not in education, employment or training."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=FORMER & aged(19, 21) & ~GONE,
    inside=("CV09",),
    met=doing("G4", "G5", "G6"),
    benchmark="CareLeaversNEET",
)

HIGHER_EDUCATION = Share(
    code="CV08",
    title="Care leavers in higher education",
    meaning="Of the care leavers aged 19 to 21, how many are in higher education.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source="DfE Children looked after statistics (SSDA903)",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=FORMER & aged(19, 21) & ~GONE,
    inside=("CV09",),
    met=doing("F1", "P1"),
    benchmark="LAC_19_HE",
)

PLAN_REVIEWED = Share(
    code="CV09",
    title="Pathway plan reviewed in the last 6 months",
    meaning=(
        "Of the young people with a pathway plan, how many had it reviewed in the last six months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT7",
    areas=("Step Ahead",),
    source="Care leavers guidance: at least every six months, and 28 days after a move",
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=_.eligibility.isin(WITH_A_PLAN),
    met=months_after(_.plan_review, 6) >= _.as_at,
    standard="At least every 6 months (leaving care guidance)",
    note="A plan is due for eligible, relevant and former relevant young people.",
)

CONTACTED = Share(
    code="CV10",
    title="Contact in the last 8 weeks",
    meaning=(
        "Of the young people we work with as care leavers, how many we were in contact with "
        "in the last two months."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead",),
    source=(
        "Transitions guidance: PA to visit at no less than 2-monthly intervals after a "
        "move; see within 7 days of a move"
    ),
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    met=months_after(_.last_contact, 2) >= _.as_at,
    standard="Every 2 months (leaving care guidance)",
)

ADVISER = Share(
    code="CV11",
    title="Personal adviser allocated by 16 and a half / at eligibility",
    meaning=(
        "Of the young people who will have a right to leaving care services, how many have "
        "a personal adviser."
    ),
    unit=Unit.PERCENT,
    asks=Asks.QUANTITY,
    better=Better.HIGHER,
    thread="GT5",
    areas=(
        "Step Ahead",
        "C4C",
    ),
    source="Duty to appoint a personal adviser",
    basis=Basis.STATUTORY,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=_.eligibility == "eligible child",
    inside=("CV09",),
    met=_.adviser.notnull(),
)

NO_SAFE_HOME = Count(
    code="CV12",
    title="Homeless, no fixed abode, B&B or emergency accommodation",
    meaning=(
        "How many care leavers are homeless or in bed and breakfast or emergency accommodation."
    ),
    unit=Unit.COUNT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    areas=("Step Ahead",),
    source="Alert list",
    basis=Basis.COMPOSED,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    eligible=_.accommodation.fill_null("").isin(("S", "V", "W")),
    standard="None at all",
)

STAYING_PUT = Share(
    code="CV13",
    title="Staying put with former foster carer at 18",
    meaning=(
        "Of the care leavers aged 18 to 20 who were fostered on their 18th birthday, how many live "
        "with their former foster carers."
    ),
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.HIGHER,
    thread="GT5",
    areas=("Step Ahead", "Fostering"),
    source="DfE Children looked after statistics (SSDA903), table OC3",
    basis=Basis.OFFICIAL,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    inside=("CV09",),
    eligible=FORMER
    & aged(18, 20)
    & ~GONE
    & ibis.cases(
        (_CARE_TOLD & (_.fostered == "yes"), True), (_CARE_TOLD & (_.fostered == "no"), False)
    ),
    met=ibis.ifelse(NOT_IN_TOUCH, _.accommodation.fill_null(""), _.accommodation) == "Z",
    benchmark="StayingPut",
    note=(
        "Whether they were fostered on that day is taken from what list 8 said last of their time "
        "in care. The oldest left it nearly three years ago: until our lists reach back as far, "
        "everybody is incomplete, since the younger, who stay more often, would be counted alone. "
        "The published figure is of the time around each birthday; this is of the day."
    ),
)

IN_CUSTODY = Share(
    code="CV14",
    title="Care leavers in custody",
    meaning="Of the care leavers, how many are in custody.",
    unit=Unit.PERCENT,
    asks=Asks.OUTCOME,
    better=Better.LOWER,
    thread="GT5",
    areas=(
        "Step Ahead",
        "YJ",
    ),
    source="SSDA903 accommodation code",
    basis=Basis.CHAT,
    windows=(Window.SNAPSHOT,),
    counts=care_leaver,
    placed=Standing(),
    met=ibis.ifelse(NOT_IN_TOUCH, _.accommodation.fill_null(""), _.accommodation) == "X",
)

INDICATORS: Final[tuple[Indicator, ...]] = (
    RECEIVING,
    IN_TOUCH,
    SUITABLE,
    SUITABLE_17_18,
    IN_EDUCATION_OR_WORK,
    IN_EDUCATION_OR_WORK_17_18,
    NOT_IN_EDUCATION_OR_WORK,
    HIGHER_EDUCATION,
    PLAN_REVIEWED,
    CONTACTED,
    ADVISER,
    NO_SAFE_HOME,
    STAYING_PUT,
    IN_CUSTODY,
)
