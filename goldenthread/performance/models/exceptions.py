"""What the figures ask somebody to explain, and what was said to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.kernel.reference import reference
from goldenthread.performance.models.figures import Reckoning
from goldenthread.performance.vocabulary import Level
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

PERSON = "people.Person"


class Triage(models.Model):
    """The exceptions of a reckoning found and put in order, by the rules and aims of a time.

    Where rules or aims change it is done anew; the newest counts, and the earlier stay.
    """

    reckoning = models.ForeignKey(Reckoning, on_delete=models.PROTECT, related_name="triages")
    basis = models.CharField(max_length=40)
    """What it was found by: the rules, the targets and the step changes of its day."""
    looked_at = models.JSONField(default=dict)
    """Place → [charts looked at, with too few points, signals expected by chance alone, lesser
    signals that are not listed]. The place is a team's name, a service's after “area:”, or empty
    for the whole."""
    quiet = models.JSONField(default=list)
    """Codes of the whole council's figures that changed colour by no more than chance."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"exceptions of {self.reckoning_id}"


class PerformanceException(models.Model):
    """Something that the figures ask somebody to explain, from month to month (PER-6, Q05)."""

    kind = models.CharField(max_length=12, choices=ExceptionKind.choices)
    code = models.CharField(max_length=8)
    """Of the indicator, or of the hard line."""
    level = models.CharField(max_length=6, choices=Level.choices)
    group = models.CharField(max_length=120, blank=True)
    """The name of the team as the lists have it, or of the service; empty for the whole, or for no
    team recorded."""
    worse = models.BooleanField(default=True)
    first_on = models.DateField()
    """The day of the figures that first raised it."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["code", "level", "group"])]

    def __str__(self) -> str:
        return f"{self.code}, {self.group or 'all'}"

    def get_absolute_url(self) -> str:
        return reverse("performance:exception", args=[self.reference])

    @property
    def reference(self) -> str:
        """EXC-0042."""
        return reference("EXC", self.pk)


class Sighting(models.Model):
    """An exception as the figures of one day raise it: never changed."""

    triage = models.ForeignKey(Triage, on_delete=models.PROTECT, related_name="sightings")
    exception = models.ForeignKey(
        PerformanceException, on_delete=models.PROTECT, related_name="sightings"
    )
    rank = models.PositiveSmallIntegerField()
    """Its class: 1, a hard line, to 9."""
    place = models.PositiveIntegerField()
    """In the order in which to talk of them."""
    met = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(null=True)
    said = models.CharField(max_length=80)
    """The figure in words."""
    why = models.CharField(max_length=200)
    up = models.BooleanField(null=True)
    """Which way the figure went."""
    since = models.DateField(null=True)
    """Of a hard line: the day from which the first child is past it."""
    owed_by = models.DateField(null=True)
    """By when somebody answers; none where nobody must."""

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="an_exception_is_seen_once_in_a_triage", fields=["triage", "exception"]
            )
        ]

    def __str__(self) -> str:
        return self.why


class ExceptionAnswer(models.Model):
    """What somebody says to an exception of a month, or until when it is waived and why."""

    exception = models.ForeignKey(
        PerformanceException, on_delete=models.PROTECT, related_name="answers"
    )
    month = models.DateField()
    """The first day of the month whose figures it answers."""
    happening = models.TextField(blank=True)
    because = models.TextField(blank=True)
    for_children = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    waived_until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    """Why it is waived."""
    number = models.PositiveIntegerField()
    """Of what was said to this exception, 1 and upward: who saw an older one is told of the new."""
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_answer_to_an_exception_after_another", fields=["exception", "number"]
            ),
            models.CheckConstraint(
                name="an_exception_is_answered_or_waived_with_its_reason",
                condition=Q(waived_until__isnull=True, reason="") & ~Q(happening="")
                | Q(waived_until__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exception_id}, {self.number}"
