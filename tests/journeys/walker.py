"""A person at a browser. Every page they open is checked: axe, a silent console, 320 px."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from goldenthread.people.models import Person

AXE = (Path(__file__).parent.parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOISE = ("Failed to load resource: the server responded with a status of 4",)
"""What the browser says of an answer that is meant to be 404 or 409."""


class Walker:
    """One browser window, signed in as one person after another."""

    def __init__(self, browser: Browser, server: LiveServer, *, script: bool = True) -> None:
        self.context = browser.new_context(
            java_script_enabled=script, viewport={"width": 1280, "height": 900}, locale="en-GB"
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.server = server.url
        self.script = script
        self.said: list[str] = []
        self.seen: set[str] = set()
        self.shots: Path | None = None
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(NOISE):
            self.said.append(f"{message.type}: {message.text}")

    def sign_in(self, person: Person) -> None:
        """Become somebody: the page of fictional people."""
        self.context.clear_cookies()
        self.page.goto(f"{self.server}/demo/")
        form = self.page.locator(f'form[action="/demo/as/{person.pk}/"]')
        hidden = self.page.locator("details", has=form)
        if hidden.count():
            hidden.first.locator("summary").click()
        form.locator("button").click()
        self.look("desk")

    def go(self, path: str) -> None:
        """Open a page, and check it."""
        self.page.goto(f"{self.server}{path}")
        self.look()

    def click(self, words: str, *, exact: bool = False, nth: int = 0) -> None:
        """Press the link or button of these words, and check where it leads."""
        target = self.page.get_by_role("link", name=words, exact=exact).or_(
            self.page.get_by_role("button", name=words, exact=exact)
        )
        target.nth(nth).click()
        self.page.wait_for_load_state()
        self.look()

    def fill(self, label: str, words: str) -> None:
        """Write into the box of this label."""
        self.page.get_by_label(label, exact=False).first.fill(words)

    def date(self, name: str, day: Any) -> None:
        """Fill the three boxes of a date."""
        for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.locator(f'[name="{name}_{part}"]').fill(str(value))

    def text(self) -> str:
        """What the page says."""
        return self.page.locator("body").inner_text()

    def look(self, name: str = "") -> None:
        """Check the page: nothing for axe to say, nothing in the console, no sideways scroll."""
        address = self.page.url.removeprefix(self.server).split("?")[0]
        kind = "/".join(
            "*" if part.isdigit() or len(part) == 16 else part for part in address.split("/")
        )
        assert not self.said, (address, self.said)
        if self.shots is not None and name:
            self.page.screenshot(path=str(self.shots / f"{name}.png"), full_page=True)
        if kind in self.seen:
            return
        self.seen.add(kind)
        if self.script:
            self._axe(address)
        self._narrow(address)

    def _axe(self, address: str) -> None:
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(r => r.violations.map("
            "v => [v.id, v.help, v.nodes.map(n => n.target + ' ' + n.html).slice(0, 3)]))",
            WCAG,
        )
        assert not found, (address, found)

    def _narrow(self, address: str) -> None:
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 700})
        wide = self.page.evaluate("document.documentElement.scrollWidth") if self.script else 320
        assert wide <= 320, (address, f"{wide} px wide at 320")
        if size:
            self.page.set_viewport_size(size)

    def close(self) -> None:
        """Close the window; nothing may have been said."""
        assert not self.said, self.said
        self.context.close()
