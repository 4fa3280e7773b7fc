"""Lists of children begin with what needs doing first; what is overdue now stands beside what was
done late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from goldenthread.caseload.models import Child
from goldenthread.intake import operations as intake
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.indicators.duties import DUTIES, DUTY_OF, OPEN_AND_LATE
from goldenthread.performance.measure import Share
from goldenthread.performance.models import Reading, Reckoning
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
    for code, duty in DUTY_OF.items():
        assert CATALOGUE[code].counts.equals(DUTIES[duty].counts), code
    for late, now in OPEN_AND_LATE.items():
        assert CATALOGUE[late].counts.equals(CATALOGUE[now].counts), late
        assert isinstance(CATALOGUE[now], Share), "met are those past the limit"


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
    """AD11 is counted from rows made of a list: it has no name of its own."""
    assert queries.list_of(CATALOGUE[code]) is not None or code.startswith("QA")


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
