"""What the pages of an audit share."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import Http404

from goldenthread.audits import queries
from goldenthread.audits.rules import writing
from goldenthread.audits.vocabulary import State
from goldenthread.kernel import naming
from goldenthread.kernel.refusal import Refusal

if TYPE_CHECKING:
    from goldenthread.audits.models import Audit
    from goldenthread.people.http import SignedIn


def audit_or_404(request: SignedIn, token: str) -> Audit:
    """The audit of this token, if the reader may read it; the look is written down."""
    found = queries.audit(request.user, token)
    if found is None:
        raise Http404
    request.looked_at = found.child
    request.looked_about = found.reference  # type: ignore[attr-defined]
    return found


def writing_or_404(request: SignedIn, token: str) -> Audit:
    """The same, for the auditor alone: the pages on which an audit is written."""
    found = audit_or_404(request, token)
    if found.auditor_id != request.user.pk:
        raise Http404
    return found


def why_not_write(request: SignedIn, audit: Audit) -> Refusal | None:
    """Why the reader cannot write in this audit now."""
    return writing.why_not_write(
        state=State(audit.state), auditor=audit.auditor_id, writer=request.user.pk
    )


def base(audit: Audit, **more: Any) -> dict[str, Any]:
    """What every page of an audit shows; `page` tells one opened page from another."""
    return {
        "audit": audit,
        "child": audit.child,
        "page": secrets.token_urlsafe(9),
        **more,
    }


def naming_in(audit: Any, texts: Iterable[str]) -> tuple[naming.Naming, ...]:
    """What in these texts may name a child or their family; the staff of the audit may be named.

    C06, decision 23.
    """
    who = [one.name for one in (audit.auditor, audit.worker, audit.second_worker) if one]
    return naming.may_name("\n".join(texts), staff=who)
