"""Who owes an audit, who has done it, and who may be given one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from goldenthread.audits.models import Audit, Exemption
from goldenthread.audits.rules import programme
from goldenthread.audits.vocabulary import POLICY, State
from goldenthread.kernel.dates import in_words, months_after
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from goldenthread.people.models import Person, Post


def owing_roles() -> tuple[Role, ...]:
    """The roles that owe audits."""
    return tuple(role for role, _ in POLICY.one_every_months)


def may_audit(on: date) -> list[Post]:
    """The posts of those who owe audits on a day, one a person, by name."""
    seen: dict[int, Post] = {}
    for post in people.posts_on(on).filter(role__in=owing_roles(), person__is_active=True):
        seen.setdefault(post.person_id, post)
    return sorted(seen.values(), key=lambda post: post.person.name)


def audits_today(person: Person, on: date) -> bool:
    """Whether a person holds a post on a day that owes audits."""
    return person.is_active and any(
        post.role in owing_roles() for post in people.posts_of(person, on)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MayAudit:
    """Somebody who may be given a child, for a list to choose from."""

    person: int
    name: str
    role: Role
    not_now: str
    """Why they had better not be given one now: away, or exempt, and until when. Empty if free."""
    cohort: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.role.label, self.not_now)))


def to_choose_from(on: date) -> list[MayAudit]:
    """Everybody who may be given a child on a day, with who is away or exempt. B07."""
    posts = may_audit(on)
    not_now: dict[int, str] = {
        one.person_id: f"exempt until {in_words(one.until_on)}"
        for one in Exemption.objects.filter(from_on__lte=on, until_on__gte=on)
    }
    for one in people.acting_on(on):
        not_now[one.away_id] = f"away until {in_words(one.ends_on)}"
    return [
        MayAudit(
            person=post.person_id,
            name=post.person.name,
            role=Role(post.role),
            not_now=not_now.get(post.person_id, ""),
            cohort=cohort_of(post.person_id),
        )
        for post in posts
    ]


def cohort_of(person: int) -> str:
    """Half of the auditors are in each cohort, by the person's number: it never changes."""
    return "AB"[person % 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What one person owes over a year."""

    person: Person
    post: Post
    counts: programme.Expectation
    exemptions: tuple[Exemption, ...]
    open: int
    """Audits given to them that are not handed in."""
    withdrawn: int
    """Audits given to them over the time and withdrawn."""

    @property
    def why_short(self) -> str:
        """Why fewer were done than expected, in words; empty when enough were. B10."""
        if self.counts.met:
            return ""
        never = self.counts.short - self.open - self.withdrawn
        said = [
            f"{self.open} not handed in yet" if self.open else "",
            f"{self.withdrawn} withdrawn" if self.withdrawn else "",
            f"{never} never given to them" if never > 0 else "",
        ]
        return ", ".join(filter(None, said))


def _counted(audits: QuerySet[Audit], persons: Sequence[int]) -> dict[int, int]:
    """How many of these audits each person has."""
    return dict(
        audits.filter(auditor__in=persons)
        .order_by()
        .values_list("auditor")
        .annotate(many=Count("pk", distinct=True))
    )


def expectations(on: date) -> list[Owed]:
    """Who owes audits over the twelve months to this day, and has done them. PRG-2, B10.

    Those who hold a post that audits today; their earlier posts of the year count too.
    """
    since = months_after(on, -12) + timedelta(days=1)
    held = may_audit(on)
    persons = [post.person_id for post in held]
    posts: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for one in people.every_post().filter(person__in=persons, role__in=owing_roles()):
        posts[one.person_id].append((one.starts_on, one.ends_on))
    still = _counted(Audit.objects.filter(state__in=[State.ISSUED, State.UNDERWAY]), persons)
    withdrawn = _counted(
        Audit.objects.filter(state=State.WITHDRAWN, at__date__gte=since, at__date__lte=on).filter(
            steps__act="issue"
        ),
        persons,
    )
    done: dict[int, list[date]] = defaultdict(list)
    for row in Audit.objects.filter(
        auditor__in=persons, submitted_at__date__gte=since, submitted_at__date__lte=on
    ).values("auditor", "submitted_at"):
        if row["submitted_at"]:
            done[row["auditor"]].append(row["submitted_at"].date())
    excused: dict[int, list[Exemption]] = defaultdict(list)
    for exemption in Exemption.objects.filter(
        person__in=persons, from_on__lte=on, until_on__gte=since
    ).select_related("by"):
        excused[exemption.person_id].append(exemption)
    found = []
    for post in held:
        mine = excused[post.person_id]
        counts = programme.expectation(
            person=post.person_id,
            role=Role(post.role),
            since=since,
            until=on,
            in_post=posts[post.person_id],
            exempt=[(one.from_on, one.until_on) for one in mine],
            done=done[post.person_id],
        )
        if counts is not None:
            found.append(
                Owed(
                    person=post.person,
                    post=post,
                    counts=counts,
                    exemptions=tuple(mine),
                    open=still.get(post.person_id, 0),
                    withdrawn=withdrawn.get(post.person_id, 0),
                )
            )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedByRole:
    """The same, added up for a role."""

    role: Role
    expected: int
    done: int
    exempt: int
    short: int
    """How many are missing, person by person."""


def by_role(owed: Sequence[Owed]) -> list[OwedByRole]:
    """Expectations added up by role, in the order of the policy."""
    return [
        OwedByRole(
            role=role,
            expected=sum(one.counts.expected for one in owed if one.counts.role is role),
            done=sum(one.counts.done for one in owed if one.counts.role is role),
            exempt=sum(one.counts.exempt for one in owed if one.counts.role is role),
            short=sum(one.counts.short for one in owed if one.counts.role is role),
        )
        for role in owing_roles()
    ]
