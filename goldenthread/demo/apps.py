"""Django's name for this module, and the checks that refuse to start."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError
from django.urls import NoReverseMatch, reverse

TAG = "demo"


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.demo"
    label = "demo"

    def ready(self) -> None:
        register(only_in_demo_mode, TAG)


def only_in_demo_mode(**_: Any) -> list[CheckMessage]:
    """Refuse a sign-in-as page outside demo mode, and demo mode beside real people."""
    from goldenthread.demo import queries

    if not settings.DEMO:
        try:
            reverse("demo:people")
        except NoReverseMatch:
            return []
        return [Error("The page to sign in as anybody is on outside demo mode.", id="demo.E001")]
    try:
        refusal = queries.why_not_demo()
    except DatabaseError:  # not migrated yet: nobody is there
        return []
    return [Error(str(refusal), id="demo.E002")] if refusal else []
