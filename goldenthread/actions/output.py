"""The tracker as a table: references and staff, no names of children."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from goldenthread.actions.vocabulary import Impact, Priority, Source, State

if TYPE_CHECKING:
    from goldenthread.actions.models import Action

HEAD: Final = (
    "Action", "From", "Reference", "Question", "Child", "Service", "Team", "What",
    "Difference it should make", "How we will know", "Owner", "Priority", "First due", "Due",
    "State", "Reported complete", "Verified", "Difference", "Checked",
)  # fmt: skip


def rows(actions: Iterable[Action]) -> Iterator[list[str]]:
    """A line an action, in the order of the head."""
    for one in actions:
        yield [
            one.reference,
            Source(one.source).label,
            one.source_reference,
            one.source_code,
            one.child.reference if one.child else "",
            one.area.name if one.area else "",
            one.team.name if one.team else "",
            one.what,
            one.why,
            one.success,
            one.owner.name,
            Priority(one.priority).label,
            one.first_due_on.isoformat(),
            one.due_on.isoformat(),
            State(one.state).label,
            one.reported_at.date().isoformat() if one.reported_at else "",
            one.verified_at.date().isoformat() if one.verified_at else "",
            Impact(one.impact).label if one.impact else "",
            one.checked_at.date().isoformat() if one.checked_at else "",
        ]
