"""The pages of performance: who sees whose figures, and the children behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.caseload.models import Child
from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.lacking import lacking
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.vocabulary import Aim
from goldenthread.standards import queries as standards
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
AS_AT = date(2026, 10, 31)
OTHER = ["200001", *make.SEVEN[1:]]


@pytest.fixture(autouse=True)
def _var(settings: object, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]


def load(
    cast: Cast, path: Path, *, as_at: date = AS_AT, plans: int = 1, empty: Sequence[int] = ()
) -> None:
    """Children on plans, in lists 6 and 7; and other lists without a row."""
    rows = [[f"{109377 + number}", *make.SEVEN[1:]] for number in range(plans)]
    needs = [[f"{109377 + number}", *make.SIX[1:]] for number in range(plans)]
    intake.load_files(
        paths=[
            make.book(
                path,
                {
                    "List 6": [make.headers(6), *needs],
                    "List 7": [make.headers(7), *rows],
                    **{f"List {number}": [make.headers(number)] for number in empty},
                },
            )
        ],
        as_at=as_at,
        without_bad_rows=False,
        by=cast.ana,
        at=NOON,
    )


def take(cast: Cast) -> int:
    return operations.take_readings(
        by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("CP01", "CP11", "CP12")]
    )


@pytest.fixture
def read(cast: Cast, tmp_path: Path) -> Cast:
    """A load of one child on a plan in FSP North, and its figures."""
    load(cast, tmp_path / "a.xlsx")
    assert take(cast) == 1
    return cast


def page(who: Person, path: str) -> str:
    client = Client()
    client.force_login(who)
    return client.get(path).content.decode()


def status(who: Person, path: str) -> int:
    client = Client()
    client.force_login(who)
    return client.get(path).status_code


def test_the_figures_are_taken_once_for_the_same_loads(read: Cast) -> None:
    assert take(read) == 0
    assert Reckoning.objects.count() == 1
    one = Reading.objects.get(code="CP01", level="all", window="snapshot")
    assert (one.met, one.eligible) == (1, 1)


def test_a_load_sent_again_makes_a_new_reckoning_and_the_earlier_stays(
    read: Cast, tmp_path: Path
) -> None:
    load(read, tmp_path / "b.xlsx", plans=2)
    assert take(read) == 1
    said = Reading.objects.filter(code="CP01", level="all").order_by("pk")
    assert [one.met for one in said] == [1, 2]
    assert "2" in page(read.director, "/performance/indicators/CP01/")


def test_a_load_of_an_earlier_day_restates_the_days_after_it(read: Cast, tmp_path: Path) -> None:
    load(read, tmp_path / "c.xlsx", as_at=date(2026, 11, 16), plans=2)
    assert take(read) == 1
    load(read, tmp_path / "d.xlsx", as_at=date(2026, 11, 9), plans=3)
    assert take(read) == 2
    assert Reckoning.objects.filter(as_at=date(2026, 11, 16)).count() == 2


def test_each_sees_the_places_of_their_span(read: Cast) -> None:
    everything = page(read.director, "/performance/")
    assert "The whole council" in everything
    assert read.c4c.name in everything
    own = page(read.helen, "/performance/")
    assert read.fsp.name in own
    assert f"area-{read.c4c.pk}" not in own
    assert "The whole council" not in page(read.priya, "/performance/")


@pytest.mark.parametrize(
    ("who", "place", "answer"),
    [
        ("director", "all", 200),
        ("director", "c4c_1", 200),
        ("helen", "all", 200),
        ("helen", "fsp_north", 200),
        ("helen", "c4c_1", 404),
        ("priya", "fsp_north", 200),
        ("priya", "fsp_south", 404),
        ("priya", "all", 404),
        ("ana", "fsp_north", 200),
        ("quinn", "fsp_north", 200),
        ("aisha", "", 404),
        ("director", "nowhere", 404),
    ],
)
def test_the_page_of_another_span_is_not_there(
    read: Cast, who: str, place: str, answer: int
) -> None:
    key = f"team-{getattr(read, place).pk}" if hasattr(read, place) else place
    for path in (
        "/performance/",
        "/performance/figures.csv",
        "/performance/indicators/CP01/",
        "/performance/indicators/CP01/chart.svg",
        "/performance/indicators/CP01/points.xlsx",
    ):
        assert status(getattr(read, who), f"{path}?where={key}") == answer, path


def test_the_children_behind_a_figure_are_those_of_the_reader_and_each_is_a_look(
    read: Cast,
) -> None:
    path = f"/performance/indicators/CP01/children/?where=team-{read.fsp_north.pk}&side=met"
    assert "109377" in page(read.priya, path)
    assert Event.objects.filter(what="performance:children", by=read.priya).count() == 1
    assert status(read.sam, path) == 404
    whole = page(read.ian, "/performance/indicators/CP01/children/?side=met")
    assert "109377" not in whole
    assert "1 not yours to see" in whole
    assert "one on each row" not in whole, "there is none"


@pytest.mark.parametrize(
    ("things", "words"),
    [(1, "1 child, one on each row."), (1856, "1,856 counted: 1 child, one on each row.")],
)
def test_what_is_counted_and_what_a_row_is_are_said(
    read: Cast, monkeypatch: pytest.MonkeyPatch, things: int, words: str
) -> None:
    real = queries.listed
    monkeypatch.setattr(queries, "listed", lambda *a, **k: replace(real(*a, **k), things=things))
    path = f"/performance/indicators/CP01/children/?where=team-{read.fsp_north.pk}&side=met"
    assert words in page(read.priya, path)


def test_qa_business_support_and_others_without_figures_find_no_page(read: Cast) -> None:
    for who in (read.aisha, read.mei):
        assert status(who, "/performance/") == 404


def test_a_code_or_a_day_that_is_not_there_is_not_found(read: Cast) -> None:
    assert status(read.director, "/performance/indicators/XX99/") == 404
    assert status(read.director, "/performance/indicators/XX99/manual/") == 404
    assert status(read.director, "/performance/?as_at=2020-01-31") == 404
    assert status(read.director, "/performance/?as_at=never") == 404


def test_before_the_first_load_the_page_says_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.director, "/performance/")
    assert "There is no figure" in page(cast.director, "/performance/indicators/CP01/")


def test_a_figure_stands_beside_its_target_in_words(read: Cast) -> None:
    one = CATALOGUE["CP11"]
    for seen, value, from_on in ((0, "90", date(2026, 4, 1)), (1, "95", date(2026, 11, 1))):
        operations.set_target(
            indicator=one, aim=Aim.TARGET, from_on=from_on, value=Decimal(value),
            tolerance=Decimal(5), reason="Agreed by the leaders", seen=seen, by=read.frank, at=NOON,
        )  # fmt: skip
    board = page(read.director, "/performance/")
    assert "90% or more, near from 85%" in board
    assert "Too few to rate" in board
    own = page(read.priya, "/performance/indicators/CP11/")
    assert "90% or more, near from 85%" in own
    assert "95% or more, near from 90%</b> from 1 November 2026" in own
    assert read.frank.name in own
    assert "Change the target" not in own
    assert "Change the target" in page(read.ana, "/performance/indicators/CP11/")
    assert "Neither way is better" in page(read.ana, "/performance/indicators/CP01/")
    assert "CP11" not in page(read.ana, "/performance/?rating=off")
    assert ",90.0,5.0,The council’s,c" in page(read.director, "/performance/figures.csv")


def test_the_number_of_queries_does_not_grow_with_the_rows(cast: Cast, tmp_path: Path) -> None:
    from django.db import connection

    load(cast, tmp_path / "a.xlsx")
    take(cast)
    few = _queries(cast, connection)
    for day, plans in ((2, 10), (9, 10), (16, 10)):
        load(cast, tmp_path / f"{day}.xlsx", as_at=date(2026, 11, day), plans=plans)
    take(cast)
    assert _queries(cast, connection) <= [number + 1 for number in few]


def _queries(cast: Cast, connection: BaseDatabaseWrapper) -> list[int]:
    client = Client()
    client.force_login(cast.director)
    counts = []
    for path in ("/performance/", "/performance/indicators/CP01/"):
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        counts.append(len(found))
    return counts


def test_every_indicator_belongs_to_a_golden_thread(cast: Cast) -> None:
    assert all(standards.thread_name(one.thread) for one in CATALOGUE.values())


def test_the_manual_shows_the_question_and_what_is_lacking_is_listed(read: Cast) -> None:
    assert "protection_plan" in page(read.director, "/performance/indicators/CP01/manual/")
    listed = page(read.director, "/performance/lacking/")
    assert "SEN2 return" in listed
    assert not [one.code for one in lacking() if one.code in CATALOGUE]
    assert len(lacking()) + len(CATALOGUE) >= 197


def test_figures_are_counted_by_their_rating_and_narrowed_by_what_they_measure(
    read: Cast, tmp_path: Path
) -> None:
    load(read, tmp_path / "b.xlsx", as_at=date(2026, 11, 1), plans=12)
    take(read)
    operations.set_target(
        indicator=CATALOGUE["CP11"], aim=Aim.TARGET, value=Decimal(99), tolerance=Decimal(0),
        from_on=date(2026, 11, 1), reason="Agreed by the leaders", seen=0, by=read.ana, at=NOON,
    )  # fmt: skip
    asks, thread = CATALOGUE["CP11"].asks, CATALOGUE["CP11"].thread
    text = page(read.director, "/performance/")
    rated = next(
        one for one in ("off", "near", "on") if f"?rating={one}" in text
    )  # the one figure with a target is counted once
    assert text.count("?rating=") == 1
    assert "CP11" in page(read.director, f"/performance/?rating={rated}")
    narrowed = page(read.director, f"/performance/?asks={asks}&thread={thread}")
    assert f'<option value="{asks}" selected>' in narrowed
    assert f'<option value="{thread}" selected>' in narrowed
    assert "CP11" in narrowed
    other = next(one for one in ("quantity", "quality", "outcome") if one != asks)
    assert "CP11" not in page(read.director, f"/performance/?asks={other}")


def test_a_target_that_is_decided_and_does_not_count_yet_is_on_its_card(read: Cast) -> None:
    given: dict[str, Any] = {
        "indicator": CATALOGUE["CP11"], "tolerance": Decimal(0), "by": read.ana, "at": NOON,
        "reason": "Agreed by the leaders",
    }  # fmt: skip
    operations.set_target(
        **given, aim=Aim.TARGET, value=Decimal(95), from_on=date(2027, 4, 1), seen=0
    )
    operations.set_target(**given, aim=Aim.ENDED, value=None, from_on=date(2028, 4, 1), seen=1)
    text = page(read.director, "/performance/indicators/CP11/")
    assert "No target is set." in text
    assert "From 1 April 2027: 95% or more" in text
    assert "From 1 April 2028: no target is set" in text


def test_behind_a_figure_each_child_has_the_days_of_the_list_and_a_closed_one_no_team(
    read: Cast,
) -> None:
    path = f"/performance/indicators/CP01/children/?where=team-{read.fsp_north.pk}&side=met"
    said = page(read.priya, path)
    assert "Child Protection Plan Start Date" in said
    assert "20 Mar" in said
    assert 'data-l="Team now">FSP North<' in said
    Child.objects.filter(reference="109377").update(open=False)
    said = page(read.priya, path)
    assert 'data-l="Plan now">Closed<' in said
    assert 'data-l="Team now">–<' in said


def test_of_what_happened_the_newest_is_first(read: Cast, tmp_path: Path) -> None:
    begun = make.headers(7).index("Child Protection Plan Start Date")
    rows = [[f"{109377 + number}", *make.SEVEN[1:]] for number in range(3)]
    for row, day in zip(rows, ("02/09/2026", "20/10/2026", "05/10/2026"), strict=True):
        row[begun] = day
    book = make.book(tmp_path / "c.xlsx", {"List 7": [make.headers(7), *rows]})
    intake.load_files(
        paths=[book], as_at=date(2026, 10, 31), without_bad_rows=False, by=read.ana, at=NOON
    )
    operations.take_readings(by=read.ana, at=NOON, indicators=[CATALOGUE["CP03"]])
    path = f"/performance/indicators/CP03/children/?where=team-{read.fsp_north.pk}"
    said = page(read.priya, f"{path}&window=rolling_12_months&side=met")
    found = re.findall(r"Child (1093\d\d)</a>", said)
    assert found[:3] == ["109378", "109379", "109377"]
    assert said.count(">Child Protection Plan Start Date</th>") == 1
