"""The establishment as a file says it, applied whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.people.lists import Line
from goldenthread.people.models import Person, Post, ServiceArea, Team
from goldenthread.people.operations.posts import keep_change, why_may


def _apply_places(
    lines: Sequence[Line], done: dict[str, int]
) -> tuple[dict[str, ServiceArea], dict[str, Team]]:
    """Service areas and teams as the lines say; merged teams keep their past."""
    areas = {area.name: area for area in ServiceArea.objects.all()}
    teams = {team.name: team for team in Team.objects.select_related("area")}
    for line in lines:
        if line.area and line.area not in areas:
            areas[line.area] = ServiceArea.objects.create(
                name=line.area, clinic_group=line.clinic_group
            )
            done["areas"] += 1
        if line.team and line.team not in teams:
            teams[line.team] = Team.objects.create(
                name=line.team, area=areas[line.area], opened_on=line.opened_on
            )
            done["teams"] += 1
    for line in lines:
        if not line.team:
            continue
        team = teams[line.team]
        into = teams.get(line.merged_into)
        if (team.closed_on, team.merged_into_id) != (line.closed_on, into.pk if into else None):
            team.closed_on, team.merged_into = line.closed_on, into
            team.save(update_fields=["closed_on", "merged_into"])
            done["teams"] += 1
    return areas, teams


@transaction.atomic
def apply_establishment(
    *, lines: Sequence[Line], by: Person | None, at: datetime
) -> dict[str, int]:
    """Make the establishment hold what the lines say; the same file twice changes nothing. ORG-1.

    Nothing is removed: a post that is no longer there is ended with its `to`. How many areas,
    teams, people and posts were made or changed comes back. `by` is nobody for the command.

    Raises:
        Refusal: not the administrator.
    """
    if by is not None:
        why_may(by)
    done = {"areas": 0, "teams": 0, "people": 0, "posts": 0}
    areas, teams = _apply_places(lines, done)
    staff = {person.email: person for person in Person.objects.all()}
    posts = {
        (post.person_id, post.role, post.area_id, post.team_id, post.starts_on): post
        for post in Post.objects.all()
    }
    for line in lines:
        if not line.email or line.role is None or line.starts_on is None:
            continue
        person = staff.get(line.email)
        if person is None:
            person = Person(email=line.email, name=line.name)
            person.set_unusable_password()
            person.save()
            staff[line.email] = person
            done["people"] += 1
        team_ = teams.get(line.team)
        area = areas.get(line.area) if team_ is None else None
        key = (
            person.pk,
            line.role.value,
            area.pk if area else None,
            team_.pk if team_ else None,
            line.starts_on,
        )
        post = posts.get(key)
        if post is None:
            posts[key] = Post.objects.create(
                person=person,
                role=line.role,
                area=area,
                team=team_,
                starts_on=line.starts_on,
                ends_on=line.ends_on,
            )
            done["posts"] += 1
        elif post.ends_on != line.ends_on:
            Post.objects.filter(pk=post.pk).update(ends_on=line.ends_on)
            done["posts"] += 1
    if any(done.values()):
        words = ", ".join(f"{count} {name}" for name, count in done.items())
        keep_change("establishment loaded", words, by=by, at=at)
    return done
