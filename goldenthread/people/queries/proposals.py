"""What may be asked about changes that wait for a second administrator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from goldenthread.people import rules
from goldenthread.people.models import Person, Post, Proposal
from goldenthread.people.queries.staff import in_force, standing
from goldenthread.people.vocabulary import Decide, Role, Stand, Wanted

if TYPE_CHECKING:
    from goldenthread.kernel.refusal import Refusal


def proposals() -> QuerySet[Proposal]:
    """Every change that waits or was decided, the newest first."""
    return Proposal.objects.select_related("by", "person", "team", "decided_by")


def proposal(pk: int) -> Proposal | None:
    """The change of this number."""
    return proposals().filter(pk=pk).first()


def waiting() -> QuerySet[Proposal]:
    """What waits, the oldest first."""
    return proposals().filter(stand=Stand.WAITING).order_by("pk")


def waits_for(reader: Person) -> list[Proposal]:
    """What waits for this reader to decide: not what they asked for, nor what is about them."""
    return [one for one in waiting() if why_not_decide(reader, one, Decide.CONFIRM) is None]


def asked_by(reader: Person) -> QuerySet[Proposal]:
    """What this reader asked for and still waits."""
    return waiting().filter(by=reader)


def waits_about(who: Person) -> QuerySet[Proposal]:
    """What waits about a person."""
    return waiting().filter(person=who)


def why_not_decide(reader: Person, one: Proposal, act: Decide) -> Refusal | None:
    """Why this reader may not do this with a change that was asked for."""
    return rules.why_not_decide(
        act=act, stand=Stand(one.stand), asked_by=one.by_id, about=one.about,
        standing=standing(reader),
    )  # fmt: skip


def administrators(on: date) -> QuerySet[Person]:
    """Who is an administrator on a day in their own right, and can sign in."""
    posts = Post.objects.filter(in_force(on), role=Role.ADM)
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True)


def seconds(reader: Person, on: date) -> QuerySet[Person]:
    """The other administrators of a day: they decide what this reader asks for, but nobody
    about themselves."""
    return administrators(on).exclude(pk=reader.pk)


def administers(who: Person, on: date) -> bool:
    """Whether somebody is an administrator on a day, or after it."""
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return Post.objects.filter(still, person=who, role=Role.ADM).exists()


def days_of(post: Post) -> list[str | None]:
    """The first and the last day of a post, as a change that waits remembers them."""
    return [post.starts_on.isoformat(), post.ends_on.isoformat() if post.ends_on else None]


def has_changed(one: Proposal) -> bool:
    """Whether the post that it would end or move is no longer what it was when it was asked."""
    if one.stand != Stand.WAITING or one.kind not in (Wanted.END, Wanted.MOVE):
        return False
    detail: dict[str, Any] = one.detail
    post = Post.objects.filter(pk=detail["post"]).first()
    return post is None or days_of(post) != detail["was"]
