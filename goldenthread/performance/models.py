"""Figures as they were worked out, and from which loads: kept, so that an old pack stays true."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from goldenthread.kernel.reference import reference
from goldenthread.performance.vocabulary import Aim, Level, Mark, Window
from goldenthread.performance.vocabulary.exceptions import ExceptionKind

PERSON = "people.Person"


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


class Target(models.Model):
    """What the leadership team aims at with an indicator, from a day (PER-3, Q02).

    A decision is never changed: the newest that has begun counts, and the earlier stay.
    """

    code = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    """Of the decisions on one indicator, 1 and upward: who saw an older one is told of the new."""
    from_on = models.DateField()
    aim = models.CharField(max_length=10, choices=Aim.choices)
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    """In the unit of the indicator; none where there is no target by choice, or it ended."""
    tolerance = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    window = models.CharField(max_length=20, choices=Window.choices)
    """Over what time the figure is counted that it was set for."""
    reason = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code", "-from_on", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="one_decision_on_a_target_after_another", fields=["code", "number"]
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


class Triage(models.Model):
    """The exceptions of a reckoning found and put in order, by the rules and aims of a time.

    Where rules or aims change it is done anew; the newest counts, and the earlier stay.
    """

    reckoning = models.ForeignKey(Reckoning, on_delete=models.PROTECT, related_name="triages")
    basis = models.CharField(max_length=40)
    """What it was found by: the version of the rules."""
    looked_at = models.JSONField(default=dict)
    """Place → [charts looked at, with too few points, signals, expected by chance alone]. The
    place is a team's name, or empty for the whole."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="a_reckoning_is_sifted_once_by_the_same_rules", fields=["reckoning", "basis"]
            )
        ]

    def __str__(self) -> str:
        return f"exceptions of {self.reckoning_id}"


class PerformanceException(models.Model):
    """Something that the figures ask somebody to explain, from month to month (PER-6, Q05)."""

    kind = models.CharField(max_length=12, choices=ExceptionKind.choices)
    code = models.CharField(max_length=8)
    """Of the indicator, or of the hard line."""
    level = models.CharField(max_length=6, choices=Level.choices)
    group = models.CharField(max_length=120, blank=True)
    """The name of the team as the lists have it; empty for the whole, or for no team recorded."""
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
    """Its class: 1, a hard line, to 7."""
    place = models.PositiveIntegerField()
    """In the order in which to talk of them."""
    met = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(null=True)
    said = models.CharField(max_length=80)
    """The figure in words."""
    why = models.CharField(max_length=200)
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
