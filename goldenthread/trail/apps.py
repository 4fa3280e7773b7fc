"""Django's name for this module."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_save
from django.utils import timezone


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.trail"
    label = "trail"

    def ready(self) -> None:
        post_save.connect(_keep, sender="people.Change", dispatch_uid="trail")
        user_logged_in.connect(_came, dispatch_uid="trail")
        user_logged_out.connect(_went, dispatch_uid="trail")
        user_login_failed.connect(_failed, dispatch_uid="trail")


def _keep(*, instance: Any, created: bool, **_: Any) -> None:
    """A change to people, posts or teams is a deed like any other, though people know no trail.

    What a command loads at the server is nobody's, and is kept among the changes only.
    """
    from goldenthread.trail import operations

    if created and instance.by is not None:
        operations.deed(
            what=f"people.{instance.what.replace(' ', '_')}",
            about="",
            by=instance.by,
            at=instance.at,
            detail={
                "change": instance.pk, "person": instance.person_id, "team": instance.team_id,
            },
        )  # fmt: skip


def _came(*, user: Any, **_: Any) -> None:
    """Somebody signed in."""
    _sign("people.signed_in", user)


def _went(*, user: Any, **_: Any) -> None:
    """Somebody signed out; nobody, where the session had ended before."""
    if user is not None:
        _sign("people.signed_out", user)


def _failed(*, credentials: dict[str, Any], locked: bool = False, **_: Any) -> None:
    """A sign-in with somebody’s address failed, or was refused because too many did.

    Kept with whose address it was, who may not be who tried. Of an address that is nobody’s
    nothing is kept: the trail holds no addresses.
    """
    from goldenthread.people import queries

    who = queries.person_of(str(credentials.get("email") or credentials.get("login") or ""))
    if who is not None:
        _sign("people.sign_in_refused" if locked else "people.sign_in_failed", who)


def _sign(what: str, who: Any) -> None:
    from goldenthread.trail import operations

    operations.deed(what=what, about="", by=who, at=timezone.now())
