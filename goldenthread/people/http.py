"""The signed-in request, and how allauth behaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

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
