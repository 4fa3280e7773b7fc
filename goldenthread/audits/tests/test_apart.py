"""Audits started from the very children behind a figure: the draw, its origin, and its replay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Audit, Draw
from goldenthread.audits.rules import drawing
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Origin
from goldenthread.caseload import operations as caseload
from goldenthread.caseload.models import Child
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Notice
from goldenthread.trail.models import Event
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
ORIGIN = Origin(
    words="Child protection visits on time, FSP North, as at 31 October 2026",
    figure="3 of 20 (15%)",
    reference="EXC-0007",
    address="/performance/exceptions/EXC-0007/",
)


def children(cast: Cast, count: int = 6) -> list[str]:
    helpers.publish()
    return [
        child_of(cast.aisha, cast.fsp_north, reference=str(109377 + number)).token
        for number in range(count)
    ]


def start(cast: Cast, tokens: list[str], by: Person | None = None, size: int = 3) -> Draw:
    return operations.draw_children(
        tokens=tokens,
        origin=ORIGIN,
        asked=drawing.Asked(size=size, seed="seed-1"),
        auditors=[cast.dana.pk, cast.omar.pk],
        on=TODAY,
        by=by or cast.quinn,
        at=NOON,
    )


def get(who: Person, path: str) -> tuple[int, str]:
    client = Client()
    client.force_login(who)
    answer = client.get(path)
    return answer.status_code, answer.content.decode()


def test_the_very_children_are_the_whole_frame_and_no_other(cast: Cast) -> None:
    tokens = children(cast)
    child_of(cast.mei, cast.c4c_1, reference="200001")
    draw = start(cast, tokens)
    assert draw.population == 6
    assert {row["token"] for row in draw.frame} == set(tokens)
    audits = Audit.objects.filter(draw=draw)
    assert audits.count() == 3
    assert {audit.child.token for audit in audits} <= set(tokens)
    assert all(audit.cycle is None and audit.auditor is not None for audit in audits)


def test_the_draw_is_repeated_when_the_children_have_moved_on(cast: Cast) -> None:
    draw = start(cast, children(cast))
    Child.objects.update(open=False)
    child_of(cast.mei, cast.c4c_1, reference="200001")
    again = queries.replay(draw)
    assert again.same_list
    assert again.same_population
    draw.frame[0]["plan"] = "cin"
    assert not queries.replay(draw).same_population, "an altered frame shows"


def test_the_origin_is_kept_and_shown_on_the_draw_the_audit_and_the_board(cast: Cast) -> None:
    draw = start(cast, children(cast))
    for path in (draw.get_absolute_url(), "/programme/"):
        assert ORIGIN.words in get(cast.quinn, path)[1]
    _, page = get(cast.quinn, draw.get_absolute_url())
    assert ORIGIN.address in page
    assert ORIGIN.figure in page
    audit = Audit.objects.filter(draw=draw)[0]
    _, of_audit = get(cast.quinn, audit.get_absolute_url())
    assert ORIGIN.words in of_audit
    assert ORIGIN.address in of_audit
    assert Event.objects.get(what="audits.draw_children").about == draw.reference


def test_an_auditor_of_elsewhere_reads_the_origin_without_a_link_that_leads_nowhere(
    cast: Cast,
) -> None:
    draw = start(cast, children(cast))
    operations.issue_draw(draw=draw, by=cast.quinn, at=NOON)
    audit = Audit.objects.filter(draw=draw)[0]
    _, page = get(helpers.auditor_of(audit), audit.get_absolute_url())
    assert ORIGIN.words in page
    assert ORIGIN.address not in page


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("quinn", True),
        ("rosa", True),
        ("helen", True),
        ("ian", False),
        ("sven", False),
        ("priya", False),
        ("director", False),
        ("ana", False),
    ],
)
def test_who_may_start_an_audit_of_these_children(cast: Cast, who: str, may: bool) -> None:
    tokens = children(cast)
    by = getattr(cast, who)
    if may:
        assert start(cast, tokens, by=by).by == by
        return
    with pytest.raises(Refusal, match="The QA team starts an audit of these children"):
        start(cast, tokens, by=by)
    assert not Draw.objects.exists()


def test_a_head_of_service_starts_none_where_a_child_is_of_another_service(cast: Cast) -> None:
    tokens = [*children(cast), child_of(cast.mei, cast.c4c_1, reference="200001").token]
    with pytest.raises(Refusal):
        start(cast, tokens, by=cast.helen)


def test_a_head_of_service_draws_and_qa_is_told_and_gives_out(cast: Cast) -> None:
    draw = start(cast, children(cast), by=cast.helen)
    assert {notice.to for notice in Notice.objects.filter(kind="audits.drawn_apart")} == {
        cast.quinn,
        cast.rosa,
    }
    status, page = get(cast.helen, draw.get_absolute_url())
    assert status == 200
    assert "The QA team has been told, and gives them out" in page
    with pytest.raises(Refusal, match="Only the QA team"):
        operations.issue_draw(draw=draw, by=cast.helen, at=NOON)
    assert f"Give out {draw.reference}" in get(cast.quinn, "/")[1]
    client = Client()
    client.force_login(cast.quinn)
    client.post(f"{draw.get_absolute_url()}give-out/")
    assert set(Audit.objects.filter(draw=draw).values_list("state", flat=True)) == {"issued"}
    with pytest.raises(Refusal, match="given out already"):
        operations.issue_draw(draw=draw, by=cast.quinn, at=NOON)


def test_nobody_else_opens_the_draw(cast: Cast) -> None:
    draw = start(cast, children(cast), by=cast.helen)
    for who in (cast.director, cast.ian, cast.priya, cast.ana, cast.aisha):
        for path in ("", "repeat/"):
            assert get(who, f"{draw.get_absolute_url()}{path}")[0] == 404
    assert get(cast.helen, f"{draw.get_absolute_url()}repeat/")[0] == 200


def test_a_restricted_child_and_one_being_audited_are_left_out_and_counted(cast: Cast) -> None:
    tokens = children(cast, 4)
    start(cast, tokens[:1], size=1)
    hidden = Child.objects.get(token=tokens[1])
    caseload.restrict(child=hidden, why="Family", named=[cast.helen], by=cast.helen, at=NOON)
    draw = start(cast, tokens, size=4)
    assert dict(draw.result["left_out"]) == {"restricted": 1, "open_audit": 1}
    assert Audit.objects.filter(draw=draw).count() == 2
    with pytest.raises(Refusal, match="No child can be drawn"):
        start(cast, tokens[:2])


def test_a_child_is_replaced_by_the_next_of_the_same_children(cast: Cast) -> None:
    tokens = children(cast, 3)
    draw = start(cast, tokens, size=2)
    audit = Audit.objects.filter(draw=draw)[0]
    instead = operations.replace_child(
        audit=audit, why="The child moved away.", on=TODAY, by=cast.quinn, at=NOON
    )
    assert instead.child.token in tokens
    assert instead.draw == draw
    assert instead.cycle is None
    left = Audit.objects.filter(draw=draw).exclude(state="withdrawn")[0]
    with pytest.raises(Refusal, match="Nobody is left in line"):
        operations.replace_child(audit=left, why="So.", on=TODAY, by=cast.quinn, at=NOON)


def test_where_it_was_started_shows_how_far_it_is(cast: Cast) -> None:
    draw = start(cast, children(cast))
    (found,) = queries.started_from(cast.quinn, "EXC-0007")
    assert (found.draw, found.audits, found.moderated, found.opens) == (draw, 3, 0, True)
    assert not queries.started_from(cast.ana, "EXC-0007")[0].opens
    assert queries.started_from(cast.quinn, "EXC-0008") == []
