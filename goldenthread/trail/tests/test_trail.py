"""The trail cannot be changed without its showing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from goldenthread.people import operations as staffing
from goldenthread.people.models import Person
from goldenthread.trail import operations, queries, rules, seals
from goldenthread.trail.models import Event, Seal
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast


def _some_rows(cast: Cast) -> None:
    for number in range(5):
        operations.deed(what="test.done", about=f"AUD-000{number}", by=cast.rosa, at=NOON)
    operations.look(what="audits:audit", children=[7, 8, 7], by=cast.priya, at=NOON)
    operations.seal(at=NOON)


CHANGES = ["update {} set at = at", "delete from {}", "truncate {}",
           "insert or replace into {0} select * from {0} limit 1"]  # fmt: skip
NOT_SPOKEN = {"sqlite": "truncate", "postgresql": "insert or"}


@pytest.mark.parametrize("table", seals.TABLES)
@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_refuses_to_change_the_trail(cast: Cast, sql: str, table: str) -> None:
    if sql.startswith(NOT_SPOKEN[connection.vendor]):
        pytest.skip(f"{connection.vendor} knows no such statement")
    _some_rows(cast)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        if connection.vendor == "postgresql":
            cursor.execute("set constraints all immediate")
        cursor.execute(sql.format(table))


def test_a_child_seen_twice_on_one_page_is_one_look(cast: Cast) -> None:
    _some_rows(cast)
    assert queries.events_about_child(7).count() == 1
    assert queries.events_by(cast.priya.pk).count() == 2


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("update trail_event set about = 'x' where about = 'AUD-0002'", "altered"),
        ("delete from trail_event where about = 'AUD-0002'", "removed"),
    ],
)
def test_a_change_behind_the_triggers_is_found(cast: Cast, sql: str, words: str) -> None:
    _some_rows(cast)
    assert queries.breaks() == []
    seals.unguard(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    [broken] = queries.breaks()
    assert words in broken.words
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_trail")


def test_a_row_slipped_in_is_found(cast: Cast) -> None:
    far = Event(pk=1_000_000, kind="deed", what="test.far", about="", by=cast.rosa, at=NOON)
    far.save(force_insert=True)
    sealed = operations.seal(at=NOON)
    assert sealed is not None
    slipped = Event(pk=500_000, kind="deed", what="test.slipped", by=cast.rosa, at=NOON)
    slipped.save(force_insert=True)
    [broken] = queries.breaks()
    assert "inserted" in broken.words


@pytest.mark.parametrize("number", [0, -7])
def test_a_row_slipped_in_before_the_first_is_found(cast: Cast, number: int) -> None:
    _some_rows(cast)
    slipped = Event(pk=number, kind="deed", what="test.slipped", by=cast.rosa, at=NOON)
    slipped.save(force_insert=True)
    [broken] = queries.breaks()
    assert "inserted" in broken.words


def _later(cast: Cast) -> None:
    operations.deed(what="test.later", about="", by=cast.rosa, at=NOON)
    operations.seal(at=NOON)


def _behind_the_triggers(*statements: str) -> None:
    seals.unguard(connection)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def test_a_removed_seal_is_found(cast: Cast) -> None:
    _some_rows(cast)
    _later(cast)
    _later(cast)
    second = Seal.objects.order_by("pk")[1]
    _behind_the_triggers(f"delete from trail_seal where id = {second.pk}")
    [broken] = queries.breaks()
    assert "seal before it was removed" in broken.words


def test_an_altered_seal_is_found(cast: Cast) -> None:
    _some_rows(cast)
    _later(cast)
    _behind_the_triggers(f"update trail_seal set digest = '{'0' * 64}'")
    assert [broken.words[:12] for broken in queries.breaks()] == ["At least one"] * 2


@pytest.mark.parametrize(
    "cut",
    [
        ("delete from trail_seal where id = {seal}",),
        ("delete from trail_event where what = 'test.later'",
         "delete from trail_seal where id = {seal}"),
    ],
    ids=["the newest seal", "the newest seal and its rows"],
)  # fmt: skip
def test_a_cut_off_end_is_found_by_the_seals_kept_elsewhere(
    cast: Cast, cut: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "seals.txt"
    _some_rows(cast)
    call_command("verify_trail", kept=kept)
    _later(cast)
    call_command("verify_trail", kept=kept)
    call_command("verify_trail", kept=kept)
    assert len(kept.read_text().splitlines()) == 2
    newest = queries.last_seal()
    assert newest is not None
    _behind_the_triggers(*(sql.format(seal=newest.pk) for sql in cut))
    assert queries.breaks() == [], "the chain itself cannot know its end"
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_trail", kept=kept)
    assert f"Seal {newest.pk}: It was kept elsewhere" in capsys.readouterr().out


def test_a_trail_made_anew_is_found_by_the_seals_kept_elsewhere(cast: Cast, tmp_path: Path) -> None:
    kept = tmp_path / "seals.txt"
    _some_rows(cast)
    call_command("verify_trail", kept=kept)
    seal = queries.last_seal()
    assert seal is not None
    rows = list(seals.plain(queries.rows_after(0)))
    rows[0]["about"] = "x"
    digest = rules.seal_of("", rows)
    _behind_the_triggers(
        f"update trail_event set about = 'x' where id = {rows[0]['id']}",
        f"update trail_seal set digest = '{digest}'",
    )
    assert queries.breaks() == []
    with pytest.raises(CommandError, match="1 places"):
        call_command("verify_trail", kept=kept)


def test_a_file_of_something_else_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    with pytest.raises(CommandError, match="does not hold seals"):
        call_command("verify_trail", kept=tmp_path / "x")


def test_who_acts_for_somebody_is_written_down_with_each_look_and_deed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    child = child_of(cast.aisha, cast.fsp_north)
    for away in (cast.helen, cast.ruth):
        staffing.delegate(
            away=away, to=cast.ian, starts_on=TODAY, ends_on=TODAY, reason="", by=away, at=NOON
        )
    client = Client()
    client.force_login(cast.ian)
    assert client.get(child.get_absolute_url()).status_code == 200
    [look] = queries.events_about_child(child.pk)
    assert (look.by, look.acting_for) == (cast.ian, cast.helen.pk)
    assert look.detail == {"acting_for_too": [cast.ruth.pk]}
    cast.ian = Person.objects.get(pk=cast.ian.pk)
    operations.deed(what="test.done", about="", by=cast.ian, at=NOON, detail={"a": 1})
    [deed, *_] = queries.events_by(cast.ian.pk)
    assert (deed.acting_for, deed.detail["a"]) == (cast.helen.pk, 1)
    operations.deed(what="test.done", about="", by=cast.helen, at=NOON)
    assert queries.events_by(cast.helen.pk)[0].acting_for is None


def test_a_change_to_people_is_a_deed_without_a_name(cast: Cast) -> None:
    staffing.open_team(name="NEST 1", area=cast.fsp, opened_on=TODAY, by=cast.ada, at=NOON)
    [deed] = queries.events_by(cast.ada.pk)
    assert deed.what == "people.team_opened"
    assert set(deed.detail) == {"change", "person", "team"}


def test_a_second_seal_hangs_on_the_first(cast: Cast) -> None:
    _some_rows(cast)
    operations.deed(what="test.later", about="", by=cast.rosa, at=NOON)
    second = operations.seal(at=NOON)
    assert second is not None
    assert second.rows == 1
    assert operations.seal(at=NOON) is None
    assert queries.breaks() == []
