"""ChAT on screen: who sees it, of which load, and at what cost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.performance import operations, output, queries
from goldenthread.performance.chat import PAGES
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import Reading
from goldenthread.performance.tests.test_pages import load, page, status, take
from tests.cast import NOON, Cast

pytestmark = pytest.mark.django_db
PATH = "/performance/chat/protection/"


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """A load of one child on a plan in FSP North, whose other lists are empty, and its figures."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", empty=(1, 2, 3, 4, 5, 8, 9, 10, 11))
    take(cast)
    return cast


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
        ("director", "nowhere", 404),
    ],
)
def test_chat_of_another_span_is_not_there(read: Cast, who: str, place: str, answer: int) -> None:
    key = f"team-{getattr(read, place).pk}" if hasattr(read, place) else place
    for path in ("/performance/chat/", PATH):
        assert status(getattr(read, who), f"{path}?where={key}") == answer, path


def test_a_page_that_is_not_there_is_not_found(read: Cast) -> None:
    assert status(read.director, "/performance/chat/weather/") == 404
    assert status(read.director, f"{PATH}?as_at=2020-01-31") == 404


def test_every_page_opens_and_every_table_has_its_sentence(read: Cast) -> None:
    for code, one in PAGES.items():
        said = page(read.director, f"/performance/chat/{code}/")
        assert one.title in said
        tables = sum(len(section.tables) + bool(section.repeats) for section in one.sections)
        assert said.count("Largest: ") + said.count("Nothing to count.") == tables, code


def test_a_load_is_chosen_by_its_day(read: Cast, tmp_path: Path) -> None:
    load(read, tmp_path / "b.xlsx", as_at=date(2026, 11, 16), plans=3)
    take(read)
    assert "Largest: Neglect, 3 of 3." in page(read.director, PATH)
    assert "Largest: Neglect, 1 of 1." in page(read.director, f"{PATH}?as_at=2026-10-31")


def test_a_page_says_what_the_kept_figures_say(read: Cast) -> None:
    (day,) = queries.reckoned()
    among = queries.events()
    assert among is not None
    whole = queries.places(read.director)[0]
    part = queries.analysis(whole, PAGES["protection"], day, among)[0]
    assert part.counted is not None
    kept = {one.code: one for one in Reading.objects.filter(level="all", window="snapshot")}
    assert part.counted.total == kept["CP01"].eligible
    shares = {one.code: answer for one, answer in part.counted.shares}
    assert shares["CP11"].met == kept["CP11"].met
    assert shares["CP11"].eligible == kept["CP11"].eligible


def test_a_list_without_a_team_is_of_the_whole_council_only(read: Cast) -> None:
    said = page(read.priya, "/performance/chat/contacts/")
    assert "The list has no team" in said


def test_the_number_of_queries_does_not_grow_with_the_children(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx")
    take(cast)
    few = _queries(cast)
    load(cast, tmp_path / "b.xlsx", as_at=date(2026, 11, 16), plans=30)
    take(cast)
    assert _queries(cast) <= few + 1


def _queries(cast: Cast) -> int:
    client = Client()
    client.force_login(cast.director)
    client.get(PATH)
    with CaptureQueriesContext(connection) as found:
        assert client.get(PATH).status_code == 200
    return len(found)


def test_before_the_first_load_the_pages_say_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.director, "/performance/chat/")
    assert "There is no figure yet" in page(cast.director, PATH)


OTHERS = "/performance/chat/beside-others/"


def test_ours_stand_beside_what_others_publish_of_the_same(
    read: Cast, tmp_path: Path, settings: object
) -> None:
    settings.AUTHORITY = "E08000005"  # type: ignore[attr-defined]
    load(read, tmp_path / "b.xlsx", as_at=date(2026, 11, 16), plans=12)
    operations.take_readings(
        by=read.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("CN02", "CP04")]
    )
    said = page(read.director, OTHERS)
    assert "Statistical neighbours" in said
    assert CATALOGUE["CN02"].title in said
    assert "2.1 per 10,000" in said
    assert "Rochdale’s published figures stand in for Thornley Council." in said
    assert "2nd of 11, best quarter" in said, "its repeat plans among its neighbours’, as published"
    settings.COUNCIL_NAME = "Rochdale Borough Council"  # type: ignore[attr-defined]
    assert "stand in for" not in page(read.director, OTHERS)
    assert "0 of 12" not in said, "a first load tells of six months, and theirs are twelve"
    assert CATALOGUE["CP10"].title not in said, "nobody publishes it"
    (day, *_) = queries.reckoned()
    council = queries.places(read.director)[0]
    rows = queries.comparison(council, day)
    head, lines = output.compare(rows, queries.withheld_compared(rows, day))
    assert head[:2] == ("Indicator", "Here, now")
    own = {line[0]: line[1] for line in lines}
    assert own[CATALOGUE["CN02"].title] == "2.1 per 10,000"
    assert own[CATALOGUE["CP04"].title] == "Not told"
    away = {line[0]: line[1] for line in output.compare(rows, {"CN02"})[1]}
    assert away[CATALOGUE["CN02"].title] == "c"


def test_the_page_beside_others_is_of_the_whole_council(read: Cast, settings: object) -> None:
    settings.AUTHORITY = "E08000005"  # type: ignore[attr-defined]
    assert "Choose the whole council" in page(read.priya, OTHERS)
    assert status(read.aisha, OTHERS) == 404
    settings.AUTHORITY = "E00000000"  # type: ignore[attr-defined]
    assert "No published figure of our authority" in page(read.director, OTHERS)


def test_beside_others_asks_as_many_questions_for_one_as_for_thirty(
    read: Cast, settings: object
) -> None:
    settings.AUTHORITY = "E08000005"  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as found:
        assert len(queries.published_of(list(CATALOGUE.values()))) == len(CATALOGUE)
    assert len(found) == 1
