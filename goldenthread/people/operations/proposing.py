"""Changes to people and posts that wait for a second administrator: asked, decided, made."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from goldenthread.kernel.dates import in_words
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries, rules
from goldenthread.people.lists import among, from_row
from goldenthread.people.models import Change, Delegation, Person, Post, Proposal, Team
from goldenthread.people.operations import posts
from goldenthread.people.operations.establishment import apply_establishment
from goldenthread.people.vocabulary import Decide, Role, Stand, Wanted

Detail = dict[str, Any]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _post(detail: Detail) -> Post:
    """The post as it was when the change was asked for.

    Raises:
        Refusal: it is gone, or its days are others now.
    """
    found = queries.post(detail["post"])
    if found is None or queries.days_of(found) != detail["was"]:
        raise Refusal("The post has changed since this was asked for.")
    return found


def _place(detail: Detail, by: Person, at: datetime, person: Person) -> None:
    team = queries.team(detail["team"]) if detail["team"] else None
    area = queries.area(detail["area"]) if detail["area"] else None
    posts.appoint(
        person=person, role=Role(detail["role"]), area=area, team=team,
        starts_on=date.fromisoformat(detail["starts_on"]), ends_on=_day(detail["ends_on"]),
        by=by, at=at,
    )  # fmt: skip


def _make_person(detail: Detail, by: Person, at: datetime) -> None:
    made = posts.new_person(name=detail["name"], email=detail["email"], by=by, at=at)
    _place(detail, by, at, made)


def _give_post(detail: Detail, by: Person, at: datetime) -> None:
    _place(detail, by, at, Person.objects.get(pk=detail["person"]))


def _end(detail: Detail, by: Person, at: datetime) -> None:
    last = date.fromisoformat(detail["last_day"])
    posts.end_post(post=_post(detail), last_day=last, by=by, at=at)


def _move(detail: Detail, by: Person, at: datetime) -> None:
    team = Team.objects.get(pk=detail["team"])
    first = date.fromisoformat(detail["first_day"])
    posts.move_person(post=_post(detail), team=team, first_day=first, by=by, at=at)


def _leave(detail: Detail, by: Person, at: datetime) -> None:
    who = Person.objects.get(pk=detail["person"])
    posts.leave(person=who, last_day=date.fromisoformat(detail["last_day"]), by=by, at=at)


def _deputy(detail: Detail, by: Person, at: datetime) -> None:
    posts.delegate(
        away=Person.objects.get(pk=detail["person"]), to=Person.objects.get(pk=detail["to"]),
        starts_on=date.fromisoformat(detail["starts_on"]),
        ends_on=date.fromisoformat(detail["ends_on"]), reason=detail["reason"], by=by, at=at,
    )  # fmt: skip


def _no_deputy(detail: Detail, by: Person, at: datetime) -> None:
    found = queries.delegation(detail["delegation"])
    if found is None:
        raise Refusal("The deputy acts no longer.")
    posts.end_delegation(delegation=found, on=date.fromisoformat(detail["on"]), by=by, at=at)


def _merge(detail: Detail, by: Person, at: datetime) -> None:
    posts.merge_team(
        team=Team.objects.get(pk=detail["team"]), into=Team.objects.get(pk=detail["into"]),
        on=date.fromisoformat(detail["on"]), by=by, at=at,
    )  # fmt: skip


def _file(detail: Detail, by: Person, at: datetime) -> None:
    lines = [from_row(row) for row in detail["lines"]]
    if errors := among(lines, queries.known()):
        one = errors[0]
        raise Refusal(f"Row {one.row} no longer fits what is there. {one.wrong}.")
    apply_establishment(lines=lines, by=by, at=at)


_MAKE: Final[dict[Wanted, Callable[[Detail, Person, datetime], None]]] = {
    Wanted.PERSON: _make_person,
    Wanted.POST: _give_post,
    Wanted.END: _end,
    Wanted.MOVE: _move,
    Wanted.LEAVE: _leave,
    Wanted.DEPUTY: _deputy,
    Wanted.NO_DEPUTY: _no_deputy,
    Wanted.MERGE: _merge,
    Wanted.FILE: _file,
}


def _made(
    kind: Wanted, detail: Detail, by: Person, at: datetime
) -> tuple[list[list[str]], set[int]]:
    """Make the change: the changes it kept (what, whom, words), and for whom."""
    newest = Change.objects.first()
    _MAKE[kind](detail, by, at)
    kept = list(
        Change.objects.filter(pk__gt=newest.pk if newest else 0, by=by, at=at)
        .select_related("person", "team")
        .order_by("pk")
    )
    shown = [[one.what, str(one.person or one.team or ""), one.words] for one in kept]
    about = {one.person_id for one in kept if one.person_id is not None}
    return shown, about | ({detail["to"]} if kind is Wanted.DEPUTY else set())


def _tried(
    kind: Wanted, detail: Detail, by: Person, at: datetime
) -> tuple[list[list[str]], set[int]]:
    """What making the change would do: it is made, looked at, and taken back."""
    with transaction.atomic():
        shown, about = _made(kind, detail, by, at)
        transaction.set_rollback(True)
    known = Person.objects.filter(pk__in=about).values_list("pk", flat=True)
    return shown, set(known)  # a number that nobody has yet is nobody's


@transaction.atomic
def _make_as_shown(held: Proposal, by: Person, at: datetime) -> Refusal | None:
    """Make what was asked for; or nothing, and why it can no longer be done."""
    try:
        with transaction.atomic():
            shown, _ = _made(Wanted(held.kind), held.detail, by, at)
            if shown == held.shown:
                return None
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal
    return Refusal("It would no longer change what was shown.")


@transaction.atomic
def propose(*, kind: Wanted, detail: Detail, why: str, by: Person, at: datetime) -> Proposal | None:
    """Ask for a change to people and posts: nothing changes until a second administrator confirms
    it. None when there is nothing to change. `domain/evidence.md` §6.1.

    What it would change is worked out now, by making it and taking it back, and stands with it.

    Raises:
        Refusal: not the administrator, no reason, more for oneself, it waits already, or whatever
            would refuse the change itself.
    """
    posts.why_may(by)
    detail = json.loads(json.dumps(detail, cls=DjangoJSONEncoder))
    waiting = Proposal.objects.filter(kind=kind, stand=Stand.WAITING).select_related("by")
    for one in waiting:
        if one.detail == detail:
            raise Refusal(f"{one.by.name} has asked for this already, and it waits.")
    shown, about = _tried(kind, detail, by, at)
    stop_if(rules.why_not_propose(kind=kind, about=about, by=by.pk, why=why))
    if not shown:
        return None
    person = detail.get("person")
    if kind in (Wanted.END, Wanted.MOVE):
        person = _post(detail).person_id
    made = Proposal.objects.create(
        kind=kind, person_id=person, team_id=detail["team"] if kind is Wanted.MERGE else None,
        detail=detail, shown=shown, about=sorted(about), why=why.strip()[:300], by=by, at=at,
    )  # fmt: skip
    posts.keep_change("change asked", f"{made}. {why}", by=by, at=at, person=made.person,
                      team=made.team)  # fmt: skip
    return made


@transaction.atomic
def decide(*, proposal: Proposal, act: Decide, reason: str, by: Person, at: datetime) -> Proposal:
    """Confirm, refuse or withdraw what waits. Confirmed, it is made: exactly what was shown; if
    that is no longer what it would change, nothing is changed and it lapses, with the reason.
    `domain/evidence.md` §6.1.

    Raises:
        Refusal: decided already, not theirs to decide, or refused without a reason.
    """
    posts.why_may(by)
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.decided_by is not None:
        raise Refusal(f"{held.decided_by.name} was first. It is {held.get_stand_display().lower()}"
                      ": nothing was changed now.")  # fmt: skip
    stop_if(
        rules.why_not_decide(
            act=act, stand=Stand(held.stand), asked_by=held.by_id, about=held.about,
            standing=queries.standing(by),
        )
    )  # fmt: skip
    if act is Decide.REFUSE and not reason.strip():
        raise Refusal("Say why it is refused: who asked reads it.")
    if act is Decide.CONFIRM and (refusal := _make_as_shown(held, by, at)):
        act, reason = Decide.LAPSE, str(refusal)
    held.stand = rules.NEXT[Stand.WAITING, act]
    held.decided_by, held.decided_at, held.reason = by, at, reason.strip()[:300]
    held.save(update_fields=["stand", "decided_by", "decided_at", "reason"])
    words = f"{held}, asked by {held.by.name}. {held.reason}".strip()
    posts.keep_change(f"change {held.stand}", words, by=by, at=at, person=held.person,
                      team=held.team)  # fmt: skip
    return held


def name_deputy(
    *, away: Person, to: Person, starts_on: date, ends_on: date, reason: str,
    by: Person, at: datetime,
) -> Delegation | Proposal | None:  # fmt: skip
    """Name who acts for somebody: at once by themselves; it waits for a second administrator
    when an administrator names it, or is the one who is away. Y04, `domain/evidence.md` §6.1.

    Raises:
        Refusal: as for each.
    """
    administers = queries.administers(away, starts_on)
    if not rules.needs_a_second(by=by.pk, away=away.pk, administers=administers):
        return posts.delegate(
            away=away, to=to, starts_on=starts_on, ends_on=ends_on, reason=reason, by=by, at=at
        )
    return propose(
        kind=Wanted.DEPUTY,
        detail={"person": away.pk, "to": to.pk, "starts_on": starts_on, "ends_on": ends_on,
                "reason": reason},
        why=reason, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def make_administrator(*, name: str, email: str, on: date, by: None, at: datetime) -> Person:
    """Make somebody an administrator at the server, where there are not two in post. Z02.

    Raises:
        Refusal: two are in post, somebody new without a name, or one already.
    """
    others = queries.administrators(on)
    stop_if(rules.why_not_make_administrator(others=others.count()))
    who = Person.objects.filter(email=email.lower()).first()
    if who is None:
        if not name.strip():
            raise Refusal("Nobody has this e-mail address: give the name too.")
        who = Person(name=name.strip(), email=email.lower())
        who.set_unusable_password()
        who.save()
        posts.keep_change("new person", who.email, by=by, at=at, person=who)
    if others.filter(pk=who.pk).exists():
        raise Refusal("They are an administrator already.")
    made = Post.objects.create(person=who, role=Role.ADM, starts_on=on)
    posts.keep_change("appointed", f"{made}, from {in_words(on)}", by=by, at=at, person=who)
    return who
