"""The state of the data, its known issues and since when it is known, beside every figure."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.intake import operations as intake
from goldenthread.performance import operations, output, queries, store
from goldenthread.performance.indicators import CATALOGUE, protection
from goldenthread.performance.models import PerformanceException, Reading, Reckoning
from goldenthread.performance.output.states import state_words
from goldenthread.performance.rules.quality import roughly_left_out
from goldenthread.performance.vocabulary import Answer, Period, Unit, Window
from goldenthread.performance.vocabulary.quality import DataState, IssueAct
from tests.cast import NOON
from tests.journeys.books import annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from goldenthread.performance.models import KnownIssue
    from tests.cast import Cast

AS_AT = date(2026, 10, 31)
TITLE = "Visits of October are not all entered"
DAY = Period(window=Window.SNAPSHOT, first=AS_AT, last=AS_AT)


def answer(met: int, eligible: int, incomplete: int, **more: int) -> Answer:
    return Answer(code="CP11", unit=Unit.PERCENT, period=DAY, met=met, eligible=eligible,
                  incomplete=incomplete, **more)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words", "because"),
    [
        (answer(300, 367, 143), "about 3 in 10 not known", "28% is nearest to three tenths"),
        (answer(90, 94, 6), "about 1 in 10 not known", "more than 5 in 100"),
        (answer(90, 95, 5), "", "5 in 100 are no reason to call it provisional"),
        (answer(40, 50, 49), "", "of a short list even a tenth tells a number"),
        (answer(4, 4, 200), "about 9 in 10 not known", "all but a few, whoever they are"),
        (answer(0, 0, 0), "", "nothing to count"),
    ],
)
def test_what_is_not_recorded_leaves_the_service_roughly(
    given: Answer, words: str, because: str
) -> None:
    assert roughly_left_out(given) == words, because


@pytest.mark.parametrize("whole", range(100, 400, 7))
def test_no_number_from_1_to_5_follows_from_the_rough_words(whole: int) -> None:
    """Whoever knows how long the list is can not tell how many are left out."""
    said: dict[str, list[int]] = {}
    for incomplete in range(1, whole - 5):
        words = roughly_left_out(answer(6, whole - incomplete, incomplete))
        said.setdefault(words, []).append(incomplete)
    for words, numbers in said.items():
        assert len(numbers) >= 5, words
        if words:
            assert min(numbers) > 5, words


@pytest.mark.parametrize(
    ("state", "whole", "words"),
    [
        (DataState.COMPLETE, True, ""),
        (DataState.UNTOLD, False, ""),
        (DataState.PROVISIONAL, False, "Provisional: about 3 in 10 not known"),
        (DataState.PROVISIONAL, True, "Provisional: 143 of 510 (28%) not known"),
    ],
)
def test_a_file_says_a_state_that_is_not_complete(
    state: DataState, whole: bool, words: str
) -> None:
    quality = queries.Quality(state=state, words="", list=7, issues=())
    assert state_words(quality, answer(300, 367, 143), whole=whole) == words


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Six children of FSP North on plans, one of them past a hard line."""
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=3))
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, children=20, late=1)], as_at=AS_AT,
        without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(
        by=cast.ana,
        at=NOON,
        indicators=[CATALOGUE[one] for one in ("CP01", "CP02", "CP10", "CP11")],
    )
    operations.find_exceptions(by=cast.ana, at=NOON)
    return cast


def page(who: Person, path: str) -> str:
    client = Client()
    client.force_login(who)
    found = client.get(path)
    assert found.status_code == 200, path
    return found.content.decode()


def issue(cast: Cast, about: str = "list-7", title: str = TITLE) -> KnownIssue:
    return operations.raise_issue(about=about, title=title, words="They are not entered yet.",
                                  owner=cast.frank, by=cast.ana, at=NOON)  # fmt: skip


def pages() -> list[str]:
    exception = PerformanceException.objects.get()
    return [
        "/performance/vital-signs/assessment-and-protection/",
        "/performance/grid/",
        "/performance/threads/GT4/",
        "/performance/chat/protection/",
        "/performance/chat/beside-others/",
        "/performance/indicators/CP11/by/sex/",
        "/performance/indicators/CP11/weeks/",
        "/performance/exceptions/2026-10/",
        exception.get_absolute_url(),
    ]


@pytest.mark.django_db
def test_a_known_issue_goes_with_its_figures_to_every_page(read: Cast) -> None:
    for path in pages():
        said = page(read.director, path)
        assert "Known issue" not in said, path
        assert "Provisional" not in said, "what is complete says nothing"
    made = issue(read)
    other = issue(read, "list-1", "Contacts are counted twice")
    for path in pages():
        said = page(read.director, path)
        assert "Known issue" in said, path
        assert TITLE in said, path
        assert made.get_absolute_url() in said, path
        assert other.title not in said, path
    operations.note_issue(issue=made, act=IssueAct.FINISH, words="All visits are entered.",
                          owner=read.frank, seen=1, by=read.frank, at=NOON)  # fmt: skip
    for path in pages():
        assert "Known issue" not in page(read.director, path), path


@pytest.mark.django_db
def test_an_issue_of_a_figure_is_beside_that_figure_alone(read: Cast) -> None:
    issue(read, "CP10")
    said = page(read.director, "/performance/vital-signs/assessment-and-protection/")
    assert said.count("Known issue") == 1
    row = said.partition("Child protection visits on time")[2].partition("</tr>")[0]
    assert TITLE in row
    assert "Known issue" not in page(read.director, "/performance/indicators/CP11/by/sex/")


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_figures_or_issues(read: Cast) -> None:
    def asked() -> list[int]:
        counts = []
        for path in pages():
            page(read.director, path)
            with CaptureQueriesContext(connection) as found:
                page(read.director, path)
            counts.append(len(found))
        return counts

    issue(read)
    few = asked()
    for number in range(5):
        issue(read, title=f"Visits of week {number} are not all entered")
    assert asked() == few


def rows_of(text: str) -> dict[str, dict[str, str]]:
    return {one["Code"]: one for one in csv.DictReader(io.StringIO(text.lstrip("\ufeff")))}


@pytest.mark.django_db
def test_files_say_the_state_and_since_when_and_free_words_stay_in_the_house(read: Cast) -> None:
    issue(read)
    for path in ("/performance/figures.csv", "/performance/indicators/CP01/points.csv"):
        text = page(read.ana, path)
        line = rows_of(text)["CP01"]
        assert line["Known since"] == NOON.date().isoformat(), path
        assert line["State of the data"] == "Known issue", path
        assert "Known issue" not in line, path
        assert TITLE not in text, path
    client = Client()
    client.force_login(read.ana)
    for what in ("figures.csv", "points.csv?code=CP01"):
        path = f"/performance/small-numbers/{what}"
        whole = client.post(path, {"why": "inspection"}).content.decode()
        line = rows_of(whole)["CP01"]
        assert (line["State of the data"], line["Known issue"]) == ("Known issue", TITLE), what


@pytest.mark.django_db
def test_the_state_is_withheld_with_its_figure(read: Cast) -> None:
    line = rows_of(page(read.ana, "/performance/figures.csv"))["CP10"]
    assert line["Met"] == "c", "one of twenty was not seen"
    assert line["State of the data"] == "c"
    assert line["Known since"] == NOON.date().isoformat()


@pytest.mark.django_db
def test_since_when_a_figure_is_known_stands_beside_its_load_and_its_points(read: Cast) -> None:
    said = page(read.director, "/performance/indicators/CP01/")
    words = f"{NOON:%-d %B %Y}"
    assert f"Known since {words}" in said
    table = said.partition("Points of the chart")[2].partition("</table>")[0]
    assert words in table


@pytest.mark.django_db
def test_chat_says_the_state_on_paper_and_its_issues_only_with_small_numbers(read: Cast) -> None:
    issue(read)
    one = Reckoning.objects.get()
    operations.make_analysis(reckoning=one.pk, by=read.ana, at=timezone.now())

    def cells(book: bytes, title: str = "Child protection plans") -> list[str]:
        sheet = openpyxl.load_workbook(io.BytesIO(book))[title]
        return [str(cell.value) for row in sheet.iter_rows() for cell in row]

    made = cells(store.place(one.pk, "xlsx").read_bytes())
    assert "The data: Known issue" in made
    assert "Known issue" in made
    assert not any(TITLE in words for words in made)
    beside = cells(store.place(one.pk, "xlsx").read_bytes(), "Beside others")
    assert any(words.endswith(". Known issue") for words in beside)
    client = Client()
    client.force_login(read.ana)
    whole = client.post("/performance/small-numbers/chat.xlsx", {"why": "inspection"}).content
    assert f"The data: Known issue: {TITLE}" in cells(whole)


@pytest.mark.django_db
def test_a_figure_of_chat_that_leaves_many_out_is_provisional(read: Cast) -> None:
    one = protection.EMERGENCY
    Reading.objects.create(
        reckoning=Reckoning.objects.get(), code=one.code, window=one.windows[0], level="all",
        first=AS_AT, met=20, eligible=40, incomplete=10,
    )  # fmt: skip
    said = page(read.director, "/performance/chat/protection/")
    row = said.partition(one.title)[2].partition("</tr>")[0]
    assert "10 left out: not known" in row
    assert "Provisional" in row


@pytest.mark.django_db
def test_a_day_known_otherwise_rests_on_the_load_of_then(read: Cast, tmp_path: Path) -> None:
    """Of two loads of a day, each has its own rows that could not be used."""
    first = Reckoning.objects.get()
    intake.load_files(
        paths=[annex_a(tmp_path / "b.xlsx", read, children=20, bad_rows=2)], as_at=AS_AT,
        without_bad_rows=True, by=read.ana, at=NOON + timedelta(hours=1),
    )  # fmt: skip
    operations.take_readings(
        by=read.ana, at=NOON + timedelta(hours=1), indicators=[CATALOGUE["CP01"]]
    )
    second = Reckoning.objects.latest("pk")
    found = queries.behind_days([first, second], newest=second, on=NOON.date())
    assert found[first.pk].unusable.get(7, 0) == 0
    assert found[second.pk].unusable[7] == 2
    assert found[first.pk].days_old is None


def test_a_published_line_has_no_free_words() -> None:
    assert "Known issue" not in output.PUBLISHED_HEAD
    assert "State of the data" in output.PUBLISHED_HEAD


@pytest.mark.django_db
def test_the_command_says_since_when_a_figure_is_known(read: Cast) -> None:
    def said(*given: str) -> Any:
        out = io.StringIO()
        call_command("indicators", "--json", "--code", "CP01", *given, stdout=out)
        return json.loads(out.getvalue())["CP01"]["known_since"]

    assert said() == NOON.date().isoformat()
    assert said("--as-at", "2026-10-30") is None, "not kept: of no load's day"
