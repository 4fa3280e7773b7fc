"""People appointed and moved, teams opened and merged, deputies named. The past is kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from goldenthread.kernel.dates import in_words
from goldenthread.kernel.refusal import Refusal, stop_if
from goldenthread.people import queries, rules
from goldenthread.people.models import Change, Delegation, Person, Post, ServiceArea, Team
from goldenthread.people.vocabulary import Role


def keep_change(
    what: str, words: str, *, by: Person | None, at: datetime,
    person: Person | None = None, team: Team | None = None,
) -> None:  # fmt: skip
    Change.objects.create(what=what, words=words[:300], person=person, team=team, by=by, at=at)


def why_may(by: Person) -> None:
    stop_if(rules.why_not_manage_people(queries.standing(by)))


@transaction.atomic
def new_person(*, name: str, email: str, by: Person, at: datetime) -> Person:
    """Add a person; they set their password from an e-mailed link, or a command sets it. ORG-1.

    Raises:
        Refusal: not the administrator, or the e-mail is somebody's already.
    """
    why_may(by)
    if Person.objects.filter(email=email.lower()).exists():
        raise Refusal("Somebody has this e-mail address already.")
    made = Person(name=name.strip(), email=email.lower())
    made.set_unusable_password()
    made.save()
    keep_change("new person", made.email, by=by, at=at, person=made)
    return made


@transaction.atomic
def appoint(
    *,
    person: Person,
    role: Role,
    area: ServiceArea | None,
    team: Team | None,
    starts_on: date,
    ends_on: date | None,
    by: Person,
    at: datetime,
) -> Post:
    """Put a person in a post from a day on. ORG-1, ORG-2.

    Raises:
        Refusal: not the administrator, one's own post, the post has no place that fits its role,
            or the person holds it already in part of that time.
    """
    why_may(by)
    stop_if(rules.why_not_give(person=person.pk, by=by.pk))
    if team is not None and team.closed_on is not None and starts_on >= team.closed_on:
        raise Refusal(f"{team.name} is closed on that day.")
    stop_if(
        rules.why_not_appoint(
            role=role,
            area=area.pk if area else None,
            team=team.pk if team else None,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    )
    same = Post.objects.filter(person=person, role=role, team=team, area=None if team else area)
    if ends_on is not None:
        same = same.filter(starts_on__lte=ends_on)
    if same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)).exists():
        raise Refusal(f"{person.name} holds this post already.")
    made = Post.objects.create(
        person=person,
        role=role,
        area=None if team else area,
        team=team,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    until = f" to {in_words(ends_on)}" if ends_on else ""
    words = f"{made}, from {in_words(starts_on)}{until}"
    keep_change("appointed", words, by=by, at=at, person=person)
    return made


@transaction.atomic
def end_post(*, post: Post, last_day: date, by: Person, at: datetime) -> None:
    """End a post on a day: it stays, with its days. Z01.

    Raises:
        Refusal: not the administrator, ended already, or before it began.
    """
    why_may(by)
    if post.ends_on is not None and post.ends_on <= last_day:
        raise Refusal("This post has ended already.")
    if last_day < post.starts_on:
        raise Refusal("The post ends before it starts.")
    Post.objects.filter(pk=post.pk).update(ends_on=last_day)
    keep_change(
        "post ended", f"{post}, last day {in_words(last_day)}", by=by, at=at, person=post.person
    )


@transaction.atomic
def move_person(*, post: Post, team: Team, first_day: date, by: Person, at: datetime) -> Post:
    """Move a person to another team on a day: one post ends, another begins. Z01.

    Raises:
        Refusal: not the administrator, their own team, or the days do not fit.
    """
    stop_if(rules.why_not_move(team=post.team_id, to=team.pk))
    end_post(post=post, last_day=first_day - timedelta(days=1), by=by, at=at)
    return appoint(
        person=post.person,
        role=Role(post.role),
        area=None,
        team=team,
        starts_on=first_day,
        ends_on=post.ends_on,
        by=by,
        at=at,
    )


@transaction.atomic
def leave(*, person: Person, last_day: date, by: Person, at: datetime) -> None:
    """Somebody leaves: what they hold ends, and they cannot sign in after that day. Z01.

    A post, or a time as deputy, that would have begun later is taken back: it never was.

    Raises:
        Refusal: not the administrator, or they hold no post on or after that day.
    """
    why_may(by)
    going = Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)
    posts = Post.objects.filter(going, person=person)
    if not Post.objects.filter(queries.in_force(last_day), person=person).exists():
        raise Refusal(f"{person.name} holds no post on that day.")
    posts.filter(starts_on__gt=last_day).delete()
    posts.update(ends_on=last_day)
    acting = Delegation.objects.filter(to=person, ends_on__gt=last_day)
    acting.filter(starts_on__gt=last_day).delete()
    acting.update(ends_on=last_day)
    keep_change("left", f"last day {in_words(last_day)}", by=by, at=at, person=person)


@transaction.atomic
def delegate(
    *, away: Person, to: Person, starts_on: date, ends_on: date, reason: str,
    by: Person, at: datetime,
) -> Delegation:  # fmt: skip
    """Name who acts for somebody while they are away: by themselves or the administrator. Y04.

    Raises:
        Refusal: somebody else's to name, the same person, more than twelve months, or another
            deputy in that time.
    """
    if by.pk != away.pk:
        why_may(by)
        stop_if(rules.why_not_give(person=to.pk, by=by.pk))
    held = Delegation.objects.select_for_update().filter(away=away)
    stop_if(
        rules.why_not_delegate(
            away=away.pk,
            to=to.pk,
            starts_on=starts_on,
            ends_on=ends_on,
            already=list(held.values_list("starts_on", "ends_on")),
        )
    )
    made = Delegation.objects.create(
        away=away, to=to, starts_on=starts_on, ends_on=ends_on, reason=reason[:120], by=by, at=at
    )
    days = f"{in_words(starts_on)} to {in_words(ends_on)}"
    keep_change("deputy named", f"{to.name}, {days}", by=by, at=at, person=away)
    keep_change("acts for", f"{away.name} from {days}", by=by, at=at, person=to)
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, on: date, by: Person, at: datetime) -> None:
    """End a delegation: the deputy acts no longer from this day on.

    Raises:
        Refusal: somebody else's to end.
    """
    if by.pk != delegation.away_id:
        why_may(by)
    if delegation.starts_on >= on:
        delegation.delete()
    else:
        Delegation.objects.filter(pk=delegation.pk).update(ends_on=on - timedelta(days=1))
    away, to = delegation.away, delegation.to
    since = f" from {in_words(on)}" if delegation.starts_on < on else ""
    keep_change("deputy ended", to.name, by=by, at=at, person=away)
    keep_change("acts no longer", f"for {away.name}{since}", by=by, at=at, person=to)


@transaction.atomic
def open_team(*, name: str, area: ServiceArea, opened_on: date, by: Person, at: datetime) -> Team:
    """Open a team. ORG-1.

    Raises:
        Refusal: not the administrator, or the name is taken.
    """
    why_may(by)
    if Team.objects.filter(name__iexact=name.strip()).exists():
        raise Refusal("A team has this name already, perhaps a closed one.")
    made = Team.objects.create(name=name.strip(), area=area, opened_on=opened_on)
    keep_change("team opened", in_words(opened_on), by=by, at=at, team=made)
    return made


@transaction.atomic
def merge_team(*, team: Team, into: Team, on: date, by: Person, at: datetime) -> int:
    """Merge a team into another on a day: its posts go on there, its past stays its own. Z01.

    How many posts moved comes back.

    Raises:
        Refusal: not the administrator, the same team, or closed already.
    """
    why_may(by)
    if team.pk == into.pk:
        raise Refusal("Choose another team to merge into.")
    if team.closed_on is not None or into.closed_on is not None:
        raise Refusal("One of the two teams is closed.")
    moved = 0
    going = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    for post in Post.objects.filter(going, team=team).select_related("person", "team"):
        first_there = max(on, post.starts_on)
        if not Post.objects.filter(
            queries.in_force(first_there), person=post.person, role=post.role, team=into
        ).exists():
            Post.objects.create(
                person=post.person, role=post.role, team=into,
                starts_on=first_there, ends_on=post.ends_on,
            )  # fmt: skip
        if post.starts_on >= on:
            post.delete()
        else:
            Post.objects.filter(pk=post.pk).update(ends_on=on - timedelta(days=1))
        keep_change("team merged under them", f"{post}, into {into.name} from {in_words(on)}",
                    by=by, at=at, person=post.person, team=team)  # fmt: skip
        moved += 1
    Team.objects.filter(pk=team.pk).update(closed_on=on, merged_into=into)
    keep_change("team merged", f"into {into.name}, {in_words(on)}", by=by, at=at, team=team)
    return moved
