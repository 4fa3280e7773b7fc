"""One cycle, told in a browser by eight people: from the lists to a closed loop."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goldenthread.audits import operations as auditing
from goldenthread.audits.models import Audit, Cycle
from goldenthread.audits.tests import helpers
from goldenthread.standards import lists as standards
from goldenthread.standards import operations as standing
from tests.cast import NOON
from tests.journeys.books import AS_AT, annex_a
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

    from tests.cast import Cast
    from tests.journeys.conftest import Clock

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = helpers.WHY


@pytest.fixture(autouse=True)
def _demo(settings: object) -> None:
    """Everything that a new council begins with."""
    auditing.publish_tool(text=helpers.CONTENT.read_text(encoding="utf-8"), by=None, at=NOON)
    standing.publish(text=standards.shipped(), effective_from=date(2026, 1, 1), changed="", by=None,
                     at=NOON)  # fmt: skip


def test_a_cycle_from_the_lists_to_a_closed_loop(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock, tmp_path: Path
) -> None:
    _demo_content()
    walker = Walker(chromium, live_server)
    shots = os.environ.get("SCREENSHOTS")
    walker.shots = Path(shots) if shots else None
    page = walker.page

    # Ana, performance analyst, loads the month's lists
    walker.sign_in(cast.ana)
    walker.click("Loads", exact=True)
    walker.click("Load lists")
    page.set_input_files("input[type=file]", str(annex_a(tmp_path / "a.xlsx", cast, bad_rows=2)))
    walker.date("as_at", AS_AT)
    walker.click("Load", exact=True)
    assert "2 rows cannot be used" in walker.text()
    walker.look("load-to-decide")
    walker.click("Load without the 2 rows")
    assert "Loaded: " in walker.text()

    # Quinn, QA manager, plans, draws and gives out
    walker.sign_in(cast.quinn)
    walker.click("Programme", exact=True)
    walker.click("Plan cycles")
    walker.date("first", date(2026, 11, 16))
    walker.fill("How many cycles?", "2")
    walker.click("Plan them")
    cycle = Cycle.objects.order_by("starts_on")[0]
    walker.click("Set up the draw")
    walker.fill("How many children?", "1")
    for box in page.locator("[name^=least-]").all():
        box.fill("")
    for box in page.locator("input[name=auditors]").all():
        box.set_checked(box.get_attribute("value") in (str(cast.dana.pk), str(cast.omar.pk)))
    walker.click("Draw and allocate")
    assert "1 child drawn and given to 1 auditor" in walker.text()
    walker.look("allocation")
    walker.click("Repeat and compare")
    walker.click("Back to the allocation")
    walker.click("Issue to 1 auditors")
    walker.click("Issue now")
    audit = Audit.objects.get(cycle=cycle, state="issued")
    auditor = helpers.auditor_of(audit)

    # The auditor opens the record, writes, and finds the child
    clock.on(days=3)
    walker.sign_in(auditor)
    walker.click("Begin")
    walker.click("Open the record")
    walker.look("task-list")
    walker.click("Answer the safety question")
    page.get_by_label("No", exact=True).check()
    walker.click("Save my answer")
    walker.click("Case details")
    page.get_by_label("No line or case responsibility").check()
    walker.click("Save and go back to the list")
    walker.click("Continue where you stopped")
    for number in range(1, 15):
        _section(walker, number, good=number != 6)
        if number == 6:
            walker.look("section")
        walker.click("Save and go")
        walker.go(f"/audits/{audit.token}/")
        if number == 8:
            assert "Not needed" in walker.text()
        if number < 14:
            walker.go(f"/audits/{audit.token}/sections/{number + 1}/")
    walker.click("Reflective conversation")
    page.locator("[name^='RC0a'][name$='_day']").fill("18")
    page.locator("[name^='RC0a'][name$='_month']").fill("11")
    page.locator("[name^='RC0a'][name$='_year']").fill("2026")
    page.get_by_label("In person, side by side").check()
    walker.click("Save and go back to the list")
    for who in ("Child", "Mother", "Professional"):
        walker.go(f"/audits/{audit.token}/feedback/")
        page.get_by_label(who, exact=True).check()
        walker.date("on", date(2026, 11, 18))
        page.get_by_label("What came of it?").select_option("obtained")
        walker.fill("What did they say?", "She listens.")
        walker.click("Note this attempt")
    page.locator("[name=FS1]").fill("They say the same as the record.")
    walker.click("Save and go back to the list")
    walker.click("Strengths and areas for development")
    for kind, words in (
        ("A strength", "You kept going with the father."),
        ("could be stronger", "The plan lists tasks, not change."),
    ):
        page.get_by_label(kind).first.check()
        walker.fill("What did you find?", words)
        walker.click("Add it")
    walker.go(f"/audits/{audit.token}/actions/?from=FCA-06.grade")
    walker.fill("What exactly will be done?", "Ensure the plan is better")
    page.get_by_label("Who does it?").select_option(str(cast.aisha.pk))
    walker.click("Set this action")
    assert "cannot be checked" in walker.text(), "a plain warning, and no stop"
    walker.fill("What exactly will be done?", "Rewrite the plan with the family, by outcome")
    walker.fill("What should it change", "The child knows what has to change")
    walker.fill("What will we see or hear", "The child can say two outcomes of the plan")
    walker.click("Set this action")
    assert "is told when you hand the audit in" in walker.text()
    walker.go(f"/audits/{audit.token}/overall/")
    page.locator("[name=OV3][value=RI]").check()
    page.locator("[name=OV4]").fill(WHY)
    walker.click("Save and go back to the list")
    walker.click("Check and return", nth=0)
    walker.look("check")
    walker.click("Return the audit")
    assert "Provisional until moderated" in walker.text()

    # Aisha, social worker, reads and answers
    walker.sign_in(cast.aisha)
    walker.go(f"/audits/{audit.token}/shared/")
    walker.look("shared")
    walker.fill("My reflection", "I would start with the child's wish.")
    page.locator("[name=wrong][value=no]").check()
    page.locator("[name=agrees][value=yes]").check()
    walker.click("Send my answer")
    assert "Thank you." in walker.text()

    # Helen, Head of Service, moderates
    clock.on(days=7)
    walker.sign_in(cast.helen)
    walker.go("/audits/?cut=moderate")
    walker.click("Child 1093", nth=0)
    walker.click("Begin moderating")
    while page.get_by_role("button", name="Agree with section").count():
        page.get_by_role("button", name="Agree with section").first.click()
        page.wait_for_load_state()
    page.locator("[name=grade][value=RI]").check()
    walker.click("Save the overall grade")
    for radio in page.locator("input[value=sound]").all():
        radio.check()
    page.locator("[name=to_auditor]").fill("Clear and kind.")
    walker.click("Save", exact=True)
    walker.look("moderation")
    walker.click("Finish moderation")
    walker.click("Finish moderation")
    assert "Moderation finished" in walker.text()

    # Aisha reports the action complete, Rosa verifies, and checks it nine weeks later
    clock.on(days=5)
    walker.sign_in(cast.aisha)
    walker.click("My actions", exact=True)
    walker.click("Rewrite the plan")
    walker.look("action")
    walker.click("Accept", exact=True)
    walker.fill("What was done", "Rewritten at the core group; minutes of 25 November.")
    walker.click("Report complete")
    walker.sign_in(cast.rosa)
    walker.go("/actions/?cut=verify")
    walker.click("Rewrite the plan")
    page.get_by_label("Verified: I have seen it").check()
    walker.fill("What did you see", "Four outcomes in the child's words, each with a date.")
    walker.click("Save my decision")
    assert "The difference is checked in 8 to 12 weeks" in walker.text()
    clock.on(weeks=9)
    walker.sign_in(cast.rosa)
    walker.go("/actions/?cut=check")
    walker.click("Rewrite the plan")
    page.get_by_label("It made the difference we meant").check()
    walker.fill("How do you know?", "The child says two outcomes; school attendance is up.")
    walker.click("Save what we found")

    # Quinn closes the loop, writes and signs off the overview report
    walker.sign_in(cast.quinn)
    walker.go(f"/audits/{audit.token}/")
    walker.click("Close the loop")
    assert "The loop of this audit is closed" in walker.text()
    walker.go(f"/reports/cycles/{cycle.pk}/")
    walker.click("Begin the report")
    walker.click("Write this part")
    walker.fill("What you want to say", "Help is timely. Plans say what we do, not what changes.")
    walker.click("Save", exact=True)
    walker.look("report")
    walker.click("Sign off")
    assert "frozen" in walker.text()
    walker.look("board")

    # Everybody's desk and lists, and the Director's log
    walker.go("/programme/")
    walker.go("/programme/expectations/")
    walker.go(f"/audits/{audit.token}/history/")
    walker.go("/standards/")
    walker.go("/standards/threads/")
    walker.go("/notices/")
    walker.sign_in(cast.director)
    walker.go("/access-log/")
    walker.fill("A child’s reference", audit.child.reference)
    walker.click("Search and check the seals")
    assert "audits" in walker.text()
    audit.refresh_from_db()
    assert audit.state == "closed"
    walker.close()


def _demo_content() -> None:
    """Published by the fixture; here for the reader: a tool and the standards are there."""
    assert Audit.objects.count() == 0


def _section(walker: Walker, number: int, *, good: bool) -> None:
    """Answer a section: every question, the grade and why."""
    page = walker.page
    names = page.evaluate(
        "[...new Set([...document.querySelectorAll('input[type=radio]')].map(i => i.name))]"
    )
    for name in names:
        if name.endswith(".grade"):
            page.locator(f'[name="{name}"][value={"G" if good else "RI"}]').check()
            continue
        options = page.locator(f'[name="{name}"]')
        answer = page.locator(f'[name="{name}"][value={"yes" if good else "partly"}]')
        if name == "FCA-08.0":
            answer = page.locator(f'[name="{name}"][value=no]')
        (answer if answer.count() else options.first).check()
    for box in page.locator("textarea").all():
        box.fill("Seen in the visit notes of 9 July and 20 August; the child says the same.")


def test_a_concern_reaches_the_head_of_service_and_is_closed_by_another(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    from tests.cast import child_of

    child_of(cast.aisha, cast.fsp_north)
    walker = Walker(chromium, live_server)
    walker.sign_in(cast.ines)
    walker.click("Raise a concern")
    walker.fill("Which child?", "109377")
    walker.fill("What did you see?", "The child told school that he stayed over.")
    walker.fill("Where in the record?", "Contact note, 15 November")
    walker.click("Raise this concern")
    assert "Helen Marsh and the QA team have been told" in walker.text()
    clock.on(minutes=22)
    walker.sign_in(cast.helen)
    assert "Do this now" in walker.text()
    walker.click("Read and acknowledge")
    assert "left to acknowledge, by 10:00am" in walker.text()
    walker.click("I have read it and I am dealing with it")
    walker.page.get_by_label("The child is seen today").check()
    walker.fill("Why, and who does what?", "Worker and manager visit together at three.")
    walker.click("Save my decision")
    walker.fill("When and where was the child seen?", "At home at 3pm, alone, by both. Safe.")
    walker.click("The child has been seen")
    assert "Somebody else closes this" in walker.text()
    walker.sign_in(cast.rosa)
    walker.click("Concerns", exact=True)
    walker.click("Child 109377")
    walker.fill("What came of it?", "Strategy discussion held; the plan names who may stay.")
    walker.click("Close this concern")
    assert "The concern is closed" in walker.text()
    walker.close()


def test_an_audit_is_written_without_script(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    clock.on(days=3, hours=3)
    audit = helpers.begun(cast)
    walker = Walker(chromium, live_server, script=False)
    walker.sign_in(helpers.auditor_of(audit))
    walker.go(f"/audits/{audit.token}/sections/7/")
    walker.page.locator('[name="FCA-07.1"][value=yes]').check()
    walker.page.locator('[name="FCA-07.grade"][value=G]').check()
    walker.page.locator('[name="FCA-07.why"]').fill("Because the visits have a purpose.")
    walker.click("Save and go to section 8")
    assert walker.page.url.endswith("/sections/8/")
    walker.page.locator('[name="FCA-08.0"][value=yes]').check()
    walker.click("Save and go back to the list")
    walker.go(f"/audits/{audit.token}/sections/8/")
    assert walker.page.locator('[name="FCA-08.grade"]').count() == 4, "the section applies now"
    walker.close()


def test_an_answer_is_saved_with_the_keyboard_alone(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    clock.on(days=3, hours=3)
    audit = helpers.opened(cast)
    walker = Walker(chromium, live_server)
    walker.sign_in(helpers.auditor_of(audit))
    page = walker.page
    page.goto(f"{live_server.url}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/audits/{audit.token}/")  # the next step is the first stop
    page.goto(f"{live_server.url}/audits/{audit.token}/sections/7/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "FCA-07.1":
            break
    page.keyboard.press("Space")
    page.locator("#saved", has_text="Saved at").wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Save and go to section"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/8/")
    from goldenthread.audits.models import Answer

    assert Answer.objects.get(audit=audit, question="FCA-07.1").value == "yes"
    walker.close()


def test_words_written_after_a_session_ended_are_saved_once_signed_in_again(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    from goldenthread.audits.models import Answer

    clock.on(days=3, hours=3)
    audit = helpers.opened(cast)
    walker = Walker(chromium, live_server)
    walker.sign_in(helpers.auditor_of(audit))
    page = walker.page
    page.goto(f"{live_server.url}/audits/{audit.token}/sections/7/")
    walker.context.clear_cookies()
    page.locator('[name="FCA-07.5"]').fill("Written while signed out.")
    page.keyboard.press("Tab")
    page.locator("#saved", has_text="Signed out").wait_for()
    assert not Answer.objects.filter(audit=audit, question="FCA-07.5").exists()
    walker.page = walker.context.new_page()
    walker.sign_in(helpers.auditor_of(audit))
    page.locator("#saved", has_text="Saved at").wait_for()  # by itself, within ten seconds
    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == "Written while signed out."
    walker.close()


def test_saving_waits_for_what_is_on_its_way_and_loses_no_word(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    clock.on(days=3, hours=3)
    audit = helpers.opened(cast)
    walker = Walker(chromium, live_server)
    walker.sign_in(helpers.auditor_of(audit))
    page = walker.page
    page.goto(f"{live_server.url}/audits/{audit.token}/sections/7/")
    posts: list[str] = []
    for event, word in (("request", "sent"), ("requestfinished", "answered")):
        page.on(event, lambda it, word=word: posts.append(word) if it.method == "POST" else None)
    slow = {"offline": False, "latency": 800, "downloadThroughput": -1, "uploadThroughput": -1}
    walker.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    box = page.locator('[name="FCA-07.5"]')
    for words in ("The child is seen", " alone and", " heard."):
        with page.expect_request(lambda sent: "x-autosave" in sent.headers):
            box.press_sequentially(words)
    box.press_sequentially(" Twice.")
    page.get_by_role("button", name="Save and go back to the list").click()
    page.wait_for_url(f"**/audits/{audit.token}/")
    from goldenthread.audits.models import Answer

    kept = Answer.objects.get(audit=audit, question="FCA-07.5").value
    assert kept == "The child is seen alone and heard. Twice."
    assert posts == ["sent", "answered"] * (len(posts) // 2), "one at a time"

    # Fast, with the keyboard alone: chosen, and Save pressed while the choice is on its way
    page.goto(f"{live_server.url}/audits/{audit.token}/sections/7/")
    page.locator('[name="FCA-07.1"]').first.focus()
    page.keyboard.press("Space")
    page.locator('[name="FCA-07.5"]').focus()
    page.keyboard.press("End")
    page.keyboard.type(" Thrice.")
    page.get_by_role("button", name="Save and go to section").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sections/8/")
    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == f"{kept} Thrice."
    assert Answer.objects.get(audit=audit, question="FCA-07.1").value == "yes"
    walker.close()


def test_two_windows_never_overwrite_each_other(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock
) -> None:
    clock.on(days=3, hours=3)
    audit = helpers.opened(cast)
    walkers = [Walker(chromium, live_server) for _ in range(2)]
    where = f"/audits/{audit.token}/sections/7/"
    for walker in walkers:
        walker.sign_in(helpers.auditor_of(audit))
        walker.go(where)
    first, second = walkers
    first.page.locator('[name="FCA-07.5"]').fill("From the first window.")
    first.click("Save and go back to the list")
    second.page.locator('[name="FCA-07.5"]').fill("From the second window.")
    second.page.get_by_role("button", name="Save and go back to the list").click()
    # The first window created the answer; the second saw version 0 and is shown both.
    second.page.get_by_text("From the first window.").first.wait_for()
    assert "From the second window." in second.text()
    second.look("both-answers")
    second.page.get_by_label("Keep this one").nth(1).check()
    second.click("Save what I chose")
    from goldenthread.audits.models import Answer

    assert Answer.objects.get(audit=audit, question="FCA-07.5").value == "From the second window."
    for walker in walkers:
        walker.close()


PAGES = {
    "ada": ["/people/", "/people/add/", "/people/permissions/", "/people/establishment/",
            "/people/teams/open/", "/people/account/", "/notices/", "/components/"],
    "quinn": ["/programme/", "/programme/plan/", "/audits/", "/actions/", "/concerns/",
              "/concerns/new/", "/loads/", "/standards/", "/standards/CP-11/",
              "/standards/threads/", "/standards/readers/", "/standards/closed-days/",
              "/reports/", "/who-can-see-what/", "/privacy/", "/accessibility/", "/nowhere/"],
    "helen": ["/", "/children/", "/programme/expectations/", "/people/"],
    "aisha": ["/", "/children/", "/actions/", "/audits/"],
    "margaret": ["/programme/expectations/", "/access-log/"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_clean_when_there_is_little_to_show(
    chromium: Browser, live_server: LiveServer, cast: Cast, clock: Clock, who: str
) -> None:
    from tests.cast import child_of

    child = child_of(cast.aisha, cast.fsp_north)
    walker = Walker(chromium, live_server)
    walker.sign_in(getattr(cast, who))
    for path in PAGES[who]:
        walker.go(path)
    if who in ("helen", "aisha"):
        walker.go(child.get_absolute_url())
    walker.close()
