"""What the leadership team aims at: targets from April, one of them raised since, and two that a
service and a team have of their own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from goldenthread.demo.borough import stories
from goldenthread.demo.borough.names import PLACES
from goldenthread.demo.story.audits import at
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.queries import COUNCIL, every_place, who_answers
from goldenthread.performance.vocabulary import Aim, Mark

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_AGREED: Final = "Agreed by the leadership team at its meeting of March: "
TARGETS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("AS02", "85", "5", "the level of last year, to be held while the front door is rebuilt."),
    ("AS04", "98", "3", "every child is seen, but for a few who have moved away."),
    ("RF03", "20", "2", "the best quarter of councils."),
    ("SP04", "80", "5", "the average of England, and no family waits longer than it must."),
    ("CN05", "90", "5", "our own standard of practice."),
    ("CP06", "3", "1", "no plan drifts into a third year."),
    ("CP10", "95", "5", "our own standard of practice."),
    ("CP11", "95", "3", "a child is heard without its parents in the room."),
    ("CL06", "10", "2", "the average of the North West."),
    ("CL15", "95", "5", "the law, and a late review needs a reason."),
    ("CL16", "95", "5", "the law, and a missed visit needs one this week."),
    ("CL17", "90", "3", "the average of England."),
    ("CL19", "80", "5", "the average of England."),
    ("CV02", "92", "3", "the best quarter of councils."),
    ("CV05", "55", "5", "the average of England."),
    ("CV09", "95", "5", "the law: every six months."),
)
OWN: Final[tuple[tuple[str, str, str, str, str], ...]] = (
    ("CP11", "FSP", "85", "5",
     "Agreed by the Director with the Head of Service: from three in four, a step this year on the "
     "way to the council's 95%."),
    ("CP10", f"FSP {PLACES[stories.SLIPPING]}", "60", "10",
     "Agreed by the Director with the Head of Service: the way back to the council's 95% while two "
     "posts are filled."),
)  # fmt: skip
"""(indicator, service or team, target, tolerance, why): steps on the way to the council's."""


def decide(*, by: Person, leader: Person, today: date) -> None:
    """Set the targets of the year, leave one out by choice, raise one, and set two for places."""
    first = date(today.year - (today.month < 4), 4, 1)
    raised = (today.replace(day=1) - timedelta(days=40)).replace(day=1)
    agreed = at(first - timedelta(days=12), 11)
    for code, value, tolerance, why in TARGETS:
        operations.set_target(
            indicator=CATALOGUE[code],
            aim=Aim.TARGET,
            from_on=first,
            value=Decimal(value),
            tolerance=Decimal(tolerance),
            reason=_AGREED + why,
            owner=leader,
            seen=0,
            by=by,
            at=agreed,
        )
    operations.set_target(
        indicator=CATALOGUE["CP08"],
        aim=Aim.BY_CHOICE,
        from_on=first,
        value=None,
        tolerance=Decimal(0),
        reason=_AGREED + "a target would reward keeping a plan open. It is watched, not aimed at.",
        seen=0,
        by=by,
        at=agreed,
    )
    operations.set_target(
        indicator=CATALOGUE["AS02"],
        aim=Aim.TARGET,
        from_on=max(raised, first),
        value=Decimal(90),
        tolerance=Decimal(5),
        reason="Raised by the Director after the clinic: the teams are whole again.",
        seen=1,
        by=leader,
        at=at(raised, 10),
    )
    places = {one.name: one for one in every_place()}
    for code, name, value, tolerance, why in OWN:
        if name in places:
            operations.set_target(
                indicator=CATALOGUE[code],
                place=places[name],
                aim=Aim.TARGET,
                from_on=max(raised, first),
                value=Decimal(value),
                tolerance=Decimal(tolerance),
                reason=why,
                owner=who_answers(places[name], on=today),
                seen=0,
                by=leader,
                at=at(raised, 10),
            )


def note(*, by: Person, today: date) -> None:
    """Put notes on lines: they say what happened, and leave the usual range as it is."""
    for code, day, words in happenings(today):
        operations.add_note(
            indicator=CATALOGUE[code],
            place=COUNCIL,
            kind=Mark.ANNOTATION,
            day=day,
            words=words,
            points=[day, today],
            by=by,
            at=at(day + timedelta(days=9), 15),
        )


def happenings(today: date) -> tuple[tuple[str, date, str], ...]:
    """(indicator, day, words): what is noted, on the days on which the borough has it happen."""
    month = today.replace(day=1)
    end = month - timedelta(days=1)
    first, last = (date.fromordinal(one) for one in stories.short_of_chairs(end.toordinal()))
    return (
        (
            "AS02",
            (month - timedelta(days=150)).replace(day=12),
            "Ofsted's annual conversation: assessments were its first question.",
        ),
        ("SP04", first, "Two conference chairs left. Their posts are advertised."),
        ("SP04", last + timedelta(days=1), "Both posts of conference chairs are filled again."),
    )
