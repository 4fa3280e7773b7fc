"""What those with whom an audit was shared do: read it, and answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from goldenthread.audits.models import Audit, Response
from goldenthread.audits.rules import writing
from goldenthread.audits.vocabulary import Part, State
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.notices import operations as notices
from goldenthread.trail import operations as trail

if TYPE_CHECKING:
    from goldenthread.people.models import Person


@transaction.atomic
def mark_read(*, audit: Audit, by: Person, at: datetime) -> None:
    """Note that somebody has read what was shared with them, the first time. RS1."""
    Response.objects.filter(audit=audit, person=by, read_at=None).update(read_at=at)


@transaction.atomic
def answer_audit(
    *,
    audit: Audit,
    reflection: str,
    corrections: str,
    agrees: str,
    by: Person,
    at: datetime,
) -> None:
    """Answer an audit: a reflection, errors of fact, and whether one agrees. RS1 to RS5.

    An answer can be changed until the audit is moderated. Errors of fact go to the auditor.

    Raises:
        Refusal: it was not shared with this person, is closed, or nothing was answered.
    """
    shared = Response.objects.filter(audit=audit).values_list("person", flat=True)
    stop_if(
        writing.why_not_answer(state=State(audit.state), shared_with=list(shared), reader=by.pk)
    )
    if not reflection.strip():
        raise Refusal("Write what you take from this audit.")
    mine = Response.objects.filter(audit=audit, person=by)
    if any(one.answered_at and audit.state == State.MODERATED for one in mine):
        raise Refusal("You have answered, and the audit has been moderated.")
    mine.update(
        reflection=reflection.strip(),
        corrections=corrections.strip(),
        agrees=agrees,
        answered_at=at,
    )
    mine.filter(read_at=None).update(read_at=at)
    trail.deed(
        what="audits.answer",
        about=audit.reference,
        child=audit.child_id,
        by=by,
        at=at,
        detail={"agrees": agrees, "corrections": bool(corrections.strip())},
    )
    told = [audit.auditor]
    if agrees == "no" or corrections.strip():
        told += [
            one.person
            for one in Response.objects.filter(audit=audit, part=Part.MANAGER).select_related(
                "person"
            )
        ]
    for person in told:
        if person is not None and person.pk != by.pk:
            notices.tell(
                to=person,
                kind="audits.answered",
                words=f"{by.name} has answered audit {audit.reference}"
                + (", and names errors of fact" if corrections.strip() else "")
                + (", and does not agree" if agrees == "no" else ""),
                link=audit.get_absolute_url(),
                by=by,
                at=at,
            )
