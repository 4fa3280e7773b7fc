"""Actions, and every step of each."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.actions.vocabulary import Impact, Level, Priority, Source, State
from goldenthread.kernel.reference import reference

PERSON = "people.Person"


class Action(models.Model):
    """One thing that one named person will do by a date, and why (ACT-1)."""

    source = models.CharField(max_length=12, choices=Source.choices)
    source_reference = models.CharField(max_length=20, db_index=True)
    """AUD-0042: what it comes from."""
    source_code = models.CharField(max_length=24, blank=True)
    """The very answer: FCA-07.3."""
    finding = models.TextField(blank=True)
    """The words of that answer or finding, as they were."""
    what = models.TextField()
    why = models.TextField(blank=True)
    """What it should change for the child."""
    success = models.TextField(blank=True)
    """What will be seen, or heard, when it is done."""
    level = models.CharField(max_length=8, choices=Level.choices)
    priority = models.CharField(max_length=16, choices=Priority.choices, default=Priority.NORMAL)
    thread = models.CharField(max_length=4, blank=True)
    child = models.ForeignKey(
        "caseload.Child", null=True, on_delete=models.PROTECT, related_name="actions"
    )
    team = models.ForeignKey("people.Team", null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        "people.ServiceArea", null=True, on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices)
    held = models.BooleanField(default=False)
    """Set during an audit that is not handed in: only who set it sees it, and nobody is told."""
    due_on = models.DateField()
    first_due_on = models.DateField()
    """The date it was set with; never changed."""
    reported_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True)
    verified_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField(null=True)
    verified_words = models.TextField(blank=True)
    impact = models.CharField(max_length=8, blank=True, choices=Impact.choices)
    impact_words = models.TextField(blank=True)
    checked_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_from = models.DateField(null=True)
    check_by = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every act: a page that is behind is told so."""
    token = models.CharField(max_length=40, unique=True)
    """The form's own token: sent twice, it is set once."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["owner", "state"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="an_action_is_never_verified_by_its_owner",
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("owner")),
            ),
            models.CheckConstraint(
                name="an_action_is_never_verified_by_who_reported_it",
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("reported_by")),
            ),
            models.CheckConstraint(
                name="a_closed_action_says_what_difference_it_made",
                condition=~Q(state="closed") | ~Q(impact=""),
            ),
            *[
                models.CheckConstraint(
                    name=f"an_action_{what}_by_somebody_is_dated",
                    condition=Q(**{f"{what}_by__isnull": True, f"{what}_at__isnull": True})
                    | Q(**{f"{what}_by__isnull": False, f"{what}_at__isnull": False}),
                )
                for what in ("reported", "verified", "checked")
            ],
        ]

    def __str__(self) -> str:
        return self.what[:80]

    def get_absolute_url(self) -> str:
        return reverse("actions:by_reference", args=[self.reference])

    @property
    def reference(self) -> str:
        """ACT-0042."""
        return reference("ACT", self.pk)


class Step(models.Model):
    """An act on an action, kept for ever."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.act


class AnsweredFinding(models.Model):
    """Another finding that an action answers too, so that it is not set twice (F03)."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="answers")
    source_reference = models.CharField(max_length=20, db_index=True)
    """AUD-0042: where the other finding is."""
    source_code = models.CharField(max_length=24)
    """The very answer: FCA-07.3."""
    finding = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="an_action_answers_a_finding_once",
                fields=["action", "source_reference", "source_code"],
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_reference} {self.source_code}"
