"""Clocks that count as the law counts, standards that are read, days that are closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.standards import lists, operations, queries, rules
from goldenthread.standards.vocabulary import Clock, Kept, Unit
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

CALENDAR = Calendar()
DAYS = st.dates(date(2012, 1, 1), date(2034, 1, 1))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def test_the_standards_are_whole() -> None:
    found = lists.standards(lists.shipped())
    assert len(found) == 94 + 18
    assert all(one.source and one.title and one.limit for one in found)
    assert {one.code for one in found} >= {"CP-11", "CL-05", "AS-01", "QA-07", "MI-01"}
    assert len(lists.threads()) == 7
    assert [one.code for one in lists.grades()] == ["O", "G", "RI", "I"]


@pytest.mark.parametrize(
    ("limit", "unit", "start", "due", "because"),
    [
        (10, Unit.WORKING_DAYS, date(2026, 12, 18), date(2027, 1, 6), "over Christmas"),
        (45, Unit.WORKING_DAYS, date(2026, 3, 2), date(2026, 5, 7), "over Easter and May Day"),
        (3, Unit.MONTHS, date(2026, 11, 30), date(2027, 2, 28), "there is no 30 February"),
        (6, Unit.WEEKS, date(2026, 11, 19), date(2026, 12, 31), "calendar weeks"),
        (72, Unit.HOURS, date(2026, 11, 19), date(2026, 11, 22), "three days"),
    ],
)
def test_a_clock_is_due(limit: int, unit: Unit, start: date, due: date, because: str) -> None:
    assert rules.due_on(Clock(limit=limit, unit=unit), start, CALENDAR) == due, because


@given(DAYS, st.integers(1, 60), st.sampled_from(list(Unit)))
def test_a_clock_is_never_due_before_it_starts(start: date, limit: int, unit: Unit) -> None:
    clock = Clock(limit=limit, unit=unit)
    due = rules.due_on(clock, start, CALENDAR)
    assert due > start
    on_the_day = rules.kept(clock, start=start, stop=due, on=due, calendar=CALENDAR)
    day_after = due + timedelta(days=1)
    late = rules.kept(clock, start=start, stop=day_after, on=day_after, calendar=CALENDAR)
    assert (on_the_day, late) == (Kept.IN_TIME, Kept.LATE)


def test_what_was_never_recorded_is_never_in_time() -> None:
    clock = Clock(limit=10, unit=Unit.WORKING_DAYS)
    given = {"start": date(2026, 11, 2), "stop": None, "calendar": CALENDAR}
    assert rules.kept(clock, on=date(2026, 11, 16), **given) is Kept.RUNNING
    assert rules.kept(clock, on=date(2026, 11, 17), **given) is Kept.NO_EVIDENCE


@pytest.mark.django_db
def test_a_version_is_published_once_and_read_by_each(cast: Cast) -> None:
    given = {"effective_from": date(2026, 1, 1), "changed": "First", "at": NOON}
    first = operations.publish(text=lists.shipped(), by=cast.quinn, **given)
    assert operations.publish(text=lists.shipped(), by=cast.quinn, **given) == first
    with pytest.raises(Refusal, match="QA team"):
        operations.publish(
            text=lists.shipped().replace("version: 1", "version: 2"), by=cast.aisha, **given
        )
    assert queries.unread_for(cast.aisha, TODAY) == first
    for _ in range(2):
        operations.read_and_understood(revision=first, by=cast.aisha, at=NOON)
    assert queries.unread_for(cast.aisha, TODAY) is None
    mine = queries.who_reads(cast.priya, first, TODAY)
    assert {who.name: who.has_read for who in mine} == {
        "Aisha Rahman": True, "Priya Nair": False, "Tom Beresford": False,
    }  # fmt: skip


@pytest.mark.django_db
def test_a_new_version_asks_everybody_to_read_it_again(cast: Cast) -> None:
    first = operations.publish(
        text=lists.shipped(), effective_from=date(2026, 1, 1), changed="", by=None, at=NOON
    )
    operations.read_and_understood(revision=first, by=cast.aisha, at=NOON)
    second = operations.publish(
        text=lists.shipped().replace("version: 1", "version: 2", 1),
        effective_from=TODAY, changed="Visits", by=cast.quinn, at=NOON,
    )  # fmt: skip
    assert queries.unread_for(cast.aisha, TODAY) == second
    assert queries.current(TODAY - timedelta(days=1)) == first


@pytest.mark.django_db
def test_a_day_the_council_is_closed_moves_a_clock(cast: Cast) -> None:
    with pytest.raises(Refusal, match="Nobody works"):
        operations.close_day(day=date(2026, 12, 25), reason="Christmas", by=cast.quinn, at=NOON)
    operations.close_day(day=date(2026, 12, 24), reason="Christmas Eve", by=cast.quinn, at=NOON)
    assert not queries.calendar().is_working(date(2026, 12, 24))
    operations.open_day(day=date(2026, 12, 24), by=cast.quinn, at=NOON)
    assert queries.calendar().is_working(date(2026, 12, 24))


@pytest.mark.django_db
def test_the_pages(cast: Cast) -> None:
    operations.publish(
        text=lists.shipped(), effective_from=date(2026, 1, 1), changed="", by=None, at=NOON
    )
    for person in cast.by_role().values():
        client = Client()
        client.force_login(person)
        for name in ("index", "threads"):
            assert client.get(reverse(f"standards:{name}")).status_code == 200
        one = client.get(reverse("standards:standard", args=["CP-11"]))
        assert b"10 working days" in one.content
    social, manager, qa = Client(), Client(), Client()
    social.force_login(cast.aisha)
    manager.force_login(cast.priya)
    qa.force_login(cast.quinn)
    assert social.get(reverse("standards:readers")).status_code == 404
    assert manager.get(reverse("standards:readers")).status_code == 200
    assert manager.get(reverse("standards:closures")).status_code == 404
    assert qa.get(reverse("standards:closures")).status_code == 200
    page = social.post(reverse("standards:read"), follow=True)
    assert b"You have read version 1" in page.content
    none = social.get(reverse("standards:index"), {"q": "xyzzy"})
    assert b"No standard has these words" in none.content
