"""What the lines of a file do not agree about, among themselves and with what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from goldenthread.people.lists.shapes import Known, Line, RowError

FAR: Final = date.max
"""The last day of a post that goes on."""
_Key = tuple[str, str, tuple[str, str]]
"""Who holds which role where: e-mail, role code, service area and team."""


def among(lines: Sequence[Line], known: Known) -> list[RowError]:
    """What is wrong with lines that can each be read by itself, in the order of the rows. ORG-1."""
    found = [
        *_places(lines, known),
        *_people(lines),
        *_merges(lines, known),
        *_older(lines, known),
        *_posts(lines, known),
    ]
    return sorted(found, key=lambda one: one.row)


def _wrong(line: Line, column: str, value: object, wrong: str, todo: str) -> RowError:
    said = "" if value is None else str(value)
    return RowError(row=line.row, column=column, value=said, wrong=wrong, todo=todo)


def _places(lines: Sequence[Line], known: Known) -> Iterator[RowError]:
    """A team is of one service area for good, and one thing is written in one way."""
    spelt = {("service area", name.casefold()): name for name in known.areas}
    spelt |= {("team", name.casefold()): name for name in known.teams}
    first: dict[str, Line] = {}
    groups: dict[str, str] = {}
    for line in lines:
        for column, name in (("service area", line.area), ("team", line.team)):
            usual = spelt.setdefault((column, name.casefold()), name)
            if name != usual:
                yield _wrong(line, column, name, f"Elsewhere it is written {usual}",
                             "Write it in one way")  # fmt: skip
        group = groups.setdefault(line.area, line.clinic_group)
        if group != line.clinic_group:
            yield _wrong(line, "clinic group", line.clinic_group,
                         f"{line.area} is in {group or 'none'} on another row",
                         "A service area is in one clinic group")  # fmt: skip
        if not line.team:
            continue
        there = known.teams.get(line.team)
        if there is not None and there[0] != line.area:
            yield _wrong(line, "service area", line.area, f"{line.team} is of {there[0]}",
                         "Close it and open a team of another name: its past stays")  # fmt: skip
        before = first.setdefault(line.team, line)
        for column, mine, theirs in (
            ("service area", line.area, before.area),
            ("opened on", line.opened_on, before.opened_on),
            ("closed on", line.closed_on, before.closed_on),
            ("merged into", line.merged_into, before.merged_into),
        ):
            if mine != theirs:
                yield _wrong(line, column, mine,
                             f"Row {before.row} says something else of {line.team}",
                             "Say the same of a team on each of its rows")  # fmt: skip


def _people(lines: Iterable[Line]) -> Iterator[RowError]:
    names: dict[str, str] = {}
    for line in lines:
        if line.email and names.setdefault(line.email, line.name) != line.name:
            yield _wrong(line, "person name", line.name,
                         f"The same e-mail is {names[line.email]} on another row",
                         "One e-mail, one person")  # fmt: skip


def _merges(lines: Sequence[Line], known: Known) -> Iterator[RowError]:
    teams = {line.team for line in lines if line.team} | known.teams.keys()
    into = {line.team: line.merged_into for line in lines if line.merged_into}
    for line in lines:
        if line.opened_on and line.closed_on and line.closed_on < line.opened_on:
            yield _wrong(line, "closed on", line.closed_on, "The team closes before it opens",
                         "Correct one of the two days")  # fmt: skip
        if not line.merged_into:
            continue
        if line.merged_into not in teams:
            yield _wrong(line, "merged into", line.merged_into, "There is no such team",
                         "Add it, or correct it")  # fmt: skip
        if line.closed_on is None:
            yield _wrong(line, "closed on", "", "A merged team has a day on which it closed",
                         "Give the day")  # fmt: skip
        to, seen = line.merged_into, {line.team}
        while to and to not in seen:
            seen.add(to)
            to = into.get(to, "")
        if to == line.team:
            yield _wrong(line, "merged into", line.merged_into, "The team is merged into itself",
                         "Correct one of the teams")  # fmt: skip


def _older(lines: Sequence[Line], known: Known) -> Iterator[RowError]:
    """A file from before a team closed or a post ended does not open it again. Z01."""
    again = "Download the establishment again: this file is older than that"
    ended = {post[:4]: post[4] for post in known.posts}
    for line in lines:
        closed = known.teams[line.team][1] if line.team in known.teams else None
        if closed is not None and line.closed_on is None:
            yield _wrong(line, "closed on", "", f"{line.team} closed on {closed}", again)
        if line.role is None or line.starts_on is None:
            continue
        end = ended.get((line.email, line.role.value, (line.area, line.team), line.starts_on))
        if end is not None and line.ends_on is None:
            yield _wrong(line, "to", "", f"This post ended on {end}", again)


def _posts(lines: Iterable[Line], known: Known) -> Iterator[RowError]:
    """One person holds one post once at a time; a post in a closed team has ended."""
    held: dict[_Key, dict[date, tuple[date, Line | None]]] = defaultdict(dict)
    for email, role, place, start, end in known.posts:
        held[email, role, place][start] = (end or FAR, None)
    for line in lines:
        if line.role is None or line.starts_on is None:
            continue
        end = line.ends_on or FAR
        if line.closed_on is not None and end >= line.closed_on:
            yield _wrong(line, "to", line.ends_on, f"{line.team} closed on {line.closed_on}",
                         "End the post on the day before")  # fmt: skip
        posts = held[line.email, line.role.value, (line.area, line.team)]
        before = posts.get(line.starts_on)
        if before is not None and before[1] is not None:
            yield _wrong(line, "from", line.starts_on, f"Row {before[1].row} is the same post",
                         "Take one of the two rows out")  # fmt: skip
        else:
            posts[line.starts_on] = (end, line)
    for posts in held.values():
        last = date.min
        holder: Line | None = None
        for start, (end, its) in sorted(posts.items(), key=lambda one: one[0]):
            if start <= last and (blamed := its or holder):
                yield _wrong(blamed, "from", blamed.starts_on,
                             f"They hold this post twice on {start}",
                             "End one before the other begins")  # fmt: skip
            if end > last:
                last, holder = end, its
