"""Which children each role sees on which page; the access log; restricted records."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.caseload import operations
from goldenthread.caseload.models import Child
from goldenthread.kernel.refusal import Refusal
from goldenthread.people import operations as staffing
from goldenthread.people.models import Post
from goldenthread.trail import operations as trail
from goldenthread.trail.models import Event
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


SEES = {
    "director": "all", "margaret": "all", "helen": "fsp", "sven": "fsp", "priya": "fsp_north",
    "aisha": "own", "tom": "none", "ines": "none", "ian": "c4c", "paula": "none", "quinn": "none",
    "frank": "all", "ana": "all", "bea": "404", "wes": "404", "pat": "404", "ada": "404",
    "gwen": "404",
}  # fmt: skip


@pytest.mark.parametrize(("who", "seen"), SEES.items())
def test_each_role_sees_its_children(cast: Cast, who: str, seen: str) -> None:
    own = child_of(cast.aisha, cast.fsp_north, reference="own1")
    team = child_of(cast.tom, cast.fsp_north, reference="team2")
    other = child_of(cast.mei, cast.c4c_1, reference="c4c3")
    team.worker = None
    team.save()
    expected = {
        "all": {own, team, other}, "fsp": {own, team}, "fsp_north": {own, team}, "own": {own},
        "c4c": {other}, "none": set(), "404": set(),
    }[seen]  # fmt: skip
    client = as_(getattr(cast, who))
    page = client.get(reverse("caseload:index"))
    assert page.status_code == (404 if seen == "404" else 200)
    for child in (own, team, other):
        answer = client.get(child.get_absolute_url()).status_code
        assert answer == (200 if child in expected else 404), child.reference
        if seen != "404":
            assert (child.reference in page.content.decode()) is (child in expected)


def test_a_restricted_record_is_closed_to_all_but_those_named(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    where = reverse("caseload:restrict", args=[child.token])
    assert as_(cast.priya).get(where).status_code == 404
    client = as_(cast.helen)
    alone = client.post(where, {"why": "Staff", "named": [cast.sven.pk]})
    assert b"Tick yourself too" in alone.content
    client.post(where, {"why": "Staff", "named": [cast.helen.pk]})
    assert client.get(child.get_absolute_url()).status_code == 200
    for person in (cast.director, cast.margaret, cast.aisha, cast.priya, cast.ana):
        assert as_(person).get(child.get_absolute_url()).status_code == 404, person.name
    client.post(where, {"why": "Staff", "named": [cast.helen.pk, cast.aisha.pk]})
    page = as_(cast.aisha).get(child.get_absolute_url())
    assert page.status_code == 200
    assert b"Open the record again" not in page.content
    again = reverse("caseload:unrestrict", args=[child.token])
    assert as_(cast.aisha).post(again).status_code == 404
    client.post(where, {"why": "Staff", "named": [cast.helen.pk]})
    assert as_(cast.aisha).get(child.get_absolute_url()).status_code == 404, "named no longer"
    with pytest.raises(Refusal, match="Head of Service"):
        operations.unrestrict(child=child, by=cast.aisha, at=NOON)
    client.post(again)
    assert as_(cast.aisha).get(child.get_absolute_url()).status_code == 200


def boxes(page: str) -> list[tuple[str, bool]]:
    """The boxes of a page in order: whose each is, and whether it is ticked."""
    return [
        (" ".join(label.split()), "checked" in box)
        for box, label in re.findall(
            r'<input([^>]*type="checkbox"[^>]*)>\s*<label[^>]*>(.*?)</label>', page, re.DOTALL
        )
    ]


def test_people_are_found_by_name_to_be_ticked_and_nothing_is_restricted_by_finding(
    cast: Cast,
) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    where = reverse("caseload:restrict", args=[child.token])
    client = as_(cast.helen)
    assert boxes(client.get(where).content.decode()) == [("Helen Marsh", True)], "no long list"
    given = {
        "why": "Family",
        "named": [cast.helen.pk, cast.tom.pk],
        "find": "RAHMAN ais",
        "look": "1",
    }
    page = client.post(where, given).content.decode()
    assert boxes(page) == [
        ("Helen Marsh", True), ("Tom Beresford", True), ("Aisha Rahman", False),
    ]  # fmt: skip
    assert 'value="Family"' in page
    child.refresh_from_db()
    assert not child.restricted
    page = client.post(where, {**given, "named": [cast.tom.pk], "find": "zzz"}).content.decode()
    assert boxes(page) == [("Tom Beresford", True), ("Helen Marsh", False)], "oneself stays there"
    assert "Nobody else in post has this in their name" in page
    client.post(where, {"why": "Family", "named": [cast.helen.pk, cast.aisha.pk], "find": ""})
    child.refresh_from_db()
    assert child.restricted
    assert boxes(client.get(where).content.decode()) == [
        ("Aisha Rahman", True), ("Helen Marsh", True),
    ]  # fmt: skip


def test_lists_and_exports_are_looks_too(cast: Cast) -> None:
    child_of(cast.aisha, cast.fsp_north)
    client = as_(cast.aisha)
    client.get(reverse("caseload:index"))
    answer = client.get(reverse("caseload:export"))
    assert "109377" in answer.content.decode()
    assert "109377" not in answer["Content-Disposition"]
    assert Event.objects.filter(kind="look", by=cast.aisha).count() == 2


def test_the_access_log_is_searched_by_child_and_by_person(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    as_(cast.priya).get(child.get_absolute_url())
    where = reverse("access_log")
    page = as_(cast.director).post(where, {"child": "109377", "verify": "1"})
    assert b"Priya Nair" in page.content
    assert b"Every seal holds" in page.content
    page = as_(cast.director).post(where, {"person": str(cast.priya.pk)})
    assert "Looked at the child’s page" in page.content.decode()
    nobody = as_(cast.director).post(where, {"child": "000"})
    assert b"There is no child" in nobody.content
    assert f'href="{where}"' in as_(cast.director).get("/standards/").content.decode()
    for person in (cast.helen, cast.quinn, cast.priya, cast.aisha, cast.ada):
        assert as_(person).get(where).status_code == 404, person.name
        assert f'href="{where}"' not in as_(person).get("/standards/").content.decode()


def test_the_access_log_names_a_restricted_child_to_nobody_but_those_named(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    as_(cast.priya).get(child.get_absolute_url())
    operations.restrict(child=child, why="Family", named=[cast.helen], by=cast.helen, at=NOON)
    page = as_(cast.director).post(reverse("access_log"), {"person": str(cast.priya.pk)})
    assert b"A restricted child" in page.content
    assert b"109377" not in page.content.replace(b"For example, 109377", b"")


def test_a_restricted_child_is_not_in_the_log_but_for_those_named_and_for_governance(
    cast: Cast,
) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    child_of(cast.aisha, cast.fsp_north, reference="open1")
    where = reverse("access_log")
    for named in (cast.helen, cast.margaret):
        operations.restrict(child=child, why="Family", named=[named], by=named, at=NOON)
        as_(cast.helen).get(child.get_absolute_url())
        for reader in (cast.director, cast.margaret, cast.gwen):
            client = as_(reader)
            page = client.post(where, {"child": "109377"}).content
            absent = client.post(where, {"child": "000000"}).content
            there = reader in (named, cast.gwen)
            assert (b"There is no child of this reference" in page) is not there, reader.name
            assert (b"Helen Marsh</td>" in page) is there, reader.name
            if not there:
                said = [
                    re.sub(rb'csrfmiddlewaretoken" value="[^"]*"|109377|000000', b"", one)
                    for one in (page, absent)
                ]
                assert said[0] == said[1], "as one that is not there"
            assert b"There is no child" not in client.post(where, {"child": "open1"}).content


def test_information_governance_reads_the_log_and_nothing_else(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    operations.restrict(child=child, why="Family", named=[cast.helen], by=cast.helen, at=NOON)
    as_(cast.helen).get(child.get_absolute_url())
    gwen = as_(cast.gwen)
    page = gwen.post(reverse("access_log"), {"person": str(cast.helen.pk)})
    assert b"Child 109377" in page.content
    assert gwen.get(child.get_absolute_url()).status_code == 404, "the log is no record"
    assert gwen.get(reverse("caseload:index")).status_code == 404
    desk = gwen.get("/").content.decode()
    assert 'href="/access-log/"' in desk
    row = re.search(r"Helen Marsh</a>.*?>1\s*<.*?>1\s*<", desk, re.DOTALL)
    assert row is not None, "who looked at restricted records"
    assert "Raise a concern" not in desk


def test_a_look_from_before_a_record_was_restricted_is_not_counted(cast: Cast) -> None:
    child = child_of(cast.aisha, cast.fsp_north)
    for who, hours in ((cast.priya, 3), (cast.helen, 1)):
        trail.look(
            what="caseload:child", children=[child.pk], by=who, at=NOON - timedelta(hours=hours)
        )
    for hours in (4, 2, 0):
        at = NOON - timedelta(hours=hours)
        operations.restrict(child=child, why="Family", named=[cast.helen], by=cast.helen, at=at)
        if hours == 4:
            operations.unrestrict(child=child, by=cast.helen, at=at)
    desk = as_(cast.gwen).get("/").content.decode()
    assert "Helen Marsh</a>" in desk, "named anew at noon, it has been restricted since ten"
    assert "Priya Nair</a>" not in desk, "it was open again when she looked"


def test_the_access_log_says_for_whom_somebody_acted_and_knows_who_has_left(cast: Cast) -> None:
    child = child_of(cast.mei, cast.c4c_1)
    staffing.delegate(away=cast.ian, to=cast.helen, starts_on=TODAY, ends_on=TODAY, reason="",
                      by=cast.ian, at=NOON)  # fmt: skip
    assert as_(cast.helen).get(child.get_absolute_url()).status_code == 200
    staffing.leave(person=cast.helen, last_day=TODAY, by=cast.ada, at=NOON)
    Post.objects.filter(person=cast.helen).update(ends_on=TODAY - timedelta(days=1))
    page = as_(cast.director).post(reverse("access_log"), {"person": str(cast.helen.pk)})
    assert b"while acting for Ian Proctor" in page.content


def test_the_list_asks_no_more_questions_when_it_grows_tenfold(cast: Cast) -> None:
    client = as_(cast.helen)
    child_of(cast.aisha, cast.fsp_north, reference="a")
    client.get(reverse("caseload:index"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("caseload:index"))
    for number in range(24):
        child_of(cast.aisha, cast.fsp_north, reference=f"b{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("caseload:index"))
    assert len(many) <= len(few)
    assert Child.objects.count() == 25


def test_health_is_public_and_says_when_something_stopped(db: None) -> None:
    from goldenthread.notices.models import Beat

    assert Client().get("/health/").json()["well"] is True
    Beat.objects.create(name="emails", every_seconds=30, at=NOON - timedelta(hours=1), next_at=NOON)
    answer = Client().get("/health/")
    assert answer.status_code == 503
    assert answer.json()["late"] == ["emails"]


def test_notices_are_ones_own(cast: Cast) -> None:
    from goldenthread.notices.operations import tell

    notice = tell(to=cast.aisha, kind="x", words="Hello", link="/standards/", by=None, at=NOON)
    assert notice is not None
    assert b"Hello" in as_(cast.aisha).get("/notices/").content
    assert b"Hello" not in as_(cast.tom).get("/notices/").content
    as_(cast.tom).post("/notices/read/", {"notice": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None
    answer = as_(cast.aisha).post("/notices/read/", {"notice": notice.pk})
    assert answer["Location"] == "/standards/"


def test_the_scheduler_sends_and_seals_and_beats(cast: Cast) -> None:
    from django.conf import settings
    from django.core import mail
    from django.core.management import call_command

    from goldenthread.notices.models import Beat
    from goldenthread.notices.operations import tell
    from goldenthread.trail.models import Seal

    tell(to=cast.aisha, kind="x", words="Hello", link="/", by=cast.tom, at=NOON, subject="a word")
    as_(cast.aisha).get(child_of(cast.aisha, cast.fsp_north).get_absolute_url())
    call_command("scheduler", "--once")
    assert [message.subject for message in mail.outbox] == ["Golden Thread: a word"]
    assert Seal.objects.exists()
    assert set(Beat.objects.exclude(at=None).values_list("name", flat=True)) == {
        name for name, _, _ in settings.SCHEDULE
    }


def test_signing_in_and_out_and_failing_to_are_in_the_log_of_the_person(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    cache.clear()
    password = "correct horse battery staple"
    cast.helen.set_password(password)
    cast.helen.save()

    def try_(given: str, email: str = "Helen@thornmere.example") -> Client:
        client = Client()
        client.post("/account/login/", {"login": email, "password": given})
        return client

    try_("wrong")
    try_(password).post("/account/logout/")
    for _ in range(4):
        try_("wrong again")
    try_(password)
    try_("wrong", "nobody@thornmere.example")
    kept = list(Event.objects.order_by("pk").values_list("what", "by", "detail"))
    failed = ("people.sign_in_failed", cast.helen.pk, {})
    assert kept == [
        failed, ("people.signed_in", cast.helen.pk, {}), ("people.signed_out", cast.helen.pk, {}),
        failed, failed, failed, failed, ("people.sign_in_refused", cast.helen.pk, {}),
    ]  # fmt: skip
    for word in ("helen", "thornmere", "wrong", password):
        assert word not in caplog.text.lower(), "nothing of it is in a log of the server"
    for reader in (cast.director, cast.gwen):
        page = as_(reader).post(reverse("access_log"), {"person": str(cast.helen.pk)}).content
        for what in ("Signed in", "Signed out", "and failed", "too many had failed"):
            assert what.encode() in page, what
