"""A person at a browser. Each page is checked: axe, a silent console, 320 px, the keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from goldenthread.people.models import Person

AXE = (Path(__file__).parent.parent / "axe.min.js").read_text(encoding="utf-8")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOISE = ("Failed to load resource: the server responded with a status of 4",)
"""What the browser says of an answer that is meant to be 404 or 409."""
WALKED: set[str] = set()
"""The names of all pages that somebody opened with script, in any journey of this run."""

WATCH = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true});  // not so in closed details
  const key = e => e.type === 'radio' ? `radio ${e.form ? [...document.forms].indexOf(e.form) : ''}
    ${e.name}` : e;
  window.gtWanted = new Map([...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => shown(e) && !e.disabled && e.tabIndex >= 0)
    .map(e => [key(e), e.outerHTML.slice(0, 160)]));
  window.gtWatch = event => window.gtWanted.delete(key(event.target));
  document.addEventListener('focusin', window.gtWatch);
  document.body.tabIndex = -1;
  document.body.focus();
  return window.gtWanted.size;
}"""
MISSED = """() => {
  document.removeEventListener('focusin', window.gtWatch);
  document.body.removeAttribute('tabindex');
  document.activeElement.blur();
  return [...window.gtWanted.values()];
}"""


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
        self.who = ""
        self.said: list[str] = []
        self.seen: set[tuple[str, ...]] = set()
        self.shots: Path | None = None
        self.page.on("console", self._console)
        self.status = 0
        self.page.on("response", self._answer)
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _console(self, message: Any) -> None:
        if not message.text.startswith(NOISE):
            self.said.append(f"{message.type}: {message.text}")

    def _answer(self, response: Any) -> None:
        if response.request.is_navigation_request():
            self.status = response.status

    def sign_in(self, person: Person) -> None:
        """Become somebody: the page of fictional people."""
        self.context.clear_cookies()
        self.page.goto(f"{self.server}/demo/")
        self.look()
        form = self.page.locator(f'form[action="/demo/as/{person.pk}/"]')
        hidden = self.page.locator("details", has=form)
        if hidden.count():
            hidden.first.locator("summary").click()
        form.locator("button").click()
        self.page.wait_for_load_state()
        self.who = person.name
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
        self.page.locator("form[aria-busy]").wait_for(state="detached")
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
        """Check the page: nothing for axe to say, nothing in the console, no sideways scroll, and
        all of it in reach of the keyboard. Once for each person, page and title."""
        address = self.page.url.removeprefix(self.server).split("?")[0]
        assert not self.said, (address, self.said)
        if self.shots is not None and name:
            self.page.screenshot(path=str(self.shots / f"{name}.png"), full_page=True)
        kind = _name_of(address)
        key = (self.who, kind, re.sub(r"\d+", "*", self.page.title()))
        if key in self.seen:
            return
        self.seen.add(key)
        if self.script:
            if self.status == 200:
                WALKED.add(kind)
            self._axe(address)
            self._keyboard(address)
        self._narrow(address)

    def _axe(self, address: str) -> None:
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            "tags => axe.run({runOnly: {type: 'tag', values: tags}}).then(r => r.violations.map("
            "v => [v.id, v.help, v.nodes.map(n => n.target + ' ' + n.html).slice(0, 3)]))",
            WCAG,
        )
        assert not found, (address, found)

    def _keyboard(self, address: str) -> None:
        """From the top, as many presses of Tab as there are things to use reach every one."""
        for _ in range(self.page.evaluate(WATCH) + 5):
            self.page.keyboard.press("Tab")
        missed = self.page.evaluate(MISSED)
        assert not missed, (address, "out of the keyboard's reach", missed)

    def _narrow(self, address: str) -> None:
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 700})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, (address, f"{wide} px wide at 320")
        if size:
            self.page.set_viewport_size(size)

    def close(self) -> None:
        """Close the window; nothing may have been said."""
        assert not self.said, self.said
        self.context.close()


def _name_of(address: str) -> str:
    """The name of the page at this address; the address where there is none."""
    try:
        return resolve(address).view_name
    except Resolver404:
        return address
