"""The overview report of a cycle: drafted, edited, signed off, frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import CycleState, Grade
from goldenthread.kernel.refusal import Refusal
from goldenthread.people.vocabulary import Role
from goldenthread.reports import operations, queries, rules
from goldenthread.reports.models import Edit, Report
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def begun(cast: Cast) -> Report:
    audit = helpers.submitted(cast, Grade.GOOD)
    helpers.moderate(audit, cast.helen, Grade.REQUIRES_IMPROVEMENT)
    assert audit.cycle is not None
    return operations.begin(cycle=audit.cycle, by=cast.rosa, at=NOON)


def test_the_draft_counts_both_grades(cast: Cast) -> None:
    report = begun(cast)
    paper = queries.paper(cast.rosa, report, TODAY)
    grades = next(part for part in paper.parts if part.code == "grades")
    rows = {row[0]: row[1:] for row in grades.tables[0].rows}
    assert rows["Good"] == ("1", "0")
    assert rows["Requires improvement to be good"] == ("0", "1")
    moderation = next(part for part in paper.parts if part.code == "moderation")
    assert moderation.drafted.startswith("0 of 1 agreed; 1 lowered and 0 raised.")


def test_a_part_written_by_two_is_never_overwritten(cast: Cast) -> None:
    report = begun(cast)
    given = {"report": report, "part": "summary", "at": NOON}
    operations.write(words="First.", version=1, by=cast.rosa, **given)
    with pytest.raises(Refusal, match="Somebody else"):
        operations.write(words="Second.", version=1, by=cast.quinn, **given)
    report.refresh_from_db()
    assert report.written["summary"] == "First."
    assert Edit.objects.count() == 1


def test_signing_off_freezes_the_report_and_reports_the_cycle(cast: Cast) -> None:
    report = begun(cast)
    with pytest.raises(Refusal, match="Write the summary"):
        operations.sign_off(report=report, on=TODAY, by=cast.quinn, at=NOON)
    report = operations.write(
        report=report, part="summary", words="In short.", version=1, by=cast.rosa, at=NOON
    )
    with pytest.raises(Refusal, match="QA manager"):
        operations.sign_off(report=report, on=TODAY, by=cast.rosa, at=NOON)
    operations.sign_off(report=report, on=TODAY, by=cast.quinn, at=NOON)
    report.cycle.refresh_from_db()
    assert report.cycle.state == "reported"
    before = queries.paper(cast.quinn, report, TODAY)
    from goldenthread.audits.models import Audit

    Audit.objects.filter(cycle=report.cycle).update(moderated_grade="I")
    assert queries.paper(cast.quinn, report, TODAY) == before, "nothing in it changes now"
    with pytest.raises(Refusal, match="signed off"):
        operations.write(report=report, part="summary", words="x", version=9, by=cast.rosa, at=NOON)


def test_audits_not_handed_in_hold_it_back_until_somebody_says_why(cast: Cast) -> None:
    from goldenthread.audits.models import Audit
    from goldenthread.caseload.models import Child

    report = begun(cast)
    report = operations.write(
        report=report, part="summary", words="In short.", version=1, by=cast.rosa, at=NOON
    )
    done = Audit.objects.filter(cycle=report.cycle)[0]
    done.pk, done.token, done.child = (
        None,
        "another",
        Child.objects.create(reference="777", as_at=TODAY),
    )
    done.state, done.submitted_at, done.moderated_at = "underway", None, None
    done.save(force_insert=True)
    where = report.get_absolute_url()
    client = as_(cast.quinn)
    assert b"1 audit of this cycle is not handed in" in client.get(where).content
    said = client.post(reverse("reports:sign_off", args=[report.cycle_id]), follow=True)
    assert b"Say why you do not wait" in said.content
    client.post(reverse("reports:sign_off", args=[report.cycle_id]), {"why": "Its auditor left."})
    report.refresh_from_db()
    assert report.state == "signed_off"
    assert ("Not handed in", "1: Its auditor left.") in queries.paper(
        cast.quinn, report, TODAY
    ).meta


def test_the_pages_and_files(cast: Cast) -> None:
    report = begun(cast)
    where = report.get_absolute_url()
    assert as_(cast.helen).get(where).status_code == 404, "a draft is for QA"
    client = as_(cast.quinn)
    assert client.get(where).status_code == 200
    edit = reverse("reports:edit", args=[report.cycle_id, "summary"])
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"words": "In short.", "version": "1"}).status_code == 302
    behind = client.post(edit, {"words": "Other.", "version": "1"})
    assert behind.status_code == 409
    assert b"In short." in behind.content
    page = client.post(reverse("reports:sign_off", args=[report.cycle_id]), follow=True)
    assert b"Signed off" in page.content
    assert as_(cast.helen).get(where).status_code == 200
    word = as_(cast.helen).get(reverse("reports:file", args=[report.cycle_id, "docx"]))
    assert word.content[:2] == b"PK"
    pdf = as_(cast.helen).get(reverse("reports:file", args=[report.cycle_id, "pdf"]))
    assert pdf.content[:4] == b"%PDF"
    for person in (cast.aisha, cast.bea, cast.pat, cast.ada):
        assert as_(person).get(where).status_code == 404, person.name


def test_a_copy_for_the_childs_record_is_for_those_who_may_read_it(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    where = reverse("reports:audit_copy", args=[audit.token, "docx"])
    answer = as_(cast.aisha).get(where)
    assert answer.content[:2] == b"PK"
    assert "109377" not in answer["Content-Disposition"]
    assert as_(cast.tom).get(where).status_code == 404


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (1, 9, "1 of 9"),
        (1, 8, "1 of 8"),
        (5, 10, "5 of 10 (50%)"),
        (1, 200, "1 of 200 (1%)"),
        (0, 12, "0 of 12 (0%)"),
        (999, 1000, "999 of 1000 (more than 99%)"),
    ],
)
def test_no_percentage_under_ten(part: int, whole: int, words: str) -> None:
    assert rules.n_of_n(part, whole) == words


def test_to_look_begins_no_report(cast: Cast) -> None:
    audit = helpers.submitted(cast, Grade.GOOD)
    assert audit.cycle is not None
    where = reverse("reports:report", args=[audit.cycle.pk])
    assert as_(cast.helen).get(where).status_code == 404
    client = as_(cast.quinn)
    assert b"Begin the report" in client.get(where).content
    assert not Report.objects.exists()
    assert as_(cast.helen).post(where).status_code == 404
    for _ in range(2):
        client.post(where)
    assert Report.objects.count() == 1
    assert b"Write this part" in client.get(where).content


def test_a_cycle_not_given_out_has_nothing_to_report(cast: Cast) -> None:
    assert rules.why_not_begin(roles={Role.QAM}, state=CycleState.ISSUED) is None
    assert rules.why_not_begin(roles={Role.QAM}, state=CycleState.PLANNED) is not None
    assert rules.why_not_begin(roles={Role.HOS}, state=CycleState.ISSUED) is not None
