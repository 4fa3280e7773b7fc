"""What may be asked about people, on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from goldenthread.people.lists import Known
from goldenthread.people.models import Change, Delegation, Person, Post, ServiceArea, Team
from goldenthread.people.vocabulary import LEADERS, Held, Role, Standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def in_force(on: date, prefix: str = "") -> Q:
    """Posts, or whatever has `starts_on` and `ends_on`, that hold on this day."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    )


def standing(reader: Person) -> Standing:
    """What the reader is today, delegated posts included. Asked once a request."""
    known: Standing | None = getattr(reader, "_standing", None)
    if known is None:
        known = standing_on(reader, timezone.localdate())
        reader._standing = known  # type: ignore[attr-defined]
    return known


def standing_on(person: Person, on: date) -> Standing:
    """What a person is on a day: their own posts, and those of whom they act for."""
    acting = Delegation.objects.filter(in_force(on), to=person).values("away")
    posts = list(Post.objects.filter(in_force(on), Q(person=person) | Q(person__in=acting)))
    before = merged_before({post.team_id for post in posts if post.team_id is not None}, on)
    return Standing(
        person=person.pk,
        posts=tuple(
            Held(
                role=Role(post.role),
                area=post.area_id if post.team_id is None else None,
                team=post.team_id,
                before=before.get(post.team_id or 0, frozenset()),
                acting_for=None if post.person_id == person.pk else post.person_id,
            )
            for post in posts
        ),
    )


def merged_before(teams: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """Team → the teams that had been merged into it by this day, however long ago."""
    if not teams:
        return {}
    merged = dict(
        Team.objects.filter(merged_into__isnull=False, closed_on__lte=on).values_list(
            "pk", "merged_into"
        )
    )
    found: dict[int, set[int]] = {}
    for team, next_ in merged.items():
        into, seen = next_, {team}
        while into is not None and into not in seen:
            found.setdefault(into, set()).add(team)
            seen.add(into)
            into = merged.get(into)
    return {team: frozenset(found[team]) for team in teams if team in found}


def posts_of(person: Person, on: date) -> QuerySet[Post]:
    """The posts a person holds of their own on a day."""
    return Post.objects.filter(in_force(on), person=person).select_related("team", "area")


def posts_on(on: date) -> QuerySet[Post]:
    """Every post held on a day, with person and place, by name."""
    return (
        Post.objects.filter(in_force(on))
        .select_related("person", "team", "area")
        .order_by("role", "person__name")
    )


def person(pk: int) -> Person | None:
    """The person of this number."""
    return Person.objects.filter(pk=pk).first()


def person_of(email: str) -> Person | None:
    """The person of this address, whatever its case."""
    return Person.objects.filter(email=email.strip().lower()).first()


def everybody() -> QuerySet[Person]:
    """Everybody who works here or ever did."""
    return Person.objects.all()


def people_in_post(on: date) -> QuerySet[Person]:
    """Everybody who holds a post on this day."""
    return Person.objects.filter(pk__in=Post.objects.filter(in_force(on)).values("person"))


def holders(
    *roles: Role, on: date, area: int | None = None, team: int | None = None
) -> QuerySet[Person]:
    """Who holds one of these roles on a day, in this area (or a team of it) or team."""
    posts = Post.objects.filter(in_force(on), role__in=roles)
    if area is not None:
        posts = posts.filter(Q(area=area) | Q(team__area=area))
    if team is not None:
        posts = posts.filter(team=team)
    return Person.objects.filter(pk__in=posts.values("person"), is_active=True)


def acting_on(on: date) -> QuerySet[Delegation]:
    """Who is away on a day, and who acts for them."""
    return Delegation.objects.filter(in_force(on))


def instead_of(who: Person, on: date) -> Person:
    """Who acts for this person on a day: a deputy while they are away, else themselves."""
    acting = Delegation.objects.filter(in_force(on), away=who).select_related("to").first()
    return acting.to if acting else who


def head_of(area: int, on: date) -> Person | None:
    """The Head of Service of an area on a day, else its Service Manager (Framework 3.1)."""
    return holders(Role.HOS, area=area, on=on).first() or holders(Role.SM, area=area, on=on).first()


def leaders_of(area: int, on: date) -> QuerySet[Person]:
    """Heads of Service and Service Managers of an area on a day."""
    return holders(*LEADERS, area=area, on=on)


def manager_of(team: int, on: date) -> Person | None:
    """The practice manager of a team on a day."""
    return holders(Role.PM, team=team, on=on).first()


def areas() -> QuerySet[ServiceArea]:
    """Every service area."""
    return ServiceArea.objects.all()


def teams(on: date | None = None) -> QuerySet[Team]:
    """Teams, on a day those that were open."""
    found = Team.objects.select_related("area")
    if on is None:
        return found
    return found.filter(
        Q(opened_on__isnull=True) | Q(opened_on__lte=on),
        Q(closed_on__isnull=True) | Q(closed_on__gt=on),
    )


def teams_by_name() -> dict[str, Team]:
    """Every team there has been, by its name in lower case."""
    return {team.name.lower(): team for team in Team.objects.select_related("area")}


def people_by_name() -> dict[str, Person]:
    """People by name in lower case; a name that two people share is left out."""
    found: dict[str, Person] = {}
    twice: set[str] = set()
    for who in Person.objects.all():
        key = who.name.lower()
        if key in found:
            twice.add(key)
        found[key] = who
    return {name: who for name, who in found.items() if name not in twice}


def names() -> frozenset[str]:
    """Everybody’s name in lower case."""
    return frozenset(name.lower() for name in Person.objects.values_list("name", flat=True))


def team_of(who: Person, on: date) -> Team | None:
    """The team a person belongs to on a day, if one."""
    post = (
        Post.objects.filter(in_force(on), person=who, team__isnull=False)
        .select_related("team__area")
        .first()
    )
    return post.team if post else None


def names_of(people: Iterable[int]) -> dict[int, str]:
    """Names by number."""
    return dict(Person.objects.filter(pk__in=set(people)).values_list("pk", "name"))


def team(pk: int) -> Team | None:
    """The team of this number, with its area."""
    return Team.objects.select_related("area", "merged_into").filter(pk=pk).first()


def area(pk: int) -> ServiceArea | None:
    """The service area of this number."""
    return ServiceArea.objects.filter(pk=pk).first()


def post(pk: int) -> Post | None:
    """The post of this number."""
    return Post.objects.select_related("person", "team", "area").filter(pk=pk).first()


def delegation(pk: int) -> Delegation | None:
    """The delegation of this number."""
    return Delegation.objects.select_related("away", "to").filter(pk=pk).first()


def all_posts(who: Person) -> QuerySet[Post]:
    """Every post a person holds or held, the newest first."""
    return Post.objects.filter(person=who).select_related("team", "area")


def whose_posts_go_on(team: Team, on: date) -> set[int]:
    """The numbers of the people who hold a post in a team on a day, or will."""
    going = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    return set(Post.objects.filter(going, team=team).values_list("person", flat=True))


def every_post() -> QuerySet[Post]:
    """Every post there is or was: the establishment."""
    return Post.objects.select_related(
        "person", "area", "team__area", "team__merged_into"
    ).order_by("pk")


def empty_teams() -> QuerySet[Team]:
    """Teams nobody was ever in."""
    return Team.objects.filter(post__isnull=True).select_related("area", "merged_into")


def known() -> Known:
    """What is there already, for the lines of a file to be held against."""
    return Known(
        areas=dict(ServiceArea.objects.values_list("name", "clinic_group")),
        teams={team.name: (team.area.name, team.closed_on) for team in teams()},
        posts=tuple(
            (post.person.email, post.role, place_of(post), post.starts_on, post.ends_on)
            for post in every_post()
        ),
    )


def place_of(post: Post) -> tuple[str, str]:
    """The service area and the team of a post, by name; empty where it has none."""
    if post.team is not None:
        return post.team.area.name, post.team.name
    return (post.area.name if post.area else ""), ""


def search_posts(found: QuerySet[Post], q: str) -> QuerySet[Post]:
    """Posts whose person or place goes by these words."""
    return found.filter(
        Q(person__name__icontains=q) | Q(team__name__icontains=q) | Q(area__name__icontains=q)
    )


def areas_with_teams(on: date) -> list[tuple[ServiceArea, list[Team]]]:
    """Every service area with the teams it has on a day."""
    found: dict[int, list[Team]] = {}
    for one in teams(on):
        found.setdefault(one.area_id, []).append(one)
    return [(one, found.get(one.pk, [])) for one in areas()]


def delegations(who: Person, on: date) -> QuerySet[Delegation]:
    """Who acts for a person now or later."""
    return Delegation.objects.filter(away=who, ends_on__gte=on).select_related("to")


def acting_for(who: Person, on: date) -> QuerySet[Delegation]:
    """For whom a person acts now or later, what ends first first."""
    found = Delegation.objects.filter(to=who, ends_on__gte=on).select_related("away")
    return found.order_by("ends_on", "pk")


def changes(who: Person) -> QuerySet[Change]:
    """What was changed about a person, the newest first."""
    return Change.objects.filter(person=who).select_related("by")


def staff_named_in(text: str) -> list[str]:
    """The names of people in the establishment that stand in a text in full."""
    return [name for name in Person.objects.values_list("name", flat=True) if name in text]
