"""Who can be signed in as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils import timezone

from goldenthread.demo import rules
from goldenthread.people import queries as people
from goldenthread.people.vocabulary import Role

if TYPE_CHECKING:
    from goldenthread.kernel.refusal import Refusal
    from goldenthread.people.models import Person


def why_not_demo() -> Refusal | None:
    """Say why demo mode may not run beside this database."""
    return rules.why_not_demo(emails=get_user_model().objects.values_list("email", flat=True))


def people_by_role() -> list[tuple[Role, list[tuple[Person, str]]]]:
    """Every role with the people in post today, each with where."""
    on = timezone.localdate()
    found: dict[Role, list[tuple[Person, str]]] = {role: [] for role in Role}
    for post in people.posts_on(on):
        place = post.team or post.area
        found[Role(post.role)].append((post.person, str(place) if place else "Directorate"))
    return [(role, found[role]) for role in Role if found[role]]
