"""People appointed and moved, teams opened and merged, deputies named. The past is kept.

Pages ask with `propose`, and a second administrator decides with `decide`, which then does the
rest. Only `open_team` and one’s own deputy are done at once: neither gives anybody more than they
have to give."""

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
from goldenthread.people.operations.proposing import (
    decide,
    make_administrator,
    name_deputy,
    propose,
)

__all__ = [
    "apply_establishment",
    "appoint",
    "decide",
    "delegate",
    "end_delegation",
    "end_post",
    "leave",
    "make_administrator",
    "merge_team",
    "move_person",
    "name_deputy",
    "new_person",
    "open_team",
    "propose",
]
