"""People appointed and moved, teams opened and merged, deputies named. The past is kept."""

from goldenthread.people.operations.establishment import apply_establishment
from goldenthread.people.operations.posts import (
    appoint,
    delegate,
    end_delegation,
    end_post,
    leave,
    merge_team,
    move_person,
    new_person,
    open_team,
)

__all__ = [
    "apply_establishment",
    "appoint",
    "delegate",
    "end_delegation",
    "end_post",
    "leave",
    "merge_team",
    "move_person",
    "new_person",
    "open_team",
]
