"""Exceptions answered, waived, and acted on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from goldenthread.actions import operations as actions
from goldenthread.actions.vocabulary import Level as ActionLevel
from goldenthread.actions.vocabulary import Source
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries as people
from goldenthread.performance import queries
from goldenthread.performance.models import ExceptionAnswer, PerformanceException
from goldenthread.performance.rules import exceptions as rules
from goldenthread.performance.rules.worded import why_not_long
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import EXCEPTION_POLICY, ExceptionKind
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.actions.models import Action
    from goldenthread.people.models import Person

BEHIND = Refusal(
    "Somebody said something to this exception while you wrote. Theirs and yours are both here: "
    "save again if yours still adds to it."
)


@transaction.atomic
def answer(
    *,
    exception: PerformanceException,
    month: date,
    words: dict[str, str],
    seen: int,
    by: Person,
    at: datetime,
) -> ExceptionAnswer:
    """Answer an exception of a month: what is happening, why, so what, what next. Q05, U04.

    `seen` is the number of the last thing said that the writer saw.

    Raises:
        Refusal: not theirs to answer, a part is missing or too long, or somebody else said
            something since.
    """
    stop_if(queries.why_not_answer(by, exception))
    stop_if(next(iter(rules.too_short(words).values()), None))
    for name in rules.PARTS:
        stop_if(why_not_long(words[name], most=EXCEPTION_POLICY.say_at_most))
    kept = {name: words[name].strip() for name in rules.PARTS}
    made = _say(exception, month, seen, by=by, at=at, **kept)
    trail.deed(what="performance.answer", about=exception.reference, by=by, at=at)
    return made


@transaction.atomic
def waive(
    *,
    exception: PerformanceException,
    month: date,
    until: date,
    reason: str,
    seen: int,
    by: Person,
    at: datetime,
) -> ExceptionAnswer:
    """Waive an exception until a day, for a reason. Q05.

    Raises:
        Refusal: not theirs, a hard line, a day that is past or too far, no reason, or somebody
            else said something since.
    """
    stop_if(queries.why_not_answer(by, exception))
    stop_if(
        rules.why_not_waive(
            kind=ExceptionKind(exception.kind), until=until, on=at.date(), reason=reason
        )
    )
    stop_if(why_not_long(reason, most=EXCEPTION_POLICY.reason_at_most))
    made = _say(exception, month, seen, by=by, at=at, waived_until=until, reason=reason.strip())
    trail.deed(
        what="performance.waive",
        about=exception.reference,
        by=by,
        at=at,
        detail={"until": until.isoformat()},
    )
    return made


@transaction.atomic
def set_action(
    *,
    exception: PerformanceException,
    finding: str,
    what: str,
    why: str,
    success: str,
    owner: Person,
    due: date,
    token: str,
    by: Person,
    at: datetime,
) -> Action:
    """Set an action from an exception, of its team or of the service. ACT-1, Q05.

    Raises:
        Refusal: not theirs to answer, it does not say what, or its date has passed.
    """
    stop_if(queries.why_not_answer(by, exception))
    of_team = exception.level == Level.TEAM
    team = people.teams_by_name().get(exception.group.lower()) if of_team else None
    areas = people.areas().filter(name=exception.group)
    area = areas.first() if exception.level == Level.AREA else None
    return actions.set_action(
        source=Source.EXCEPTION,
        source_reference=exception.reference,
        source_code=exception.code,
        finding=finding,
        what=what,
        why=why,
        success=success,
        owner=owner,
        due=due,
        level=ActionLevel.TEAM if team else ActionLevel.SERVICE,
        team=team,
        area=area,
        token=token,
        by=by,
        at=at,
    )


def _say(
    exception: PerformanceException,
    month: date,
    seen: int,
    *,
    by: Person,
    at: datetime,
    **said: object,
) -> ExceptionAnswer:
    """Keep what is said, unless somebody said something that the writer has not seen."""
    last = exception.answers.order_by("-number").values_list("number", flat=True).first() or 0
    if last != seen:
        raise BEHIND
    try:
        with transaction.atomic():
            return ExceptionAnswer.objects.create(
                exception=exception, month=month, number=last + 1, by=by, at=at, **said
            )
    except IntegrityError as beaten:
        raise BEHIND from beaten
