"""Hard safety lines: no statistics, but the very children who are past one (PER-6).

Few on purpose (`cycles.md` §6.3). Each names the practice standard it rests on; the clock is that
standard's but where the line is drawn further out, which its source then says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import ibis
from ibis import _
from ibis.common.deferred import Deferred
from ibis.expr.types import Table

from goldenthread.performance.indicators.care import NOT_SHORT_BREAKS
from goldenthread.performance.indicators.section_47 import WAITS_FOR_CONFERENCE
from goldenthread.performance.measure import Placed, Standing
from goldenthread.performance.tables import assessment, care, protection_plan, section_47
from goldenthread.standards.vocabulary import Clock, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class HardLine:
    """A limit that no child should be past, whatever the average says."""

    code: str
    title: str
    """What holds of a child who is past it."""
    standard: str
    """The code of the practice standard."""
    source: str
    clock: Clock
    do: str
    """What to do for each child, first."""
    counts: Table
    placed: Placed
    waits: Deferred
    """Of these things: whether one still waits for what would stop the clock."""
    since: Deferred
    """The day from which its clock runs."""
    same_as: str = ""
    """The indicator that counts the very same things: withheld together in files."""


_ON_PLAN: Final = Standing(start="start", end="end")
_APART: Final = "; a series of short breaks has times of its own (regulation 48)"
_FIRST: Final = _.last_review.isnull() | (_.last_review < _.start)

LINES: Final[dict[str, HardLine]] = {
    line.code: line
    for line in (
        HardLine(
            code="HL1",
            title="Child on a plan not seen for 20 working days",
            standard="CP-11",
            source="Twice the local standard of 10 working days",
            clock=Clock(limit=20, unit=Unit.WORKING_DAYS),
            do="See the child today. If nobody can, say why, and who will and when.",
            counts=protection_plan,
            placed=_ON_PLAN,
            waits=_.last_visit.notnull(),
            since=_.last_visit,
        ),
        HardLine(
            code="HL2",
            title="Child on a plan with no visit recorded, 10 working days after it began",
            standard="CP-11",
            source="The local standard of 10 working days",
            clock=Clock(limit=10, unit=Unit.WORKING_DAYS),
            do="See the child today, or record the visit that was made.",
            counts=protection_plan,
            placed=_ON_PLAN,
            waits=_.last_visit.isnull(),
            since=_.start,
        ),
        HardLine(
            code="HL3",
            title="Section 47 over 15 working days, conference not held",
            standard="CP-03",
            source="Working Together 2023",
            clock=Clock(limit=15, unit=Unit.WORKING_DAYS),
            do="Settle today when the conference is held, or that none is needed and why.",
            counts=section_47,
            placed=Standing(start="start"),
            waits=WAITS_FOR_CONFERENCE,
            since=_.start,
            same_as="SP09",
        ),
        HardLine(
            code="HL4",
            title="Assessment not signed off after 45 working days",
            standard="AS-01",
            source="Working Together 2023",
            clock=Clock(limit=45, unit=Unit.WORKING_DAYS),
            do="Ask whether the child was seen. Finish the assessment, or say what it waits for.",
            counts=assessment,
            placed=_ON_PLAN,
            waits=ibis.literal(value=True),
            since=_.start,
            same_as="AS03",
        ),
        HardLine(
            code="HL5",
            title="First review conference not held within 3 months",
            standard="CP-08",
            source="Working Together 2023",
            clock=Clock(limit=3, unit=Unit.MONTHS),
            do="Give the conference a date this week, and tell its chair.",
            counts=protection_plan,
            placed=_ON_PLAN,
            waits=_FIRST,
            since=_.start,
        ),
        HardLine(
            code="HL6",
            title="Child on a plan without a review conference for 6 months",
            standard="CP-10",
            source="Working Together 2023",
            clock=Clock(limit=6, unit=Unit.MONTHS),
            do="Give the conference a date this week, and tell its chair.",
            counts=protection_plan,
            placed=_ON_PLAN,
            waits=~_FIRST,
            since=_.last_review,
        ),
        HardLine(
            code="HL7",
            title="First review in care not held within 20 working days",
            standard="CL-10",
            source=f"Care Planning Regulations 2010, regulation 33(1){_APART}",
            clock=Clock(limit=20, unit=Unit.WORKING_DAYS),
            do="Tell the independent reviewing officer, and give the review a date this week.",
            counts=care,
            placed=_ON_PLAN,
            waits=NOT_SHORT_BREAKS & _FIRST,
            since=_.start,
        ),
        HardLine(
            code="HL8",
            title="Child in care without a review for 6 months",
            standard="CL-12",
            source="Care Planning Regulations 2010, regulation 33(2)",
            clock=Clock(limit=6, unit=Unit.MONTHS),
            do="Tell the independent reviewing officer, and give the review a date this week.",
            counts=care,
            placed=_ON_PLAN,
            waits=~_FIRST,
            since=_.last_review,
        ),
        HardLine(
            code="HL9",
            title="Child in care not visited for 3 months",
            standard="CL-06",
            source=(
                "The longest that the Care Planning Regulations 2010, regulation 28, allow; "
                f"for most children it is 6 weeks{_APART}"
            ),
            clock=Clock(limit=3, unit=Unit.MONTHS),
            do="Visit the child this week, alone where that is right, and record what they say.",
            counts=care,
            placed=_ON_PLAN,
            waits=NOT_SHORT_BREAKS,
            since=ibis.ifelse(
                _.last_visit.isnull() | (_.last_visit < _.start), _.start, _.last_visit
            ),
        ),
    )
}
"""Code → hard line, in the order in which to talk of them."""
