"""What is aimed at with an indicator, and what was noted on its line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from goldenthread.performance.vocabulary import Aim, Mark, Window

PERSON = "people.Person"


class Target(models.Model):
    """What the leadership team aims at with an indicator of a place, from a day (PER-3, Q02).

    A decision is never changed: the newest that has begun counts, and the earlier stay. That of the
    council counts for every service and team without one of its own, that of a service for its
    teams.
    """

    code = models.CharField(max_length=8)
    place = models.CharField(max_length=20, default="all")
    """Whose it is: the key of a place."""
    number = models.PositiveIntegerField()
    """Of the decisions on one indicator of one place, 1 and upward: who saw an older one is told of
    the new."""
    from_on = models.DateField()
    aim = models.CharField(max_length=10, choices=Aim.choices)
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    """In the unit of the indicator; none where there is no target by choice, or it ended."""
    tolerance = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    window = models.CharField(max_length=20, choices=Window.choices)
    """Over what time the figure is counted that it was set for."""
    owner = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    """Who answers for it; none of one that was set before owners were named, or of no target."""
    reason = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code", "-from_on", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_decision_on_a_target_after_another", fields=["code", "place", "number"]
            ),
            models.CheckConstraint(
                name="a_target_and_only_a_target_has_a_value",
                condition=Q(aim="target", value__isnull=False)
                | (~Q(aim="target") & Q(value__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {Aim(self.aim).label.lower()} from {self.from_on:%-d %B %Y}"


class Note(models.Model):
    """What somebody noted on the line of an indicator: an event, or a step change (R02).

    A note on the line of the council stands on that of every service and team as well. It is
    withdrawn, never taken away.
    """

    code = models.CharField(max_length=8)
    place = models.CharField(max_length=20)
    """Whose line: the key of a place."""
    day = models.DateField()
    """When it happened; a step change begins anew at the first point on or after it."""
    kind = models.CharField(max_length=10, choices=Mark.choices)
    words = models.CharField(max_length=300)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        indexes: ClassVar = [models.Index(fields=["place", "code"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_note_withdrawn_by_somebody_is_dated",
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.get_kind_display().lower()} of {self.day:%-d %B %Y}"
