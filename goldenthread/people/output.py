"""The establishment written as CSV and as a workbook, in the columns in which it is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import xlsxwriter

from goldenthread.people.lists import HEAD

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


def as_csv(table: Iterable[list[str]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it rightly."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Iterable[list[str]]) -> bytes:
    """One sheet; every cell is text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Establishment")
        sheet.write_row(0, 0, HEAD, book.add_format({"bold": True}))
        for index, row in enumerate(table, 1):
            sheet.write_row(index, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(HEAD) - 1, 22)
    return out.getvalue()
