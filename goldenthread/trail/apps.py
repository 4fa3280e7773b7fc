"""Django's name for this module."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.trail"
    label = "trail"

    def ready(self) -> None:
        post_save.connect(_keep, sender="people.Change", dispatch_uid="trail")


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
