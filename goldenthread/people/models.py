"""Service areas, teams, people, posts and delegations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from goldenthread.people.vocabulary import Role, Stand, Wanted


class ServiceArea(models.Model):
    """A part of the directorate, such as Duty & Assessment (ORG-1)."""

    name = models.CharField(max_length=80, unique=True)
    clinic_group = models.CharField(max_length=80, blank=True)
    """The Assistant Director's clinic it comes to; blank where it comes to none."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team of a service area. A closed or merged team stays, with its days."""

    name = models.CharField(max_length=80, unique=True)
    area = models.ForeignKey(ServiceArea, on_delete=models.PROTECT, related_name="teams")
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_merged_team_is_closed",
                condition=Q(merged_into__isnull=True) | Q(closed_on__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Finds people by their e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who works for the council or audits for a partner."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[People] = People()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A role held by a person from one day to another, somewhere (ORG-1, Z01)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=3, choices=Role.choices)
    area = models.ForeignKey(ServiceArea, null=True, blank=True, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    """The last day in post; none while it goes on."""

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["role", "starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_post_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                F("person"),
                F("role"),
                Coalesce("area", 0),
                Coalesce("team", 0),
                F("starts_on"),
                name="a_post_is_held_once",
            ),
        ]

    def __str__(self) -> str:
        place = self.team or self.area
        return f"{Role(self.role).label}, {place}" if place else Role(self.role).label


class Delegation(models.Model):
    """Somebody acts for somebody who is away (Y04)."""

    away = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acting")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(name="nobody_acts_for_themselves", condition=~Q(away=F("to"))),
            models.CheckConstraint(
                name="a_delegation_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} for {self.away}"


class Change(models.Model):
    """A change to people, posts or teams, kept for ever (Z01)."""

    what = models.CharField(max_length=40)
    words = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="changes")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="changes")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Nobody when the first establishment is loaded by a command."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.what}: {self.words}"


class Proposal(models.Model):
    """A change to people and posts that an administrator asks for, and another decides."""

    kind = models.CharField(max_length=9, choices=Wanted.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Whose it is, where it is one person's who is known already."""
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    """The team that would be merged."""
    detail = models.JSONField(encoder=DjangoJSONEncoder)
    """What the change needs to be made: numbers and days."""
    shown = models.JSONField()
    """What it would change, as the changes that it would keep: (what, whom, words)."""
    about = models.JSONField()
    """The numbers of the people for whom something changes: none of them decides."""
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposed")
    at = models.DateTimeField()
    stand = models.CharField(max_length=9, choices=Stand.choices, default=Stand.WAITING)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="decided"
    )
    """Who confirmed, refused or withdrew it, or found that it can no longer be done."""
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["stand"], name="people_proposal_stand")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_proposal_is_decided_by_somebody_at_a_time",
                condition=Q(stand="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(stand="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="nobody_confirms_what_they_asked_for",
                condition=~Q(stand__in=["confirmed", "refused"]) | ~Q(decided_by=F("by")),
            ),
        ]

    def __str__(self) -> str:
        whose = self.person or self.team
        return f"{Wanted(self.kind).label}: {whose}" if whose else Wanted(self.kind).label

    def get_absolute_url(self) -> str:
        return reverse("people:change", args=[self.pk])
