"""Vital Signs and children's way: what they say, to whom, and at what cost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.performance import engine, queries
from goldenthread.performance.chat.journey import STAGES
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.vital import VITALS
from goldenthread.performance.rules import period_of, spark, way
from goldenthread.performance.tables import assessment, care, contact, referral, section_47
from goldenthread.performance.tests.drawn import drawn_events
from goldenthread.performance.tests.test_pages import load, page, status, take
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window
from goldenthread.returns.lists import services
from tests.cast import Cast

VITAL = "/performance/vital-signs/assessment-and-protection/"
JOURNEY = "/performance/journey/"
RETURNED = {one.code for service in services().values() for one in service.measures}
COUNCIL = queries.Place(key="all", name="The whole council", level="all")


def share(day: date, met: int, eligible: int) -> Answer:
    return Answer(
        code="X",
        unit=Unit.PERCENT,
        period=Period(window=Window.MONTH, first=day.replace(day=1), last=day),
        met=met,
        eligible=eligible,
    )


def test_every_vital_sign_is_counted_or_handed_in_and_each_area_has_a_sheet_full() -> None:
    for one in VITALS.values():
        assert set(one.signs) <= set(CATALOGUE), one.code
        assert set(one.returned) <= RETURNED, one.code
        assert len({*one.signs, *one.returned}) == one.figures
        assert 5 <= one.figures <= 9, one.code
    on_sheets = {code for one in VITALS.values() for code in one.returned}
    assert {code[:2] for code in on_sheets} == {code[:2] for code in RETURNED}, "every service"


def test_a_spark_line_is_broken_where_there_is_no_answer_and_says_the_same_in_words() -> None:
    ends = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    drawn = spark(
        [
            share(day, met, of)
            for day, met, of in zip(ends, (5, 6, 0, 9), (10, 10, 0, 10), strict=True)
        ]
    )
    assert drawn.words == "50% in Jan 2026, 90% in Apr 2026; lowest 50%, highest 90%"
    assert drawn.line.pieces == ("3.0,25.0 41.0,19.5",)
    assert drawn.line.last == (117.0, 3.0)
    assert spark([share(ends[0], 5, 10)]).line.last is None


def test_who_went_on_has_the_later_step_on_the_day_or_after() -> None:
    one, two, three = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)
    first = {"a": [two], "b": [two], "c": [two], "d": [three, one]}
    later = {"a": [two], "b": [one], "c": [three], "d": [two]}
    found = way([first, later], [first, later])
    assert found.children == (4, 4)
    assert found.went_on == ((0, 3), (0, 0))


def test_a_child_s_way_is_counted_from_list_to_list() -> None:
    drawn = {
        contact: """
            child | on
            ------+-----------
            C1    | 2025-11-05
            C1    | 2026-01-05
            C2    | 2025-11-05
            C3    | 2025-03-31
        """,
        referral: """
            child | on         | team
            ------+------------+------
            C1    | 2025-12-05 | Duty
            C2    | 2025-11-04 | Duty
        """,
        assessment: """
            child | start      | team
            ------+------------+-------
            C1    | 2025-12-05 | North
        """,
        section_47: """
            child | start      | conference_on | team
            ------+------------+---------------+------
            C1    | 2025-12-08 | 2025-12-20    | Duty
        """,
        care: """
            child | start      | end        | legal_status | team
            ------+------------+------------+--------------+------
            C1    | 2026-01-08 | 2026-03-08 | V2           | Care
            C4    | 2026-01-08 |            | V4           | Care
        """,
    }
    as_at = date(2026, 3, 31)
    with drawn_events(drawn) as events:
        found = queries.journey(COUNCIL, as_at=as_at, known=as_at, events=events)
        duty = queries.Place(key="team-1", name="Duty", level="team", teams=("Duty",))
        theirs = queries.journey(duty, as_at=as_at, known=as_at, events=events)
        for stage, number in zip(STAGES, found.children, strict=True):
            period = period_of(Window.ROLLING_12_MONTHS, as_at)
            (answer,) = engine.answer(stage.of, over=[period], events=events)
            assert number <= answer.eligible, stage.code
    codes = [stage.code for stage in STAGES]
    assert dict(zip(codes, found.children, strict=True)) == {
        "contact": 2, "referral": 2, "assessment": 1, "enquiry": 1, "conference": 1, "plan": 0,
        "care": 1, "left": 1,
    }  # fmt: skip
    assert found.went_on[0] == (0, 1, 1, 1, 1, 0, 1, 1)
    assert theirs.children[1:4] == (2, 0, 1)
    assert theirs.went_on[1][2] == 1, "a child may go on to another team"


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """A load of twelve children on a plan in FSP North, and their figures."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", plans=12)
    take(cast)
    return cast


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
        ("mei", "", 404),
    ],
)
def test_the_pages_of_another_span_are_not_there(
    read: Cast, who: str, place: str, answer: int
) -> None:
    key = f"team-{getattr(read, place).pk}" if hasattr(read, place) else place
    for path in ("/performance/vital-signs/", VITAL, JOURNEY):
        assert status(getattr(read, who), f"{path}?where={key}") == answer, path


@pytest.mark.django_db
def test_vital_signs_say_n_of_n_with_their_line_in_words(read: Cast, tmp_path: Path) -> None:
    assert status(read.director, "/performance/vital-signs/weather/") == 404
    assert "Too few points for a line" in page(read.director, VITAL)
    load(read, tmp_path / "b.xlsx", as_at=date(2026, 11, 16), plans=14)
    take(read)
    said = page(read.director, VITAL)
    assert "14 of 14 (100%)" in said
    assert "100% in Oct 2026, 100% in Nov 2026" in said
    assert "Not known here" in said, "a figure that was not worked out says so"
    before = page(read.director, f"{VITAL}?as_at=2026-10-31")
    assert "12 of 12 (100%)" in before


@pytest.mark.django_db
def test_a_team_sees_its_own_way_and_no_row_of_a_list_without_a_team(read: Cast) -> None:
    said = page(read.priya, JOURNEY)
    assert "The list has no team" in said
    assert '<th scope="row" class="govuk-table__header">Contact</th>' not in said
    assert "12" in said
    whole = page(read.director, JOURNEY)
    assert '<th scope="row" class="govuk-table__header">Contact</th>' in whole


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow(cast: Cast, tmp_path: Path, settings: object) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx")
    take(cast)
    few = _queries(cast)
    for day in (2, 9, 16):
        load(cast, tmp_path / f"{day}.xlsx", as_at=date(2026, 11, day), plans=20)
    take(cast)
    assert _queries(cast) <= [number + 1 for number in few]


def _queries(cast: Cast) -> list[int]:
    client = Client()
    client.force_login(cast.director)
    counts = []
    for path in (VITAL, JOURNEY):
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        counts.append(len(found))
    return counts


@pytest.mark.django_db
def test_before_the_first_load_they_say_so(cast: Cast) -> None:
    for path in ("/performance/vital-signs/", VITAL, JOURNEY):
        assert "There is no figure yet" in page(cast.director, path)
