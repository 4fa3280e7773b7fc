"""Concerns about a child's safety, and every step of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from goldenthread.concerns.vocabulary import Decision, State
from goldenthread.kernel.reference import reference

PERSON = "people.Person"


class Concern(models.Model):
    """A danger to a child, found on the way (AUD-5). It outlives what it was found in (E03)."""

    child = models.ForeignKey("caseload.Child", on_delete=models.PROTECT, related_name="concerns")
    area = models.ForeignKey(
        "people.ServiceArea", null=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    source_reference = models.CharField(max_length=20, blank=True, db_index=True)
    source_code = models.CharField(max_length=24, blank=True)
    what = models.TextField()
    where = models.TextField(blank=True)
    """Where in the record."""
    told = models.TextField(blank=True)
    """Whom the raiser told by voice, and when."""
    another_child = models.CharField(max_length=200, blank=True)
    responsible = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    """Who must acknowledge: the Head of Service, or who acts for them."""
    state = models.CharField(max_length=14, choices=State.choices)
    acknowledged_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=24, blank=True, choices=Decision.choices)
    decision_words = models.TextField(blank=True)
    seen_by_when = models.DateField(null=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    seen_words = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    closed_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=40, unique=True)
    """The form's own token: sent twice, it is raised once."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at"]
        indexes: ClassVar = [models.Index(fields=["state", "at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_concern_is_never_closed_by_who_decided",
                condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="a_closed_concern_has_an_outcome",
                condition=~Q(state="closed") | ~Q(outcome=""),
            ),
            *[
                models.CheckConstraint(
                    name=f"a_concern_{what}_by_somebody_is_dated",
                    condition=Q(**{f"{what}_by__isnull": True, f"{what}_at__isnull": True})
                    | Q(**{f"{what}_by__isnull": False, f"{what}_at__isnull": False}),
                )
                for what in ("acknowledged", "decided", "closed")
            ],
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("concerns:by_reference", args=[self.reference])

    @property
    def reference(self) -> str:
        """CON-0031."""
        return reference("CON", self.pk)


class Step(models.Model):
    """An act on a concern, kept for ever."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.act
