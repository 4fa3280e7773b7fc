"""Django's name for this module."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.notices"
    label = "notices"

    def ready(self) -> None:
        post_save.connect(_tell, sender="people.Proposal", dispatch_uid="notices")
        post_save.connect(_tell_deputy, sender="people.Change", dispatch_uid="notices of deputies")


_ACTS = {
    "acts for": ("You act for {}.", "you act for somebody"),
    "acts no longer": ("You act no longer {}.", "you act for somebody no longer"),
}
"""What a change of who acts for whom says to who acts: here, and as the subject of an e-mail."""


def _tell_deputy(*, instance: Any, created: bool, **_: Any) -> None:
    """Who is named to act for somebody is told, and told when it ends early (Y04, NOT-1)."""
    from django.urls import reverse

    from goldenthread.notices import operations

    if created and instance.what in _ACTS:
        words, subject = _ACTS[instance.what]
        operations.tell(
            to=instance.person, kind="people.deputy", words=words.format(instance.words),
            link=reverse("people:account"), by=instance.by, at=instance.at, subject=subject,
        )  # fmt: skip


def _tell(*, instance: Any, created: bool, **_: Any) -> None:
    """A change that waits is told to the other administrators, and what became of it to who asked,
    though people know no notices."""
    from django.utils import timezone

    from goldenthread.notices import operations
    from goldenthread.people import queries

    def tell(who: Any, words: str, subject: str, by: Any, at: Any) -> None:
        operations.tell(to=who, kind="people.change", words=words, by=by, at=at, subject=subject,
                        link=instance.get_absolute_url())  # fmt: skip

    if created:
        for who in queries.seconds(instance.by, timezone.localdate(instance.at)):
            if who.pk not in instance.about:
                tell(who, f"It waits for a second administrator. {instance}",
                     "a change waits for you to decide", instance.by, instance.at)  # fmt: skip
    elif instance.decided_by_id not in (None, instance.by_id):
        lapsed = instance.stand == "lapsed"
        became = (
            "can no longer be done" if lapsed else f"was {instance.get_stand_display().lower()}"
        )
        words = f"What you asked for {became}. {instance}. {instance.reason}".strip()
        tell(instance.by, words, f"what you asked for {became}", instance.decided_by,
             instance.decided_at)  # fmt: skip
