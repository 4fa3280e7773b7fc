"""The trail cannot be changed without its showing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from goldenthread.trail import operations, queries, seals
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from tests.cast import Cast


def _some_rows(cast: Cast) -> None:
    for number in range(5):
        operations.deed(what="test.done", about=f"AUD-000{number}", by=cast.rosa, at=NOON)
    operations.look(what="audits:audit", children=[7, 8, 7], by=cast.priya, at=NOON)
    operations.seal(at=NOON)


@pytest.mark.parametrize("sql", ["update trail_event set about = 'x'", "delete from trail_event"])
def test_the_database_refuses_to_change_the_trail(cast: Cast, sql: str) -> None:
    _some_rows(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


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


def test_a_second_seal_hangs_on_the_first(cast: Cast) -> None:
    _some_rows(cast)
    operations.deed(what="test.later", about="", by=cast.rosa, at=NOON)
    second = operations.seal(at=NOON)
    assert second is not None
    assert second.rows == 1
    assert operations.seal(at=NOON) is None
    assert queries.breaks() == []
