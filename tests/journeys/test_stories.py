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
SUMMER_OVER = date(2026, 9, 30)


LISTS = ("List 3", "List 5", "List 6", "List 7", "List 8")
"""The lists that tell of what was hidden; the others are empty."""
CODES = ("CP10", "CP11", "RF03", "SP04", "CL19", "WF09")


def test_the_stories_are_found_on_the_page_of_exceptions_alone(
    chromium: Browser,
    live_server: LiveServer,
    cast: Cast,
    clock: Clock,
    tmp_path: Path,
    settings: SettingsWrapper,
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    borough = make(3000, 13, 1, END)
    for as_at in borough.as_at():
        path = tmp_path / f"{as_at}.xlsx"
        lists = borough.lists(as_at).items()
        workbook(path, {name: rows if name in LISTS else [] for name, rows in lists})
        intake.load_files(
            paths=[path], as_at=as_at, without_bad_rows=True, by=cast.ana, at=clock.now
        )
        if as_at >= SUMMER_OVER:
            wanted = [CATALOGUE[code] for code in CODES]
            operations.take_readings(by=cast.ana, at=clock.now, indicators=wanted)
            operations.find_exceptions(by=cast.ana, at=clock.now)
    families = [team.name for team in borough.staff.teams if team.area == "FSP"]
    duty = [team.name for team in borough.staff.teams if team.area == "Duty & Assessment"]
    slipping, agency = families[stories.SLIPPING], families[stories.AGENCY]
    merged = duty[stories.MERGED_INTO]

    walker = Walker(chromium, live_server)
    walker.sign_in(cast.ana)
    walker.click("Performance")
    walker.click("Exceptions")

    def listed() -> list[str]:
        return walker.page.locator("main tbody tr").all_inner_texts()

    now = listed()
    # 1. A team falls behind on visits: beside the others, and children not seen for long
    assert any("visits on time" in row and slipping in row and "Below" in row for row in now)
    assert any("not seen for 20 working days" in row and slipping in row for row in now)
    # 2. Two teams became one, and referrals come back
    assert any("Re-referrals" in row and merged in row and "Above" in row for row in now)
    # 4. A dentist for children in care: better than the usual range
    assert any("Dental" in row and "Above the usual range" in row for row in now)
    # 5. Agency staff: many workers for a child, and fewer seen alone
    assert any("social workers in 6 months" in row and agency in row for row in now)
    assert any("alone" in row and agency in row and "Below" in row for row in now)
    walker.look("exceptions")
    # 3. Two chairs were missing in the summer: the page as it was a month before
    walker.go("/performance/exceptions/2026-09/")
    assert any("ICPCs held" in row and "Below the usual range" in row for row in listed())

    walker.go("/performance/exceptions/")
    row = walker.page.locator("tr", has_text="visits on time").filter(has_text=slipping)
    row.get_by_role("link").first.click()
    walker.page.wait_for_load_state()
    walker.look()
    assert "Below the range of other teams" in walker.text()
    walker.click("See the children behind it")
    walker.close()
