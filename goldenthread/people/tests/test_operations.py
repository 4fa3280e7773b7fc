"""People move, teams merge, deputies act; the past stays (Z01, Y04, ORG-1)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import lists, operations, queries, rules
from goldenthread.people.http import Backend
from goldenthread.people.models import Change, Delegation, Person, Post, Proposal, Team
from goldenthread.people.vocabulary import Role
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    return monkeypatch


def test_a_person_who_moves_keeps_their_past(cast: Cast) -> None:
    post = Post.objects.get(person=cast.aisha)
    operations.move_person(post=post, team=cast.fsp_south, first_day=TODAY, by=cast.ada, at=NOON)
    before, now = TODAY - timedelta(days=1), TODAY
    assert queries.standing_on(cast.aisha, before).teams(Role.SW) == {cast.fsp_north.pk}
    assert queries.standing_on(cast.aisha, now).teams(Role.SW) == {cast.fsp_south.pk}


def test_a_merged_team_closes_and_its_people_go_on(cast: Cast) -> None:
    moved = operations.merge_team(
        team=cast.fsp_north, into=cast.fsp_south, on=TODAY, by=cast.ada, at=NOON
    )
    assert moved == 3
    team = Team.objects.get(pk=cast.fsp_north.pk)
    assert (team.closed_on, team.merged_into) == (TODAY, cast.fsp_south)
    assert cast.fsp_north not in queries.teams(TODAY)
    assert cast.fsp_north in queries.teams(TODAY - timedelta(days=1))
    assert queries.standing_on(cast.tom, TODAY - timedelta(days=1)).teams(Role.SW) == {team.pk}
    for who, role in ((cast.sam, Role.PM), (cast.tom, Role.SW)):
        held = queries.standing_on(who, TODAY).teams(role)
        assert held == {cast.fsp_south.pk, team.pk}, "who goes on answers for the past of both"
    with pytest.raises(Refusal, match="closed"):
        operations.merge_team(team=team, into=cast.c4c_1, on=TODAY, by=cast.ada, at=NOON)


def test_a_team_that_was_merged_twice_is_answered_for_by_the_last(cast: Cast) -> None:
    later = TODAY + timedelta(days=30)
    operations.merge_team(team=cast.fsp_north, into=cast.fsp_south, on=TODAY, by=cast.ada, at=NOON)
    operations.merge_team(team=cast.fsp_south, into=cast.c4c_1, on=later, by=cast.ada, at=NOON)
    dana = queries.standing_on(cast.dana, later).teams(Role.PM)
    assert dana == {cast.c4c_1.pk, cast.fsp_south.pk, cast.fsp_north.pk}
    assert queries.standing_on(cast.dana, later - timedelta(days=1)).teams(Role.PM) == {
        cast.c4c_1.pk
    }


def test_a_post_that_begins_after_the_merger_begins_in_the_other_team(cast: Cast) -> None:
    first = TODAY + timedelta(days=14)
    operations.appoint(
        person=cast.mei, role=Role.SW, area=None, team=cast.fsp_north, starts_on=first,
        ends_on=None, by=cast.ada, at=NOON,
    )  # fmt: skip
    operations.merge_team(team=cast.fsp_north, into=cast.fsp_south, on=TODAY, by=cast.ada, at=NOON)
    assert Post.objects.get(person=cast.mei, starts_on=first).team == cast.fsp_south
    with pytest.raises(Refusal, match="closed on that day"):
        operations.appoint(
            person=cast.ines, role=Role.SW, area=None, team=Team.objects.get(name="FSP North"),
            starts_on=TODAY, ends_on=None, by=cast.ada, at=NOON,
        )  # fmt: skip


def test_a_deputy_acts_from_the_first_day_to_the_last(cast: Cast) -> None:
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=6)
    operations.delegate(
        away=cast.helen, to=cast.ruth, starts_on=first, ends_on=last, reason="Leave",
        by=cast.helen, at=NOON,
    )  # fmt: skip
    fsp = cast.fsp.pk
    for day, acts in ((first - timedelta(days=1), False), (first, True), (last, True),
                      (last + timedelta(days=1), False)):  # fmt: skip
        areas = queries.standing_on(cast.ruth, day).areas(Role.HOS)
        assert (fsp in areas) is acts, day
    with pytest.raises(Refusal, match="already acts"):
        operations.delegate(
            away=cast.helen, to=cast.ian, starts_on=last, ends_on=last, reason="",
            by=cast.helen, at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("last", "may", "because"),
    [
        (date(2027, 11, 18), True, "twelve months, to the day"),
        (date(2027, 11, 19), False, "a day more"),
        (date(2036, 11, 18), False, "a wrong year"),
    ],
)
def test_somebody_acts_for_twelve_months_at_most(last: date, may: bool, because: str) -> None:
    refusal = rules.why_not_delegate(away=1, to=2, starts_on=TODAY, ends_on=last, already=[])
    assert (refusal is None) is may, because
    if refusal is not None:
        assert "at most 12 months: here until Thursday 18 November 2027" in str(refusal)


def test_the_page_says_why_a_deputy_is_not_named_for_years(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.helen)
    given = {"to": cast.ruth.pk, "reason": "",
             "starts_on_day": "19", "starts_on_month": "11", "starts_on_year": "2026",
             "ends_on_day": "19", "ends_on_month": "11", "ends_on_year": "2028"}  # fmt: skip
    page = client.post(reverse("people:delegate", args=[cast.helen.pk]), given)
    assert b"at most 12 months" in page.content
    assert not Delegation.objects.exists()


def test_the_account_page_says_for_whom_one_acts_and_until_when(
    cast: Cast, clock: pytest.MonkeyPatch
) -> None:
    for away, first, last in (
        (cast.helen, TODAY, TODAY + timedelta(days=4)),
        (cast.ian, TODAY + timedelta(days=30), TODAY + timedelta(days=40)),
        (cast.sven, TODAY - timedelta(days=9), TODAY - timedelta(days=1)),
    ):
        operations.delegate(
            away=away, to=cast.ruth, starts_on=first, ends_on=last, reason="", by=away, at=NOON
        )  # fmt: skip
    client = Client()
    client.force_login(cast.ruth)
    page = " ".join(client.get(reverse("people:account")).content.decode().split())
    assert "You act for</h2>" in page
    assert re.search(r"Helen Marsh</a> until \w* ?23 Nov", page)
    assert re.search(r"Ian Proctor</a> from \w* ?19 Dec to \w* ?29 Dec", page)
    assert "Sven Lindqvist" not in page, "that is over"
    client.force_login(cast.tom)
    page = client.get(reverse("people:person", args=[cast.ruth.pk])).content.decode()
    assert "Acts for</h2>" in page


@pytest.mark.parametrize("role", [Role.SW, Role.PM])
def test_nobody_moves_to_the_team_they_are_in(cast: Cast, role: Role) -> None:
    post = Post.objects.get(person=cast.tom if role is Role.SW else cast.priya)
    with pytest.raises(Refusal, match="in this team already"):
        operations.move_person(
            post=post, team=cast.fsp_north, first_day=TODAY, by=cast.ada, at=NOON
        )
    client = Client()
    client.force_login(cast.ada)
    given = {"team": cast.fsp_north.pk, "why": "x", "first_day_day": "1",
             "first_day_month": "12", "first_day_year": "2026"}  # fmt: skip
    page = client.post(reverse("people:move", args=[post.pk]), given)
    assert b"They are in this team already. Choose another team." in page.content
    assert not Proposal.objects.exists()


def test_a_search_shows_all_that_it_finds_on_one_page(cast: Cast) -> None:
    for number in range(45):
        person = Person.objects.create(email=f"p{number}@x.example", name=f"Zed {number:02}")
        Post.objects.create(person=person, role=Role.WFD, starts_on=TODAY - timedelta(days=9))
    client = Client()
    client.force_login(cast.ada)
    page = client.post("/people/", {"q": "zed"}).content.decode()
    assert page.count(">Zed ") == 45


def test_a_post_is_ended_and_stays(cast: Cast) -> None:
    post = Post.objects.get(person=cast.tom)
    operations.end_post(post=post, last_day=TODAY, by=cast.ada, at=NOON)
    post.refresh_from_db()
    assert post.ends_on == TODAY
    assert Change.objects.filter(person=cast.tom, what="post ended").exists()
    with pytest.raises(Refusal, match="ended already"):
        operations.end_post(post=post, last_day=TODAY, by=cast.ada, at=NOON)


def test_only_the_administrator_changes_posts(cast: Cast) -> None:
    for person in (cast.director, cast.helen, cast.quinn, cast.priya):
        with pytest.raises(Refusal, match="administrator"):
            operations.new_person(name="X", email="x@y.example", by=person, at=NOON)


def test_who_leaves_can_no_longer_sign_in(cast: Cast, clock: pytest.MonkeyPatch) -> None:
    tomorrow = TODAY + timedelta(days=1)
    operations.delegate(
        away=cast.priya, to=cast.tom, starts_on=TODAY, ends_on=tomorrow, reason="",
        by=cast.priya, at=NOON,
    )  # fmt: skip
    operations.appoint(
        person=cast.tom, role=Role.PM, area=None, team=cast.fsp_south, starts_on=tomorrow,
        ends_on=None, by=cast.ada, at=NOON,
    )  # fmt: skip
    client = Client()
    client.force_login(cast.tom)
    operations.leave(person=cast.tom, last_day=TODAY, by=cast.ada, at=NOON)
    assert client.get("/standards/").status_code == 200, "the last day is worked"
    assert queries.standing_on(cast.tom, tomorrow).posts == ()
    clock.setattr(timezone, "now", lambda: NOON + timedelta(days=1))
    assert client.get("/standards/").status_code == 302, "a session does not outlive the post"
    assert Backend().user_can_authenticate(Person.objects.get(pk=cast.tom.pk)) is False
    with pytest.raises(Refusal, match="holds no post"):
        operations.leave(person=cast.tom, last_day=tomorrow, by=cast.ada, at=NOON)


def test_nobody_gives_themselves_a_post_or_names_themselves_a_deputy(cast: Cast) -> None:
    with pytest.raises(Refusal, match="Somebody else"):
        operations.appoint(
            person=cast.ada, role=Role.DCS, area=None, team=None, starts_on=TODAY, ends_on=None,
            by=cast.ada, at=NOON,
        )  # fmt: skip
    with pytest.raises(Refusal, match="Somebody else"):
        operations.delegate(
            away=cast.director, to=cast.ada, starts_on=TODAY, ends_on=TODAY, reason="",
            by=cast.ada, at=NOON,
        )  # fmt: skip
    row = f"FSP,,,,,,Ada Novak,{cast.ada.email},dcs,2026-01-01,"
    lines, _ = lists.read("e.csv", f"{','.join(lists.HEAD)}\n{row}\n".encode())
    with pytest.raises(Refusal, match="Somebody else"):
        operations.apply_establishment(lines=lines, by=cast.ada, at=NOON)
    assert queries.standing_on(cast.ada, TODAY).roles == {Role.ADM}


def test_a_fixed_term_goes_on_to_its_end_in_the_other_team(cast: Cast) -> None:
    post = Post.objects.get(person=cast.tom)
    post.ends_on = TODAY + timedelta(days=90)
    post.save()
    moved = operations.move_person(
        post=post, team=cast.fsp_south, first_day=TODAY, by=cast.ada, at=NOON
    )
    assert moved.ends_on == TODAY + timedelta(days=90)


def test_the_pages(cast: Cast) -> None:
    admin, other = Client(), Client()
    admin.force_login(cast.ada)
    other.force_login(cast.helen)
    post = Post.objects.get(person=cast.aisha)
    for name, args in (
        ("index", []), ("account", []), ("permissions", []),
        ("person", [cast.aisha.pk]), ("team", [cast.fsp_north.pk]),
    ):  # fmt: skip
        for client in (admin, other):
            assert client.get(reverse(f"people:{name}", args=args)).status_code == 200, name
    for name, args in (
        ("add", []), ("establishment", []), ("open_team", []), ("appoint", [cast.aisha.pk]),
        ("end", [post.pk]), ("leave", [cast.tom.pk]),
        ("move", [post.pk]), ("merge", [cast.fsp_north.pk]),
        ("export", ["csv"]), ("export", ["xlsx"]),
    ):  # fmt: skip
        assert admin.get(reverse(f"people:{name}", args=args)).status_code == 200, name
        assert other.get(reverse(f"people:{name}", args=args)).status_code == 404, name
    mine = reverse("people:delegate", args=[cast.helen.pk])
    assert other.get(mine).status_code == 200
    assert other.get(reverse("people:delegate", args=[cast.ian.pk])).status_code == 404
