"""A child's way through the service, list by list (T01)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from goldenthread.performance.chat.pages import care, enquiries, protection
from goldenthread.performance.indicators import assessment, front_door, referral, section_47
from goldenthread.performance.measure import During, Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step of the way: something that happens to a child on a day."""

    code: str
    title: str
    words: str
    """What one goes on to."""
    of: Indicator
    """What happens; `During` says on which day."""

    @property
    def on(self) -> str:
        """The column of its day."""
        assert isinstance(self.of.placed, During)
        return self.of.placed.on

    @property
    def of_team(self) -> bool:
        """Whether its list has a team."""
        return "team" in self.of.counts.columns


STAGES: Final = (
    Stage(code="contact", title="Contact", words="a contact", of=front_door.RECEIVED),
    Stage(code="referral", title="Referral", words="a referral", of=referral.RECEIVED),
    Stage(
        code="assessment",
        title="Assessment begun",
        words="an assessment",
        of=replace(assessment.COMPLETED, code="C-AS2", placed=During(on="start")),
    ),
    Stage(
        code="enquiry",
        title="Section 47 enquiry",
        words="a section 47 enquiry",
        of=section_47.STARTED,
    ),
    Stage(
        code="conference",
        title="Initial conference",
        words="an initial conference",
        of=enquiries.CONFERENCES,
    ),
    Stage(
        code="plan",
        title="Child protection plan",
        words="a child protection plan",
        of=protection.PLANS_STARTED,
    ),
    Stage(code="care", title="Came into care", words="care", of=care.STARTED),
    Stage(code="left", title="Left care", words="leaving care", of=care.CEASED),
)
"""The steps in the order in which most children take them. Not every child takes each."""
