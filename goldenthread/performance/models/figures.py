"""Figures as they were worked out, and from which loads: kept, so that an old pack stays true."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.performance.vocabulary import Level, Window


class Reckoning(models.Model):
    """The whole catalogue worked out as at one day, from the loads known up to that day (N04).

    It is never changed. When a load of that day or before it comes in later, there is a new one,
    and the earlier stays for the packs that were printed from it.
    """

    as_at = models.DateField()
    fingerprint = models.CharField(max_length=16)
    """Of the loads it rests on, those up to its day."""
    load = models.CharField(max_length=20)
    """The reference of the newest of them."""
    load_as_at = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-as_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="the_same_loads_are_reckoned_once", fields=["as_at", "fingerprint"]
            )
        ]

    def __str__(self) -> str:
        return f"as at {self.as_at:%-d %B %Y}, {self.load}"


class Reading(models.Model):
    """What an indicator said: four counts, and what is summed where it is an average (Q03)."""

    reckoning = models.ForeignKey(Reckoning, on_delete=models.PROTECT, related_name="readings")
    code = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField(default=1)
    """Of the definition it was worked out by."""
    window = models.CharField(max_length=20, choices=Window.choices)
    level = models.CharField(max_length=6, choices=Level.choices)
    group = models.CharField(max_length=120, blank=True)
    """The name of the team as the lists have it; empty for the whole, or for no team recorded."""
    first = models.DateField()
    met = models.PositiveIntegerField(default=0)
    eligible = models.PositiveIntegerField(default=0)
    not_eligible = models.PositiveIntegerField(default=0)
    incomplete = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    population = models.PositiveIntegerField(null=True)
    median = models.DecimalField(max_digits=8, decimal_places=1, null=True)
    mix = models.JSONField(null=True)
    told = models.BooleanField(default=True)
    """Whether loads tell of the time it counts (N06)."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_reading_of_each_figure",
                fields=["reckoning", "code", "window", "level", "group"],
            )
        ]
        indexes: ClassVar = [models.Index(fields=["code", "window", "level", "group"])]

    def __str__(self) -> str:
        return f"{self.code}, {self.window}, {self.group or 'all'}"
