"""People exempted from an audit, and reminded of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits import queries
from goldenthread.audits.models import Exemption
from goldenthread.audits.rules import programme
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def exempt(
    *, person: Person, from_on: date, until_on: date, why: str, by: Person, at: datetime
) -> Exemption:
    """Excuse somebody an audit for a time: the Assistant Director decides. B10.

    Raises:
        Refusal: not theirs to decide, without a reason, or the dates are the wrong way round.
    """
    stop_if(programme.why_not_exempt(roles=people.standing(by).roles, why=why))
    if until_on < from_on:
        raise Refusal("The last day is before the first day.")
    made = Exemption.objects.create(
        person=person, from_on=from_on, until_on=until_on, why=why[:200], by=by, at=at
    )
    trail.deed(
        what="audits.exempt", about="", by=by, at=at, detail={"person": person.pk, "id": made.pk}
    )
    notices.tell(
        to=person,
        kind="audits.exempt",
        words=f"You owe no audit from {from_on:%-d %B} to {until_on:%-d %B %Y}: {why}",
        link="/programme/expectations/",
        by=by,
        at=at,
    )
    return made


@transaction.atomic
def end_exemption(*, exemption: Exemption, on: date, by: Person, at: datetime) -> None:
    """End an exemption early.

    Raises:
        Refusal: not theirs to decide, or it has ended.
    """
    stop_if(programme.why_not_exempt(roles=people.standing(by).roles, why="end"))
    if exemption.until_on < on:
        raise Refusal("It has ended already.")
    Exemption.objects.filter(pk=exemption.pk).update(until_on=max(on, exemption.from_on))
    trail.deed(what="audits.end_exemption", about="", by=by, at=at, detail={"id": exemption.pk})


@transaction.atomic
def remind(*, late: Iterable[queries.Late], on: date, by: Person, at: datetime) -> int:
    """Remind people of what is late, each once a day. How many were reminded comes back.

    Raises:
        Refusal: not QA.
    """
    roles = people.standing(by).roles
    stop_if(programme.why_not_run(roles))
    told = 0
    for one in late:
        sent = notices.tell(
            to=one.who,
            kind="audits.reminder",
            words=f"{one.what} of audit {one.audit.reference}: "
            f"it was due on {one.due_on:%-d %B %Y}",
            link=one.audit.get_absolute_url(),
            by=by,
            at=at,
            subject="something of yours is late",
            key=f"reminder:{one.kind}:{one.audit.pk}:{one.who.pk}:{on.isoformat()}",
        )
        told += sent is not None
    trail.deed(what="audits.remind", about="", by=by, at=at, detail={"people": told})
    return told
