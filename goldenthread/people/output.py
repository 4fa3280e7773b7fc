"""The establishment as a table, in the columns in which it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.people.models import Post, Team


def rows(posts: Iterable[Post], empty: Iterable[Team]) -> Iterator[list[str]]:
    """A line a post, and one for each team that nobody was ever in."""
    for team in empty:
        yield [*_place(team), "", "", "", "", ""]
    for post in posts:
        place = _place(post.team) if post.team else [
            post.area.name if post.area else "",
            post.area.clinic_group if post.area else "",
            "", "", "", "",
        ]  # fmt: skip
        yield [
            *place,
            post.person.name,
            post.person.email,
            post.role,
            post.starts_on.isoformat(),
            post.ends_on.isoformat() if post.ends_on else "",
        ]


def _place(team: Team) -> list[str]:
    return [
        team.area.name,
        team.area.clinic_group,
        team.name,
        team.opened_on.isoformat() if team.opened_on else "",
        team.closed_on.isoformat() if team.closed_on else "",
        team.merged_into.name if team.merged_into else "",
    ]
