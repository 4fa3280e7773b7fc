"""A figure as it was known on a day: then, now, the difference, and which loads lie between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.intake import operations as intake
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.rules.restating import change_words, restated
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window
from tests.journeys.books import annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

AS_AT = date(2026, 10, 31)
FIRST = datetime(2026, 11, 2, 9, tzinfo=UTC)
AGAIN = datetime(2026, 11, 9, 9, tzinfo=UTC)
FIGURE = "/performance/indicators/CP01/"
DAY = Period(window=Window.SNAPSHOT, first=AS_AT, last=AS_AT)
ONE = Answer(code="CP10", unit=Unit.PERCENT, period=DAY, met=12, eligible=15, incomplete=3)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (ONE, ONE, "Nothing changed."),
        (ONE, replace(ONE, met=14), "2 more met."),
        (ONE, replace(ONE, met=14, eligible=18, incomplete=0),
         "2 more met, 3 more counted, 3 fewer not known."),
        (ONE, replace(ONE, not_eligible=1), "1 more that do not count."),
        (ONE, replace(ONE, version=2), "Definition 1 became 2."),
        (None, ONE, "There was no figure then."),
        (ONE, None, "There is no figure now."),
        (None, None, "Nothing changed."),
        (replace(ONE, unit=Unit.COUNT), replace(ONE, unit=Unit.COUNT, met=11, eligible=11),
         "1 fewer."),
        (replace(ONE, unit=Unit.DAYS, total=90), replace(ONE, unit=Unit.DAYS, total=95),
         "5 more in all."),
        (replace(ONE, unit=Unit.PER_10_000, population=100),
         replace(ONE, unit=Unit.PER_10_000, population=200),
         "Another estimate of the children who live here."),
        (replace(ONE, mix={"a": 15}), replace(ONE, mix={"a": 14, "b": 1}),
         "It divides otherwise."),
    ],
)  # fmt: skip
def test_the_difference_is_said_count_by_count(
    then: Answer | None, now: Answer | None, words: str
) -> None:
    assert change_words(then, now) == words
    assert restated(then, now) is (words != "Nothing changed.")


COUNTS = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))


@given(COUNTS, COUNTS)
def test_nothing_changed_is_said_only_where_nothing_did(
    before: tuple[int, int, int], after: tuple[int, int, int]
) -> None:
    then, now = (
        replace(ONE, met=met, eligible=eligible, incomplete=incomplete)
        for met, eligible, incomplete in (before, after)
    )
    assert (change_words(then, now) == "Nothing changed.") is (before == after)


def load(cast: Cast, path: Path, *, at: datetime, children: int, as_at: date = AS_AT) -> str:
    made, _ = intake.load_files(
        paths=[annex_a(path, cast, children=children)], as_at=as_at, without_bad_rows=False,
        by=cast.ana, at=at,
    )  # fmt: skip
    operations.take_readings(
        by=cast.ana, at=at, indicators=[CATALOGUE[code] for code in ("CP01", "CP11")]
    )
    return str(made.reference)


@pytest.fixture
def twice(cast: Cast, tmp_path: Path, settings: object) -> tuple[Cast, str, str]:
    """The same day loaded on 2 November with six children, and on 9 November with eight."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    first = load(cast, tmp_path / "a.xlsx", at=FIRST, children=6)
    second = load(cast, tmp_path / "b.xlsx", at=AGAIN, children=8)
    return cast, first, second


def page(who: Person, path: str) -> str:
    client = Client()
    client.force_login(who)
    found = client.get(path)
    assert found.status_code == 200, path
    return found.content.decode()


@pytest.mark.django_db
def test_a_restated_figure_says_so_with_what_it_was_and_which_load_changed_it(
    twice: tuple[Cast, str, str],
) -> None:
    cast, first, second = twice
    said = page(cast.director, FIGURE)
    assert "Restated" in said
    assert "It was 6 as it was known on Monday 2 November 2026" in said
    assert "2 more." in said
    assert f"{second}, lists as at" in said
    assert f"{first}, lists as at" not in said
    board = page(cast.director, "/performance/")
    assert "It was 6 as known on 2 November 2026" in board


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "figure", "because"),
    [
        ("2026-11-02", "<b>6</b>", "the end of the day of the first"),
        ("2026-11-08", "<b>6</b>", "the day before the second"),
        ("2026-11-09", "<b>8</b>", "the day of the second"),
        (f"{timezone.localdate()}", "<b>8</b>", "long after"),
    ],
)
def test_a_page_is_seen_as_it_was_known_on_a_day(
    twice: tuple[Cast, str, str], known: str, figure: str, because: str
) -> None:
    cast, _, _ = twice
    said = page(cast.director, f"{FIGURE}?known={known}")
    assert figure in said, because
    assert "As it was known then" in said
    assert figure in page(cast.director, f"/performance/?known={known}"), because
    rows = page(cast.director, f"/performance/figures.csv?known={known}").splitlines()
    (line,) = [row for row in rows if row.startswith("CP01")]
    assert f",{figure[3]}," in line, because
    assert page(cast.director, f"{FIGURE}chart.svg?known={known}")


@pytest.mark.django_db
def test_before_anything_was_known_the_page_says_so(twice: tuple[Cast, str, str]) -> None:
    cast, _, _ = twice
    said = page(cast.director, f"{FIGURE}?known=2026-11-01")
    assert "as it was known at the end of Sunday 1 November 2026" in said
    assert "Nothing was worked out" in page(cast.director, "/performance/?known=2026-11-01")
    client = Client()
    client.force_login(cast.director)
    tomorrow = timezone.localdate() + timedelta(days=1)
    for wrong in ("soon", f"{tomorrow}"):
        assert client.get(f"{FIGURE}?known={wrong}").status_code == 404, "nobody knows it yet"


@pytest.mark.django_db
def test_a_load_of_an_earlier_day_restates_a_later_one_and_is_named(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", at=FIRST, children=6)
    late = load(cast, tmp_path / "b.xlsx", at=AGAIN, children=4, as_at=date(2026, 10, 30))
    said = page(cast.director, f"{FIGURE}?as_at=2026-10-31&known=2026-11-02")
    assert "Nothing changed." in said, "worked out anew, and the same"
    assert "Restated" not in page(cast.director, f"{FIGURE}?as_at=2026-10-31")
    assert late in page(cast.director, f"{FIGURE}?as_at=2026-10-30")


@pytest.mark.django_db
def test_a_manager_sees_their_team_then_and_now_and_no_link_to_the_load(
    twice: tuple[Cast, str, str],
) -> None:
    cast, _, second = twice
    said = page(cast.priya, FIGURE)
    assert "It was 6 as it was known" in said
    assert f"{second}, lists as at" in said
    assert "/loads/" not in said
    assert "/loads/" in page(cast.ana, FIGURE)


@pytest.mark.django_db
def test_the_lists_of_children_are_of_now_and_no_link_leads_there_as_known_then(
    twice: tuple[Cast, str, str],
) -> None:
    cast, _, _ = twice
    said = page(cast.priya, "/performance/indicators/CP11/?known=2026-11-02")
    assert "children/?" in said
    link = said.split("children/?")[1].split('"')[0]
    assert "known" not in link


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_times_it_was_worked_out(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]

    def asked() -> list[int]:
        counts = []
        for path in ("/performance/", FIGURE):
            page(cast.director, path)
            with CaptureQueriesContext(connection) as found:
                page(cast.director, path)
            counts.append(len(found))
        return counts

    for number in (1, 2):
        load(cast, tmp_path / f"{number}.xlsx", at=FIRST.replace(day=number), children=number)
    few = asked()
    for number in range(3, 6):
        load(cast, tmp_path / f"{number}.xlsx", at=FIRST.replace(day=number), children=number)
    assert asked() == few
