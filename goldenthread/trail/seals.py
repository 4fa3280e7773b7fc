"""The triggers that refuse change, for both databases, and the reading of rows to be sealed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("trail_event", "trail_seal")


def guard(wrapper: BaseDatabaseWrapper) -> None:
    """Make the trail append-only in this database."""
    with wrapper.cursor() as cursor:
        if wrapper.vendor == "postgresql":
            cursor.execute(
                "create or replace function trail_refuses() returns trigger language plpgsql as "
                "$$ begin raise exception '% is append-only', tg_table_name; end $$"
            )
        for table in TABLES:
            for statement in _guards(wrapper.vendor, table):
                cursor.execute(statement)


def unguard(wrapper: BaseDatabaseWrapper) -> None:
    """Take the guards away: for tests that empty their tables, and to try `verify_trail`."""
    with wrapper.cursor() as cursor:
        for table in TABLES:
            if wrapper.vendor == "postgresql":
                cursor.execute(f"drop trigger if exists {table}_no_change on {table}")
                cursor.execute(f"drop trigger if exists {table}_no_truncate on {table}")
            else:
                cursor.execute(f"drop trigger if exists {table}_no_update")
                cursor.execute(f"drop trigger if exists {table}_no_delete")
                cursor.execute(f"drop trigger if exists {table}_no_replace")


def _guards(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"create or replace trigger {table}_no_change before update or delete on {table} "
            "for each row execute function trail_refuses()",
            f"create or replace trigger {table}_no_truncate before truncate on {table} "
            "for each statement execute function trail_refuses()",
        ]
    refuses = f"begin select raise(abort, '{table} is append-only'); end"
    there = f"exists (select 1 from {table} where id = new.id)"  # noqa: S608 - a table of ours
    return [
        f"create trigger if not exists {table}_no_update before update on {table} {refuses}",
        f"create trigger if not exists {table}_no_delete before delete on {table} {refuses}",
        # `insert or replace` takes a row out without the trigger of a deletion
        f"create trigger if not exists {table}_no_replace before insert on {table} "
        f"when {there} {refuses}",
    ]


def hold_writers() -> None:
    """Wait for those writing to the trail, and keep others out until this transaction ends.

    On PostgreSQL a row's number is taken before it is seen by others; without this a seal could
    pass over one still on its way. SQLite has one writer at a time by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("lock table trail_event in share mode")


def plain(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows with their moments as UTC text, the same from both databases."""
    for row in rows:
        yield {**row, "at": row["at"].astimezone(UTC).isoformat(timespec="microseconds")}
