"""A real Chromium, and a clock that a story can move on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.cast import Cast


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; skipped with the reason where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("No Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


class Clock:
    """The time in the story: it stands still until it is moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def on(self, **more: float) -> None:
        """Move on by days, hours or minutes."""
        self.now += timedelta(**more)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Monday 16 November 2026, nine o'clock."""
    from datetime import UTC

    told = Clock(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", lambda: told.now)
    return told


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Everybody, in post, for a browser."""
    from tests.cast import make_cast

    return make_cast()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks back on all journeys comes after them."""
    items.sort(key=lambda item: item.path.name == "test_walked.py")
