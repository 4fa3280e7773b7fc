"""The signed-in request, and how allauth behaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from goldenthread.people import queries

if TYPE_CHECKING:
    from goldenthread.people.models import Person


class SignedIn(HttpRequest):
    """A request by somebody signed in."""

    user: Person
    looked_at: object
    """The child, or children, whose record the page showed (SEC-3)."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made from the establishment, never by signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Who holds no post today does not come in, and is out at the next page (Z01, SEC-1)."""

    def user_can_authenticate(self, user: Person) -> bool:
        """Asked when somebody signs in, and for each page they open."""
        return bool(user.is_active and queries.standing(user).posts)
