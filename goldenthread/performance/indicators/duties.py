"""What falls due for a child again and again: visits, assessments, conferences and reviews (PER-4).

Each has the clock of the practice standard it names. They are for the child's own worker and chair:
what to do next, and for whom first. `lines.py` has the limits that no child should be past.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import ibis
from ibis import _
from ibis.common.deferred import Deferred

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.indicators.care_leaver import WITH_A_PLAN
from goldenthread.performance.indicators.lines import HardLine
from goldenthread.performance.indicators.need import ON_PLAN
from goldenthread.performance.indicators.reviews import (
    INTERIM_AT_HOME,
    LASTS,
    LATEST_IS_FIRST,
    REVIEWED,
)
from goldenthread.performance.indicators.section_47 import WAITS_FOR_CONFERENCE
from goldenthread.performance.measure import Standing
from goldenthread.performance.tables import (
    assessment,
    care,
    care_leaver,
    need,
    protection_plan,
    section_47,
)
from goldenthread.standards.vocabulary import Clock, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(HardLine):
    """Something that is due for a child by a day, and is overdue after it.

    `title` is what is to be done; `do` says it to the worker.
    """

    @property
    def within(self) -> str:
        """Its clock in words: 10 working days, 1 week."""
        unit = self.clock.unit.label.lower()
        return f"{self.clock.limit} {unit.removesuffix('s') if self.clock.limit == 1 else unit}"


_OPEN: Final = Standing(start="start", end="end")
_VISITED: Final = (_.last_visit >= ibis.coalesce(_.placement_start, _.start)).fill_null(False)
_VISIT: Final = "Visit the child, and record what they say"
_ALWAYS: Final = ibis.literal(value=True)


def _last(day: Deferred) -> Deferred:
    """The last of its kind since it began; where there was none, the day it began."""
    return ibis.ifelse(day.isnull() | (day < _.start), _.start, day)


DUTIES: Final[dict[str, Duty]] = {
    duty.code: duty
    for duty in (
        Duty(
            code="DU1",
            title="Visit under the protection plan",
            standard="CP-11",
            source="The local standard of 10 working days",
            clock=Clock(limit=10, unit=Unit.WORKING_DAYS),
            do="See the child, alone where that is right",
            counts=protection_plan,
            placed=_OPEN,
            waits=_ALWAYS,
            since=_last(_.last_visit),
        ),
        Duty(
            code="DU2",
            title="Visit to a child in need",
            standard="CN-03",
            source="The local standard of 20 working days",
            clock=Clock(limit=20, unit=Unit.WORKING_DAYS),
            do="See the child",
            counts=need,
            placed=_OPEN,
            waits=ON_PLAN,
            since=_last(_.last_seen),
        ),
        Duty(
            code="DU3",
            title="Visit to a child in care",
            standard="CL-05",
            source="Care Planning Regulations 2010, regulation 28: every 6 weeks",
            clock=Clock(limit=6, unit=Unit.WEEKS),
            do=_VISIT,
            counts=care,
            placed=_OPEN,
            waits=_VISITED & ~INTERIM_AT_HOME & ~LASTS & NOT_SHORT_BREAKS,
            since=_.last_visit,
        ),
        Duty(
            code="DU11",
            title="Visit to a child in care, in a placement that is to last",
            standard="CL-06",
            source="Care Planning Regulations 2010, regulation 28: every 3 months after a year",
            clock=Clock(limit=3, unit=Unit.MONTHS),
            do=_VISIT,
            counts=care,
            placed=_OPEN,
            waits=_VISITED & ~INTERIM_AT_HOME & LASTS & NOT_SHORT_BREAKS,
            since=_.last_visit,
        ),
        Duty(
            code="DU12",
            title="Visit to a child in a new placement",
            standard="CL-03",
            source="Care Planning Regulations 2010, regulation 28: in the first week",
            clock=Clock(limit=1, unit=Unit.WEEKS),
            do=_VISIT,
            counts=care,
            placed=_OPEN,
            waits=~_VISITED & NOT_SHORT_BREAKS,
            since=ibis.coalesce(_.placement_start, _.start),
        ),
        Duty(
            code="DU13",
            title="Visit to a child at home under an interim order, before the first review",
            standard="CL-08",
            source="Care Planning Regulations 2010, regulation 28: each week",
            clock=Clock(limit=1, unit=Unit.WEEKS),
            do=_VISIT,
            counts=care,
            placed=_OPEN,
            waits=_VISITED & INTERIM_AT_HOME & ~REVIEWED,
            since=_.last_visit,
        ),
        Duty(
            code="DU14",
            title="Visit to a child at home under an interim order",
            standard="CL-08",
            source="Care Planning Regulations 2010, regulation 28: every 4 weeks",
            clock=Clock(limit=4, unit=Unit.WEEKS),
            do=_VISIT,
            counts=care,
            placed=_OPEN,
            waits=_VISITED & INTERIM_AT_HOME & REVIEWED,
            since=_.last_visit,
        ),
        Duty(
            code="DU4",
            title="Assessment to finish",
            standard="AS-01",
            source="Working Together 2023",
            clock=Clock(limit=45, unit=Unit.WORKING_DAYS),
            do="See the child, finish it and have it signed off",
            counts=assessment,
            placed=_OPEN,
            waits=_ALWAYS,
            since=_.start,
        ),
        Duty(
            code="DU5",
            title="Conference after a section 47 enquiry, or its outcome",
            standard="CP-03",
            source="Working Together 2023",
            clock=Clock(limit=15, unit=Unit.WORKING_DAYS),
            do="Hold the conference, or record that none is needed and why",
            counts=section_47,
            placed=Standing(start="start"),
            waits=WAITS_FOR_CONFERENCE,
            since=_.start,
        ),
        Duty(
            code="DU6",
            title="First review conference",
            standard="CP-08",
            source="Working Together 2023",
            clock=Clock(limit=3, unit=Unit.MONTHS),
            do="Hold the conference",
            counts=protection_plan,
            placed=_OPEN,
            waits=~REVIEWED,
            since=_.start,
        ),
        Duty(
            code="DU7",
            title="Next review conference",
            standard="CP-10",
            source="Working Together 2023",
            clock=Clock(limit=6, unit=Unit.MONTHS),
            do="Hold the conference",
            counts=protection_plan,
            placed=_OPEN,
            waits=REVIEWED,
            since=_.last_review,
        ),
        Duty(
            code="DU8",
            title="First review in care",
            standard="CL-10",
            source="Care Planning Regulations 2010, regulation 33(1)",
            clock=Clock(limit=20, unit=Unit.WORKING_DAYS),
            do="Hold the review",
            counts=care,
            placed=_OPEN,
            waits=~REVIEWED & NOT_SHORT_BREAKS,
            since=_.start,
        ),
        Duty(
            code="DU15",
            title="Second review in care",
            standard="CL-11",
            source="Care Planning Regulations 2010, regulation 33(2)",
            clock=Clock(limit=3, unit=Unit.MONTHS),
            do="Hold the review",
            counts=care,
            placed=_OPEN,
            waits=REVIEWED & LATEST_IS_FIRST & NOT_SHORT_BREAKS,
            since=_.last_review,
        ),
        Duty(
            code="DU9",
            title="Next review in care",
            standard="CL-12",
            source="Care Planning Regulations 2010, regulation 33(2)",
            clock=Clock(limit=6, unit=Unit.MONTHS),
            do="Hold the review",
            counts=care,
            placed=_OPEN,
            waits=REVIEWED & ~LATEST_IS_FIRST & NOT_SHORT_BREAKS,
            since=_.last_review,
        ),
        Duty(
            code="DU10",
            title="Pathway plan review",
            standard="CV-04",
            source="Care Leavers (England) Regulations 2010, regulation 7",
            clock=Clock(limit=6, unit=Unit.MONTHS),
            do="Review the pathway plan with the young person",
            counts=care_leaver,
            placed=Standing(),
            waits=_.eligibility.isin(WITH_A_PLAN),
            since=_.plan_review,
        ),
    )
}
"""Code → what falls due, in the order of a child's way."""

DUTIES_OF: Final[dict[str, tuple[str, ...]]] = {
    "CN05": ("DU2",),
    "CP10": ("DU1",),
    "CP09": ("DU6", "DU7"),
    "CL15": ("DU8", "DU15", "DU9"),
    "CL16": ("DU3", "DU11", "DU12", "DU13", "DU14"),
    "AS03": ("DU4",),
    "SP08": ("DU5",),
    "SP09": ("DU5",),
    "CV09": ("DU10",),
}
"""Indicator → the duties that its children are overdue with: their lists go by when one was due."""

OPEN_AND_LATE: Final = {"AS02": "AS03", "AS06": "AS03", "SP04": "SP09"}
"""Of what was done late → of what is open now and past the limit: the one without the other says
nothing of those who still wait (PER-4)."""

PRACTICE: Final = (
    "AS02", "AS04", "SP04", "CP11", "CL25", "CL27", "CL17", "CL19", "XS06", "CV09", "CV10",
)  # fmt: skip
"""Indicators that say something of a handful of children: shares of things one worker can mend."""
