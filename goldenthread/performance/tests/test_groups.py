"""A figure broken down by who the children are, and by their worker."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.performance import engine, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.groups import GROUPS, may_break
from goldenthread.performance.measure import Indicator
from goldenthread.performance.operations import take_readings
from goldenthread.performance.queries import Place, leads
from goldenthread.performance.rules import (
    figure,
    in_groups,
    period_of,
    why_not_by_worker,
)
from goldenthread.performance.tests.drawn import drawn_events
from goldenthread.performance.tests.test_pages import load
from tests.cast import NOON, Cast

if TYPE_CHECKING:
    from goldenthread.people.models import Person

AS_AT = date(2026, 3, 31)
PLANS = """
    child | start      | birth      | sex    | ethnicity | disability | worker
    ------+------------+------------+--------+-----------+------------+-------
    C1    | 2025-10-06 | 2025-04-01 | male   | WBRI      | no         | Ann
    C2    | 2025-10-06 | 2025-03-31 | male   | mwbc      | no         | Ann
    C3    | 2025-10-06 | 2010-03-31 | female | APKN      | yes        | Bo
    C4    | 2025-10-06 | 2010-04-01 | female | NOBT      |            |
    C5    | 2025-10-06 |            |        |           | unknown    | Bo
"""


def told(indicator: Indicator, drawing: str, by: str) -> list[tuple[str, str]]:
    period = period_of(indicator.windows[0], AS_AT)
    with drawn_events({indicator.counts: drawing}) as events:
        rows = engine.rows(indicator, period=period, events=events, split=GROUPS[by][2])
    return [
        (one.group or "", figure(one))
        for one in in_groups(indicator.code, indicator.unit, rows, period=period)
    ]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        # under one until the first birthday; sixteen from the day of it
        ("age", {"Under 1": "1", "1 to 4": "1", "10 to 15": "1", "16 and 17": "1",
                 "Not recorded": "1"}),
        ("sex", {"female": "2", "male": "2", "Not recorded": "1"}),
        ("ethnicity", {"Asian or Asian British": "1", "Mixed or multiple": "1", "White": "1",
                       "Not recorded": "2"}),
        ("disability", {"no": "2", "unknown": "1", "yes": "1", "Not recorded": "1"}),
        ("worker", {"Ann": "2", "Bo": "2", "Not recorded": "1"}),
    ],
)  # fmt: skip
def test_each_child_is_in_one_group_and_blanks_are_said(by: str, said: dict[str, str]) -> None:
    found = told(CATALOGUE["CP01"], PLANS, by)
    assert dict(found) == said
    assert found[-1][0] == "Not recorded"


def test_groups_add_up_to_the_whole() -> None:
    for by in may_break(CATALOGUE["CP01"]):
        assert sum(int(said) for _name, said in told(CATALOGUE["CP01"], PLANS, by)) == 5


def test_a_figure_is_broken_down_only_by_what_its_list_has() -> None:
    assert set(may_break(CATALOGUE["CP01"])) == set(GROUPS) - {"cycle"}
    assert may_break(CATALOGUE["FD03"]) == {}, "it divides already"
    assert set(may_break(CATALOGUE["QA02"])) == {"service", "cycle"}, "an audit is no child"


@pytest.mark.parametrize(
    ("leads", "level", "why"),
    [
        (True, "team", ""),
        (True, "area", "Choose a team"),
        (True, "all", "Choose a team"),
        (False, "team", "teams, not workers"),
        (False, "all", "teams, not workers"),
    ],
)
def test_workers_are_for_their_own_line(leads: bool, level: str, why: str) -> None:
    refusal = why_not_by_worker(leads=leads, level=level)
    assert (refusal is None) == (why == "")
    assert why in str(refusal or "")


@pytest.mark.django_db
def test_a_post_in_one_team_is_no_line_to_another(cast: Cast) -> None:
    own = Place(key=f"team-{cast.fsp_north.pk}", name="FSP North", level="team")
    other = Place(key=f"team-{cast.c4c_1.pk}", name="C4C 1", level="team")
    for who, line in (
        (cast.priya, {own}),  # its practice manager
        (cast.helen, {own}),  # Head of Service of FSP
        (cast.director, {own, other}),
        (cast.quinn, set()),  # QA sees every team, and is no worker's line
        (cast.ana, set()),  # so does an analyst
    ):
        assert {place for place in (own, other) if leads(who, place)} == line, who.name


@pytest.mark.django_db
def test_a_group_leads_to_its_children_and_a_worker_only_for_the_own_line(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    load(cast, tmp_path / "a.xlsx", plans=3)
    take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CN01"], CATALOGUE["WF06"]])
    where = f"?where=team-{cast.fsp_north.pk}"
    path = "/performance/indicators/CN01/"

    def get(who: Person, address: str) -> tuple[int, str]:
        client = Client()
        client.force_login(who)
        answer = client.get(address)
        return answer.status_code, answer.content.decode()

    _, text = get(cast.priya, f"{path}by/worker/{where}")
    (worker,) = re.findall(r'by=worker&amp;group=(\w{12})[^"]*">([^<]+)<', text)
    own = f"{path}children/{where}&side=met&by=worker&group={worker[0]}"
    seen, text = get(cast.priya, own)
    assert seen == 200
    assert f"<b>{worker[1]}</b> alone" in text
    assert "Child 109377" in text
    assert "Start an audit" not in text
    assert worker[1].split()[0].lower() not in own.lower(), "no name in an address"
    for who in (cast.quinn, cast.ana):
        assert get(who, own)[0] == 404
    assert get(cast.helen, own.replace(f"team-{cast.fsp_north.pk}", "all"))[0] == 404
    assert get(cast.priya, own.replace(worker[0], "0" * 12))[0] == 404
    assert get(cast.priya, own.replace("by=worker", "by=colour"))[0] == 404
    assert f"{path}by/worker/{where}" in get(cast.priya, f"/performance/indicators/WF06/{where}")[1]


@pytest.mark.django_db
def test_by_plan_is_the_highest_of_the_day_and_by_service_is_whose_the_team_is(
    cast: Cast, tmp_path: Path, settings: Any
) -> None:
    """Three children in need, of whom two are on a child protection plan."""
    settings.VAR_DIR = tmp_path / "var"
    many = {
        f"List {number}": [make.headers(number), *rows]
        for number, rows in (
            (6, [[f"{109377 + one}", *make.SIX[1:]] for one in range(3)]),
            (7, [[f"{109377 + one}", *make.SEVEN[1:]] for one in range(2)]),
        )
    }
    intake.load_files(
        paths=[make.book(tmp_path / "a.xlsx", many)],
        as_at=date(2026, 10, 31), without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CN01"]])
    place = queries.places(cast.director)[0]
    among = queries.events()
    assert among is not None

    def said(by: str) -> dict[str, int]:
        found = queries.broken_down(
            cast.director, CATALOGUE["CN01"], by, among=among, place=place,
            period=period_of(CATALOGUE["CN01"].windows[0], date(2026, 10, 31)),
        )  # fmt: skip
        return {one.group or "": one.met for one in found}

    status = said("plan")
    assert status.pop("Child protection plan") == 2
    assert sum(status.values()) == 1
    assert said("service") == {cast.fsp_north.area.name: 3}
    assert "service" not in may_break(CATALOGUE["CN01"], whole=False)


CYCLES = """
    child | moderated  | first_rank | stands_rank | cycle
    ------+------------+------------+-------------+-----------------------------------------
    C1    | 2026-03-10 | 3          | 3           | CYC-0002: Cohort B, from 2 February 2026
    C2    | 2026-03-10 | 3          | 2           | CYC-0002: Cohort B, from 2 February 2026
    C3    | 2026-03-11 | 3          | 3           | CYC-0002: Cohort B, from 2 February 2026
    C4    | 2026-02-10 | 2          | 2           | CYC-0001: Cohort A, from 5 January 2026
    C5    | 2026-03-20 | 3          | 3           | Outside a cycle
"""


def test_audits_stand_by_cycle_as_the_cycles_began() -> None:
    """Catalogue, `periods`: audit_cycle. Two run at once, so a cycle is no window of time."""
    assert told(CATALOGUE["QA03"], CYCLES, "cycle") == [
        ("CYC-0001: Cohort A, from 5 January 2026", "0 of 1"),
        ("CYC-0002: Cohort B, from 2 February 2026", "1 of 3"),
        ("Outside a cycle", "0 of 1"),
    ]
