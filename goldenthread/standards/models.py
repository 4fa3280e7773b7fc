"""Versions of the standards, who has read them, and local closures."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

PERSON = "people.Person"


class Revision(models.Model):
    """A version of the practice standards: frozen when published (STD-1)."""

    number = models.PositiveIntegerField(unique=True)
    body = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    effective_from = models.DateField()
    changed = models.TextField(blank=True)
    """What is different from the version before, in words."""
    by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]

    def __str__(self) -> str:
        return f"Practice standards, version {self.number}"


class ReadAndUnderstood(models.Model):
    """Somebody has read a version and understood it (STD-2)."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="readers")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="each_reads_a_version_once", fields=["revision", "by"])
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.revision}"


class LocalClosure(models.Model):
    """A day on which the council is closed besides England's bank holidays."""

    day = models.DateField(unique=True)
    reason = models.CharField(max_length=120)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"
