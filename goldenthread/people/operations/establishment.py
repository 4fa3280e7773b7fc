"""The establishment as a file says it, applied whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.kernel.dates import in_words
from goldenthread.kernel.refusal import stop_if
from goldenthread.people import rules
from goldenthread.people.lists import Line
from goldenthread.people.models import Person, Post, ServiceArea, Team
from goldenthread.people.operations.posts import keep_change, why_may


class _Applying:
    """One file being applied: what was made or changed, counted and kept (Z01)."""

    def __init__(self, *, by: Person | None, at: datetime) -> None:
        self.by, self.at = by, at
        self.done = {"areas": 0, "teams": 0, "people": 0, "posts": 0}

    def keep(
        self, kind: str, what: str, words: str, person: Person | None = None,
        team: Team | None = None,
    ) -> None:  # fmt: skip
        self.done[kind] += 1
        keep_change(what, words, by=self.by, at=self.at, person=person, team=team)

    def areas(self, lines: Sequence[Line]) -> dict[str, ServiceArea]:
        areas = {area.name: area for area in ServiceArea.objects.all()}
        for line in lines:
            area = areas.get(line.area)
            if not line.area or (area is not None and area.clinic_group == line.clinic_group):
                continue
            area, new = ServiceArea.objects.update_or_create(
                name=line.area, defaults={"clinic_group": line.clinic_group}
            )
            areas[line.area] = area
            what = "service area opened" if new else "clinic group changed"
            self.keep("areas", what, f"{area.name}: {area.clinic_group or 'no clinic group'}")
        return areas

    def teams(self, lines: Sequence[Line], areas: dict[str, ServiceArea]) -> dict[str, Team]:
        """Teams as the lines say; merged teams keep their past."""
        teams = {team.name: team for team in Team.objects.select_related("area")}
        new = dict.fromkeys(line.team for line in lines if line.team and line.team not in teams)
        for line in lines:
            if line.team in new and line.team not in teams:
                teams[line.team] = Team.objects.create(
                    name=line.team, area=areas[line.area], opened_on=line.opened_on
                )
        for line in lines:
            if not line.team:
                continue
            team, into = teams[line.team], teams.get(line.merged_into)
            wanted = (line.opened_on, line.closed_on, into)
            if (team.opened_on, team.closed_on, team.merged_into) != wanted:
                team.opened_on, team.closed_on, team.merged_into = wanted
                team.save(update_fields=["opened_on", "closed_on", "merged_into"])
                if line.team not in new:
                    closed = f"closed {in_words(line.closed_on)}" if line.closed_on else "open"
                    self.keep("teams", "team changed", closed, team=team)
        for name in new:
            self.keep("teams", "team opened", "", team=teams[name])
        return teams

    def people(self, lines: Sequence[Line]) -> dict[str, Person]:
        staff = {person.email: person for person in Person.objects.all()}
        for line in lines:
            person = staff.get(line.email)
            if not line.email or (person is not None and person.name == line.name):
                continue
            if person is None:
                person = Person(email=line.email, name=line.name)
                person.set_unusable_password()
                person.save()
                self.keep("people", "new person", person.email, person=person)
            else:
                words = f"was {person.name}"
                person.name = line.name
                person.save(update_fields=["name"])
                self.keep("people", "name changed", words, person=person)
            staff[line.email] = person
        return staff


@transaction.atomic
def apply_establishment(
    *, lines: Sequence[Line], by: Person | None, at: datetime
) -> dict[str, int]:
    """Make the establishment hold what the lines say; the same file twice changes nothing. ORG-1.

    The lines have nothing wrong with them (`lists.read`, `lists.among`). Nothing is removed: a
    post that is no longer there is ended with its `to`. How many areas, teams, people and posts
    were made or changed comes back; each change is kept. `by` is nobody for the command.

    Raises:
        Refusal: not the administrator, or a new post of one's own.
    """
    if by is not None:
        why_may(by)
    applying = _Applying(by=by, at=at)
    areas = applying.areas(lines)
    teams = applying.teams(lines, areas)
    staff = applying.people(lines)
    posts = {
        (post.person_id, post.role, post.area_id, post.team_id, post.starts_on): post
        for post in Post.objects.select_related("team", "area")
    }
    for line in lines:
        if not line.email or line.role is None or line.starts_on is None:
            continue
        person = staff[line.email]
        team = teams.get(line.team)
        area = areas.get(line.area) if team is None else None
        place = (area.pk if area else None, team.pk if team else None)
        post = posts.get((person.pk, line.role.value, *place, line.starts_on))
        if post is not None and post.ends_on == line.ends_on:
            continue
        if by is not None and (post is None or post.ends_on is not None):
            stop_if(rules.why_not_give(person=person.pk, by=by.pk))
        if post is None:
            post = Post(
                person=person, role=line.role, area=area, team=team, starts_on=line.starts_on
            )
        post.ends_on = line.ends_on
        post.save()
        until = f"to {in_words(line.ends_on)}" if line.ends_on else "with no last day"
        words = f"{post}, from {in_words(line.starts_on)} {until}"
        applying.keep("posts", "post as in the file", words, person=person)
    if any(applying.done.values()):
        words = ", ".join(f"{count} {name}" for name, count in applying.done.items())
        keep_change("establishment loaded", words, by=by, at=at)
    return applying.done
