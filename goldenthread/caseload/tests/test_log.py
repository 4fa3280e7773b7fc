"""The access log says in words what was done, by whom and about whom (SEC-3, BB1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.caseload import operations
from goldenthread.people import operations as staffing
from goldenthread.people.models import Post
from goldenthread.trail import operations as trail
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def rows_of(reader: Person, searched: Person | None = None) -> list[str]:
    """The rows of the log as they are read, newest first."""
    client = Client()
    client.force_login(reader)
    given = {"person": str(searched.pk)} if searched else {}
    page = client.post("/access-log/", given).content.decode()
    body = re.search(r"<tbody.*?</tbody>", page, re.DOTALL)
    if body is None:
        return []
    return [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in re.findall(r"<tr.*?</tr>", body[0], re.DOTALL)
    ]


def test_a_deed_about_somebody_names_them_and_is_found_by_their_name(cast: Cast) -> None:
    staffing.end_post(post=Post.objects.get(person=cast.tom), last_day=TODAY, by=cast.ada, at=NOON)
    [about_tom] = rows_of(cast.gwen, cast.tom)
    assert "Ada Novak Ended a post About Tom Beresford About No record" in about_tom.replace(
        "– ", ""
    )
    by_ada = rows_of(cast.gwen, cast.ada)
    assert len(by_ada) == 1
    assert "Ended a post About Tom Beresford By" in by_ada[0]
    assert rows_of(cast.gwen, cast.mei) == []


def test_who_was_searched_for_is_found_and_so_is_who_was_let_in(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    operations.let_in(child=child, person=cast.omar, reason="AUD-0001", by=cast.rosa, at=NOON)
    [let_in] = rows_of(cast.gwen, cast.omar)
    assert "Let somebody in to the child’s record About Omar Haddad" in let_in
    searched = rows_of(cast.director, cast.omar)[0]
    assert "Gwen Ashby Searched the access log About Omar Haddad" in searched


def test_a_deed_without_a_record_or_without_words_never_says_none(cast: Cast) -> None:
    trail.deed(what="test.done", about="", by=cast.rosa, at=NOON)
    [_, row] = rows_of(cast.gwen)
    assert "test.done" in row, "a code that nobody gave words stays itself"
    assert "No record" in row
    assert "None" not in row
