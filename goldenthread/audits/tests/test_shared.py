"""What is shared with an audit, when, and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.actions import operations as acting
from goldenthread.actions import queries as actions
from goldenthread.actions.models import Action
from goldenthread.actions.vocabulary import Level, Source, State
from goldenthread.audits import operations
from goldenthread.audits.models import Audit, FeedbackAttempt
from goldenthread.audits.tests import helpers
from goldenthread.notices.models import Notice
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _action(audit: Audit, cast: Cast) -> Action:
    return acting.set_action(
        source=Source.AUDIT, source_reference=audit.reference, source_code="FCA-06.grade",
        finding="The plan lists tasks.", what="Write the plan with the father.", owner=cast.aisha,
        due=TODAY + timedelta(days=14), success="He says what changes.", level=Level.CHILD,
        child=audit.child, held=True, by=helpers.auditor_of(audit), at=NOON,
    )  # fmt: skip


def test_the_owner_of_an_action_is_told_with_the_audit_and_not_before(cast: Cast) -> None:
    audit = helpers.opened(cast)
    action = _action(audit, cast)
    assert not actions.mine(cast.aisha).exists()
    assert not actions.actions(cast.pat).filter(pk=action.pk).exists()
    assert actions.actions(helpers.auditor_of(audit)).filter(pk=action.pk).exists()
    told = Notice.objects.filter(to=cast.aisha, kind="actions")
    assert not told.exists()
    helpers.write_all(audit)
    operations.submit(audit=audit, by=helpers.auditor_of(audit), at=NOON, on=TODAY)
    assert actions.mine(cast.aisha).get() == action
    assert told.count() == 1


def test_an_action_of_an_audit_that_is_withdrawn_goes_with_it(cast: Cast) -> None:
    audit = helpers.opened(cast)
    action = _action(audit, cast)
    operations.withdraw(audit=audit, why="The child moved away.", by=cast.quinn, at=NOON)
    action.refresh_from_db()
    assert (action.state, action.held) == (State.WITHDRAWN, False)
    assert not Notice.objects.filter(to=cast.aisha, kind="actions").exists()


@pytest.mark.parametrize("agreed", [True, False])
def test_words_are_quoted_to_the_worker_only_where_that_was_agreed(
    cast: Cast, agreed: bool
) -> None:
    audit = helpers.submitted(cast)
    FeedbackAttempt.objects.update(may_quote=agreed)
    for page in ("audits:shared", "audits:audit"):
        said = as_(cast.aisha).get(reverse(page, args=[audit.token])).content.decode()
        assert ("She listens." in said) is agreed, page
        assert ("did not agree to be quoted" in said) is not agreed, page
    said = as_(cast.quinn).get(reverse("audits:audit", args=[audit.token])).content.decode()
    assert "She listens." in said, "QA reads the whole of it"


def test_who_moderates_reads_what_the_worker_answered(cast: Cast) -> None:
    audit = helpers.submitted(cast)
    operations.begin_moderation(audit=audit, on=TODAY, by=cast.helen, at=NOON)
    where = reverse("audits:moderate", args=[audit.token])
    assert "Nobody has answered it yet" in as_(cast.helen).get(where).content.decode()
    operations.answer_audit(
        audit=audit, reflection="I will ask the father first.", corrections="The visit was in May.",
        agrees="no", by=cast.aisha, at=NOON,
    )  # fmt: skip
    said = as_(cast.helen).get(where).content.decode()
    assert "I will ask the father first." in said
    assert "The visit was in May." in said
    assert "Does not agree with the overall grade" in said


def test_a_swap_that_gives_more_than_an_even_share_loses_a_wish(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=2, children=2)
    first, second = Audit.objects.filter(cycle=cycle).order_by("pk")
    assert {first.auditor, second.auditor} == {cast.dana, cast.omar}
    assert second.auditor is not None
    _, lost = operations.check_swap(first, second.auditor, TODAY)
    assert "more than their share" in lost
