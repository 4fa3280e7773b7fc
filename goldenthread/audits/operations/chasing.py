"""Repeats of inadequate audits, chased until they are done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from goldenthread.audits import queries
from goldenthread.audits.models import Audit
from goldenthread.audits.rules import moderation
from goldenthread.audits.vocabulary import State
from goldenthread.notices import operations as notices
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import QA_TEAM
from goldenthread.standards import queries as standards

if TYPE_CHECKING:
    from goldenthread.people.models import Person


def chase_repeats(*, at: datetime) -> int:
    """Tell who must act of every repeat that is due soon or late and was not told of yet. MOD-4.

    The QA team; the auditor, once it is given out; when it is late, the Head of Service too, and
    all of them again each week. A night missed is caught up at the next turn. How many notices
    went comes back.
    """
    on = at.date()
    calendar = standards.calendar()
    waiting = Audit.objects.filter(
        follows__isnull=False, state__in=[State.DRAWN, State.ISSUED, State.UNDERWAY]
    ).select_related("child", "auditor", "follows")
    sent = 0
    for audit in waiting:
        days = calendar.between(on, audit.due_on)
        stage = moderation.stage_of_repeat(days)
        if stage is None:
            continue
        told: dict[int, Person] = {one.pk: one for one in people.holders(*QA_TEAM, on=on)}
        if audit.auditor is not None and audit.state != State.DRAWN:
            told[audit.auditor.pk] = audit.auditor
        if days < 0 and (head := queries.head_for(audit, on)) is not None:
            told[head.pk] = head
        late = "is late: it was" if days < 0 else "is"
        given = "" if audit.state != State.DRAWN else " It has not been given out."
        for person in told.values():
            sent += notices.tell(
                to=person,
                kind="audits.repeat",
                words=f"The repeat audit of child {audit.child.reference} {late} due by "
                f"{audit.due_on:%-d %B %Y}.{given}",
                link=audit.get_absolute_url() if audit.state != State.DRAWN else "/programme/",
                by=None,
                at=at,
                subject="a repeat audit is due",
                key=f"repeat-{audit.pk}-{stage}-{person.pk}",
            ) is not None  # fmt: skip
    return sent
