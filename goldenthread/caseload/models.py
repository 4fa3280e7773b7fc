"""Children, and who is let in to which child's record by name."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.caseload.vocabulary import Plan


def new_token() -> str:
    """A random name for a child in addresses: 16 letters and digits."""
    return secrets.token_urlsafe(12)


class Child(models.Model):
    """A child, as the newest load says; once known, never removed."""

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    """The case reference of the source system. Never in an address, a log or an e-mail."""
    date_of_birth = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=2, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    disability = models.CharField(max_length=10, blank=True)
    plan = models.CharField(max_length=12, choices=Plan.choices, blank=True)
    legal_status = models.CharField(max_length=80, blank=True)
    area = models.ForeignKey(
        "people.ServiceArea", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        "people.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team_name = models.CharField(max_length=120, blank=True)
    worker = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    worker_name = models.CharField(max_length=120, blank=True)
    chair = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    started_on = models.DateField(null=True, blank=True)
    last_seen_on = models.DateField(null=True, blank=True)
    open = models.BooleanField(default=True)
    as_at = models.DateField()
    """The day of the load that said so."""
    load = models.CharField(max_length=20, blank=True)
    """The reference of that load."""
    facts = models.JSONField(default=list, blank=True)
    """[{"code", "name", "value", "source", "as_at"}], for the auditor (C07)."""
    restricted = models.BooleanField(default=False)
    restricted_why = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["reference"]
        indexes: ClassVar = [models.Index(fields=["open", "area", "team"])]

    def __str__(self) -> str:
        return f"child {self.reference}"

    @property
    def in_lists(self) -> str:
        """What lists of work call the child that is open to more people than the child: SEC-2."""
        return "with a restricted record" if self.restricted else self.reference

    def get_absolute_url(self) -> str:
        return reverse("caseload:child", args=[self.token])


class Grant(models.Model):
    """A named person, or the QA team, is let in to a child's record for a task and no longer.

    An allocation is the reason, and ends with the task (`domain/evidence.md` §6.1). A restricted
    child is open to those with a named grant that says so, and to nobody else.
    """

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """Who is let in; none for the QA team as a whole."""
    reason = models.CharField(max_length=60)
    """The reference of the task, or why a restricted record is open to this person."""
    to_restricted = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended = models.BooleanField(default=False)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["person", "ended"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="only_a_named_person_is_let_in_to_a_restricted_record",
                condition=Q(to_restricted=False) | Q(person__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason}"
