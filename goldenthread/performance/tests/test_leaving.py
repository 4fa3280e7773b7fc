"""Files laid beside each other: what one withholds no other gives away (PER-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.kernel.dates import months_after
from goldenthread.performance import operations, output, queries
from goldenthread.performance.chat import PAGES
from goldenthread.performance.indicators import CATALOGUE, WHOLES
from goldenthread.performance.indicators.lines import LINES
from goldenthread.performance.models import (
    PerformanceException,
    Reading,
    Sighting,
    Triage,
)
from goldenthread.performance.vocabulary import Window
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person, Team
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
PLAN = "Child Protection Plan Start Date"
VISIT, REVIEW = "Date of the Last Statutory Visit", "Date of latest review conference"
POINTS = "/performance/indicators/CP03/points.csv"
JUNE = date(2026, 6, 30)
STARTED = {"North": (8, 3, 9), "South": (10, 12, 11), "C4C": (20, 20, 20)}
"""Plans that began in April, May and June with each team: May's of FSP North are three."""


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def row_of(number: int, row: list[Any], changed: dict[str, Any]) -> list[Any]:
    """A row of a list with other values under some of its headers."""
    heads = make.headers(number)
    found = list(row)
    for name, value in changed.items():
        found[heads.index(name)] = value
    return found


def load(cast: Cast, path: Path, as_at: date, sheets: dict[str, list[list[Any]]]) -> None:
    intake.load_files(
        paths=[make.book(path, sheets)], as_at=as_at, without_bad_rows=False, by=cast.ana, at=NOON
    )


def teams_of(cast: Cast) -> dict[str, Team]:
    return {"North": cast.fsp_north, "South": cast.fsp_south, "C4C": cast.c4c_1}


def plans(cast: Cast, started: Mapping[str, tuple[int, ...]], months: int) -> list[list[Any]]:
    """Children on plans that began on the 9th of so many months from April on."""
    found = []
    for name, many in started.items():
        for month, number in enumerate(many[:months]):
            for _ in range(number):
                began = months_after(date(2026, 4, 9), month)
                found.append(
                    row_of(
                        7,
                        [f"{200000 + len(found)}", *make.SEVEN[1:]],
                        {
                            PLAN: began.strftime("%d/%m/%Y"),
                            VISIT: None,
                            REVIEW: None,
                            "Allocated Team": teams_of(cast)[name].name,
                        },
                    )
                )
    return found


def read(cast: Cast, tmp_path: Path, *, months: tuple[int, ...] = (1, 2, 3)) -> Cast:
    """A load at the end of each of these months, and its figures."""
    for number in months:
        as_at = months_after(date(2026, 4, 1), number) - timedelta(days=1)
        sheets = {"List 7": [make.headers(7), *plans(cast, STARTED, number)]}
        load(cast, tmp_path / f"{number}.xlsx", as_at, sheets)
    indicators = [CATALOGUE[code] for code in ("CP01", "CP03")]
    operations.take_readings(by=cast.ana, at=NOON, indicators=indicators)
    return cast


def taken(who: Person, path: str) -> list[dict[str, str]]:
    """The rows of a file without its note."""
    client = Client()
    client.force_login(who)
    answer = client.get(path)
    assert answer.status_code == 200, path
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))[:-1]


def printed(cast: Cast, windows: tuple[Window, ...]) -> dict[tuple[str, str, str], str]:
    """(place, window, day) → what the files of points of every place print."""
    places = [("all", "all"), ("FSP", f"area-{cast.fsp.pk}"), ("C4C area", f"area-{cast.c4c.pk}")]
    places += [(name, f"team-{team.pk}") for name, team in teams_of(cast).items()]
    return {
        (name, window, row["As at"]): row["Met"]
        for name, key in places
        for window in windows
        for row in taken(cast.director, f"{POINTS}?where={key}&window={window}")
    }


EVERY = (Window.MONTH, Window.YEAR_TO_DATE, Window.ROLLING_6_MONTHS)
"""Of twelve months these loads do not tell."""


def test_no_window_of_a_place_less_its_months_gives_a_month_that_is_withheld(
    cast: Cast, tmp_path: Path
) -> None:
    said = printed(read(cast, tmp_path), EVERY)
    assert said["North", "month", "2026-05-31"] == "c"
    assert said["North", "month", "2026-04-30"] == "8"
    assert said["North", "month", "2026-06-30"] == "9"
    assert said["all", "year_to_date", "2026-06-30"] == "113", "of all, no month is withheld"
    for window in EVERY[1:]:
        assert said["North", window, "2026-06-30"] == "c", window
        assert said["North", window, "2026-05-31"] == "c", window
        assert said["North", window, "2026-04-30"] == "8", "before May there is nothing to hide"


def test_services_and_all_are_printed_and_give_neither_of_two_teams(
    cast: Cast, tmp_path: Path
) -> None:
    said = printed(read(cast, tmp_path), EVERY)
    year = {place: said[place, "year_to_date", "2026-06-30"] for place in ("all", "FSP", "C4C")}
    assert year["all"].isdigit()
    assert year["FSP"].isdigit()
    assert year["C4C"].isdigit()
    for place, window in product(("North", "South"), EVERY[1:]):
        assert said[place, window, "2026-06-30"] == "c", "one of the service would give the other"


def test_a_month_of_which_no_load_tells_is_not_given_away_by_those_beside_it(
    cast: Cast, tmp_path: Path
) -> None:
    said = printed(read(cast, tmp_path, months=(1, 3)), EVERY)
    assert said["North", "month", "2026-04-30"] == "8"
    assert said["North", "month", "2026-06-30"] == "9"
    assert ("North", "month", "2026-05-31") not in said
    assert said["North", "year_to_date", "2026-06-30"] == "c"


def test_the_file_of_figures_withholds_what_the_files_of_points_do(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path)
    for key, shown in ((f"team-{cast.fsp_north.pk}", "c"), (f"area-{cast.fsp.pk}", "53")):
        rows = taken(cast.director, f"/performance/figures.csv?where={key}")
        (row,) = (one for one in rows if one["Code"] == "CP03")
        assert (row["Window"], row["Met"]) == ("6 months", shown)


def test_no_figure_less_another_of_the_same_list_is_a_small_number(
    cast: Cast, tmp_path: Path
) -> None:
    """Of children on plans (CP01), how many were seen (CP10) leaves out those too new to count."""
    codes = ("CP01", "CP06", "CP09", "CP10", "CP11")
    old = {PLAN: "09/01/2026", VISIT: "20/05/2026", REVIEW: "09/04/2026"}
    new = old | {PLAN: "26/05/2026", REVIEW: None}
    rows = []
    for name, (before, since) in {"North": (9, 3), "South": (12, 0), "C4C": (20, 8)}.items():
        for changed in (*[old] * before, *[new] * since):
            team = {"Allocated Team": teams_of(cast)[name].name}
            rows.append(row_of(7, [f"{300000 + len(rows)}", *make.SEVEN[1:]], changed | team))
    load(cast, tmp_path / "may.xlsx", date(2026, 5, 31), {"List 7": [make.headers(7), *rows]})
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in codes])
    keys = {name: f"team-{team.pk}" for name, team in teams_of(cast).items()}
    keys |= {"all": "all", "FSP": f"area-{cast.fsp.pk}", "C4C area": f"area-{cast.c4c.pk}"}
    said = {
        (name, row["Code"]): row["Eligible"]
        for name, key in keys.items()
        for row in taken(cast.director, f"/performance/figures.csv?where={key}")
    }
    assert said["North", "CP01"] == "12"
    assert said["North", "CP10"] == "c", "three are too new"
    assert said["South", "CP10"] == "c", "its service less it would give the other"
    for (name, code), shown in said.items():
        for whole in WHOLES.get(code, ()):
            around = said[name, whole]
            if shown.isdigit() and around.isdigit():
                assert not 1 <= int(around) - int(shown) <= 5, (name, code, whole)
    assert said["all", "CP10"].isdigit(), "eleven are not few"


@pytest.mark.parametrize("lacks", [EVERY[:1], EVERY[1:2], EVERY[1:], ()])
def test_a_wider_figure_that_is_not_kept_over_every_window_stops_no_file(
    cast: Cast, tmp_path: Path, lacks: tuple[Window, ...]
) -> None:
    """FSP North began its plans in May, of which no load tells: it is in no month, but in more."""
    started = STARTED | {"North": (0, 9, 0)}
    for number in (1, 3):
        as_at = months_after(date(2026, 4, 1), number) - timedelta(days=1)
        sheets = {"List 7": [make.headers(7), *plans(cast, started, number)]}
        load(cast, tmp_path / f"{number}.xlsx", as_at, sheets)
    indicators = [CATALOGUE[code] for code in ("CP03", "CP04")]
    operations.take_readings(by=cast.ana, at=NOON, indicators=indicators)
    Reading.objects.filter(code="CP03", window__in=lacks).delete()
    for window in EVERY:
        path = f"/performance/indicators/CP04/points.csv?where=all&window={window}"
        assert taken(cast.director, path) is not None, window


def test_what_is_withheld_is_asked_in_as_many_questions_whatever_the_days_and_figures(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path)
    days = queries.reckoned()
    asked = []
    for some, codes in ((days[:1], ["CP03"]), (days, ["CP01", "CP03"])):
        with CaptureQueriesContext(connection) as found:
            queries.withheld_keys(some, codes)
        asked.append(len(found))
    assert asked == [3, 3]


def test_files_have_teams_as_they_were_whatever_the_page_shows(cast: Cast, tmp_path: Path) -> None:
    """FSP South was merged into FSP North: both together, less FSP North, would be FSP South."""
    read(cast, tmp_path)
    cast.fsp_south.merged_into, cast.fsp_south.closed_on = cast.fsp_north, date(2026, 7, 1)
    cast.fsp_south.save()
    for path in ("/performance/figures.csv", POINTS):
        for key in ("all", f"area-{cast.fsp.pk}", f"team-{cast.fsp_north.pk}"):
            where = f"{path}?where={key}&window=month"
            assert taken(cast.director, f"{where}&teams=now") == taken(cast.director, where)
    now = printed(cast, (Window.MONTH,))
    assert now["North", "month", "2026-05-31"] == now["South", "month", "2026-05-31"] == "c"
    client = Client()
    client.force_login(cast.director)
    for path in ("/performance/?", "/performance/indicators/CP03/?window=month"):
        said = "The files have teams as they were that day."
        assert said in client.get(f"{path}&teams=now").content.decode()
        assert said not in client.get(path).content.decode()


def test_with_small_numbers_a_file_keeps_teams_as_they_are_now(cast: Cast, tmp_path: Path) -> None:
    read(cast, tmp_path)
    cast.fsp_south.merged_into, cast.fsp_south.closed_on = cast.fsp_north, date(2026, 7, 1)
    cast.fsp_south.save()
    client = Client()
    client.force_login(cast.ana)
    key = f"team-{cast.fsp_north.pk}"
    path = f"/performance/small-numbers/points.csv?code=CP03&where={key}&teams=now"
    text = client.post(path, {"why": "check"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["Met"] for row in rows if row["Window"] == "Month"} == {"18", "15", "20"}


@pytest.mark.parametrize(("in_may", "shown"), [(3, "c"), (12, 29)])
def test_chat_withholds_six_months_that_have_a_withheld_month_in_them(
    cast: Cast, tmp_path: Path, in_may: int, shown: object
) -> None:
    """Of all there are three in May; the 20 of six months, less April and June, would say so."""
    sheets = plans(cast, {"North": (8, in_may, 9)}, 3)
    for number in (1, 2, 3):
        as_at = months_after(date(2026, 4, 1), number) - timedelta(days=1)
        rows = [row for row in sheets if int(row[make.headers(7).index(PLAN)][3:5]) <= as_at.month]
        load(cast, tmp_path / f"{number}.xlsx", as_at, {"List 7": [make.headers(7), *rows]})
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP03"]])
    (day, *_) = queries.reckoned()
    assert day.as_at == JUNE
    among = queries.events()
    assert among is not None
    whole = queries.Place(key="all", name="The whole council", level="all")
    page = PAGES["protection"]
    pages = [(page, queries.analysis(whole, page, day, among))]
    hidden, _ = queries.withheld_of(pages, day)
    told = output.tell(pages, hidden=hidden, said=())[0]
    totals = {one.title: one.total for one in told.sections}
    (title,) = (one.title for one in page.sections if one.code == "started")
    assert totals[title] == shown


def open_work(cast: Cast, tmp_path: Path, late: Mapping[str, int], number: int) -> None:
    """Assessments (4) or enquiries (5) of which so many of each team have been open for long."""
    rows = []
    heads = make.headers(number)
    start = next(name for name in heads if "Start Date" in name)
    for name, many in late.items():
        for each in range(40):
            row = [f"{300000 + len(rows)}", *make.SEVEN[1:5], *[None] * (len(heads) - 5)]
            day = "01/06/2026" if each < many else "28/10/2026"
            row[heads.index(start)] = day
            row[heads.index("Allocated Team")] = teams_of(cast)[name].name
            rows.append(row)
    load(cast, tmp_path / "open.xlsx", date(2026, 10, 31), {f"List {number}": [heads, *rows]})


@pytest.mark.parametrize(("line", "number"), [("HL4", 4), ("HL3", 5)])
def test_a_hard_line_withholds_what_the_indicator_of_the_same_things_does(
    cast: Cast, tmp_path: Path, line: str, number: int
) -> None:
    """FSP South has eight, which is not small; but its service less them is FSP North's three."""
    open_work(cast, tmp_path, {"North": 3, "South": 8, "C4C": 12}, number)
    code = LINES[line].same_as
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE[code]])
    operations.find_exceptions(by=cast.ana, at=NOON)
    for name, team in teams_of(cast).items():
        figures = taken(cast.director, f"/performance/figures.csv?where=team-{team.pk}")
        (figure,) = (one for one in figures if one["Code"] == code)
        (row,) = (
            one
            for one in taken(cast.director, "/performance/exceptions/2026-10/exceptions.csv")
            if one["Code"] == line and one["Where"] == team.name
        )
        shown = {"North": "c", "South": "c", "C4C": "12"}[name]
        assert figure["Met"] == row["Numerator"] == shown
        assert ("children" in row["Now"]) is (shown != "c")


def test_a_line_is_the_same_as_an_indicator_of_the_same_list_and_group() -> None:
    for line in LINES.values():
        if line.same_as:
            indicator = CATALOGUE[line.same_as]
            assert indicator.counted_in == {str(line.counts.op().name)}
            assert (indicator.placed, indicator.windows) == (line.placed, (Window.SNAPSHOT,))


@pytest.mark.parametrize(
    ("kind", "month", "shown"),
    [
        ("signal", 5, "c"),
        ("signal", 6, "12"),
        ("off_target", 6, "c"),
        ("teams", 6, "c"),
        ("neighbours", 6, "c"),
    ],
)
def test_an_exception_is_withheld_as_the_window_that_it_prints(
    cast: Cast, tmp_path: Path, kind: str, month: int, shown: str
) -> None:
    """A signal is of a month: FSP South's of May is withheld beside FSP North's three, its June is
    not; and its year is, which has May in it."""
    read(cast, tmp_path)
    day = next(one for one in queries.reckoned() if one.as_at.month == month)
    triage = Triage.objects.create(reckoning=day, basis="drawn", at=NOON)
    one = PerformanceException.objects.create(
        kind=kind, code="CP03", level="team", group=cast.fsp_south.name,
        first_on=day.as_at, at=NOON,
    )  # fmt: skip
    Sighting.objects.create(
        triage=triage, exception=one, rank=2, place=1, met=12, said="12", why="Above the range"
    )
    (row,) = taken(cast.director, f"/performance/exceptions/2026-0{month}/exceptions.csv")
    assert row["Numerator"] == row["Now"] == shown
