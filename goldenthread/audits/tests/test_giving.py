"""Children drawn, replaced, given, swapped and given out, when people and children have moved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from goldenthread.audits import operations, queries
from goldenthread.audits.models import Audit
from goldenthread.audits.rules.drawing import Asked
from goldenthread.audits.tests import helpers
from goldenthread.audits.vocabulary import Stage, State
from goldenthread.caseload.models import Child
from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Notice
from goldenthread.people import operations as people
from goldenthread.people.models import Delegation, Post
from goldenthread.people.vocabulary import Role
from tests.cast import NOON, TODAY, child_of

if TYPE_CHECKING:
    from django.test import Client

    from goldenthread.audits.models import Cycle
    from goldenthread.people.models import Person
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _given(cycle: Cycle) -> list[tuple[str, int | None]]:
    return [
        (audit.child.token, audit.auditor_id)
        for audit in Audit.objects.filter(cycle=cycle, state=State.DRAWN).order_by("child__token")
    ]


def _draw(cast: Cast, cycle: Cycle, *auditors: Person, **asked: object) -> None:
    cycle.refresh_from_db()
    operations.draw_cycle(
        cycle=cycle,
        asked=Asked(**{"size": 4, "seed": "seed-1", **asked}),  # type: ignore[arg-type]
        auditors=[one.pk for one in auditors or (cast.dana, cast.omar)],
        on=TODAY,
        by=cast.quinn,
        at=NOON,
    )


def _away(cast: Cast, away: Person, to: Person) -> Delegation:
    return people.delegate(
        away=away, to=to, starts_on=TODAY, ends_on=TODAY + timedelta(days=9), reason="Leave",
        by=away, at=NOON,
    )  # fmt: skip


def _leaves(cast: Cast, who: Person) -> None:
    Post.objects.filter(person=who).update(ends_on=TODAY - timedelta(days=1))


def test_the_same_draw_drawn_again_gives_the_same_children_to_the_same_people(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=4, children=12)
    first = _given(cycle)
    _draw(cast, cycle)
    assert _given(cycle) == first
    again = Audit.objects.filter(cycle=cycle, state=State.WITHDRAWN).count()
    assert again == 4, "the first ones stay on record"


def test_a_draw_of_nobody_says_why_and_keeps_the_one_before(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=4, children=6)
    first = _given(cycle)
    with pytest.raises(Refusal, match=r"Not of the plans or services asked for: 6"):
        _draw(cast, cycle, plans=("care_leaver",))
    assert _given(cycle) == first


def test_a_draw_of_very_children_can_be_repeated(cast: Cast) -> None:
    cycle = helpers.planned(cast)
    tokens = [child_of(cast.aisha, cast.fsp_north, reference=str(n)).token for n in range(6)]
    _draw(cast, cycle, tokens=tuple(tokens[:2]))
    draw = queries.kept_draw(cycle)
    assert draw is not None
    assert queries.replay(draw).same_list
    assert {token for token, _ in _given(cycle)} == set(tokens[:2])


def test_a_replacement_can_still_be_drawn_today(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=1, children=4)
    audit = Audit.objects.get(cycle=cycle)
    draw = queries.kept_draw(cycle)
    assert draw is not None
    line = [token for token, _ in queries.drawn_again(draw).reserves]
    Child.objects.filter(token=line[0]).update(restricted=True)
    Child.objects.filter(token=line[1]).update(open=False)
    found = operations.replace_child(
        audit=audit, why="The family has moved.", on=TODAY, by=cast.quinn, at=NOON
    )
    assert found.child.token == line[2]
    with pytest.raises(Refusal, match="Nobody is left"):
        operations.replace_child(audit=found, why="Again.", on=TODAY, by=cast.quinn, at=NOON)


def test_a_replacement_is_of_its_stratum_however_far_down_the_line(cast: Cast) -> None:
    cycle = helpers.planned(cast)
    for n in range(2):
        child_of(cast.aisha, cast.fsp_north, reference=f"few{n}", plan="care_leaver")
    Child.objects.bulk_create(
        [
            Child(
                reference=f"many{n}", plan="cp", area=cast.fsp, team=cast.fsp_north,
                worker=cast.aisha, as_at=TODAY, load="LOD-0001", open=True,
            )
            for n in range(240)
        ]
    )  # fmt: skip
    _draw(cast, cycle, size=1, minimums=(("care_leaver", 1),))
    found = operations.replace_child(
        audit=Audit.objects.get(cycle=cycle), why="Asked not to.", on=TODAY, by=cast.quinn, at=NOON
    )
    assert found.stratum == "care_leaver"


def test_nobody_audits_the_team_of_somebody_they_act_for(cast: Cast) -> None:
    _away(cast, cast.priya, cast.dana)
    audit = Audit.objects.get(cycle=helpers.drawn(cast))
    assert audit.auditor == cast.omar
    with pytest.raises(Refusal, match="own team"):
        operations.swap(audit=audit, to=cast.dana, why="x", on=TODAY, by=cast.quinn, at=NOON)


def test_nobody_audits_in_any_of_their_teams(cast: Cast) -> None:
    Post.objects.create(
        person=cast.dana, role=Role.PM, team=cast.fsp_north, starts_on=TODAY - timedelta(days=400)
    )
    assert Audit.objects.get(cycle=helpers.drawn(cast)).auditor == cast.omar


def test_who_is_away_is_said_and_not_ticked(cast: Cast) -> None:
    _away(cast, cast.omar, cast.dana)
    found = {one.person: one for one in queries.to_choose_from(TODAY)}
    assert str(found[cast.omar.pk]).endswith("away until Saturday 28 November 2026")
    assert not found[cast.dana.pk].not_now


def test_somebody_who_has_left_is_given_nobody(cast: Cast) -> None:
    cycle = helpers.planned(cast)
    child_of(cast.aisha, cast.fsp_north)
    _leaves(cast, cast.omar)
    with pytest.raises(Refusal, match=f"No post that audits today: {cast.omar.name}"):
        _draw(cast, cycle)
    _draw(cast, cycle, cast.dana)
    audit = Audit.objects.get(cycle=cycle)
    with pytest.raises(Refusal, match="holds no post that audits"):
        operations.swap(audit=audit, to=cast.omar, why="x", on=TODAY, by=cast.quinn, at=NOON)


def test_giving_out_asks_the_firm_rules_again(cast: Cast) -> None:
    cycle = helpers.drawn(cast)
    audit = Audit.objects.get(cycle=cycle)
    auditor = helpers.auditor_of(audit)
    team = cast.c4c_1 if auditor == cast.dana else cast.duty_1
    Child.objects.filter(pk=audit.child_id).update(team=team)
    with pytest.raises(Refusal, match="own team"):
        operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    _leaves(cast, auditor)
    cycle.refresh_from_db()
    with pytest.raises(Refusal, match="holds no post"):
        operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    assert not Audit.objects.filter(state=State.ISSUED).exists()


def test_what_one_did_beyond_theirs_makes_up_for_nobody(cast: Cast) -> None:
    owed = {one.person: one for one in queries.expectations(TODAY)}
    managers = [one for one in queries.by_role(list(owed.values())) if one.role is Role.PM]
    assert [one.short for one in managers] == [
        sum(one.counts.short for one in owed.values() if one.counts.role is Role.PM)
    ]


def test_why_somebody_is_short_is_said(cast: Cast) -> None:
    cycle = helpers.drawn(cast, size=2, children=6)
    operations.issue_cycle(cycle=cycle, by=cast.quinn, at=NOON)
    for audit in Audit.objects.filter(cycle=cycle, auditor=cast.omar):
        operations.withdraw(audit=audit, why="The child has moved.", by=cast.quinn, at=NOON)
    said = {one.person: one.why_short for one in queries.expectations(TODAY)}
    assert said[cast.dana] == "1 not handed in yet, 5 never given to them"
    assert said[cast.omar] == "1 withdrawn, 5 never given to them"
    assert said[cast.sam] == "6 never given to them"


def test_who_has_an_audit_is_told_when_its_date_moves(cast: Cast) -> None:
    audit = helpers.issued(cast)
    assert audit.cycle is not None
    operations.move_date(
        cycle=audit.cycle, stage=Stage.SHARE, due_on=date(2026, 12, 16), why="Inspection.",
        by=cast.quinn, at=NOON,
    )  # fmt: skip
    audit.refresh_from_db()
    assert audit.due_on == date(2026, 12, 16)
    told = Notice.objects.get(to=audit.auditor, kind="audits.moved_date")
    assert "now due by 16 December 2026: Inspection." in told.words


def test_the_board_names_no_child_out_of_sight(cast: Cast, client: Client) -> None:
    audit = helpers.issued(cast)
    Audit.objects.filter(pk=audit.pk).update(due_on=date(2026, 11, 1))
    for person, sees in ((cast.quinn, True), (cast.helen, False), (cast.bea, False)):
        client.force_login(person)
        page = client.get("/programme/").content.decode()
        assert "Return the audit" in page
        assert (f"child {audit.child.reference}" in page) is sees, person.name
        assert (audit.reference in page) is not sees


def test_the_page_of_a_date_shows_what_follows_before_it_moves(cast: Cast, client: Client) -> None:
    audit = helpers.issued(cast)
    client.force_login(cast.quinn)
    page = f"/programme/cycles/{audit.cycle_id}/dates/share/"
    given_ = {"due_on_day": "16", "due_on_month": "12", "due_on_year": "2026", "why": "Inspection."}
    shown = client.post(page, given_).content.decode()
    assert "1 audit follows the new date" in shown
    assert "Moderation begins on Monday 14 December 2026" in shown
    audit.refresh_from_db()
    assert audit.due_on == date(2026, 12, 11)
    assert client.post(page, {**given_, "move": "1"}).status_code == 302


def test_what_was_changed_by_hand_is_on_the_record_of_the_draw(cast: Cast, client: Client) -> None:
    cycle = helpers.drawn(cast, size=1, children=4)
    audit = Audit.objects.get(cycle=cycle)
    operations.replace_child(audit=audit, why="Moved away.", on=TODAY, by=cast.quinn, at=NOON)
    client.force_login(cast.quinn)
    page = client.get(f"/programme/cycles/{cycle.pk}/allocation/").content.decode()
    assert "Changed by hand since" in page
    assert f"Instead of {audit.reference}: Moved away." in page
