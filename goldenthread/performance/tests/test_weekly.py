"""Weeks: what happened is told of each; how things stood only of a week that has lists."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.intake import operations as intake
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules import by_week, period_of, week_ends
from goldenthread.performance.tests.drawn import answers
from goldenthread.performance.vocabulary import Window
from tests.cast import NOON
from tests.journeys.books import annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

AS_AT = date(2026, 10, 31)


def test_a_week_is_seven_days_and_the_weeks_meet() -> None:
    ends = week_ends(AS_AT, 13)
    assert (len(ends), ends[-1]) == (13, AS_AT)
    weeks = [period_of(Window.WEEK, end) for end in ends]
    assert all(week.days == 7 for week in weeks)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(weeks))


@given(st.sets(st.dates(date(2026, 7, 1), AS_AT)))
def test_each_week_has_the_newest_lists_of_its_own_days_and_no_others(days: set[date]) -> None:
    ends = week_ends(AS_AT, 13)
    found = by_week(ends, days)
    for end, day in zip(ends, found, strict=True):
        own = {one for one in days if end - timedelta(days=6) <= one <= end}
        assert day == (max(own) if own else None)


def test_what_happened_is_counted_in_its_week() -> None:
    drawing = """
        child | on
        ------+-----------
        a     | 2026-10-24
        b     | 2026-10-25
        c     | 2026-10-31
    """
    (one,) = answers(CATALOGUE["FD01"], drawing, "2026-10-31", window=Window.WEEK)
    assert one.met == 2


def test_what_followed_is_judged_on_the_day_of_the_lists_and_not_at_the_end_of_its_week() -> None:
    """Of two enquiries that began in one week, one had its conference two weeks later."""
    drawing = """
        child | start      | conference_on | unnecessary
        ------+------------+---------------+------------
        a     | 2026-08-04 | 2026-08-20    | no
        b     | 2026-08-05 |               | yes
        c     | 2026-08-12 |               | yes
    """
    for judged, met in (("2026-08-08", 0), ("2026-10-31", 1)):
        (one,) = answers(
            CATALOGUE["SP03"], drawing, "2026-08-08", window=Window.WEEK, judged=judged,
            known="2026-10-31",
        )  # fmt: skip
        assert (one.met, one.eligible) == (met, 2), judged


def page(who: Person, path: str) -> str:
    client = Client()
    client.force_login(who)
    found = client.get(path)
    assert found.status_code == 200, path
    return found.content.decode()


def load(cast: Cast, path: Path, day: date, children: int) -> None:
    intake.load_files(
        paths=[annex_a(path, cast, children=children)], as_at=day, without_bad_rows=False,
        by=cast.ana, at=NOON + timedelta(days=60),
    )  # fmt: skip


@pytest.mark.django_db
def test_where_lists_are_monthly_the_page_says_why_there_is_no_week(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", AS_AT, 6)
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP01"]])
    said = page(cast.priya, "/performance/indicators/CP01/weeks/")
    assert "No weeks to show" not in said, "there is one"
    assert "1 of the last 13 weeks has them: it is below" in said
    assert "No lists" not in said, "no row is made up for the others"
    assert "Week by week" in page(cast.priya, "/performance/indicators/CP01/")


@pytest.mark.django_db
def test_where_lists_are_weekly_each_week_is_there_and_a_missed_one_says_so(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    days = [AS_AT + timedelta(weeks=number) for number in range(8) if number != 5]
    for number, day in enumerate(days, 1):
        load(cast, tmp_path / f"{day}.xlsx", day, number)
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP01"]])
    said = page(cast.priya, "/performance/indicators/CP01/weeks/")
    assert "7 of 13 weeks have lists" in said
    assert said.count("No lists") == 6
    started = page(cast.priya, "/performance/indicators/CP03/weeks/")
    assert "the last weeks may still grow" in started
    assert page(cast.director, "/performance/indicators/CP03/weeks/")
    client = Client()
    client.force_login(cast.priya)
    for path in ("CP12/weeks/", "FD01/weeks/", "CP01/weeks/?where=all"):
        assert client.get(f"/performance/indicators/{path}").status_code == 404, path
