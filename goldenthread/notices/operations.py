"""Telling people, and marking what they read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from goldenthread.notices.models import Email, Notice

if TYPE_CHECKING:
    from goldenthread.people.models import Person

_TRIES = 8


@transaction.atomic
def tell(
    *,
    to: Person,
    kind: str,
    words: str,
    link: str,
    by: Person | None,
    at: datetime,
    subject: str = "",
    urgent: bool = False,
    key: str | None = None,
) -> Notice | None:
    """Tell a person in the service, and by e-mail when there is a subject (NOT-1).

    `words` may name a child by reference; `subject` must not: it leaves the service. With a
    `key` the same thing is told once; the second time nothing happens and None comes back.
    """
    if key is not None and Notice.objects.filter(key=key).exists():
        return None
    notice = Notice.objects.create(
        to=to, kind=kind, words=words[:300], link=link, urgent=urgent, by=by, at=at, key=key
    )
    if subject:
        Email.objects.create(
            to=to, subject=f"{settings.SERVICE_NAME}: {subject}", link=link, queued_at=at
        )
    return notice


def mark_read(*, notices: list[int], by: Person, at: datetime) -> int:
    """Mark the person's own notices as read. How many were new comes back."""
    return Notice.objects.filter(pk__in=notices, to=by, read_at=None).update(read_at=at)


def send_waiting(*, at: datetime) -> int:
    """Send what waits in the outbox; what fails waits. How many went comes back."""
    sent = 0
    for email in Email.objects.filter(sent_at=None, tries__lt=_TRIES).select_related("to"):
        claimed = Email.objects.filter(pk=email.pk, sent_at=None, tries=email.tries).update(
            tries=email.tries + 1
        )
        if not claimed:
            continue
        body = (
            f"{email.subject}\n\nSign in to read it: {settings.BASE_URL}{email.link}\n\n"
            "This message holds no personal information. Do not reply to it."
        )
        try:
            EmailMessage(subject=email.subject, body=body, to=[email.to.email]).send()
        except OSError as trouble:
            Email.objects.filter(pk=email.pk).update(trouble=type(trouble).__name__)
            continue
        Email.objects.filter(pk=email.pk).update(sent_at=at, trouble="")
        sent += 1
    return sent
