"""Set, reported complete, verified by another, the difference checked: four people, four facts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from goldenthread.actions import operations, queries, rules
from goldenthread.actions.models import Action
from goldenthread.actions.vocabulary import Impact, Level, Priority, Source, State
from goldenthread.kernel.refusal import Refusal
from goldenthread.kernel.working_days import Calendar
from goldenthread.notices.models import Notice
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
CALENDAR = Calendar()
EVIDENCE = "Rewritten at the core group; the minutes show it."


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def action(cast: Cast, *, owner: Person | None = None, token: str = "", ref: str = "1") -> Action:
    child = child_of(cast.aisha, cast.fsp_north, reference=ref)
    return operations.set_action(
        source=Source.AUDIT,
        source_reference="AUD-0042",
        source_code="FCA-06.3",
        finding="Is there a contingency? No.",
        what="Write a contingency with one trigger and one date",
        why="Everybody knows what happens",
        success="It is in the core group minutes",
        owner=owner or cast.aisha,
        due=TODAY + timedelta(days=20),
        level=Level.CHILD,
        child=child,
        team=cast.fsp_north,
        area=cast.fsp,
        token=token,
        by=cast.dana,
        at=NOON,
    )


def reported(cast: Cast) -> Action:
    one = action(cast)
    operations.report_complete(
        action=one, evidence=EVIDENCE, version=one.version, by=cast.aisha, at=NOON
    )
    return one


def verified(cast: Cast) -> Action:
    one = reported(cast)
    operations.verify(
        action=one, words="I read the minutes.", version=one.version, by=cast.rosa, at=NOON
    )
    return one


def test_the_owner_is_told_and_the_form_sent_twice_sets_one(cast: Cast) -> None:
    one = action(cast, token="t")
    again = operations.set_action(
        source=Source.AUDIT, source_reference="AUD-0042", source_code="", finding="", what="x",
        owner=cast.aisha, due=TODAY, success="", level=Level.CHILD, token="t", by=cast.dana,
        at=NOON,
    )  # fmt: skip
    assert one.pk == again.pk
    assert Notice.objects.filter(to=cast.aisha, kind="actions").count() == 1


def test_neither_owner_nor_reporter_verifies(cast: Cast) -> None:
    one = reported(cast)
    for person in (cast.aisha, cast.tom, cast.ian):
        with pytest.raises(Refusal):
            operations.verify(
                action=one, words="I have seen it.", version=one.version, by=person, at=NOON
            )
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=one.pk).update(verified_by=cast.aisha)


def test_a_returned_action_is_to_be_done_again(cast: Cast) -> None:
    one = reported(cast)
    operations.return_action(
        action=one, reason="There is no trigger in it.", version=one.version, by=cast.rosa, at=NOON
    )
    assert one.state == State.OPEN
    assert Notice.objects.filter(to=cast.aisha, words__contains="returned").exists()


def test_the_difference_is_checked_after_eight_weeks_and_not_before(cast: Cast) -> None:
    one = verified(cast)
    given = {"impact": Impact.BETTER, "words": "The child says two outcomes.", "by": cast.rosa}
    with pytest.raises(Refusal, match="eight weeks"):
        operations.check_impact(
            action=one, version=one.version, at=NOON + timedelta(weeks=7), **given
        )
    operations.check_impact(action=one, version=one.version, at=NOON + timedelta(weeks=8), **given)
    assert (one.state, one.impact) == (State.CLOSED, Impact.BETTER)


def test_no_difference_yet_opens_it_again(cast: Cast) -> None:
    one = verified(cast)
    later = NOON + timedelta(weeks=9)
    given = {
        "action": one, "impact": Impact.NONE, "words": "The same drift: nothing has moved.",
        "version": one.version, "by": cast.rosa, "at": later,
    }  # fmt: skip
    with pytest.raises(Refusal, match="new date"):
        operations.check_impact(**given)
    operations.check_impact(**given, due=later.date() + timedelta(days=20))
    assert one.state == State.OPEN


def test_a_page_that_is_behind_changes_nothing(cast: Cast) -> None:
    one = action(cast)
    behind = one.version
    operations.change_due(
        action=one, due=TODAY + timedelta(days=30), reason="Court", version=behind,
        by=cast.aisha, at=NOON,
    )  # fmt: skip
    with pytest.raises(Refusal, match="Somebody else"):
        operations.report_complete(
            action=one, evidence=EVIDENCE, version=behind, by=cast.aisha, at=NOON
        )


def test_the_first_date_is_never_removed(cast: Cast) -> None:
    one = action(cast)
    first = one.first_due_on
    later = TODAY + timedelta(days=40)
    with pytest.raises(Refusal, match="why"):
        operations.change_due(
            action=one, due=later, reason="", version=one.version, by=cast.aisha, at=NOON
        )
    operations.change_due(
        action=one, due=later, reason="Court date", version=one.version, by=cast.aisha, at=NOON
    )
    assert (one.due_on, one.first_due_on) == (later, first)


@pytest.mark.parametrize(
    ("what", "field", "because"),
    [
        ("Ensure that the plan is better", "what", "cannot be seen"),
        ("To monitor visits", "what", "cannot be seen"),
        ("Write the plan and then visit the school", "what", "two actions"),
        ("Visit", "what", "too short to know"),
    ],
)
def test_a_vague_action_is_warned_of_and_not_stopped(what: str, field: str, because: str) -> None:
    found = rules.smart_warnings(
        what=what, success="It is in the minutes", why="The child knows", due=TODAY,
        today=TODAY, calendar=CALENDAR,
    )  # fmt: skip
    assert field in {one.field for one in found}, because


def test_a_plain_action_has_no_warning() -> None:
    assert not rules.smart_warnings(
        what="Write a contingency with one trigger", success="It is in the minutes",
        why="The child knows what happens", due=TODAY, today=TODAY, calendar=CALENDAR,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("priority", "due"),
    [
        (Priority.URGENT, date(2026, 11, 20)),
        (Priority.HIGH, date(2026, 11, 26)),
        (Priority.NORMAL, date(2026, 12, 17)),
        (Priority.DEVELOPMENT, date(2027, 2, 16)),
    ],
)
def test_a_priority_has_its_working_days(priority: Priority, due: date) -> None:
    assert rules.due_by_default(priority, on=TODAY, calendar=CALENDAR) == due


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_who_sees_an_action(cast: Cast) -> None:
    one = action(cast)
    seen = (cast.aisha, cast.priya, cast.helen, cast.sven, cast.quinn, cast.rosa, cast.dana,
            cast.director, cast.paula)  # fmt: skip
    for person in seen:
        assert as_(person).get(one.get_absolute_url()).status_code == 200, person.name
    for person in (cast.tom, cast.mei, cast.ian, cast.sam, cast.ana, cast.bea, cast.ada, cast.pat):
        assert as_(person).get(one.get_absolute_url()).status_code == 404, person.name


def test_a_restricted_childs_action_is_closed_to_all_but_those_named(cast: Cast) -> None:
    from goldenthread.caseload.operations import restrict

    one = action(cast)
    assert one.child is not None
    restrict(child=one.child, why="Staff", named=[cast.helen], by=cast.helen, at=NOON)
    assert as_(cast.helen).get(one.get_absolute_url()).status_code == 200
    for person in (cast.aisha, cast.priya, cast.quinn, cast.director):
        assert as_(person).get(one.get_absolute_url()).status_code == 404, person.name


def test_the_page_goes_from_reported_to_closed(cast: Cast) -> None:
    one = action(cast)
    where = one.get_absolute_url()
    as_(cast.aisha).post(where, {"act": "accept", "version": one.version})
    one.refresh_from_db()
    as_(cast.aisha).post(where, {"evidence": EVIDENCE, "version": one.version})
    one.refresh_from_db()
    assert one.state == State.REPORTED
    page = as_(cast.rosa).post(
        where, {"found": "verified", "words": "I read the minutes.", "version": one.version},
        follow=True,
    )  # fmt: skip
    assert b"checked in 8 to 12 weeks" in page.content
    behind = as_(cast.rosa).post(where, {"found": "verified", "words": "x" * 20, "version": 1})
    assert behind.status_code == 302
    for what in ("date", "give", "withdraw"):
        page = as_(cast.rosa).get(reverse("actions:change", args=[one.reference, what]))
        assert page.status_code == 200


def test_a_leader_without_an_action_of_their_own_opens_on_those_of_their_services(
    cast: Cast,
) -> None:
    one = action(cast)
    assert one.reference in as_(cast.helen).get(reverse("actions:tracker")).content.decode()
    assert one.owner == cast.aisha
    own = as_(cast.aisha).get(reverse("actions:tracker")).content.decode()
    assert one.reference in own
    type(one).objects.filter(pk=one.pk).update(state=State.WITHDRAWN)
    assert one.reference not in as_(cast.helen).get(reverse("actions:tracker")).content.decode()
    asked = as_(cast.helen).get(reverse("actions:tracker"), {"state": "withdrawn"})
    assert one.reference in asked.content.decode()


def test_filters_stay_in_the_address_and_the_export_has_the_same_rows(cast: Cast) -> None:
    for number in range(30):
        action(cast, ref=f"r{number}")
    client = as_(cast.quinn)
    page = client.get(reverse("actions:tracker"), {"cut": "all", "source": "audit", "page": "2"})
    assert b"cut=all" in page.content
    assert b"source=audit" in page.content
    rows = client.get(reverse("actions:export"), {"cut": "all", "as": "csv"}).content
    assert len(rows.decode("utf-8-sig").strip().splitlines()) == 31
    book = client.get(reverse("actions:export"), {"cut": "all", "as": "xlsx"})
    assert book.content[:2] == b"PK"
    none = client.get(reverse("actions:tracker"), {"cut": "all", "q": "nothing like it"})
    assert b"No action matches this filter" in none.content


@pytest.mark.parametrize(
    ("asked", "found", "because"),
    [
        ("ACT-{pk}", True, "its own number"),
        ("aud-0042", True, "what it comes from"),
        ("CON-{pk}", False, "a concern of the same number is another thing"),
        ("contingency", False, "no words go into an address: they may name a child"),
    ],
)
def test_the_tracker_finds_by_number(cast: Cast, asked: str, found: bool, because: str) -> None:
    one = action(cast)
    page = as_(cast.quinn).get(
        reverse("actions:tracker"), {"cut": "all", "q": asked.format(pk=f"{one.pk:04}")}
    )
    assert (one.what in page.content.decode()) == found, because


def test_names_are_shown_before_the_list_leaves_the_service(cast: Cast) -> None:
    one = action(cast)
    client = as_(cast.quinn)
    where = reverse("actions:export")
    assert client.get(where, {"cut": "all"})["Content-Type"].startswith("text/csv")
    Action.objects.filter(pk=one.pk).update(why="Mrs Patel knows what happens")
    page = client.get(where, {"cut": "all"})
    assert "“Mrs Patel” (a person’s name)" in page.content.decode()
    assert client.get(where, {"cut": "all", "anyway": "yes"})["Content-Type"].startswith("text/csv")


def test_the_tracker_asks_no_more_questions_when_it_grows_tenfold(cast: Cast) -> None:
    client = as_(cast.quinn)
    where = f"{reverse('actions:tracker')}?cut=all"
    for number in range(2):
        action(cast, ref=f"a{number}")
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(22):
        action(cast, ref=f"b{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(where)
    assert len(many) <= len(few)


def test_what_waits_for_whom(cast: Cast) -> None:
    one = reported(cast)
    assert one in queries.waiting_for_verification(cast.rosa)
    assert one not in queries.waiting_for_verification(cast.aisha)
    assert queries.counts(cast.quinn, TODAY)["reported"] == 1


def test_one_action_answers_two_findings(cast: Cast) -> None:
    one = action(cast)
    for _ in range(2):
        operations.answer_too(
            action=one, source_reference="AUD-0077", source_code="FCA-02.grade",
            finding="Graded RI.", by=cast.omar, at=NOON,
        )  # fmt: skip
    assert list(queries.of_source(cast.quinn, "AUD-0077")) == [one]
    assert queries.of_sources(["AUD-0042", "AUD-0077"]).count() == 1, "counted once"
    assert Notice.objects.filter(to=cast.aisha, words__contains="AUD-0077").count() == 1
    assert "AUD-0077" in as_(cast.quinn).get(one.get_absolute_url()).content.decode()


def test_an_action_that_is_done_answers_nothing_more(cast: Cast) -> None:
    with pytest.raises(Refusal, match="not open any more"):
        operations.answer_too(
            action=reported(cast), source_reference="AUD-0077", source_code="FCA-02.grade",
            finding="", by=cast.omar, at=NOON,
        )  # fmt: skip
