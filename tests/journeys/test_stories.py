"""An analyst opens the exceptions of a month, and finds there what was hidden in the borough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from goldenthread.demo.borough import make, stories
from goldenthread.demo.borough.workbook import workbook
from goldenthread.intake import operations as intake
from goldenthread.performance import operations
from goldenthread.performance.indicators import CATALOGUE
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from tests.cast import Cast
    from tests.journeys.conftest import Clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
END = date(2026, 10, 31)


def test_the_stories_are_found_on_the_page_of_exceptions_alone(
    chromium: Browser,
    live_server: LiveServer,
    cast: Cast,
    clock: Clock,
    tmp_path: Path,
    settings: SettingsWrapper,
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    borough = make(3000, 2, 1, END)
    for as_at in borough.as_at():
        path = tmp_path / f"{as_at}.xlsx"
        workbook(path, borough.lists(as_at))
        intake.load_files(
            paths=[path], as_at=as_at, without_bad_rows=True, by=cast.ana, at=clock.now
        )
    shares = [CATALOGUE[code] for code in ("CP10", "RF03", "AS02", "CN05")]
    operations.take_readings(by=cast.ana, at=clock.now, indicators=shares)
    operations.find_exceptions(by=cast.ana, at=clock.now)
    families = [team.name for team in borough.staff.teams if team.area == "FSP"]
    duty = [team.name for team in borough.staff.teams if team.area == "Duty & Assessment"]
    slipping, merged = families[stories.SLIPPING], duty[stories.MERGED_INTO]

    walker = Walker(chromium, live_server)
    walker.sign_in(cast.ana)
    walker.click("Performance")
    walker.click("Exceptions")
    rows = walker.page.locator("main tbody tr").all_inner_texts()
    worse = [row for row in rows if "Below the range" in row or "Above the range" in row]

    (late,) = [row for row in worse if "visits on time" in row and slipping in row]
    assert "Second month running" in late
    assert any("not seen for 20 working days" in row and slipping in row for row in rows)
    (back,) = [row for row in worse if "Re-referrals" in row and merged in row]
    assert "Above the range of other teams" in back

    row = walker.page.locator("tr", has_text="visits on time").filter(has_text=slipping)
    row.get_by_role("link").click()
    walker.page.wait_for_load_state()
    walker.look()
    assert "Below the range of other teams" in walker.text()
    walker.click("See the children behind it")
    walker.close()
