"""Figures over one's own children, and totals: who sees them, of whom, and in which order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.caseload import operations as caseload
from goldenthread.caseload.models import Child
from goldenthread.intake import operations as intake
from goldenthread.kernel.working_days import Calendar
from goldenthread.people import operations as people
from goldenthread.people.vocabulary import Held, Role, Standing
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import DUTIES, PRACTICE
from goldenthread.performance.rules.caseload import (
    first_things_first,
    owed,
    why_not_own,
    why_not_totals,
)
from goldenthread.performance.rules.exceptions import Waits
from goldenthread.standards import lists
from goldenthread.standards.vocabulary import Clock, Unit
from goldenthread.trail.models import Event
from tests.cast import NOON, TODAY
from tests.journeys.books import AS_AT, annex_a

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

    from goldenthread.people.models import Person
    from tests.cast import Cast

TEN = Clock(limit=10, unit=Unit.WORKING_DAYS)
PATH = "/performance/own/"


@pytest.mark.parametrize(
    ("since", "due_on", "days", "because"),
    [
        (date(2026, 10, 16), date(2026, 10, 30), 0, "the last day of work before a Saturday"),
        (date(2026, 10, 15), date(2026, 10, 29), -1, "Thursday has passed"),
        (date(2026, 10, 19), date(2026, 11, 2), 1, "the Monday after"),
        (date(2026, 10, 30), date(2026, 11, 13), 10, "two weeks of work ahead"),
    ],
)  # fmt: skip
def test_a_thing_is_due_ten_working_days_after(
    since: date, due_on: date, days: int, because: str
) -> None:
    (one,) = owed([Waits(child="a", team="", since=since)], code="DU1", clock=TEN,
                  as_at=date(2026, 10, 30), calendar=Calendar())  # fmt: skip
    assert (one.due_on, one.days) == (due_on, days), because
    assert one.overdue is (days < 0)
    assert one.soon is (days >= 0)


@pytest.mark.parametrize(
    ("clock", "since", "as_at", "overdue"),
    [
        (TEN, date(2026, 10, 16), date(2026, 11, 1), False),
        (TEN, date(2026, 10, 16), date(2026, 11, 2), True),
        (Clock(limit=6, unit=Unit.MONTHS), date(2026, 4, 30), date(2026, 10, 30), False),
        (Clock(limit=6, unit=Unit.MONTHS), date(2026, 4, 30), date(2026, 10, 31), True),
        (Clock(limit=6, unit=Unit.WEEKS), date(2026, 9, 18), date(2026, 11, 1), True),
    ],
)
def test_what_was_due_on_friday_is_overdue_on_monday_or_by_other_clocks_on_saturday(
    clock: Clock, since: date, as_at: date, overdue: bool
) -> None:
    (one,) = owed([Waits(child="a", team="", since=since)], code="DU1", clock=clock,
                  as_at=as_at, calendar=Calendar())  # fmt: skip
    assert one.due_on == date(2026, 10, 30)
    assert one.overdue is overdue


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.dates(date(2026, 8, 1), date(2026, 12, 1))),
        max_size=12,
    )
)
def test_each_child_is_there_once_at_the_earliest_and_in_order(
    given_: list[tuple[str, date]],
) -> None:
    waits = [Waits(child=child, team="", since=since) for child, since in given_]
    found = first_things_first(owed(waits, code="DU1", clock=TEN, as_at=AS_AT, calendar=Calendar()))
    assert {one.child for one in found} == {child for child, _ in given_}
    assert len(found) == len({one.child for one in found})
    assert [one.due_on for one in found] == sorted(one.due_on for one in found)
    assert all(one.since == min(s for c, s in given_ if c == one.child) for one in found)
    assert all(one.due_on < AS_AT for one in found if one.overdue)


@pytest.mark.parametrize("role", list(Role))
def test_own_figures_are_of_workers_and_chairs_and_totals_of_qa_support(role: Role) -> None:
    standing = Standing(person=1, posts=(Held(role=role),))
    assert (why_not_own(standing) is None) is (role in {Role.SW, Role.IRO})
    assert (why_not_totals(standing) is None) is (role is Role.QAB)


def test_every_duty_rests_on_a_standard_with_its_clock_and_the_figures_are_there() -> None:
    assert (DUTIES["DU12"].within, DUTIES["DU1"].within) == ("1 week", "10 working days")
    clocks = {one.code: one.clock for one in lists.standards(lists.shipped())}
    assert {code for code in PRACTICE if code in CATALOGUE} == set(PRACTICE)
    for duty in DUTIES.values():
        assert clocks[duty.standard] in (duty.clock, None), duty.code


@pytest.fixture
def read(cast: Cast, tmp_path: Path, settings: object) -> Cast:
    """Six children of Aisha's on a plan, chaired by Ines, two of them not seen for long."""
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, late=2)], as_at=AS_AT,
        without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(
        by=cast.ana, at=NOON, indicators=[CATALOGUE[code] for code in ("CP01", "CP11", "FD01")]
    )
    return cast


def ask(who: Person, path: str = PATH) -> HttpResponse:
    client = Client()
    client.force_login(who)
    return client.get(path)  # type: ignore[return-value]


def page(who: Person, path: str = PATH) -> str:
    found = ask(who, path)
    assert found.status_code == 200
    return found.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["aisha", "ines"])
def test_a_worker_and_a_chair_see_what_is_due_for_their_own_the_longest_overdue_first(
    read: Cast, who: str
) -> None:
    said = page(getattr(read, who))
    assert "6 open children with you" in said
    order = [said.index(f"Child {number}<") for number in (109377, 109378, 109379)]
    assert order == sorted(order)
    assert "Visit under the protection plan" in said
    assert "33 working days overdue" in said
    assert "Next review conference" in said
    assert "2 of 6" not in said
    assert "6 of 6" in said, "seen alone, over these children"
    looks = Event.objects.filter(kind="look", what="performance:mine", by=getattr(read, who))
    assert looks.values("child").distinct().count() == 6


@pytest.mark.django_db
def test_nobody_sees_the_children_of_a_colleague(read: Cast) -> None:
    said = page(read.tom)
    assert "No child is with you" in said
    assert "10937" not in said
    assert b"10937" not in ask(read.tom, f"{PATH}children.csv").content


@pytest.mark.django_db
def test_a_restricted_child_is_there_only_for_those_named(read: Cast) -> None:
    child = Child.objects.get(reference="109377")
    caseload.restrict(child=child, why="Staff", named=[read.ines, read.helen], by=read.helen,
                      at=NOON)  # fmt: skip
    said = page(read.aisha)
    assert "109377" not in said
    assert "5 open children" in said
    assert "5 of 5" in said, "nor is the child counted"
    assert b"109377" not in ask(read.aisha, f"{PATH}children.csv").content
    assert "109377" in page(read.ines)


@pytest.mark.django_db
def test_who_acts_for_a_worker_sees_their_children_too(
    read: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.delegate(away=read.aisha, to=read.tom, starts_on=TODAY, ends_on=TODAY, reason="",
                    by=read.aisha, at=NOON)  # fmt: skip
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    said = page(read.tom)
    assert "or with somebody you act for" in said
    assert "109377" in said


@pytest.mark.django_db
def test_the_list_is_narrowed_and_the_file_has_all_of_it_with_a_look_at_each(read: Cast) -> None:
    said = page(read.aisha, f"{PATH}?due=overdue")
    assert "109378" in said
    assert "109379" not in said
    assert "None of your children" in page(read.aisha, f"{PATH}?due=DU9")
    lines = ask(read.aisha, f"{PATH}children.csv").content.decode().splitlines()
    assert sum("Visit under the protection plan" in line for line in lines) == 6
    first = next(line for line in lines if line.startswith("109377"))
    assert ",Visit under the protection plan,2026-09-01,2026-09-15,-33,Yes," in first
    assert Event.objects.filter(what="performance:mine_file").count() == 6


@pytest.mark.django_db
def test_totals_name_no_team_and_no_child_and_hide_small_numbers(read: Cast) -> None:
    said = page(read.bea, "/performance/totals/")
    assert "It stops here" in said
    assert "Children on child protection plans" in said
    assert "<b>6</b>" in said
    assert read.fsp_north.name not in said
    assert "/performance/indicators/" not in said
    assert ask(read.bea, PATH).status_code == 404
    assert ask(read.wes, "/performance/totals/").status_code == 404


@pytest.mark.django_db
def test_a_small_total_is_not_shown(cast: Cast, tmp_path: Path, settings: object) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, children=3)], as_at=AS_AT,
        without_bad_rows=False, by=cast.ana, at=NOON,
    )  # fmt: skip
    operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP01"]])
    said = page(cast.bea, "/performance/totals/")
    assert "Too small to show" in said
    assert "<b>3</b>" not in said


@pytest.mark.django_db
def test_before_the_first_load_the_pages_say_so(cast: Cast) -> None:
    assert "There is no figure yet" in page(cast.aisha)
    assert "There is no figure yet" in page(cast.bea, "/performance/totals/")
    assert ask(cast.aisha, f"{PATH}children.csv").status_code == 404


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_children(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    counts = []
    for many in (2, 12):
        day = date(2026, 10, many)
        intake.load_files(
            paths=[annex_a(tmp_path / f"{many}.xlsx", cast, children=many)], as_at=day,
            without_bad_rows=True, by=cast.ana, at=NOON,
        )  # fmt: skip
        operations.take_readings(by=cast.ana, at=NOON, indicators=[CATALOGUE["CP01"]])
        page(cast.aisha)
        with CaptureQueriesContext(connection) as found:
            page(cast.aisha)
        counts.append(len(found))
    assert counts[1] <= counts[0] + 10, "a look a child is written, and nothing else grows"
