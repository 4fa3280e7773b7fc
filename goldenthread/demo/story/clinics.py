"""What was said to the exceptions of months that are over, as clinics hear it; the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goldenthread.demo.story.audits import at
from goldenthread.demo.story.said import said_to
from goldenthread.kernel.dates import months_after
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.performance import operations, queries
from goldenthread.performance.rules.exceptions import PARTS
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import AnswerState, ExceptionKind
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from datetime import datetime

    from goldenthread.people.models import Person
    from goldenthread.performance.queries import Shown

_WAIVED: Final = "The theme audit of this reads forty cases, and reports at the end of the quarter."


def hold(*, today: date, say: Callable[[str], object]) -> None:
    """Work out every month's figures, and answer the exceptions of all but the newest."""
    say("Working out the figures and their exceptions")
    leader = people.holders(Role.DCS, on=today).first()
    assert leader is not None
    now = at(today, 23, 59)  # or earlier, if that is still to come
    operations.take_readings(by=leader, at=now)
    operations.find_exceptions(by=leader, at=now)
    newest, *over = queries.months() or [today]
    for month in reversed(over):
        _answer_month(month, newest, leader, today, acts=month == over[0])


def _answer_month(month: date, newest: date, leader: Person, today: date, *, acts: bool) -> None:
    """Whoever owes an answer gives it eight working days after the day of the month's lists.

    What they will do next becomes an action, where `acts`: in the last month that is over.
    """
    found = queries.triage_of(month)
    if found is None:
        return
    on = standards.calendar().add(found.reckoning.as_at, 8)
    end = months_after(newest, 1) - timedelta(days=1)
    for one in queries.exceptions(leader, found, on=today, newest=newest):
        exception = one.sighting.exception
        if one.whose is None or one.sighting.owed_by is None or one.state is not AnswerState.OWED:
            continue
        seen = max((said.number for said in queries.said_to(leader, exception)), default=0)
        kind = ExceptionKind(exception.kind)
        if kind is ExceptionKind.NEIGHBOURS and seen:
            operations.waive(
                exception=exception, month=month, until=months_after(on, 3), reason=_WAIVED,
                seen=seen, by=one.whose, at=at(on, 11),
            )  # fmt: skip
            continue
        parts = said_to(
            kind, exception.code, figure=one.sighting.said, turn=exception.pk + seen,
            month=month, end=end, whole=exception.level == Level.ALL,
        )  # fmt: skip
        words = dict(zip(PARTS, parts, strict=True))
        operations.answer(
            exception=exception, month=month, words=words, seen=seen, by=one.whose, at=at(on, 10)
        )
        if acts and kind in {ExceptionKind.TEAMS, ExceptionKind.SIGNAL}:
            _act(one, words, by=one.whose, when=at(on, 10, 30))


def _act(one: Shown, words: dict[str, str], *, by: Person, when: datetime) -> None:
    """What comes next is an action of whoever answered, for eight weeks."""
    exception = one.sighting.exception
    operations.set_action(
        exception=exception,
        finding=words["happening"],
        what=words["next_step"],
        why=words["for_children"],
        success="The figure is back in its usual range, three months running.",
        owner=by,
        due=when.date() + timedelta(days=56),
        token=f"clinic-{exception.reference}",
        by=by,
        at=when,
    )
