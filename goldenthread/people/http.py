"""The signed-in request, and how allauth behaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
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

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Who is locked out is refused before the password is asked about: that is told too."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            told = {key: value for key, value in credentials.items() if key != "password"}
            user_login_failed.send(
                sender=type(self), credentials=told, request=request, locked=True
            )
            raise


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Who holds no post today does not come in, and is out at the next page (Z01, SEC-1)."""

    def user_can_authenticate(self, user: Person) -> bool:
        """Asked when somebody signs in, and for each page they open."""
        return bool(user.is_active and queries.standing(user).posts)
