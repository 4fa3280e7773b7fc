"""Who may close a child's record to all but those named."""

from __future__ import annotations

from collections.abc import Collection

from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role


def why_not_restrict(*, roles: Collection[Role], leads: bool) -> Refusal | None:
    """A record is restricted by the Director, an Assistant Director or the child's Head of
    Service. SEC-2, `domain/evidence.md` §6.1."""
    if {Role.DCS, Role.AD} & set(roles) or leads:
        return None
    return Refusal("The child’s Head of Service, or somebody above, restricts a record.")
