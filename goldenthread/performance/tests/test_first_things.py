"""Lists of children begin with what needs doing first; what is overdue now stands beside what was
done late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ibis.expr.operations import UnboundTable

from goldenthread.caseload.models import Child
from goldenthread.intake import operations as intake
from goldenthread.kernel.working_days import Calendar
from goldenthread.performance import engine, operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.care_leaver import WITH_A_PLAN
from goldenthread.performance.indicators.duties import DUTIES, DUTIES_OF, OPEN_AND_LATE
from goldenthread.performance.measure import Share
from goldenthread.performance.models import Reading, Reckoning
from goldenthread.performance.rules.caseload import owed
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.performance.tables import RECORDS, TOLD
from goldenthread.performance.tests.drawn import events_of
from goldenthread.performance.vocabulary import Period, Window
from tests.cast import NOON, child_of
from tests.journeys.books import AS_AT, annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(who: Person, path: str) -> str:
    client = Client()
    client.force_login(who)
    found = client.get(path)
    assert found.status_code == 200, path
    return found.content.decode()


def order(said: str, *references: str) -> list[str]:
    return sorted(references, key=lambda one: said.index(f"Child {one}<"))


def test_what_stands_beside_a_figure_is_counted_from_the_same_list() -> None:
    for code, duties in DUTIES_OF.items():
        for duty in duties:
            assert CATALOGUE[code].counts.equals(DUTIES[duty].counts), code
    for late, now in OPEN_AND_LATE.items():
        assert CATALOGUE[late].counts.equals(CATALOGUE[now].counts), late
        assert isinstance(CATALOGUE[now], Share), "met are those past the limit"


DAY = date(2026, 10, 30)
BACK = st.none() | st.integers(0, 400).map(lambda days: DAY - timedelta(days=days))
BEGAN = st.integers(0, 400).map(lambda days: DAY - timedelta(days=days))
THINGS = {
    "protection_plan": {"start": BEGAN, "last_visit": BACK, "last_review": BACK},
    "care": {
        "start": BEGAN, "last_visit": BACK, "last_review": BACK, "placement_start": BEGAN,
        "legal_status": st.sampled_from(["C1", "C2", "V3"]),
        "placement": st.sampled_from(["P1", "U1"]),
        "permanence": st.sampled_from([None, "long-term fostering", "adoption"]),
    },
    "assessment": {"start": BEGAN},
    "need": {"start": BEGAN, "last_seen": BACK, "status": st.just("child in need plan")},
    "section_47": {"start": BEGAN, "conference_on": BACK},
    "care_leaver": {"plan_review": BACK, "eligibility": st.just(WITH_A_PLAN[0])},
}  # fmt: skip


@pytest.mark.parametrize("code", list(DUTIES_OF))
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@given(data=st.data())
def test_who_misses_a_figure_is_overdue_and_who_meets_it_is_not(
    code: str, data: st.DataObject
) -> None:
    indicator = CATALOGUE[code]
    name = queries.table_of(indicator)
    many = data.draw(st.lists(st.fixed_dictionaries(THINGS[name]), min_size=20, max_size=40))
    rows = [
        {
            **row,
            **{
                f"{key}_wd": engine.working_number(row[key])
                for key in row
                if f"{key}_wd" in indicator.counts.columns and row[key] is not None
            },
        }
        for row in many
    ]
    with events_of({name: rows}) as events:
        day = Period(window=Window.SNAPSHOT, first=DAY, last=DAY)
        sides = engine.children(indicator, period=day, events=events)
        late: set[str] = set()
        due: set[str] = set()
        for duty in DUTIES_OF[code]:
            (waiting,) = engine.waiting(DUTIES[duty], over=[day], events=events)
            found = owed(
                [Waits(**row) for row in waiting], code=duty, clock=DUTIES[duty].clock,
                as_at=DAY, calendar=Calendar(),
            )  # fmt: skip
            late |= {one.child for one in found if one.overdue}
            due |= {one.child for one in found if one.due_on <= DAY}
    wrong, right = ("met", "not_met") if code in ("AS03", "SP08", "SP09") else ("not_met", "met")
    assert not set(sides[right]) & late, code
    if code != "CN05":  # four weeks of its figure may be over before 20 working days are
        assert set(sides[wrong]) <= due, "a figure may ask for it on the very day it is due"


def test_children_behind_a_visit_figure_go_by_when_the_visit_was_due(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, late=2)], as_at=AS_AT, without_bad_rows=False,
        by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP10"]])
    Child.objects.filter(reference="109378").update(last_seen_on=date(2026, 10, 30))
    said = page(cast.priya, "/performance/indicators/CP10/children/?side=not_met")
    assert "What was due first, first" in said
    assert said.count("33 working days overdue") == 2
    assert "Tue 15 Sep" in said
    in_time = page(cast.priya, "/performance/indicators/CP10/children/?side=met")
    assert "overdue" not in in_time
    assert "In 7 working days" in in_time


@pytest.mark.parametrize("code", [code for code, one in CATALOGUE.items() if one.each != "worker"])
def test_which_list_a_figure_is_counted_from_is_known_of_each(code: str) -> None:
    """AD11 is counted from rows made of a list: it has no name of its own.

    Our own records are on no list, nor is what other doors alone tell.
    """
    asked = CATALOGUE[code].counts.op().find(UnboundTable)
    elsewhere = {one.name for one in asked} <= {*TOLD, *RECORDS}
    assert (queries.list_of(CATALOGUE[code]) is None) is elsewhere


def test_the_pages_of_a_figure_counted_from_rows_made_of_a_list_are_there(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast)], as_at=AS_AT, without_bad_rows=False,
        by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["AD11"]])
    for path in ("", "manual/", "children/"):
        page(cast.ana, f"/performance/indicators/AD11/{path}")


def test_a_child_of_whom_no_visit_is_recorded_comes_first(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, children=3)], as_at=AS_AT,
        without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP11"]])
    Child.objects.filter(reference="109379").update(last_seen_on=None)
    Child.objects.filter(reference="109378").update(last_seen_on=date(2026, 9, 1))
    wanted = ["109379", "109378", "109377"]
    for path in (
        "/performance/indicators/CP11/children/?side=met",
        "/children/",
        "/children/?sort=seen",
    ):
        assert order(page(cast.priya, path), *wanted) == wanted, path
    assert order(page(cast.priya, "/children/?sort=-seen"), *wanted) == wanted[::-1]
    assert order(page(cast.aisha, "/"), *wanted) == wanted


def test_those_who_wait_now_stand_beside_those_done_late(cast: Cast) -> None:
    at = Reckoning.objects.create(
        as_at=AS_AT, fingerprint="f", load="LOD-0001", load_as_at=AS_AT, at=NOON
    )
    for code, met, eligible in (("AS02", 30, 40), ("AS03", 7, 50)):
        for level, group in (("all", ""), ("team", cast.fsp_north.name)):
            one = CATALOGUE[code]
            Reading.objects.create(
                reckoning=at, code=code, window=one.windows[0], level=level, group=group,
                first=AS_AT, met=met, eligible=eligible,
            )  # fmt: skip
    said = page(cast.priya, "/performance/indicators/AS02/")
    assert "Overdue now, beside what was done late" in said
    assert "7 of 50 (14%)" in said
    assert "10 of 40 (25%)" in said
    assert "/performance/indicators/AS03/children/?where=team-" in said
    assert "Overdue now" not in page(cast.priya, "/performance/indicators/AS03/")
    assert child_of(cast.aisha, cast.fsp_north)
