"""People move, teams merge, deputies act; the past stays (Z01, Y04, ORG-1)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from goldenthread.kernel.refusal import Refusal
from goldenthread.people import lists, operations, output, queries
from goldenthread.people.models import Change, Person, Post, Team
from goldenthread.people.vocabulary import Role
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
GIVEN = {"at": NOON}


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
    assert queries.standing_on(cast.tom, TODAY).teams(Role.SW) == {cast.fsp_south.pk}
    with pytest.raises(Refusal, match="closed"):
        operations.merge_team(team=team, into=cast.c4c_1, on=TODAY, by=cast.ada, at=NOON)


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


def test_who_leaves_can_no_longer_sign_in(cast: Cast) -> None:
    operations.leave(person=cast.tom, last_day=TODAY, by=cast.ada, at=NOON)
    assert not Person.objects.get(pk=cast.tom.pk).is_active
    assert (
        not queries.holders(Role.SW, team=cast.fsp_north.pk, on=TODAY)
        .filter(pk=cast.tom.pk)
        .exists()
    )


def test_what_goes_out_comes_in_and_changes_nothing(cast: Cast) -> None:
    for make, name in ((output.as_csv, "e.csv"), (output.as_xlsx, "e.xlsx")):
        body = make(output.rows(queries.every_post(), queries.empty_teams()))
        lines, errors = lists.read(name, body)
        assert not errors
        done = operations.apply_establishment(lines=lines, by=cast.ada, at=NOON)
        assert done == {"areas": 0, "teams": 0, "people": 0, "posts": 0}


HEAD = ",".join(lists.HEAD)
ROW = "FSP,FSP group,FSP North,2020-01-01,,,Ann Example,ann@x.example,sw,2024-01-01,"


@pytest.mark.parametrize(
    ("row", "column", "because"),
    [
        (ROW.replace("2024-01-01", "1st May"), "from", "no date"),
        (ROW.replace(",sw,", ",boss,"), "role", "no such role"),
        (ROW.replace("ann@x.example", "ann"), "e-mail", "no address"),
        (ROW.replace("Ann Example", ""), "person name", "nobody"),
        (ROW.replace("FSP North", ""), "team", "a social worker is of a team"),
        (ROW + "2023-01-01", "to", "ends before it starts"),
        (ROW.replace(",,,Ann", ",,Nowhere,Ann"), "merged into", "no such team"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_applied(
    db: None, row: str, column: str, because: str
) -> None:
    _, errors = lists.read("e.csv", f"{HEAD}\n{ROW.replace('ann@', 'bob@')}\n{row}\n".encode())
    assert column in {one.column for one in errors}, because
    assert all(one.row == 3 for one in errors)


def test_a_file_without_its_columns_says_which(db: None) -> None:
    _, errors = lists.read("e.csv", b"name,team\nAnn,FSP\n")
    assert "service area" in {one.column for one in errors}


def test_the_command_applies_nothing_when_a_row_is_wrong(db: None, tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text(f"{HEAD}\n{ROW}\n{ROW.replace(',sw,', ',boss,')}\n")
    with pytest.raises(CommandError, match="row 3, role"):
        call_command("load_establishment", path)
    assert not Person.objects.exists()
    path.write_text(f"{HEAD}\n{ROW}\n")
    call_command("load_establishment", path)
    assert Post.objects.get().starts_on == date(2024, 1, 1)


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
        ("end", [post.pk]), ("move", [post.pk]), ("merge", [cast.fsp_north.pk]),
        ("export", ["csv"]), ("export", ["xlsx"]),
    ):  # fmt: skip
        assert admin.get(reverse(f"people:{name}", args=args)).status_code == 200, name
        assert other.get(reverse(f"people:{name}", args=args)).status_code == 404, name
    mine = reverse("people:delegate", args=[cast.helen.pk])
    assert other.get(mine).status_code == 200
    assert other.get(reverse("people:delegate", args=[cast.ian.pk])).status_code == 404
