"""Each role's first page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.caseload.operations import let_in
from tests.cast import NOON, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def desk_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    page = client.get("/")
    assert page.status_code == 200, person.name
    return page.content.decode()


def test_every_role_has_a_desk(cast: Cast) -> None:
    child_of(cast.aisha, cast.fsp_north)
    for person in cast.by_role().values():
        assert "Your desk" in desk_of(person)


def test_a_child_past_a_hard_line_comes_first_for_the_manager(cast: Cast) -> None:
    child_of(cast.aisha, cast.fsp_north, last_seen_on=date(2026, 9, 1))
    page = desk_of(cast.priya)
    assert "Do this now" in page
    assert "Child 109377 was not seen for" in page
    assert "working days late" not in page.split("Child 109377 was not seen for")[1][:400]


@pytest.mark.parametrize(
    ("last", "cell", "because"),
    [
        (date(2026, 10, 19), "All seen", "ten working days before Saturday 31 October"),
        (date(2026, 10, 16), "All seen", "ten too: Friday, then 19 to 23 and 26 to 30"),
        (date(2026, 10, 15), "1 not seen", "eleven"),
        (None, "1 not seen", "no visit is recorded"),
    ],
)
def test_a_desk_counts_who_was_seen_in_time_as_the_figure_does(
    cast: Cast, last: date | None, cell: str, because: str
) -> None:
    child_of(cast.aisha, cast.fsp_north, last_seen_on=last)
    assert f"{cell}</span>" in desk_of(cast.priya).replace("\n", ""), because
    words = f"{0 if '1' in cell else 1} of 1"
    assert words in desk_of(cast.helen), "whoever looks at the same child"


def test_a_concern_comes_before_everything(cast: Cast) -> None:
    from goldenthread.concerns.operations import raise_concern

    child = child_of(cast.aisha, cast.fsp_north)
    raise_concern(
        child=child,
        source_reference="",
        source_code="",
        what="The child told school that he stayed over.",
        done_now="",
        by=cast.ines,
        at=NOON,
    )
    page = desk_of(cast.helen)
    assert "A concern about child 109377 is waiting for you to acknowledge" in page
    assert "Acknowledge by 1:00pm" in page


def test_nothing_due_says_so(cast: Cast) -> None:
    assert "Nothing is due from you" in desk_of(cast.wes)


def test_the_administrator_sees_no_child_and_raises_no_concern(cast: Cast) -> None:
    child_of(cast.aisha, cast.fsp_north)
    page = desk_of(cast.ada)
    assert "109377" not in page
    assert "Raise a concern" not in page


def test_a_director_sees_counts_and_no_reference(cast: Cast) -> None:
    child_of(cast.aisha, cast.fsp_north)
    page = desk_of(cast.director)
    assert "Family Support and Protection" in page
    assert "109377" not in page


def test_the_desk_asks_no_more_questions_when_the_caseload_grows(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(person: Person) -> int:
        client = Client()
        client.force_login(person)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    for number in range(2):
        child_of(cast.aisha, cast.fsp_north, reference=f"a{number}")
    few = {person.pk: asked(person) for person in (cast.priya, cast.helen, cast.aisha)}
    for number in range(20):
        child_of(cast.aisha, cast.fsp_north, reference=f"b{number}")
    for person in (cast.priya, cast.helen, cast.aisha):
        assert asked(person) <= few[person.pk]


def test_a_role_without_children_sees_what_it_is_there_for(cast: Cast) -> None:
    for person, words in (
        (cast.ada, "Teams without a practice manager"),
        (cast.pat, "Audits you are asked to do"),
        (cast.frank, "The newest loads"),
    ):
        assert words in desk_of(person), person.name


def test_a_leaders_teams_are_those_of_the_service_not_of_a_child_lent_for_a_task(
    cast: Cast,
) -> None:
    child_of(cast.aisha, cast.fsp_north)
    lent = child_of(cast.mei, cast.c4c_1, reference="c4")
    let_in(child=lent, person=cast.helen, reason="AUD-0001", by=cast.quinn, at=NOON)
    page = desk_of(cast.helen)
    assert cast.fsp_north.name in page
    assert cast.c4c_1.name not in page
