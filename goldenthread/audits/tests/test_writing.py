"""What is written in an audit: a page follows on from itself, and what may not be written yet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Answer
from goldenthread.audits.rules import completing, front, writing
from goldenthread.audits.tests import helpers
from goldenthread.audits.tool import read
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Notice
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from goldenthread.audits.models import Audit
    from tests.cast import Cast


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened at noon on 19 November 2026."""
    from django.utils import timezone

    monkeypatch.setattr(timezone, "now", lambda: NOON)


def as_auditor(audit: Audit) -> Client:
    """A browser in which the auditor is signed in."""
    client = Client()
    client.force_login(helpers.auditor_of(audit))
    return client


def kept(audit: Audit) -> dict[str, str]:
    """What is kept of an audit, by question."""
    return dict(Answer.objects.filter(audit=audit).values_list("question", "value"))


@pytest.mark.parametrize(
    ("sent_from", "before", "arrival"),
    [
        ("a.2", "a.1", "next"),
        ("a", "a", "next"),
        ("a.1", "a", "next"),
        ("a.1", "a.2", "overtaken"),
        ("a.10", "a.9", "next"),
        ("a.x", "a.1", "overtaken"),
        ("b.9", "a.1", "apart"),
        ("a.1", "", "apart"),
        ("", "", "apart"),
    ],
)
def test_a_page_follows_on_from_itself_alone(sent_from: str, before: str, arrival: str) -> None:
    assert writing.arrival(sent_from=sent_from, before=before) == arrival


@pytest.mark.django_db
def test_nothing_is_graded_before_the_safety_question_and_nothing_else_is_lost(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_auditor(audit)
    where = reverse("audits:section", args=[audit.token, 7])
    safety = reverse("audits:safety", args=[audit.token])
    sent = {"FCA-07.1": "yes", "FCA-07.grade": "G", "FCA-07.why": "Because."}
    page = client.post(where, sent)
    assert page.status_code == 200
    said = page.content.decode()
    assert "Answer the safety question before you grade." in said
    assert f'href="{safety}"' in said
    assert kept(audit) == {"FCA-07.1": "yes", "FCA-07.why": "Because."}
    assert page.context["form"].grade().value() == "G", "the choice is given back"
    behind = client.post(where, sent, headers={"X-Autosave": "1"}).json()
    assert behind["wrong"] == "Answer the safety question before you grade."
    assert behind["versions"]["FCA-07.1"] == 1
    page = client.post(
        reverse("audits:overall", args=[audit.token]), {"OV3": "G", "OV4": helpers.WHY}
    )
    assert b"Answer the safety question before you grade." in page.content
    assert "OV3" not in kept(audit)
    client.post(safety, {"B1": "no"})
    assert client.post(where, sent).status_code == 302
    assert kept(audit)["FCA-07.grade"] == "G"


@pytest.mark.django_db
def test_what_cannot_be_read_stands_in_the_way_of_nothing_else(cast: Cast) -> None:
    audit = helpers.opened(cast)
    talk = audit.conversations.get()
    where = reverse("audits:conversation", args=[audit.token])
    sent = {f"RC0a:{talk.pk}_day": "18", f"RC0b:{talk.pk}": "Video"}
    behind = as_auditor(audit).post(where, sent, headers={"X-Autosave": "1"}).json()
    assert "must have a month and a year" in behind["wrong"]
    page = as_auditor(audit).post(where, sent)
    assert b"There is a problem" in page.content
    assert kept(audit) == {f"RC0b:{talk.pk}": "Video"}


@pytest.mark.django_db
def test_a_declared_conflict_leads_to_the_qa_team_and_stops_the_audit(cast: Cast) -> None:
    audit = helpers.opened(cast)
    helpers.write_all(audit)
    auditor = helpers.auditor_of(audit)
    client = as_auditor(audit)
    details = reverse("audits:details", args=[audit.token])
    ask_out = reverse("audits:ask_out", args=[audit.token])
    declared = {"A14": completing.CONFLICT, "version-A14": "1"}
    page = client.post(details, declared)
    assert page["Location"] == f"{ask_out}?because=conflict"
    page = client.get(page["Location"])
    assert page.context["form"]["because"].value() == "conflict"
    assert b"Tell the QA team that you cannot audit this child" in client.get(details).content
    page = client.get(audit.get_absolute_url()).content.decode()
    assert "Conflict declared" in page
    assert f'href="{ask_out}?because=conflict"' in page
    with pytest.raises(Refusal, match="You declared a conflict"):
        operations.submit(audit=audit, by=auditor, at=NOON, on=TODAY)

    client.post(ask_out, {"because": "conflict", "words": "I know the family."})
    assert Notice.objects.filter(to=cast.quinn, kind="audits.ask_out").exists()
    page = client.get(audit.get_absolute_url()).content.decode()
    assert "the QA team has been told" in page
    assert client.post(details, declared)["Location"] == (audit.get_absolute_url()), "told once"
    with pytest.raises(Refusal, match="You declared a conflict"):
        operations.submit(audit=audit, by=auditor, at=NOON, on=TODAY)

    other = next(one for one in (cast.dana, cast.omar) if one.pk != auditor.pk)
    operations.swap(audit=audit, to=other, why="Conflict", on=TODAY, by=cast.quinn, at=NOON)
    audit.refresh_from_db()
    assert not queries.sheet(other, audit).conflict, "it is not theirs"
    assert as_auditor(audit).get(details).context["form"]["A14"].value() == ""


def test_the_answer_that_declares_a_conflict_is_one_that_the_tool_offers() -> None:
    tool = read(helpers.CONTENT.read_text(encoding="utf-8"))
    asked = next(one for one in tool.details if one.id == completing.INDEPENDENCE)
    assert completing.CONFLICT in asked.options


@pytest.mark.django_db
def test_a_conversation_that_is_still_to_come_is_not_counted_as_held(cast: Cast) -> None:
    audit = helpers.opened(cast)
    talk = audit.conversations.get()
    where = reverse("audits:conversation", args=[audit.token])
    day = {f"RC0a:{talk.pk}_month": "11", f"RC0a:{talk.pk}_year": "2026"}
    sent = {**day, f"RC0a:{talk.pk}_day": "20", f"RC0b:{talk.pk}": "Video"}
    page = as_auditor(audit).post(where, sent)
    assert page.status_code == 200
    assert b"The conversation is in the future" in page.content
    assert (
        "in the future"
        in as_auditor(audit).post(where, sent, headers={"X-Autosave": "1"}).json()["wrong"]
    )
    assert kept(audit) == {f"RC0b:{talk.pk}": "Video"}
    sheet = queries.sheet(helpers.auditor_of(audit), audit)
    assert "Give the date of the conversation" in [gap.words for gap in sheet.gaps]
    as_auditor(audit).post(where, {**sent, f"RC0a:{talk.pk}_day": "19"})
    assert kept(audit)[f"RC0a:{talk.pk}"] == "2026-11-19", "today, it was"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2015, 6, 1), "11 years (10 to 15)"),
        (date(2026, 3, 30), "7 months (under 1)"),
        (date(2025, 9, 30), "13 months (1 to 4)"),
        (date(2026, 11, 20), "Unborn"),
    ],
)
def test_an_age_is_told_in_years_and_of_the_youngest_in_months(born: date, words: str) -> None:
    told = {"sex": "", "disability": "", "legal_status": "", "source": "LOD-0001"}
    facts = front.front_facts(born=born, ethnicity="NOBT", as_at=date(2026, 10, 31), **told)
    assert [(one["code"], one["value"]) for one in facts] == [("A2", words)], "unknown is no fact"


@pytest.mark.django_db
def test_what_the_load_tells_is_shown_with_its_source_and_the_rest_is_asked(cast: Cast) -> None:
    audit = helpers.opened(cast)
    client = as_auditor(audit)
    details = reverse("audits:details", args=[audit.token])
    page = client.get(details)
    said = page.content.decode()
    for words in ("11 years (10 to 15)", "Female", "White (WBRI)"):
        assert words in said
    assert "LOD-0001, as at Sat 31 Oct" in said
    form = page.context["form"]
    assert [name for name in form.names if name in ("A2", "A3", "A4")] == []
    assert {"A5", "A6", "A9", "A12", "A13", "A14"} <= set(form.names)
    assert form["A15"].value().startswith("19 November 2025 to 19 November 2026, the 12 months")
    page = client.post(details, {"A5": "Polish; an interpreter came.", "A12": "several"})
    assert b"Enter a number, such as 3" in page.content
    assert kept(audit) == {"A5": "Polish; an interpreter came."}
    client.post(details, {"A6": ["Disability"], "A12": "3", "A15": form["A15"].value()})
    assert kept(audit)["A12"] == "3"
    facts = reverse("audits:facts", args=[audit.token])
    client.post(facts, {"fact": "A3", "words": "The record says male since May."})
    assert b"Disputed by the auditor" in client.get(details).content


@pytest.mark.django_db
def test_an_audit_by_the_first_version_asks_what_that_version_asked(cast: Cast) -> None:
    audit = helpers.opened(cast)
    text = helpers.CONTENT.read_text(encoding="utf-8").replace("version: 2", "version: 1", 1)
    named = [line.split(', text: "')[0] + "}" if line.lstrip().startswith("- {id: A5,") else line
             for line in text.splitlines()]  # fmt: skip
    audit.tool = operations.publish_tool(text="\n".join(named), by=None, at=NOON)
    audit.save()
    page = as_auditor(audit).get(reverse("audits:details", args=[audit.token]))
    assert "A5" not in page.context["form"].names
    assert "first_language" not in page.content.decode()
    newest = queries.newest_tool()
    assert newest is not None
    assert newest.number == 2
