"""What was said to the exceptions of months that are over, as clinics hear it; the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from goldenthread.demo.story.audits import at
from goldenthread.kernel.dates import months_after
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role
from goldenthread.performance import operations, queries
from goldenthread.performance.rules.exceptions import PARTS
from goldenthread.performance.vocabulary.exceptions import AnswerState, ExceptionKind
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from datetime import datetime

    from goldenthread.people.models import Person
    from goldenthread.performance.queries import Shown

_LOOKED: Final = "I went through the records of these children with their workers."
_SAID: Final[dict[ExceptionKind, tuple[tuple[str, str, str, str], ...]]] = {
    ExceptionKind.HARD_LINE: (
        (
            "Each of the children has been seen since, and the visit is on the record.",
            f"{_LOOKED} The visits of a worker who was off sick were not given to anybody.",
            "For some days nobody knew how these children were.",
            "Each Monday the practice manager gives out what nobody can do that week.",
        ),
        (
            "The work was done in time and recorded late; for one child it was not done.",
            f"{_LOOKED} Two workers left in the month and their cases moved twice.",
            "A child had to tell a third person the same story.",
            "Cases move once, with a visit by both workers, and I look at each move.",
        ),
    ),
    ExceptionKind.SIGNAL: (
        (
            "It is more than chance: it began when the team was two workers short.",
            f"{_LOOKED} I looked at the list week by week beside the rota.",
            "Children wait longer, and the longest waits are of the youngest.",
            "Two workers come from the next team for eight weeks, from Monday.",
        ),
    ),
    ExceptionKind.TEAMS: (
        (
            "We do this otherwise than the other teams, and it shows.",
            "I sat with the manager of a team that is in line and compared ten cases.",
            "What a child gets here hangs on which team the child comes to.",
            "We take up the other team's way from the first of the month, and compare again.",
        ),
    ),
    ExceptionKind.OFF_TARGET: (
        (
            "We are where we were; the target is above what our way of working gives.",
            "The usual range says so, and the ten cases that I read say the same.",
            "Every month some children wait longer than we promise.",
            "We change one step of the work, say which, and look again after three months.",
        ),
        (
            "It moves as chance moves it; nothing new happened this month.",
            "I looked at those that missed it: no team and no reason stands out.",
            "The children it missed are known to us, and each has a plan for it.",
            "No change yet. We look at it again with the next lists.",
        ),
    ),
    ExceptionKind.NEIGHBOURS: (
        (
            "More plans begin here than with our neighbours, and have for a year.",
            "We read twenty conferences: in four a plan for a child in need would have done.",
            "Families live with a plan that is heavier than what they need.",
            "Chairs and managers look at thresholds together before each conference.",
        ),
    ),
}
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
        variants = _SAID[kind]
        words = dict(zip(PARTS, variants[(exception.pk + seen) % len(variants)], strict=True))
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
