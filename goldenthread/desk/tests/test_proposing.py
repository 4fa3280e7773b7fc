"""What one administrator asks for, a second one decides (evidence §6.1, Z02)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from goldenthread.kernel.refusal import Refusal
from goldenthread.notices.models import Email, Notice
from goldenthread.people import operations, queries, rules
from goldenthread.people.models import Change, Delegation, Person, Post, Proposal, Team
from goldenthread.people.vocabulary import Decide, Held, Role, Stand, Standing, Wanted
from goldenthread.trail.models import Event
from tests.cast import NOON, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=10)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month),
            f"{name}_year": str(on.year)}  # fmt: skip


def end_of(person: Person) -> dict[str, Any]:
    post = Post.objects.get(person=person)
    return {"post": post.pk, "was": queries.days_of(post), "last_day": LATER}


def ask_to_end(cast: Cast, person: Person, *, by: Person | None = None) -> Proposal:
    made = operations.propose(
        kind=Wanted.END, detail=end_of(person), why="They go.", by=by or cast.ada, at=NOON
    )
    assert made is not None
    return made


def decide(proposal: Proposal, act: Decide, by: Person, reason: str = "") -> Proposal:
    return operations.decide(proposal=proposal, act=act, reason=reason, by=by, at=NOON)


def standing(*held: Held, person: int = 1) -> Standing:
    return Standing(person=person, posts=held)


ADM = Held(role=Role.ADM)


@pytest.mark.parametrize(
    ("act", "stand", "asked_by", "about", "who", "may", "because"),
    [
        (Decide.CONFIRM, Stand.WAITING, 2, [3], standing(ADM), True, "a second administrator"),
        (Decide.REFUSE, Stand.WAITING, 2, [3], standing(ADM), True, "the same"),
        (Decide.CONFIRM, Stand.WAITING, 1, [3], standing(ADM), False, "they asked for it"),
        (Decide.REFUSE, Stand.WAITING, 1, [3], standing(ADM), False, "they may withdraw it"),
        (Decide.CONFIRM, Stand.WAITING, 2, [1], standing(ADM), False, "it is about them"),
        (Decide.CONFIRM, Stand.WAITING, 2, [3], standing(Held(role=Role.DCS)), False,
         "not even the Director"),
        (Decide.CONFIRM, Stand.WAITING, 2, [3], standing(Held(role=Role.ADM, acting_for=2)), False,
         "whom the first chose is no second"),
        (Decide.WITHDRAW, Stand.WAITING, 1, [3], standing(ADM), True, "who asked takes it back"),
        (Decide.WITHDRAW, Stand.WAITING, 2, [3], standing(ADM), False, "somebody else’s"),
        (Decide.CONFIRM, Stand.REFUSED, 2, [3], standing(ADM), False, "it was refused"),
        (Decide.CONFIRM, Stand.LAPSED, 2, [3], standing(ADM), False, "it has lapsed"),
        (Decide.WITHDRAW, Stand.CONFIRMED, 1, [3], standing(ADM), False, "it is done"),
    ],
)  # fmt: skip
def test_who_decides(
    act: Decide, stand: Stand, asked_by: int, about: list[int], who: Standing, may: bool,
    because: str,
) -> None:  # fmt: skip
    refusal = rules.why_not_decide(
        act=act, stand=stand, asked_by=asked_by, about=about, standing=who
    )
    assert (refusal is None) is may, because


EACH = {
    "a person": ("people:add", lambda cast: [],
                 {"name": "Zoë Quick", "email": "zoe@thornmere.example", "role": "qao",
                  **day("starts_on", TODAY)}),
    "a post": ("people:appoint", lambda cast: [cast.tom.pk],
               {"role": "qam", **day("starts_on", TODAY)}),
    "an end": ("people:end", lambda cast: [Post.objects.get(person=cast.tom).pk],
               day("last_day", TODAY)),
    "a move": ("people:move", lambda cast: [Post.objects.get(person=cast.tom).pk],
               lambda cast: {"team": cast.fsp_south.pk, **day("first_day", LATER)}),
    "a leaver": ("people:leave", lambda cast: [cast.tom.pk], day("last_day", TODAY)),
    "a deputy": ("people:delegate", lambda cast: [cast.helen.pk],
                 lambda cast: {"to": cast.tom.pk, "reason": "Away", **day("starts_on", TODAY),
                               **day("ends_on", LATER)}),
    "a merger": ("people:merge", lambda cast: [cast.fsp_north.pk],
                 lambda cast: {"into": cast.fsp_south.pk, **day("on", LATER)}),
}  # fmt: skip


def state_of_affairs() -> list[Any]:
    return [
        [{**row, "last_login": None} for row in model.objects.order_by("pk").values()]
        for model in (Person, Post, Team, Delegation)
    ]


@pytest.mark.parametrize("what", EACH)
def test_what_an_administrator_asks_for_changes_nothing_until_another_confirms_it(
    cast: Cast, what: str
) -> None:
    name, args, given = EACH[what]
    data = {"why": "The Head of Service asked.", **(given(cast) if callable(given) else given)}
    before = state_of_affairs()
    page = as_(cast.ada).post(reverse(name, args=args(cast)), data, follow=True)
    assert b"Nothing changes until a second administrator confirms it" in page.content
    assert state_of_affairs() == before
    proposal = Proposal.objects.get()
    where = proposal.get_absolute_url()
    for person in (cast.helen, cast.director, cast.tom):
        assert as_(person).get(where).status_code == 404, person.name
        assert as_(person).post(where, {"act": "confirm"}).status_code == 404, person.name
    alone = as_(cast.ada).post(where, {"act": "confirm"})
    assert alone.status_code == 409
    assert b"another administrator decides" in alone.content
    assert state_of_affairs() == before
    desk = as_(cast.otto).get("/").content.decode()
    assert "Confirm or refuse" in desk
    assert "Asked by Ada Novak" in desk
    page = as_(cast.otto).get(where)
    assert b"Confirm: do this" in page.content
    done = as_(cast.otto).post(where, {"act": "confirm"}, follow=True)
    assert b"Confirmed: it is done" in done.content
    assert state_of_affairs() != before
    proposal.refresh_from_db()
    assert (proposal.stand, proposal.decided_by) == (Stand.CONFIRMED, cast.otto)
    deeds = set(Event.objects.filter(what__startswith="people.change").values_list("what", "by"))
    assert deeds == {("people.change_asked", cast.ada.pk),
                     ("people.change_confirmed", cast.otto.pk)}  # fmt: skip


def test_a_person_and_their_post_come_together(cast: Cast) -> None:
    name, args, given = EACH["a person"]
    as_(cast.ada).post(reverse(name, args=args(cast)), {"why": "New", **given}, follow=True)
    decide(Proposal.objects.get(), Decide.CONFIRM, cast.otto)
    made = Person.objects.get(email="zoe@thornmere.example")
    assert queries.standing_on(made, TODAY).roles == {Role.QAO}


def test_the_asker_sees_what_waits_and_is_told_what_became_of_it(cast: Cast) -> None:
    proposal = ask_to_end(cast, cast.tom)
    client = as_(cast.ada)
    for where in ("/", "/people/changes/", f"/people/{cast.tom.pk}/"):
        assert "End a post" in client.get(where).content.decode(), where
    page = as_(cast.otto).post(proposal.get_absolute_url(), {"act": "refuse", "reason": ""})
    assert b"Say why it is refused" in page.content
    with pytest.raises(Refusal, match="Say why"):
        decide(proposal, Decide.REFUSE, cast.otto, " ")
    as_(cast.otto).post(proposal.get_absolute_url(), {"act": "refuse", "reason": "He stays."})
    assert "He stays." in client.get(proposal.get_absolute_url()).content.decode()
    assert "He stays." in Notice.objects.get(to=cast.ada).words
    assert "Tom Beresford" in Notice.objects.get(to=cast.otto).words
    assert Post.objects.get(person=cast.tom).ends_on is None


def test_what_was_asked_for_can_be_withdrawn(cast: Cast) -> None:
    proposal = ask_to_end(cast, cast.tom)
    assert b"Withdraw it" not in as_(cast.otto).get(proposal.get_absolute_url()).content
    as_(cast.ada).post(proposal.get_absolute_url(), {"act": "withdraw"})
    with pytest.raises(Refusal, match="Ada Novak was first"):
        decide(proposal, Decide.CONFIRM, cast.otto)
    assert Post.objects.get(person=cast.tom).ends_on is None
    assert ask_to_end(cast, cast.tom).pk != proposal.pk, "and asked for anew"


def test_the_second_of_two_is_told_who_was_first(cast: Cast) -> None:
    third = Person.objects.create(email="uma@thornmere.example", name="Uma Third")
    Post.objects.create(person=third, role=Role.ADM, starts_on=TODAY)
    proposal = ask_to_end(cast, cast.tom)
    seen_by_both = Proposal.objects.get(pk=proposal.pk)
    decide(proposal, Decide.CONFIRM, cast.otto)
    for act in (Decide.CONFIRM, Decide.REFUSE):
        with pytest.raises(Refusal, match="Otto Lindgren was first"):
            decide(seen_by_both, act, third, "No")
    page = as_(third).post(proposal.get_absolute_url(), {"act": "confirm"})
    assert page.status_code == 409
    assert b"Otto Lindgren was first" in page.content
    assert Change.objects.filter(what="post ended").count() == 1


@pytest.mark.parametrize("change", ["ended", "gone", "closed", "twice"])
def test_a_change_that_can_no_longer_be_made_says_so_and_changes_nothing(
    cast: Cast, change: str
) -> None:
    proposal: Proposal | None
    if change in {"ended", "gone"}:
        proposal = ask_to_end(cast, cast.tom)
        if change == "ended":
            Post.objects.filter(person=cast.tom).update(ends_on=LATER + timedelta(days=9))
        else:
            Post.objects.filter(person=cast.tom).delete()
        assert (
            b"The post has changed since" in as_(cast.otto).get(proposal.get_absolute_url()).content
        )
    else:
        proposal = operations.propose(
            kind=Wanted.POST, why="Needed", by=cast.ada, at=NOON,
            detail={"person": cast.mei.pk, "role": "sw", "team": cast.fsp_north.pk, "area": None,
                    "starts_on": TODAY, "ends_on": None},
        )  # fmt: skip
        if change == "closed":
            Team.objects.filter(pk=cast.fsp_north.pk).update(closed_on=TODAY)
        else:
            Post.objects.create(person=cast.mei, role=Role.SW, team=cast.fsp_north, starts_on=TODAY)
    assert proposal is not None
    before = state_of_affairs()
    page = as_(cast.otto).post(proposal.get_absolute_url(), {"act": "confirm"}, follow=True)
    assert b"It can no longer be done" in page.content
    assert state_of_affairs() == before
    proposal.refresh_from_db()
    assert proposal.stand == Stand.LAPSED
    assert proposal.reason
    assert Notice.objects.filter(to=cast.ada, words__contains="can no longer be done").exists()


def test_what_is_made_is_what_was_shown(cast: Cast) -> None:
    """Somebody comes to the team while its merger waits: it is asked for anew."""
    proposal = operations.propose(
        kind=Wanted.MERGE, why="Fewer teams", by=cast.ada, at=NOON,
        detail={"team": cast.fsp_north.pk, "into": cast.fsp_south.pk, "on": LATER},
    )  # fmt: skip
    assert proposal is not None
    assert {whom for _, whom, _ in proposal.shown} == {
        "Priya Nair",
        "Aisha Rahman",
        "Tom Beresford",
        "FSP North",
    }
    Post.objects.create(person=cast.mei, role=Role.SW, team=cast.fsp_north, starts_on=TODAY)
    assert decide(proposal, Decide.CONFIRM, cast.otto).stand == Stand.LAPSED
    assert Team.objects.get(pk=cast.fsp_north.pk).closed_on is None


def test_nobody_asks_for_more_for_themselves_and_nobody_decides_about_themselves(
    cast: Cast,
) -> None:
    more = {"person": cast.ada.pk, "role": "dcs", "team": None, "area": None, "starts_on": TODAY,
            "ends_on": None}  # fmt: skip
    with pytest.raises(Refusal, match="Somebody else gives you a post"):
        operations.propose(kind=Wanted.POST, detail=more, why="Why not", by=cast.ada, at=NOON)
    for_otto = operations.propose(
        kind=Wanted.POST, detail={**more, "person": cast.otto.pk}, why="x", by=cast.ada, at=NOON
    )
    assert for_otto is not None
    with pytest.raises(Refusal, match="about you"):
        decide(for_otto, Decide.CONFIRM, cast.otto)
    assert not queries.waits_for(cast.otto)
    assert b"This is about you" in as_(cast.otto).get(for_otto.get_absolute_url()).content
    own_end = ask_to_end(cast, cast.ada)
    decide(own_end, Decide.CONFIRM, cast.otto)
    assert Post.objects.get(person=cast.ada).ends_on == LATER, "to go, one may ask oneself"


def test_a_post_in_the_team_that_another_is_merged_into_is_not_asked_for_by_its_holder(
    cast: Cast,
) -> None:
    Post.objects.create(person=cast.ada, role=Role.PM, team=cast.fsp_north, starts_on=TODAY)
    with pytest.raises(Refusal, match="Somebody else asks"):
        operations.propose(
            kind=Wanted.MERGE, why="x", by=cast.ada, at=NOON,
            detail={"team": cast.fsp_north.pk, "into": cast.fsp_south.pk, "on": LATER},
        )  # fmt: skip


def test_an_administrators_deputy_waits_and_is_no_second(cast: Cast) -> None:
    given = {"to": cast.tom.pk, "reason": "", **day("starts_on", TODAY), **day("ends_on", LATER)}
    where = reverse("people:delegate", args=[cast.ada.pk])
    page = as_(cast.ada).post(where, given, follow=True)
    assert b"Say why" in page.content
    as_(cast.ada).post(where, {**given, "reason": "Leave"})
    assert not Delegation.objects.exists()
    decide(Proposal.objects.get(), Decide.CONFIRM, cast.otto)
    assert queries.standing_on(cast.tom, TODAY).holds(Role.ADM)
    proposal = ask_to_end(cast, cast.mei)
    with pytest.raises(Refusal, match="acts for one"):
        decide(proposal, Decide.CONFIRM, Person.objects.get(pk=cast.tom.pk))
    helen = as_(cast.helen)
    mine = reverse("people:delegate", args=[cast.helen.pk])
    page = helen.post(mine, {**given, "to": cast.sven.pk}, follow=True)
    assert b"Named." in page.content, "anybody else names their own at once"


def test_a_deputy_is_ended_at_once_by_who_named_them_and_asked_for_by_others(cast: Cast) -> None:
    one = operations.delegate(
        away=cast.helen, to=cast.ruth, starts_on=LATER, ends_on=LATER, reason="", by=cast.helen,
        at=NOON,
    )  # fmt: skip
    where = reverse("people:end_delegation", args=[one.pk])
    as_(cast.ada).post(where, {"why": "She is back."})
    assert Delegation.objects.exists()
    proposal = Proposal.objects.get()
    as_(cast.helen).post(where)
    assert not Delegation.objects.exists()
    assert decide(proposal, Decide.CONFIRM, cast.otto).reason == "The deputy acts no longer."


def told(person: Person) -> list[str]:
    return list(
        Notice.objects.filter(to=person, kind="people.deputy").values_list("words", flat=True)
    )


def test_who_acts_is_told_when_it_is_decided_and_when_it_ends_early(cast: Cast) -> None:
    detail = {"person": cast.helen.pk, "to": cast.ruth.pk, "starts_on": TODAY, "ends_on": LATER,
              "reason": "Ill"}  # fmt: skip
    proposal = operations.propose(
        kind=Wanted.DEPUTY, detail=detail, why="Ill", by=cast.ada, at=NOON
    )
    assert proposal is not None
    assert told(cast.ruth) == [], "it is not decided yet"
    decide(proposal, Decide.CONFIRM, cast.otto)
    days = "from Thursday 19 November 2026 to Sunday 29 November 2026"
    assert told(cast.ruth) == [f"You act for Helen Marsh {days}."]
    email = Email.objects.get(to=cast.ruth)
    assert "Helen" not in email.subject, "an e-mail names nobody"
    desk = as_(cast.ruth).get("/").content.decode()
    assert "You act for Helen Marsh until Sunday 29 November 2026." in desk
    assert "You act for" not in as_(cast.sven).get("/").content.decode()
    one = Delegation.objects.get()
    operations.end_delegation(delegation=one, on=TODAY + timedelta(days=2), by=cast.helen, at=NOON)
    assert told(cast.ruth)[0] == "You act no longer for Helen Marsh from Saturday 21 November 2026."


def test_who_was_to_act_is_told_that_they_will_not(cast: Cast) -> None:
    one = operations.delegate(
        away=cast.helen, to=cast.ruth, starts_on=LATER, ends_on=LATER, reason="", by=cast.helen,
        at=NOON,
    )  # fmt: skip
    assert "You act for" not in as_(cast.ruth).get("/").content.decode().split("Changed, not")[0]
    operations.end_delegation(delegation=one, on=TODAY, by=cast.helen, at=NOON)
    assert told(cast.ruth)[0] == "You act no longer for Helen Marsh."


def pages_about(cast: Cast, person: Person) -> list[str]:
    post = Post.objects.get(person=person)
    return [
        reverse("people:end", args=[post.pk]),
        reverse("people:leave", args=[person.pk]),
        reverse("people:appoint", args=[person.pk]),
    ]


def test_only_those_who_may_confirm_are_named_before_it_is_asked_for(cast: Cast) -> None:
    third = Person.objects.create(email="uma@thornmere.example", name="Uma Third")
    Post.objects.create(person=third, role=Role.ADM, starts_on=TODAY)
    client = as_(cast.ada)
    for where in pages_about(cast, cast.otto):
        page = client.get(where).content.decode()
        assert "confirms it: Uma Third." in page, where
    page = client.get(pages_about(cast, cast.tom)[0]).content.decode()
    assert "confirms it: Otto Lindgren, Uma Third." in page, "who asks is not named"
    proposal = ask_to_end(cast, cast.otto)
    page = client.get(proposal.get_absolute_url()).content.decode()
    assert "confirms it: Uma Third." in page


def test_where_nobody_may_confirm_it_is_said_beforehand_with_what_to_do(cast: Cast) -> None:
    end, leave, appoint = pages_about(cast, cast.otto)
    for where in (end, leave):
        page = as_(cast.ada).get(where).content.decode()
        assert "Nobody can confirm this now: it is about Otto Lindgren" in page, where
        assert "Ask first for one more" in page
        assert "Or Otto Lindgren asks for this, and you confirm it." in page
    page = as_(cast.ada).get(appoint).content.decode()
    assert "Nobody can confirm this now" in page
    assert "asks for this" not in page, "nobody asks for a post of their own"
    by_otto = ask_to_end(cast, cast.otto, by=cast.otto)
    assert decide(by_otto, Decide.CONFIRM, cast.ada).stand == Stand.CONFIRMED, "as the page said"


def test_the_same_is_not_asked_for_twice_and_never_without_a_reason(cast: Cast) -> None:
    ask_to_end(cast, cast.tom)
    with pytest.raises(Refusal, match="Ada Novak has asked for this already"):
        ask_to_end(cast, cast.tom, by=cast.otto)
    with pytest.raises(Refusal, match="Say why"):
        operations.propose(kind=Wanted.END, detail=end_of(cast.mei), why=" ", by=cast.ada, at=NOON)
    with pytest.raises(Refusal, match="system administrator"):
        ask_to_end(cast, cast.mei, by=cast.director)


def test_the_database_itself_has_no_one_person_ask_and_confirm(cast: Cast) -> None:
    proposal = ask_to_end(cast, cast.tom)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            stand="confirmed", decided_by=cast.ada, decided_at=NOON
        )


def test_a_council_with_one_administrator_is_not_locked_out(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Two administrators are in post"):
        call_command("make_administrator", "helen@thornmere.example")
    Post.objects.filter(person=cast.otto).delete()
    page = as_(cast.ada).get(reverse("people:add"))
    assert b"there is none in post" in page.content
    with pytest.raises(CommandError, match="give the name"):
        call_command("make_administrator", "new@thornmere.example")
    with pytest.raises(CommandError, match="already"):
        call_command("make_administrator", cast.ada.email)
    call_command("make_administrator", "new@thornmere.example", name="New Person")
    proposal = ask_to_end(cast, cast.tom)
    decide(proposal, Decide.CONFIRM, Person.objects.get(email="new@thornmere.example"))
    assert Post.objects.get(person=cast.tom).ends_on == LATER
