"""The weeks of a place on one page: who sees them, what stands there, and what falls due next."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.kernel.working_days import Calendar
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.measure import Mix
from goldenthread.performance.queries.by_week import by_the_week
from goldenthread.performance.queries.weekly import Happened, of_place
from goldenthread.performance.queries.whose import Place
from goldenthread.performance.rules import period_of
from goldenthread.performance.rules.caseload import owed
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.rules.weekly import (
    due_words,
    in_a_month,
    in_a_week,
    next_week,
    week_words,
)
from goldenthread.performance.tests.test_pages import page, status
from goldenthread.performance.vocabulary import Answer, Unit, Window
from goldenthread.standards.vocabulary import Clock
from goldenthread.standards.vocabulary import Unit as Of
from tests.cast import NOON
from tests.journeys.books import AS_AT, annex_a

if TYPE_CHECKING:
    from tests.cast import Cast

WEEKS = "/performance/weeks/"


def told(met: int, of: int | None = None, *, day: date = AS_AT, **more: object) -> Answer:
    """A share of things of a month, or a number of them."""
    return Answer(
        code="X",
        unit=Unit.COUNT if of is None else Unit.PERCENT,
        period=period_of(Window.MONTH, day),
        met=met,
        eligible=met if of is None else of,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (told(1204), ("1,204", "")),
        (told(0), ("0", "")),
        (told(9, 12), ("9 of 12", "75%")),
        (told(3, 4), ("3 of 4", "")),
        (told(0, 0), ("None", "")),
        (told(0, 0, incomplete=2), ("Not known", "")),
        (told(0, 0, told=False), ("Not told", "")),
    ],
)
def test_how_a_week_is_said(answer: Answer, words: tuple[str, str]) -> None:
    assert in_a_week(answer) == words


def test_a_usual_month_is_of_whole_months_and_of_three_at_least() -> None:
    ends = [date(2026, month, 28) + timedelta(days=7) for month in (5, 6, 7, 8, 9)]
    ends = [day.replace(day=1) - timedelta(days=1) for day in ends]
    counts = [told(met, day=day) for met, day in zip((20, 900, 24, 22, 21), ends, strict=True)]
    assert in_a_month(counts) == ("22", "about 5 a week"), "one month of many is not usual"
    assert in_a_month(counts[:2]) == ("", "")
    part = told(1, day=date(2026, 10, 7))
    assert in_a_month([*counts[:2], part]) == ("", ""), "a week of October is no month"
    shares = [told(5, 10, day=day) for day in ends]
    assert in_a_month(shares) == ("50%", "of 50 in 5 months")
    assert in_a_month([told(0, 1, day=day) for day in ends]) == ("0 of 5", "in 5 months")
    assert in_a_month([told(0, 0, day=day) for day in ends]) == ("", "")


def test_what_is_due_within_seven_days_is_not_what_is_overdue_or_later() -> None:
    clock = Clock(limit=14, unit=Of.DAYS)
    since = [AS_AT - timedelta(days=back) for back in (15, 14, 7, 6)]
    found = owed(
        [Waits(child=str(day), team="", since=day) for day in since],
        code="DU1", clock=clock, as_at=AS_AT, calendar=Calendar(),
    )  # fmt: skip
    assert [one.due_on - AS_AT for one in found] == [timedelta(days=n) for n in (-1, 0, 7, 8)]
    assert next_week(found, as_at=AS_AT) == (1, 2)


def test_the_sentences() -> None:
    assert due_words(overdue=1, coming=1, as_at=AS_AT) == (
        "1 thing falls due in the 7 days after 31 October; 1 is overdue on that day."
    )
    assert due_words(overdue=0, coming=0, as_at=AS_AT) == (
        "Nothing falls due in the 7 days after 31 October; none is overdue on that day."
    )
    counts = [("Referrals received", told(8)), ("Assessments completed", told(0))]
    assert week_words(counts, end=AS_AT) == "In the week to 31 October 2026: referrals received 8."
    assert week_words(counts[1:], end=AS_AT) == ""


def test_what_has_weeks_is_a_number_or_a_share_of_what_happened_and_stands_there_once() -> None:
    codes = {one.code for one in by_the_week()}
    assert {"FD01", "RF01", "AS02", "CP03", "CL03"} <= codes
    assert not codes & {"RF02", "SP02"}, "a week has no rate, and the number is there"
    assert not codes & {"CP01", "CN10", "CL20", "QA01", "FD02"}
    assert not any(isinstance(one, Mix) for one in by_the_week())


def test_the_council_has_what_no_team_has_and_teams_their_own() -> None:
    week = period_of(Window.WEEK, AS_AT)
    found = [
        Answer(code="CP03", unit=Unit.PER_10_000, period=week, group=team, met=met, eligible=met)
        for team, met in (("North", 2), ("South", 3), ("", 4))
    ]
    what = Happened(as_at=AS_AT, found={week: found}, told={week: True})

    def of(level: str, *teams: str) -> int:
        place = Place(key="x", name="x", level=level, teams=teams)
        (one,) = of_place(place, CATALOGUE["CP03"], what)
        assert one.answer
        assert one.answer.unit is Unit.COUNT
        return one.answer.met

    assert (of("all"), of("area", "North", "South"), of("team", "South")) == (9, 5, 3)


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """Six children of FSP North on a plan, two of them not seen for long, none since March."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, late=2)], as_at=AS_AT,
        without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    take(cast)
    return cast


def take(cast: Cast) -> None:
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP03"]])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "place", "answer"),
    [
        ("director", "all", 200),
        ("helen", "fsp_north", 200),
        ("helen", "c4c_1", 404),
        ("priya", "fsp_north", 200),
        ("priya", "all", 404),
        ("ana", "all", 200),
        ("aisha", "", 404),
        ("ines", "", 404),
        ("bea", "", 404),
    ],
)
def test_each_sees_the_weeks_of_their_span(read: Cast, who: str, place: str, answer: int) -> None:
    key = f"team-{getattr(read, place).pk}" if hasattr(read, place) else place
    assert status(getattr(read, who), f"{WEEKS}?where={key}") == answer


@pytest.mark.django_db
def test_a_manager_sees_what_is_overdue_and_what_falls_due_in_their_team(read: Cast) -> None:
    said = page(read.priya, WEEKS)
    assert "due in the 7 days after 31 October; 2 are overdue on that day" in said
    assert "Visit under the protection plan" in said
    assert "/performance/indicators/CP10/" in said
    assert "Nothing that is counted week by week happened for FSP North" in said
    other = page(read.sam, WEEKS)
    assert "Visit under the protection plan" not in other, "they are of another team"
    assert "10937" not in said, "no child is named"
    assert 'aria-current="page">Week by week' in said
    assert WEEKS in page(read.priya, "/performance/")


@pytest.mark.django_db
def test_a_week_stands_beside_the_others_and_leads_to_its_page(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    starts = ("26/10/2026", "28/10/2026", "20/10/2026", "20/03/2026")
    rows = [[str(109377 + number), *make.SEVEN[1:]] for number in range(len(starts))]
    for row, start in zip(rows, starts, strict=True):
        row[make.SEVEN.index("20/03/2026")] = start
    intake.load_files(
        paths=[make.book(tmp_path / "a.xlsx", {
            "List 6": [make.headers(6), *([str(109377 + n), *make.SIX[1:]] for n in range(4))],
            "List 7": [make.headers(7), *rows],
        })],
        as_at=AS_AT, without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    take(cast)
    key = f"team-{cast.fsp_north.pk}"
    said = page(cast.director, f"{WEEKS}?where={key}")
    assert f"/performance/indicators/CP03/weeks/?where={key}" in said
    assert "The number: a week has no rate" in said
    row = said[said.index("Plans started in period") :].split("</tr>")[0]
    assert 'data-l="To 24 Oct">1<' in row
    assert 'data-l="To 31 Oct"><b>2</b>' in row
    assert "Left care" not in said, "nothing tells of it"
    one = page(cast.director, f"/performance/indicators/CP03/weeks/?where={key}")
    assert f"{WEEKS}?where={key}" in one


@pytest.mark.django_db
def test_no_page_waits_for_the_events_of_a_new_load(read: Cast, settings: object) -> None:
    shutil.rmtree(Path(settings.VAR_DIR) / "events")  # type: ignore[attr-defined]
    assert "New lists are being worked through" in page(read.director, WEEKS)


@pytest.mark.django_db
def test_before_the_first_load_the_page_says_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.director, WEEKS)


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(cast: Cast, tmp_path: Path, settings: object) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    counts = []
    for many in (2, 12):
        intake.load_files(
            paths=[annex_a(tmp_path / f"{many}.xlsx", cast, children=many)],
            as_at=date(2026, 10, many), without_bad_rows=True, by=cast.ana, at=NOON,
        )  # fmt: skip
        take(cast)
        client = Client()
        client.force_login(cast.director)
        client.get(WEEKS)
        with CaptureQueriesContext(connection) as found:
            assert client.get(WEEKS).status_code == 200
        counts.append(len(found))
    assert counts[1] <= counts[0] + 1
