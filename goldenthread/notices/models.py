"""Notices, the outbox, jobs and heartbeats."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from goldenthread.notices.vocabulary import JobState


class Notice(models.Model):
    """Something a person is told, in the service."""

    to = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=300)
    link = models.CharField(max_length=200)
    urgent = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    """Set where the same thing must be told once: a reminder of one action on one day."""

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["to", "read_at"])]

    def __str__(self) -> str:
        return self.words


class Email(models.Model):
    """An e-mail that waits in the outbox, or was sent from it."""

    to = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    link = models.CharField(max_length=200)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.subject


class Job(models.Model):
    """A piece of work done in the background, once for its key."""

    key = models.CharField(max_length=120, unique=True)
    work = models.CharField(max_length=120)
    """The dotted path of the function."""
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    words = models.CharField(max_length=200, blank=True)
    """How far it is, as people read it: Reading your file: list 6 of 11."""
    trouble = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.key


class Beat(models.Model):
    """When something that should run again and again last did (EE3)."""

    name = models.CharField(max_length=60, unique=True)
    every_seconds = models.PositiveIntegerField()
    at = models.DateTimeField(null=True, blank=True)
    """When it last ended well."""
    next_at = models.DateTimeField()
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
