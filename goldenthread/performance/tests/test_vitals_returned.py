"""Sheets of areas whose figures services hand in, or that are of one service alone: who sees what,
and what lacks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.people.models import Post, ServiceArea, Team
from goldenthread.people.vocabulary import Role
from goldenthread.performance.models import Reckoning
from goldenthread.performance.rules import last_whole_month
from goldenthread.performance.tests.test_pages import load, page, status, take
from goldenthread.returns import operations
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Entry
from tests.cast import NOON, SINCE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast

SEND = "/performance/vital-signs/send/"
HOMES = "/performance/vital-signs/fostering-and-residential/"
DISABLED = "/performance/vital-signs/disabled-children/"
IN_TIME = "30 of 40 (75%)"


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 10, 31), date(2026, 10, 1)),
        (date(2026, 11, 29), date(2026, 10, 1)),
        (date(2027, 1, 15), date(2026, 12, 1)),
        (date(2027, 2, 28), date(2027, 2, 1)),
    ],
)
def test_the_newest_month_that_is_over(day: date, month: date) -> None:
    assert last_whole_month(day) == month


def hand_in(cast: Cast, service: str, month: int, code: str, upper: int, lower: int) -> None:
    operations.hand_in(
        service=services()[service],
        month=date(2026, month, 1),
        entries=[Entry(code=code, upper=Decimal(upper), lower=Decimal(lower) if lower else None)],
        seen=0,
        by=cast.ana,
        at=NOON,
    )


@pytest.fixture
def returned(cast: Cast) -> Cast:
    """Figures as at the end of October; SEND handed in to October, Fostering to September."""
    Reckoning.objects.create(
        as_at=date(2026, 10, 31), fingerprint="x", load="LOD-0001", load_as_at=date(2026, 10, 31),
        at=NOON,
    )  # fmt: skip
    for month, upper in ((9, 20), (10, 30), (11, 39)):
        hand_in(cast, "send", month, "SE01", upper, 40)
    hand_in(cast, "send", 8, "SE06", 1200, 0)
    for month in (8, 9):
        hand_in(cast, "fostering", month, "FO01", 200 + month, 0)
    return cast


@pytest.mark.django_db
def test_a_returned_figure_has_its_month_its_line_and_who_handed_it_in(returned: Cast) -> None:
    said = page(returned.director, SEND)
    assert "From the returns of SEND" in said
    assert IN_TIME in said
    assert "50% in Sep 2026, 75% in Oct 2026; lowest 50%, highest 75%" in said
    assert "Ana Kowal" in said
    assert "39 of 40" not in said, "November has not come as at the end of October"
    assert "Not in the return for October 2026" in said, "SE06 was not said again"
    assert "Not handed in for" not in said


@pytest.mark.django_db
def test_a_month_that_was_not_handed_in_says_so(returned: Cast) -> None:
    said = page(returned.director, HOMES)
    assert "Not handed in for October 2026" in said
    assert "<b>209</b>" in said, "the newest there is stands all the same"
    assert "No figure yet" in said, "Residential never handed in"


@pytest.mark.django_db
def test_who_does_not_see_returns_sees_the_sheet_without_them_and_why(returned: Cast) -> None:
    said = page(returned.priya, SEND)
    assert IN_TIME not in said
    assert "Figures from the returns of SEND are for those who see the council’s figures" in said
    assert status(returned.aisha, SEND) == 404


@pytest.mark.django_db
def test_a_service_has_its_own_and_others_are_led_to_the_council(returned: Cast) -> None:
    fostering = ServiceArea.objects.create(name="Fostering")
    Team.objects.create(name="Fostering 1", area=fostering)
    own = page(returned.director, f"{HOMES}?where=area-{fostering.pk}")
    assert "<b>209</b>" in own
    assert "Figures from the returns of Residential are on this sheet for" in own
    other = page(returned.helen, f"{HOMES}?where=area-{returned.fsp.pk}")
    assert "<b>209</b>" not in other
    assert "Figures from the returns of Fostering and Residential are on this sheet for" in other
    assert "<b>209</b>" in page(returned.helen, f"{HOMES}?where=all")


@pytest.mark.django_db
def test_months_do_not_cost_queries(returned: Cast) -> None:
    client = Client()
    client.force_login(returned.director)

    def asked() -> int:
        client.get(SEND)
        with CaptureQueriesContext(connection) as found:
            client.get(SEND)
        return len(found)

    few = asked()
    for month in range(1, 8):
        hand_in(returned, "send", month, "SE01", 30, 40)
    assert asked() == few


@pytest.mark.django_db
def test_a_sheet_of_one_service_has_its_figures_alone(
    cast: Cast, tmp_path: Path, settings: object
) -> None:
    settings.VAR_DIR = tmp_path / "var"  # type: ignore[attr-defined]
    load(cast, tmp_path / "a.xlsx", plans=12)
    take(cast)
    assert "No figures here" in page(cast.director, DISABLED), "there is no service of this name"
    cwd = ServiceArea.objects.create(name="CWD")
    team = Team.objects.create(name="CWD 1", area=cwd)
    said = page(cast.director, DISABLED)
    assert "Vital Signs, CWD" in said
    assert f"where=area-{cwd.pk}" in said, "a figure leads to the service's"
    assert "No figures here" in page(cast.helen, DISABLED), "FSP's leader does not see CWD"
    assert "is no part of it" in page(cast.priya, DISABLED)
    Post.objects.create(person=cast.priya, role=Role.PM, team=team, starts_on=SINCE)
    assert "Vital Signs, CWD 1" in page(cast.priya, f"{DISABLED}?where=team-{team.pk}")
