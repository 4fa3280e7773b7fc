"""A danger to a child reaches the Head of Service at once, and nobody closes their own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.concerns import operations, rules
from goldenthread.concerns.models import Concern
from goldenthread.concerns.vocabulary import Decision, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Email, Notice
from goldenthread.people import operations as staffing
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
WHY = "Worker and manager visit together at three."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def raised(cast: Cast, token: str = "") -> Concern:
    found = cast.aisha.posts.first()
    assert found is not None
    from goldenthread.caseload.models import Child

    child = Child.objects.filter(reference="109377").first() or child_of(cast.aisha, cast.fsp_north)
    return operations.raise_concern(
        child=child, source_reference="AUD-0042", source_code="B1",
        what="The child told school that he stayed over.", done_now="Rang at 3:35pm",
        token=token, by=cast.dana, at=NOON,
    )  # fmt: skip


def test_the_head_of_service_and_qa_are_told_in_the_same_breath(cast: Cast) -> None:
    one = raised(cast)
    told = set(Notice.objects.filter(kind="concerns").values_list("to__name", flat=True))
    assert told == {"Helen Marsh", "Quinn Abbott", "Rosa Whitfield"}
    assert one.responsible == cast.helen


def test_the_message_names_no_child(cast: Cast) -> None:
    raised(cast)
    for email in Email.objects.all():
        assert "109377" not in f"{email.subject} {email.link}"


def test_it_goes_to_the_deputy_when_the_head_is_away(cast: Cast) -> None:
    staffing.delegate(away=cast.helen, to=cast.ruth, starts_on=TODAY, ends_on=TODAY, reason="",
                      by=cast.helen, at=NOON)  # fmt: skip
    assert raised(cast).responsible == cast.ruth


def test_the_form_sent_twice_raises_one(cast: Cast) -> None:
    assert raised(cast, "t").pk == raised(cast, "t").pk
    assert Concern.objects.count() == 1


def test_its_life_in_order_and_closed_by_another(cast: Cast) -> None:
    one = raised(cast)
    with pytest.raises(Refusal):
        operations.decide(concern=one, decision=Decision.VISIT, words=WHY, seen_by_when=TODAY,
                          by=cast.helen, at=NOON)  # fmt: skip
    for person in (cast.dana, cast.ian, cast.aisha, cast.priya):
        with pytest.raises(Refusal):
            operations.acknowledge(concern=one, by=person, at=NOON)
    operations.acknowledge(concern=one, by=cast.helen, at=NOON)
    operations.decide(concern=one, decision=Decision.VISIT, words=WHY, seen_by_when=TODAY,
                      by=cast.helen, at=NOON)  # fmt: skip
    operations.see_safe(concern=one, words="At home at 3pm, alone, by both. Safe.", by=cast.helen,
                        at=NOON)  # fmt: skip
    for person in (cast.helen, cast.aisha, cast.priya):
        with pytest.raises(Refusal):
            operations.close(concern=one, outcome="It is done and safe now.", by=person, at=NOON)
    operations.close(concern=one, outcome="Strategy discussion held; safe.", by=cast.rosa, at=NOON)
    assert one.state == State.CLOSED


@pytest.mark.parametrize(
    ("minutes", "in_time", "because"),
    [(59, True, "in time"), (60, True, "to the minute"), (61, False, "a minute late")],
)
def test_the_clock_runs_an_hour(minutes: int, in_time: bool, because: str) -> None:
    done = NOON + timedelta(minutes=minutes)
    found = rules.in_time(raised_at=NOON, acknowledged_at=done, now=done)
    assert found is in_time, because
    assert rules.minutes_left(rules.acknowledge_by(NOON), now=done) == 60 - minutes


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_it_is_raised_from_any_page_and_comes_back_to_it(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    where = reverse("concerns:raise")
    page = as_(cast.aisha).get(where, {"child": child.token, "next": "/children/"})
    assert b"109377" in page.content
    token = page.context["form"]["token"].value()
    given = {"child": "109377", "what": "The child told school that he stayed.", "where": "Note",
             "token": token, "next": "/children/"}  # fmt: skip
    page = as_(cast.aisha).post(where, given)
    assert page["Location"] == "/children/"
    page = as_(cast.aisha).post(where, {**given, "child": "000", "token": "other"})
    assert b"No child has this reference" in page.content
    away = as_(cast.aisha).post(where, {**given, "token": "x", "next": "https://evil.example/"})
    assert "evil" not in away["Location"]


def test_who_reads_a_concern(cast: Cast) -> None:
    one = raised(cast)
    for person in (cast.helen, cast.quinn, cast.rosa, cast.director, cast.priya, cast.dana):
        assert as_(person).get(one.get_absolute_url()).status_code == 200, person.name
    for person in (cast.tom, cast.mei, cast.ian, cast.ana, cast.bea, cast.wes, cast.pat, cast.ada):
        assert as_(person).get(one.get_absolute_url()).status_code == 404, person.name


def test_two_who_acknowledge_are_told(cast: Cast) -> None:
    one = raised(cast)
    as_(cast.helen).post(one.get_absolute_url(), {"state": "raised"})
    page = as_(cast.sven).post(one.get_absolute_url(), {"state": "raised"}, follow=True)
    assert b"Somebody else has just done something" in page.content
    assert as_(cast.helen).get(reverse("concerns:index")).status_code == 200
