"""Tables of pages as files: what gives nothing away leaves, the rest only with a reason (PER-8)."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.people.models import Team
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.vital import VITALS
from goldenthread.performance.models import Reading
from goldenthread.performance.rules import like_window
from goldenthread.performance.tests.test_leaving import JUNE, STARTED, read, taken, teams_of
from goldenthread.performance.vocabulary import Aim, Unit
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
CP03 = "/performance/indicators/CP03/"
EVERY = ("month", "year_to_date", "rolling_6_months")


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def keys(cast: Cast) -> dict[str, str]:
    """Each place by its name, as addresses have it."""
    found = {team.name: f"team-{team.pk}" for team in teams_of(cast).values()}
    return found | {cast.fsp.name: f"area-{cast.fsp.pk}", "The whole council": "all"}


def get(who: Person, path: str, *, post: dict[str, str] | None = None) -> tuple[int, str]:
    client = Client()
    client.force_login(who)
    answer = client.get(path) if post is None else client.post(path, post)
    return answer.status_code, answer.content.decode("utf-8-sig")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_team_stands_in_the_file_of_teams_as_in_its_own(cast: Cast, tmp_path: Path) -> None:
    read(cast, tmp_path)
    where = keys(cast)
    seen = set()
    for window in EVERY:
        for month in (4, 5, 6):
            as_at = next(day.as_at for day in queries.reckoned() if day.as_at.month == month)
            for whose in ("all", f"area-{cast.fsp.pk}"):
                asks = f"where={whose}&window={window}&as_at={as_at}"
                for row in taken(cast.director, f"{CP03}teams.csv?{asks}"):
                    own = f"{CP03}points.csv?where={where[row['For']]}&window={window}"
                    (same,) = (
                        one for one in taken(cast.director, own) if one["As at"] == f"{as_at}"
                    )
                    assert row == {name: same[name] for name in row}, (whose, window, month)
                    seen.add((row["For"], window, month, row["Met"]))
    assert (cast.fsp_north.name, "month", 5, "c") in seen, "three are few"
    assert (cast.fsp_south.name, "month", 5, "c") in seen, "its service less it would be those"
    assert (cast.c4c_1.name, "month", 5, "20") in seen
    assert (cast.fsp_north.name, "month", 6, "9") in seen


def test_the_file_of_teams_names_no_team_that_is_not_ours(cast: Cast, tmp_path: Path) -> None:
    read(cast, tmp_path)
    day = queries.reckoned()[0]
    Reading.objects.create(
        reckoning=day, code="CP03", window="month", level="team", group="Elsewhere",
        first=day.as_at.replace(day=1), met=9, eligible=9,
    )  # fmt: skip
    names = {row["For"] for row in taken(cast.director, f"{CP03}teams.csv?window=month")}
    assert names == {"The whole council", *(team.name for team in teams_of(cast).values())}


def shares(cast: Cast, north: int) -> None:
    """CP10 of each team on the newest day: of FSP North so many of twenty."""
    Reading.objects.filter(code="CP10").delete()
    day = queries.reckoned()[0]
    for level, group, met, eligible in (
        ("all", "", north + 110, 170),
        ("team", cast.fsp_north.name, north, 20),
        ("team", cast.fsp_south.name, 50, 70),
        ("team", cast.c4c_1.name, 60, 80),
    ):
        Reading.objects.create(
            reckoning=day, code="CP10", window="snapshot", level=level, group=group,
            first=day.as_at, met=met, eligible=eligible,
        )  # fmt: skip


def test_the_lines_of_the_funnel_are_given_only_where_no_team_is_withheld(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path, months=(1,))
    path = "/performance/indicators/CP10/teams.csv"
    shares(cast, 10)
    rows = {row["For"]: row for row in taken(cast.director, path)}
    assert rows[cast.fsp_north.name]["Among the teams"] == "In line with the others"
    assert rows[cast.fsp_north.name]["Lower limit"]
    assert not rows["The whole council"]["Together"]
    shares(cast, 17)
    few = taken(cast.director, path)
    assert {row["Met"] for row in few if row["For"] == cast.fsp_north.name} == {"c"}
    assert not set(few[0]) & {"Together", "Lower limit", "Among the teams"}


def test_lines_of_vital_signs_and_of_a_thread_are_those_of_the_file_of_figures(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path)
    some = set()
    for where in keys(cast).values():
        figures = {
            row["Code"]: row
            for row in taken(cast.director, f"/performance/figures.csv?where={where}")
        }
        paths = {
            f"vital-signs/{code}": one.signs
            for code, one in VITALS.items()
            if one.signs and not one.service
        }
        thread = CATALOGUE["CP03"].thread
        paths[f"threads/{thread}"] = tuple(
            code for code, one in CATALOGUE.items() if one.thread == thread
        )
        for path, codes in paths.items():
            found = taken(cast.director, f"/performance/{path}/figures.csv?where={where}")
            assert found == [row for code, row in figures.items() if code in codes], path
            some |= {(row["Code"], row["Met"]) for row in found}
    assert ("CP03", "c") in some


def test_a_sheet_of_returns_alone_has_no_file_and_one_of_a_service_has_that_services(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path)
    client = Client()
    client.force_login(cast.director)
    for code, one in VITALS.items():
        path = f"/performance/vital-signs/{code}/"
        status = client.get(f"{path}figures.csv").status_code
        link = f"{path}figures.csv" in client.get(path).content.decode()
        assert (status, link) == ((200, True) if one.signs and not one.service else (404, False))


def test_the_grid_withholds_what_files_of_points_do(cast: Cast, tmp_path: Path) -> None:
    read(cast, tmp_path)
    for name, where in keys(cast).items():
        found = taken(cast.director, f"/performance/grid/grid.csv?where={where}")
        assert {row["Code"] for row in found} == {"CP01", "CP03"}
        for row in found:
            window = CATALOGUE[row["Code"]].trend
            points = taken(
                cast.director,
                f"/performance/indicators/{row['Code']}/points.csv?where={where}&window={window}",
            )
            same = points[-1]
            assert {key: row[key] for key in same if key in row} == {
                key: cell for key, cell in same.items() if key in row
            }
            away = any(one["Met"] == "c" for one in points)
            assert (row["What it tells us"] == "c") is away, (name, row["Code"])
            assert (row["Will the target be met"] == "c") is away


def test_a_line_with_a_point_withheld_gives_no_change_of_colour(cast: Cast, tmp_path: Path) -> None:
    """Both teams went from off target to on target; of FSP North three were not seen in May."""
    read(cast, tmp_path)
    operations.set_target(
        indicator=CATALOGUE["CP10"], aim=Aim.TARGET, value=Decimal(75), tolerance=Decimal(1),
        from_on=date(2026, 4, 1), reason="Drawn for a test of files", seen=0,
        by=cast.director, at=NOON,
    )  # fmt: skip
    teams = {cast.fsp_north.name: (10, 27, 24), cast.fsp_south.name: (10, 22, 24),
             cast.c4c_1.name: (10, 23, 23)}  # fmt: skip
    for number, day in enumerate(reversed(queries.reckoned())):
        for level, group, met in (
            ("all", "", sum(many[number] for many in teams.values())),
            *(("team", name, many[number]) for name, many in teams.items()),
        ):
            Reading.objects.create(
                reckoning=day, code="CP10", window="snapshot", level=level, group=group,
                first=day.as_at, met=met, eligible=90 if level == "all" else 30,
            )  # fmt: skip
    path = "/performance/grid/changes.csv"
    assert get(cast.director, "/performance/grid/")[1].count("On target") >= 1
    (whole,) = taken(cast.director, path)
    assert (whole["Was"], whole["Became"], whole["Met"]) == ("Off target", "On target", "72")
    shown = {
        name: taken(cast.director, f"{path}?where=team-{team.pk}")
        for name, team in teams_of(cast).items()
    }
    assert shown["North"] == []
    page = get(cast.director, f"/performance/grid/?where=team-{cast.fsp_north.pk}")[1]
    assert "On target" in page, "on the page everybody sees it"


def test_ours_beside_others_is_withheld_as_in_the_file_of_figures(
    cast: Cast, tmp_path: Path
) -> None:
    read(cast, tmp_path, months=(1,))
    day = queries.reckoned()[0]
    shared = [
        one for one in CATALOGUE.values()
        if one.unit == Unit.PERCENT and queries.published(one).areas and like_window(one.windows)
    ]  # fmt: skip
    for one, met in zip(shared[:2], (3, 30), strict=True):
        Reading.objects.create(
            reckoning=day, code=one.code, window=like_window(one.windows), level="all", group="",
            first=day.as_at, met=met, eligible=60,
        )  # fmt: skip
    path = "/performance/chat/beside-others.csv"
    found = {row["Indicator"]: row["Here, now"] for row in rows_of(get(cast.director, path)[1])}
    assert [found[one.title] for one in shared[:2]] == ["c", "30 of 60 (50%)"]
    for who in (cast.helen, cast.quinn, cast.ana):
        assert get(who, path)[0] == 200
    assert get(cast.priya, path)[0] == 404, "a team's manager sees no whole council"
    assert get(cast.director, f"{path}?where=area-{cast.fsp.pk}")[0] == 404


TABLES = (
    "groups.csv?code=CP03&by=age&window=rolling_6_months",
    "groups.csv?code=CP03&by=service&window=rolling_6_months",
    "weeks.csv?code=CP03",
    "parts.csv?code=CP12",
    "journey.csv",
)


@pytest.fixture
def told(cast: Cast, tmp_path: Path) -> Cast:
    """Loads of April to June with their figures, and how plans divide."""
    read(cast, tmp_path)
    for day in queries.reckoned():
        Reading.objects.create(
            reckoning=day, code="CP12", window="snapshot", level="all", group="", met=70,
            eligible=70, first=day.as_at, mix={"neglect": 67, "sexual abuse": 3},
        )  # fmt: skip
    return cast


@pytest.mark.parametrize("table", TABLES)
def test_tables_that_would_give_small_numbers_away_leave_only_with_a_reason(
    told: Cast, table: str
) -> None:
    path = f"/performance/small-numbers/{table}"
    for who in (told.helen, told.priya, told.quinn, told.margaret):
        assert get(who, path)[0] == 404
        assert get(who, path, post={"why": "check"})[0] == 404
    for who in (told.director, told.ana):
        status, text = get(who, path)
        assert status == 200
        assert "Say what the file is for" in get(who, path, post={})[1]
        assert not Event.objects.filter(what="performance.small_numbers", by=who).exists()
        status, text = get(who, path, post={"why": "check"})
        *rows, note = rows_of(text)
        assert status == 200
        assert rows
        assert "With small numbers: not to be published" in next(iter(note.values()))
        event = Event.objects.get(what="performance.small_numbers", by=who)
        assert event.detail["why"] == "check"
        assert event.about


def test_what_the_tables_hold_is_what_the_pages_show(told: Cast) -> None:
    def said(table: str) -> list[dict[str, str]]:
        path = f"/performance/small-numbers/{table}"
        return rows_of(get(told.ana, path, post={"why": "check"})[1])[:-1]

    all_of = sum(sum(many) for many in STARTED.values())
    assert sum(int(one["Met"]) for one in said(TABLES[0])) == all_of
    services = {one["Group"]: one["Met"] for one in said(TABLES[1])}
    assert services[told.fsp.name] == "53"
    where = f"&where=team-{told.fsp_north.pk}&as_at=2026-05-31"
    weeks = said(TABLES[2] + where)
    assert len(weeks) == 13
    assert [one["Met"] for one in weeks if one["Met"] not in ("", "0")] == ["8", "3"]
    parts = said(TABLES[3])
    assert sum(int(one["Number"]) for one in parts) == int(parts[0]["Of"])
    assert {one["From"] for one in said(TABLES[4])} >= {"Contact", "Child protection plan"}


def test_by_worker_there_is_no_file(told: Cast) -> None:
    where = f"where=team-{told.fsp_north.pk}&window=rolling_6_months"
    page = f"{CP03}by/worker/?{where}"
    assert "There is no file by worker" in get(told.director, page)[1]
    path = f"/performance/small-numbers/groups.csv?code=CP03&by=worker&{where}"
    for post in (None, {"why": "check"}):
        assert get(told.director, path, post=post)[0] == 404
    assert not Event.objects.filter(what="performance.small_numbers").exists()


@pytest.mark.parametrize(
    "page",
    [
        f"{CP03}by/age/?window=rolling_6_months",
        f"{CP03}weeks/",
        "/performance/indicators/CP12/",
        "/performance/journey/",
    ],
)
def test_a_page_says_how_its_table_leaves(told: Cast, page: str) -> None:
    may, may_not = get(told.ana, page)[1], get(told.helen, page)[1]
    assert "/performance/small-numbers/" in may
    assert "There is no file of this table that you can take" not in may
    assert "There is no file of this table that you can take" in may_not
    assert "/small-numbers/" not in may_not


def test_of_an_empty_table_no_file_is_offered(told: Cast) -> None:
    team = Team.objects.create(name="FSP New", area=told.fsp)
    page = f"{CP03}by/age/?window=rolling_6_months&where=team-{team.pk}"
    assert "Nothing counts for" in get(told.ana, page)[1]
    assert "/small-numbers/" not in get(told.ana, page)[1]


def test_what_is_not_broken_down_so_is_not_there(told: Cast) -> None:
    for table in ("groups.csv?code=CP03&by=colour", "groups.csv?code=CP12&by=age",
                  "groups.csv?by=age", "groups.csv?code=CP03&by=age", "parts.csv?code=CP03",
                  "weeks.csv?code=CP12",
                  f"groups.csv?code=CP03&by=service&where=area-{told.fsp.pk}"):  # fmt: skip
        assert get(told.ana, f"/performance/small-numbers/{table}")[0] == 404, table
    assert get(told.ana, f"{CP03}teams.csv?where=team-{told.fsp_north.pk}")[0] == 404
    assert get(told.ana, "/performance/indicators/CP12/teams.csv")[0] == 404
    assert get(told.ana, "/performance/vital-signs/none/figures.csv")[0] == 404
    assert get(told.ana, "/performance/threads/GT9/figures.csv")[0] == 404


@pytest.mark.parametrize("path", [f"{CP03}teams.csv", "/performance/grid/grid.csv"])
def test_a_file_asks_as_much_of_the_database_however_many_rows(
    cast: Cast, tmp_path: Path, path: str
) -> None:
    read(cast, tmp_path)
    client = Client()
    client.force_login(cast.director)
    client.get(path)
    asked = []
    for number in (0, 12):
        for each in range(number):
            for day in queries.reckoned():
                Reading.objects.create(
                    reckoning=day, code="CP03", window="month", level="team", group=f"T{each}",
                    first=JUNE, met=9, eligible=9,
                )  # fmt: skip
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        asked.append(len(found))
    assert asked[0] == asked[1]
