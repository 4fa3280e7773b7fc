"""After all journeys: every page of the product was opened by somebody in a browser."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import get_resolver

from goldenthread.audits.models import Audit
from goldenthread.audits.tests import helpers
from goldenthread.intake import operations as intake
from goldenthread.intake.tests import make
from goldenthread.people import operations as staffing
from goldenthread.performance import operations, queries
from goldenthread.performance.indicators import CATALOGUE
from goldenthread.performance.models import PerformanceException
from goldenthread.performance.vocabulary import Mark
from goldenthread.returns import operations as returns
from goldenthread.returns.lists import services
from goldenthread.returns.vocabulary import Entry
from tests.architecture.test_house import _pages
from tests.cast import TODAY, child_of
from tests.journeys.books import AS_AT, annex_a
from tests.journeys.walker import WALKED, Walker

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from tests.cast import Cast
    from tests.journeys.conftest import Clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

NO_PAGE = {
    "account_confirm_email": "its key comes by e-mail; addresses are not confirmed here",
    "account_confirm_login_code": "turned off",
    "account_email": "leads elsewhere: addresses are kept by the administrator",
    "account_email_verification_sent": "turned off",
    "account_reauthenticate": "turned off",
    "account_reset_password_from_key": "its key comes by e-mail",
    "account_reset_password_from_key_done": "comes after it",
    "account_set_password": "the page of changing it, for somebody who has one",
    "actions:change": "a button",
    "actions:export": "a file",
    "audits:by_reference": "leads to the page",
    "audits:cycle_by_reference": "leads to the page",
    "audits:close": "a button",
    "audits:give": "a button",
    "audits:give_out": "a button",
    "audits:remind": "a button",
    "caseload:export": "a file",
    "caseload:find": "a button",
    "caseload:restrict": "a button",
    "caseload:unrestrict": "a button",
    "demo:as": "a button",
    "desk:desk": "another address of the first page",
    "health": "for a monitor",
    "intake:by_reference": "leads to the page",
    "intake:decide": "a button",
    "intake:explain": "a button",
    "intake:report": "a file",
    "notices:read": "a button",
    "performance:chart": "a picture",
    "performance:exceptions_export": "a file",
    "performance:exceptions_newest": "leads to the newest month",
    "performance:chat_file": "a file",
    "performance:chat_make": "a button",
    "performance:comparison_file": "a file",
    "performance:export": "a file",
    "performance:funnel": "a picture",
    "performance:grid_file": "a file",
    "performance:indicator_export": "a file",
    "performance:mine_file": "a file",
    "performance:teams_file": "a file",
    "performance:theme_file": "a file",
    "performance:vital_file": "a file",
    "people:export": "a file",
    "returns:export": "a file",
    "reports:audit_copy": "a file",
    "reports:by_reference": "leads to the page",
    "reports:file": "a file",
    "reports:sign_off": "a button",
    "standards:read": "a button",
    "ui:brand": "a style sheet",
}
"""Addresses that answer with something else than a page of their own, each with its reason."""


def test_the_pages_behind_the_buttons(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    clock.on(days=3, hours=3)
    audit = helpers.opened(cast)
    cycle = audit.cycle
    assert cycle is not None
    where = f"/audits/{audit.token}/"
    walker = Walker(chromium, live_server)
    for path in ("login/", "logout/", "signup/", "inactive/", "password/reset/",
                 "password/reset/done/"):  # fmt: skip
        walker.go(f"/account/{path}")
    acting = staffing.delegate(
        away=cast.helen, to=cast.sven, starts_on=TODAY, ends_on=TODAY, reason="Away",
        by=cast.helen, at=clock.now,
    )  # fmt: skip
    walker.sign_in(cast.ada)
    post = cast.aisha.posts.first()
    assert post is not None
    team = f"/people/teams/{cast.fsp_north.pk}/"
    person = f"/people/{cast.aisha.pk}/"
    for path in (person, f"{person}appoint/", f"{person}leave/", f"{person}delegate/",
                 team, f"{team}merge/",
                 f"/people/posts/{post.pk}/move/", f"/people/posts/{post.pk}/end/",
                 f"/people/delegations/{acting.pk}/end/", "/people/changes/",
                 "/account/password/change/", "/account/logout/"):  # fmt: skip
        walker.go(path)
    walker.go(f"/people/{cast.wes.pk}/appoint/")
    walker.page.get_by_label("Role").select_option("pm")
    walker.page.get_by_label("Team", exact=True).select_option(str(cast.fsp_south.pk))
    walker.date("starts_on", TODAY)
    walker.fill("Why?", "Helen Marsh asked: she leads the team from today.")
    walker.click("Ask for it")
    assert "Waits for a second administrator" in walker.text()
    walker.sign_in(cast.otto)
    assert "Confirm or refuse: Give a post: Wes Tanner" in walker.text()
    walker.click("Read and decide")
    walker.click("Confirm: do this")
    assert "Confirmed: it is done" in walker.text()
    walker.go("/people/changes/")
    walker.sign_in(helpers.auditor_of(audit))
    for path in ("opening/", "open/", "facts/", "ask-out/"):
        walker.go(f"{where}{path}")
    walker.sign_in(cast.aisha)
    walker.go(f"{where}own-words/")
    walker.sign_in(cast.quinn)
    for path in ("swap/", "replace/", "withdraw/"):
        walker.go(f"{where}{path}")
    for path in ("dates/review/", "withdraw/"):
        walker.go(f"/programme/cycles/{cycle.pk}/{path}")
    helpers.write_all(audit)
    helpers.operations.submit(audit=audit, by=helpers.auditor_of(audit), at=clock.now, on=TODAY)
    walker.sign_in(cast.helen)
    walker.go(f"{where}moderate/")
    walker.click("Begin moderating")
    walker.go(f"{where}moderate/1/")
    walker.go(f"{where}moderate/return/")
    child = child_of(cast.aisha, cast.fsp_north, reference="c2")
    walker.go(child.get_absolute_url())
    assert Audit.objects.count() == 1
    walker.close()


def test_the_pages_of_figures(
    chromium: Browser,
    live_server: LiveServer,
    cast: Cast,
    clock: Clock,
    tmp_path: Path,
    settings: SettingsWrapper,
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    for day in (date(2026, 10, 24), date(2026, 10, 31)):
        intake.load_files(
            paths=[make.plain(tmp_path / f"{day}.xlsx")], as_at=day, without_bad_rows=False,
            by=cast.ana, at=clock.now,
        )  # fmt: skip
    codes = ("CP01", "CP11", "CP12", "CN02")
    operations.take_readings(
        by=cast.ana, at=clock.now, indicators=[CATALOGUE[code] for code in codes]
    )
    for number, upper in enumerate((1200, 1210)):
        returns.hand_in(
            service=services()["send"], month=date(2026, 10, 1), seen=number, by=cast.ana,
            at=clock.now, entries=[Entry(code="SE06", upper=Decimal(upper))],
        )  # fmt: skip
    walker = Walker(chromium, live_server)
    for who in (cast.director, cast.helen, cast.priya, cast.ana):
        walker.sign_in(who)
        walker.go("/performance/")
        walker.go("/performance/lacking/")
        walker.go("/performance/indicators/CP01/by/age/")
        walker.go("/performance/indicators/CP01/by/worker/")
        walker.go("/performance/indicators/CP01/manual/")
        for code in codes:
            walker.go(f"/performance/indicators/{code}/")
        walker.go("/performance/indicators/CP11/children/")
        walker.go("/performance/chat/")
        walker.go("/performance/chat/protection/")
        walker.go("/performance/chat/care-leavers/")
        walker.go("/performance/chat/beside-others/")
        walker.go("/performance/vital-signs/")
        walker.go("/performance/vital-signs/assessment-and-protection/")
        walker.go("/performance/vital-signs/send/")
        walker.go("/performance/journey/")
        walker.go("/performance/indicators/CP11/weeks/")
        walker.go("/performance/weeks/")
        walker.go("/performance/data/")
        walker.go("/performance/data/lists/7/")
        walker.go("/performance/data/issues/new/")
        if who is cast.priya:
            continue
        walker.go("/performance/returns/")
        for path in ("", "2026-10/", "2026-10/1/", "2026-11/"):
            walker.go(f"/performance/returns/send/{path}")
    for who, path in ((cast.aisha, "own/"), (cast.ines, "own/"), (cast.bea, "totals/")):
        walker.sign_in(who)
        walker.go(f"/performance/{path}")
    walker.sign_in(cast.ana)
    issue = operations.raise_issue(
        about="list-7", title="Visits are late", words="Visits are entered late.",
        owner=cast.frank, by=cast.ana, at=clock.now,
    )  # fmt: skip
    walker.go(issue.get_absolute_url())
    walker.go("/performance/data/")
    walker.go("/performance/indicators/CP11/")
    walker.go("/performance/grid/")
    walker.page.emulate_media(media="print")
    after = "e => getComputedStyle(e, '::after').content"
    printed = walker.page.locator("main a.govuk-link").first.evaluate(after)
    assert printed == "none", "on paper a link is its words, without its address"
    assert walker.page.locator(".gt-filter").is_hidden()
    walker.page.emulate_media(media="screen")
    walker.go("/performance/threads/GT4/")
    walker.go("/performance/indicators/CN01/by/plan/")
    walker.go("/performance/indicators/CP11/target/")
    walker.go(f"/performance/indicators/CP11/target/?where=team-{cast.fsp_north.pk}")
    walker.go("/performance/small-numbers/figures.xlsx")
    walker.go("/performance/returns/send/2026-10/small-numbers.csv")
    walker.go("/performance/indicators/CP11/note/")
    place = queries.Place(key="all", name="The whole council", level="all")
    note = operations.add_note(
        indicator=CATALOGUE["CP11"], place=place, kind=Mark.STEP, day=date(2026, 10, 28),
        words="A new form", points=[date(2026, 10, 24), date(2026, 10, 31)], by=cast.ana,
        at=clock.now,
    )  # fmt: skip
    walker.go("/performance/indicators/CP11/")
    walker.go(f"/performance/indicators/CP11/notes/{note.pk}/")
    walker.go(f"/performance/indicators/CP11/notes/{note.pk}/agree/")
    walker.close()


def test_the_pages_of_exceptions(
    chromium: Browser,
    live_server: LiveServer,
    cast: Cast,
    clock: Clock,
    tmp_path: Path,
    settings: SettingsWrapper,
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    intake.load_files(
        paths=[annex_a(tmp_path / "a.xlsx", cast, late=2)], as_at=AS_AT, without_bad_rows=False,
        by=cast.ana, at=clock.now,
    )  # fmt: skip
    helpers.publish()
    operations.take_readings(by=cast.ana, at=clock.now, indicators=[CATALOGUE["CP10"]])
    operations.find_exceptions(by=cast.ana, at=clock.now)
    one = PerformanceException.objects.get().get_absolute_url()
    walker = Walker(chromium, live_server)
    walker.sign_in(cast.ana)
    walker.go("/performance/exceptions/")
    assert "2 children are past a hard safety line" in walker.text()
    walker.sign_in(cast.priya)
    walker.click("See them and answer")
    walker.click("Child on a plan not seen for 20 working days")
    for label in ("What is happening?", "Why?", "So what", "What next?"):
        walker.fill(label, "Two workers are away, and nobody covered their visits.")
    walker.click("Save my answer")
    assert "Your answer is saved" in walker.text()
    walker.go(f"{one}children/")
    walker.go(f"{one}action/")
    PerformanceException.objects.update(kind="teams", code="CP10")
    walker.go(f"{one}waive/")
    PerformanceException.objects.update(kind="hard_line", code="HL1")
    walker.click("Exceptions, October 2026")
    walker.sign_in(cast.quinn)
    walker.go(one)
    walker.click("Start an audit of these children")
    walker.click("Draw and allocate")
    assert "2 children drawn" in walker.text()
    walker.click("Repeat and compare")
    assert "The same children" in walker.text()
    walker.click("Back to the draw")
    walker.click("Give them out")
    assert "2 audits are given out" in walker.text()
    walker.go(one)
    assert "2 children, 0 moderated" in walker.text()
    walker.go("/performance/indicators/CP10/draw/")
    walker.close()


def test_every_page_was_walked() -> None:
    if not {"audits:overall", "concerns:raise", "people:permissions"} <= WALKED:
        pytest.skip("not all journeys ran")
    names = {name for name, _ in _pages(get_resolver())}
    assert names - WALKED == set(NO_PAGE)
