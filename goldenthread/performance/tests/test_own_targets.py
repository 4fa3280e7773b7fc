"""Targets of services and teams: which counts, who is rated by it, and what was known when."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from goldenthread.performance import operations, queries, rules
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import (
    PerformanceException,
    Reading,
    Reckoning,
    Sighting,
    Target,
)
from goldenthread.performance.tests.test_limits import day_of
from goldenthread.performance.tests.test_targets import DECISION, answer, browser, target
from goldenthread.performance.vocabulary import Aim, Better, Level, Rating, Unit, Window
from goldenthread.trail.models import Event
from tests.cast import NOON

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

APRIL = date(2026, 4, 1)
NOVEMBER = date(2026, 11, 30)
SHARE = CATALOGUE["CP11"]
NO_TEAM = next(
    one
    for one in CATALOGUE.values()
    if "team" not in one.counts.columns
    and queries.why_not_target(one, queries.COUNCIL, on=NOON.date()) is None
)
NUMBER = CATALOGUE["CL14"]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


TEAM = ("team-1", "area-2", "all")


@pytest.mark.parametrize(
    ("decided", "of_team", "of_service", "of_council"),
    [
        ([], None, None, None),
        ([("all", "90")], "90", "90", "90"),
        ([("area-2", "80"), ("all", "90")], "80", "80", "90"),
        ([("team-1", "70"), ("area-2", "80"), ("all", "90")], "70", "80", "90"),
        ([("team-9", "70"), ("area-9", "80")], None, None, None),
        ([("team-1", "ended"), ("all", "90")], "90", "90", "90"),
        ([("team-1", "by_choice"), ("all", "90")], "by_choice", "90", "90"),
        ([("area-2", "by_choice"), ("all", "90")], "by_choice", "by_choice", "90"),
        ([("team-1", "ended"), ("area-2", "by_choice"), ("all", "90")],
         "by_choice", "by_choice", "90"),
        ([("team-1", "ended")], "ended", None, None),
    ],
)  # fmt: skip
def test_ones_own_target_counts_else_the_services_else_the_councils(
    decided: list[tuple[str, str]],
    of_team: str | None,
    of_service: str | None,
    of_council: str | None,
) -> None:
    among = [
        target(None, aim=Aim(said), place=place) if said in set(Aim) else target(said, place=place)
        for place, said in decided
    ]
    for around, wanted in ((TEAM, of_team), (TEAM[1:], of_service), (TEAM[2:], of_council)):
        found = rules.in_force_for(around, among, APRIL)
        assert (found and str(found.value or found.aim)) == wanted
        assert rules.in_force_for(around, among, APRIL - timedelta(days=1)) is None


def test_a_number_is_rated_beside_its_own_target_alone_and_a_share_beside_any() -> None:
    number = {"unit": Unit.COUNT, "group": "FSP North"}
    own, councils = target("40", place="team-1"), target("40")
    assert rules.rated(answer(30, 30, **number), own, Better.LOWER, here="team-1") is Rating.ON
    other = rules.rated(answer(30, 30, **number), councils, Better.LOWER, here="team-1")
    assert other is Rating.NOT_COMPARED
    assert rules.rated(answer(30, 30, **number), own, Better.LOWER) is Rating.NOT_COMPARED
    assert rules.rated(answer(30, 30, **number), councils, Better.LOWER) is Rating.NOT_COMPARED
    share = answer(95, 100, group="FSP North")
    assert rules.rated(share, councils, Better.HIGHER, here="team-1") is Rating.ON


def test_of_part_of_the_council_a_rate_is_aimed_at_as_a_number() -> None:
    own, councils = target("40", place="team-1"), target("40")
    assert rules.goal_words(own, Unit.PER_10_000, Better.LOWER) == "40 or less, near up to 45"
    assert "40 per 10,000" in rules.goal_words(councils, Unit.PER_10_000, Better.LOWER)


def north(cast: Cast) -> queries.Place:
    return place_of(f"team-{cast.fsp_north.pk}")


def south(cast: Cast) -> queries.Place:
    return place_of(f"team-{cast.fsp_south.pk}")


def fsp(cast: Cast) -> queries.Place:
    return place_of(f"area-{cast.fsp.pk}")


def place_of(key: str) -> queries.Place:
    return next(one for one in queries.every_place() if one.key == key)


def decide(cast: Cast, place: queries.Place, value: str | Aim = "90", **given: Any) -> Target:
    aim = value if isinstance(value, Aim) else Aim.TARGET
    whole = {
        "indicator": SHARE, "place": place, "aim": aim, "from_on": APRIL, "tolerance": Decimal(5),
        "value": None if isinstance(value, Aim) else Decimal(value), "seen": 0, "by": cast.ana,
        "reason": "Agreed by the leadership team", "at": NOON, **given,
    }  # fmt: skip
    return operations.set_target(**whole)


def values(place: queries.Place, **given: Any) -> list[Decimal | None]:
    return [one.value for one in queries.targets_in_force(place, NOVEMBER, **given).values()]


@pytest.mark.django_db
def test_each_place_has_decisions_of_its_own_and_the_trail_says_whose(cast: Cast) -> None:
    decide(cast, queries.COUNCIL)
    decide(cast, fsp(cast), "80")
    decide(cast, north(cast), "70")
    assert values(north(cast)) == [70]
    assert values(south(cast)) == values(fsp(cast)) == [80]
    assert values(place_of(f"team-{cast.c4c_1.pk}")) == values(queries.COUNCIL) == [90]
    told = Event.objects.filter(what="performance.set_target").values_list("detail", flat=True)
    assert {one["place"] for one in told} == {"all", fsp(cast).key, north(cast).key}
    decide(cast, north(cast), Aim.ENDED, seen=1)
    assert values(north(cast)) == [80]
    decide(cast, north(cast), Aim.BY_CHOICE, seen=2)
    assert values(north(cast)) == [None]


@pytest.mark.django_db
def test_who_saw_an_older_decision_on_that_place_is_told_and_another_places_disturbs_nobody(
    cast: Cast,
) -> None:
    decide(cast, north(cast))
    decide(cast, south(cast))
    with pytest.raises(operations.Overtaken):
        decide(cast, north(cast), "95", by=cast.frank)
    assert values(north(cast)) == [90]
    assert str(queries.why_not_target(NO_TEAM, north(cast), on=NOON.date())).startswith(
        "The list has no team"
    )


@pytest.mark.django_db
def test_a_team_that_was_closed_is_set_no_target(cast: Cast) -> None:
    """A team that is to be closed has one until then."""
    today = NOON.date()
    for day, refused in ((today, True), (today + timedelta(days=1), False)):
        place = replace(north(cast), closed_on=day)
        assert ("closed" in str(queries.why_not_target(SHARE, place, on=today))) is refused


@pytest.mark.django_db
def test_a_target_decided_since_was_not_known_then(cast: Cast) -> None:
    decide(cast, queries.COUNCIL)
    decide(cast, north(cast), "70", at=NOON + timedelta(days=1))
    assert values(north(cast), known_by=NOON) == [90]
    assert values(north(cast)) == [70]
    assert [one.value for one in queries.targets_of("CP11", known_by=NOON)] == [90]


MET = (72, 74, 71, 73, 72, 70, 74, 73, 71, 72, 73, 74, 72)


def history(cast: Cast, *, number: int = 13, north_has: int = 100) -> None:
    """So many months in which about seven of ten were seen in FSP North, and all in FSP South."""
    teams = {cast.fsp_north.name: north_has, cast.fsp_south.name: 100, cast.c4c_1.name: 100}
    for month in range(13 - number, 13):
        day = day_of(month)
        reckoning = Reckoning.objects.create(
            as_at=day, fingerprint=f"{day}", load="LOD-0001", load_as_at=day, at=NOON
        )
        met = dict(teams)
        met[cast.fsp_north.name] = MET[month] * north_has // 100
        rows = [*((Level.TEAM, name, met[name], of) for name, of in teams.items()),
                (Level.ALL, "", sum(met.values()), sum(teams.values()))]  # fmt: skip
        Reading.objects.bulk_create(
            Reading(
                reckoning=reckoning, code=code, window=Window.SNAPSHOT, level=level, group=name,
                first=day, met=many if code == "CP11" else of, eligible=of,
            )
            for code in ("CP11", NUMBER.code)
            for level, name, many, of in rows
        )  # fmt: skip


def raised() -> set[tuple[str, str, str]]:
    found = PerformanceException.objects.filter(kind="off_target")
    return set(found.values_list("code", "level", "group"))


@pytest.mark.django_db
def test_off_target_is_raised_for_a_team_or_a_service_by_its_own_target_alone(cast: Cast) -> None:
    history(cast)
    decide(cast, queries.COUNCIL, "99", from_on=date(2025, 12, 1))
    operations.find_exceptions(by=cast.ana, at=NOON)
    assert raised() == {("CP11", "all", "")}, "no team repeats the council's"
    decide(cast, north(cast), "95", from_on=day_of(12))
    operations.find_exceptions(by=cast.ana, at=NOON)
    own = ("CP11", "team", cast.fsp_north.name)
    assert raised() == {("CP11", "all", ""), own}
    row = Sighting.objects.get(exception__level="team", exception__kind="off_target")
    assert row.why == "Will not be met as things are: its own target is 95%"
    assert (row.rank, row.met, row.of) == (4, 72, 100)
    decide(cast, fsp(cast), "95", from_on=day_of(12))
    decide(cast, south(cast), "95", from_on=day_of(12))
    operations.find_exceptions(by=cast.ana, at=NOON)
    assert raised() == {("CP11", "all", ""), own, ("CP11", "area", cast.fsp.name)}


@pytest.mark.django_db
def test_a_number_of_a_team_misses_a_target_of_its_own(cast: Cast) -> None:
    history(cast)
    decide(cast, north(cast), "70", indicator=NUMBER, from_on=day_of(12))
    decide(cast, south(cast), "100", indicator=NUMBER, from_on=day_of(12))
    operations.find_exceptions(by=cast.ana, at=NOON)
    assert raised() == {("CL14", "team", cast.fsp_north.name)}


def taken(who: Person, path: str) -> list[dict[str, str]]:
    answer = browser(who).get(path)
    assert answer.status_code == 200, path
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.django_db
def test_the_files_withhold_what_misses_a_target_of_its_own_and_say_whose_it_is(
    cast: Cast,
) -> None:
    history(cast, north_has=16)
    decide(cast, queries.COUNCIL, "99", from_on=day_of(12))
    decide(cast, north(cast), "85", from_on=day_of(12))
    operations.find_exceptions(by=cast.ana, at=NOON)
    day = day_of(12)
    file = f"/performance/exceptions/{day:%Y-%m}/exceptions.csv"
    (one,) = (row for row in taken(cast.director, file) if row["Where"] == cast.fsp_north.name
              and row["Kind"] == "Off target")  # fmt: skip
    assert [one[name] for name in ("Now", "Numerator", "Denominator", "What it tells us")] == [
        "c"
    ] * 4
    (own,) = (
        row
        for row in taken(cast.director, f"/performance/figures.csv?where={north(cast).key}")
        if row["Code"] == "CP11"
    )
    assert (own["Target"], own["Whose target"]) == ("85.0", "FSP North’s own")
    assert own["Beside the target"] == own["Met"] == "c"
    (other,) = (
        row
        for row in taken(cast.director, f"/performance/figures.csv?where={south(cast).key}")
        if row["Code"] == "CP11"
    )
    assert (other["Target"], other["Whose target"]) == ("99.0", "The council’s")


def page(who: Person, path: str) -> str:
    answer = browser(who).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


ONE = "/performance/indicators/CP11/"


@pytest.mark.django_db
def test_every_page_rates_by_the_targets_of_its_place_and_says_whose_they_are(cast: Cast) -> None:
    history(cast)
    decide(cast, queries.COUNCIL, "60", from_on=day_of(12))
    decide(cast, north(cast), "95", from_on=day_of(12))
    where = f"?where={north(cast).key}"
    board = page(cast.director, f"/performance/{where}")
    assert "Off target" in board
    assert "FSP North’s own: 95% or more, near from 90%" in board
    councils = page(cast.director, "/performance/")
    assert "95%" not in councils
    assert "60% or more, near from 55%" in councils
    others = page(cast.director, f"/performance/?where={south(cast).key}")
    assert "The council’s: 60% or more, near from 55%" in others
    own = page(cast.priya, f"{ONE}{where}")
    assert "FSP North’s own target" in own
    assert "The council’s target does not count here: 60% or more, near from 55%." in own
    assert "it will not be met as things are" in own
    assert "Targets of their own" not in own
    assert "Targets of their own" in page(cast.director, ONE)
    grid = page(cast.director, f"/performance/grid/{where}")
    assert "Will not be met as things are" in grid
    sheet = page(cast.director, f"/performance/vital-signs/assessment-and-protection/{where}")
    assert "FSP North’s own: 95% or more, near from 90%" in sheet
    thread = page(cast.director, f"/performance/threads/{SHARE.thread}/{where}")
    assert "Off target" in thread


@pytest.mark.django_db
def test_the_chart_has_the_line_of_the_places_own_target(cast: Cast) -> None:
    history(cast)
    decide(cast, queries.COUNCIL, "60", from_on=day_of(12))
    decide(cast, north(cast), "85", from_on=day_of(12))
    chart = f"{ONE}chart.svg?where="
    assert "Target 85" in page(cast.director, chart + north(cast).key)
    assert "Target 60" in page(cast.director, chart + south(cast).key)


@pytest.mark.django_db
def test_an_earlier_pack_has_the_targets_that_were_known_then(cast: Cast) -> None:
    history(cast)
    decide(cast, queries.COUNCIL, "60", from_on=day_of(12))
    decide(cast, queries.COUNCIL, "85", from_on=day_of(12), seen=1, at=NOON + timedelta(days=1))
    then = f"?known={NOON:%Y-%m-%d}"
    for path in ("/performance/", ONE, "/performance/figures.csv", f"{ONE}points.csv"):
        now, before = page(cast.director, path), page(cast.director, path + then)
        wanted = ("85.0", "60.0") if path.endswith("csv") else ("85% or more", "60% or more")
        assert wanted[0] in now, path
        assert wanted[0] not in before, path
        assert wanted[1] in before, path
    assert "Target 60" in page(cast.director, f"{ONE}chart.svg{then}")


@pytest.mark.django_db
def test_a_target_of_a_team_is_set_changed_and_ended_on_its_page(cast: Cast) -> None:
    decide(cast, queries.COUNCIL)
    path = f"{ONE}target/?where={north(cast).key}"
    client = browser(cast.frank)
    before = client.get(path).content.decode()
    assert "The council’s target counts: 90% or more" in before
    assert "Neither its service’s nor the council’s counts here" in before
    assert "The target ends" not in before
    made = client.post(path, {**DECISION, "value": "70"})
    assert made.headers["Location"] == f"{ONE}?where={north(cast).key}"
    after = client.get(path).content.decode()
    assert "FSP North’s own target counts: 70% or more" in after
    assert "its service’s or the council’s counts again" in after
    theirs = browser(cast.ana).post(path, {**DECISION, "value": "75"}).content.decode()
    assert "Somebody else decided on this target" in theirs
    assert "70% or more, near from 65%" in theirs
    assert "75% or more, near from 70%" in theirs
    assert client.post(path, {**DECISION, "aim": "ended", "seen": "1"}).status_code == 302
    assert values(north(cast)) == [90]
    assert values(queries.COUNCIL) == [90]


@pytest.mark.django_db
def test_a_target_has_an_owner_who_leads_there_unless_another_is_named(cast: Cast) -> None:
    path = f"{ONE}target/?where={north(cast).key}"
    chosen = f'value="{cast.priya.pk}" selected'
    assert chosen in page(cast.ana, path)
    assert f'value="{cast.helen.pk}" selected' in page(
        cast.ana, f"{ONE}target/?where={fsp(cast).key}"
    )
    wrong = browser(cast.ana).post(path, {**DECISION, "owner": str(cast.aisha.pk)})
    assert "Choose one of those offered" in wrong.content.decode()
    browser(cast.ana).post(path, {**DECISION, "owner": str(cast.helen.pk)})
    browser(cast.ana).post(path, {**DECISION, "aim": "by_choice", "seen": "1"})
    browser(cast.ana).post(path, {**DECISION, "seen": "2"})
    owners = [one.owner for one in Target.objects.order_by("number")]
    assert owners == [cast.helen, None, cast.ana]
    history(cast)
    Target.objects.all().update(from_on=day_of(12), owner=cast.helen)
    assert f"{cast.helen.name} answers for it." in page(
        cast.director, f"{ONE}?where={north(cast).key}"
    )


@pytest.mark.django_db
def test_a_place_that_is_not_there_has_no_page_and_the_target_of_one_out_of_sight_is_not_told(
    cast: Cast,
) -> None:
    path = f"{ONE}target/?where=team-999"
    assert browser(cast.ana).get(path).status_code == 404
    assert browser(cast.ana).post(path, DECISION).status_code == 404
    assert browser(cast.helen).get(f"{ONE}target/?where={north(cast).key}").status_code == 404
    history(cast)
    decide(cast, place_of(f"team-{cast.c4c_1.pk}"), "71", from_on=day_of(12))
    assert "71% or more" in page(cast.director, ONE)
    assert "71%" not in page(cast.helen, ONE)
    decide(cast, north(cast), "72", from_on=day_of(12))
    assert "72% or more" in page(cast.helen, ONE)


@pytest.mark.django_db
def test_the_page_says_beforehand_that_a_list_without_teams_has_a_target_of_the_council_alone(
    cast: Cast,
) -> None:
    path = f"/performance/indicators/{NO_TEAM.code}/target/"
    assert "The list has no team" not in page(cast.ana, path)
    said = page(cast.ana, f"{path}?where={north(cast).key}")
    assert "The list has no team" in said
    assert "<textarea" not in said


@pytest.mark.django_db
def test_more_targets_of_more_places_ask_no_more_of_the_database(cast: Cast) -> None:
    history(cast, number=2)
    where = f"?where={north(cast).key}"
    paths = [
        f"{path}{at}"
        for path in ("/performance/", ONE, f"{ONE}target/", "/performance/grid/")
        for at in ("", where)
    ]

    def asked() -> list[int]:
        client, counts = Client(), []
        client.force_login(cast.director)
        for path in paths:
            client.get(path)
            with CaptureQueriesContext(connection) as found:
                assert client.get(path).status_code == 200
            counts.append(len(found))
        return counts

    decide(cast, queries.COUNCIL)
    few = asked()
    for number in range(4):
        for place in queries.every_place():
            if place.key != "all":
                decide(cast, place, str(70 + number), seen=number)
    assert asked() == few
